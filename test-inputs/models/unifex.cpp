// Names everything of libunifex that checks/models/unifex.yaml models.
#include <chrono>
#include <unifex/async_mutex.hpp>
#include <unifex/async_scope.hpp>
#include <unifex/let_error.hpp>
#include <unifex/manual_event_loop.hpp>
#include <unifex/scheduler_concepts.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/spawn_detached.hpp>
#include <unifex/spawn_future.hpp>
#include <unifex/stop_when.hpp>
#include <unifex/sync_wait.hpp>
#include <unifex/task.hpp>
#include <unifex/timed_single_thread_context.hpp>
#include <unifex/upon_error.hpp>
#include <unifex/v2/async_scope.hpp>
#include <unifex/when_all.hpp>
#include <unifex/when_any.hpp>

unifex::task<int> number();
unifex::task<void> work();
unifex::nothrow_task<int> sure();

unifex::task<int> starts(unifex::async_scope &scope, unifex::v2::async_scope &structured, unifex::single_thread_context &thread) {
  unifex::spawn_detached(work(), structured);
  scope.detached_spawn(work());
  scope.detached_spawn_on(thread.get_scheduler(), work());
  scope.detached_spawn_call_on(thread.get_scheduler(), [] {});
  unifex::future<int> later = scope.spawn(number());
  co_await std::move(later);
  co_await scope.spawn_on(thread.get_scheduler(), number());
  co_await unifex::spawn_future(number(), structured);
  co_await structured.join();
  co_await scope.complete();
  co_await scope.cleanup();
  co_return co_await sure();
}

unifex::task<void> awaits(unifex::timed_single_thread_context &timers, unifex::async_mutex &mutex) {
  co_await unifex::when_all(number(), work());
  co_await unifex::when_any(number(), number());
  co_await unifex::stop_when(work(), unifex::schedule_after(timers.get_scheduler(), std::chrono::seconds(1)));
  co_await unifex::let_error(work(), [](std::exception_ptr) {});
  co_await unifex::upon_error(work(), [](std::exception_ptr) {});
  co_await mutex.async_lock();
  mutex.unlock();
}

void blocks(unifex::manual_event_loop &loop) {
  unifex::sync_wait(number());
  unifex::sync_wait_r<int>(number());
  loop.run();
}
