// Names everything of stdexec that checks/models/stdexec.yaml models.
#include <chrono>
#include <exec/async_scope.hpp>
#include <exec/ensure_started.hpp>
#include <exec/start_detached.hpp>
#include <exec/task.hpp>
#include <exec/timed_thread_scheduler.hpp>
#include <exec/when_any.hpp>
#include <stdexec/execution.hpp>

exec::task<int> number();
exec::basic_task<void> work();
stdexec::task<int> standard();

exec::task<int> starts(exec::async_scope &scope, stdexec::counting_scope &counting, stdexec::simple_counting_scope &simple) {
  exec::start_detached(work());
  scope.spawn(work());
  auto later = scope.spawn_future(number());
  co_await std::move(later);
  stdexec::spawn(work(), counting.get_token());
  co_await stdexec::spawn_future(number(), counting.get_token());
  co_await exec::ensure_started(number());
  co_await scope.on_empty();
  co_await counting.join();
  co_await simple.join();
  co_return co_await standard();
}

exec::task<int> awaits(exec::timed_thread_scheduler timers) {
  co_await stdexec::when_all(number(), work());
  co_await stdexec::when_all_with_variant(number(), work());
  co_await exec::when_any(number(), number());
  co_await exec::schedule_after(timers, std::chrono::seconds(1));
  co_await exec::schedule_at(timers, std::chrono::steady_clock::now());
  co_await exec::reschedule_coroutine_on(timers);
  co_await (number() | stdexec::let_error([](std::exception_ptr) { return stdexec::just(1); }));
  co_return co_await (number() | stdexec::upon_error([](std::exception_ptr) { return 1; }));
}

void blocks(stdexec::run_loop &loop) {
  stdexec::sync_wait(number());
  stdexec::sync_wait_with_variant(number());
  loop.run();
}
