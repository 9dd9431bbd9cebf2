// Names everything of cppcoro that checks/models/cppcoro.yaml models.
#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/cancellation_registration.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/net/socket.hpp>
#include <cppcoro/recursive_generator.hpp>
#include <cppcoro/resume_on.hpp>
#include <cppcoro/schedule_on.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>

cppcoro::task<int> number();
cppcoro::task<> work();
cppcoro::shared_task<int> shared();
cppcoro::generator<int> numbers();
cppcoro::recursive_generator<int> tree();
cppcoro::async_generator<int> stream();

cppcoro::task<int> tasks(cppcoro::static_thread_pool &pool, cppcoro::io_service &service, cppcoro::cancellation_token token) {
  int sum = co_await shared() + cppcoro::sync_wait(number());
  co_await cppcoro::when_all(number(), number());
  auto [first, second] = co_await cppcoro::when_all_ready(number(), work());
  sum += first.result();
  second.non_void_result();
  co_await pool.schedule();
  co_await cppcoro::schedule_on(pool, number());
  co_await cppcoro::resume_on(pool, number());
  cppcoro::cancellation_registration registration(token, [] {});
  for (int value : numbers())
    sum += value;
  for (int value : tree())
    sum += value;
  auto values = stream();
  co_await values.begin();
  co_await service.schedule_after(std::chrono::seconds(1));
  co_return sum;
}

cppcoro::task<int> locks(cppcoro::async_mutex &mutex, cppcoro::async_scope &scope, cppcoro::net::socket &socket) {
  cppcoro::async_mutex_lock held = co_await mutex.scoped_lock_async();
  co_await mutex.lock_async();
  mutex.unlock();
  scope.spawn(work());
  co_await socket.connect({});
  co_await socket.send(nullptr, 0);
  co_await socket.send_to({}, nullptr, 0);
  co_await socket.recv_from(nullptr, 0);
  co_return co_await socket.recv(nullptr, 0);
}

void loop(cppcoro::io_service &service) {
  service.process_events();
  service.process_one_event();
}

bool cancelled(std::exception_ptr error) try {
  std::rethrow_exception(error);
} catch (const cppcoro::operation_cancelled &) {
  return true;
}
