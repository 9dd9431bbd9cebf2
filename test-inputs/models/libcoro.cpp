// Names everything of libcoro that checks/models/libcoro.yaml models.
#include <coro/coro.hpp>
#include <coro/io_scheduler.hpp>
#include <coro/task_container.hpp>
#include <vector>

using namespace std::chrono_literals;

auto number() -> coro::task<int>;
auto work() -> coro::task<void>;
auto numbers() -> coro::generator<int>;

auto starts(coro::thread_pool &pool, coro::scheduler &scheduler, coro::io_scheduler &io, coro::task_group<coro::thread_pool> &group,
            coro::task_container<coro::thread_pool> &container) -> coro::task<void> {
  co_await pool.schedule();
  pool.spawn_detached(work());
  co_await pool.spawn_joinable(work());
  pool.spawn(work());
  scheduler.spawn_detached(work());
  co_await scheduler.spawn_joinable(work());
  io.spawn(work());
  (void)group.start(work());
  container.start(work());
  co_await group;
}

auto aggregates() -> coro::task<int> {
  auto [first, second] = co_await coro::when_all(number(), work());
  second.return_value();
  co_await coro::when_any(number(), number());
  for (int value : numbers())
    (void)value;
  co_return first.return_value() + coro::sync_wait(number());
}

void blocks(coro::thread_pool &pool, coro::scheduler &scheduler, coro::io_scheduler &io) {
  pool.shutdown();
  scheduler.process_events();
  scheduler.shutdown();
  io.process_events();
}

auto locks(coro::mutex &mutex, coro::shared_mutex<coro::thread_pool> &shared, coro::semaphore<4> &semaphore) -> coro::task<void> {
  coro::scoped_lock held = co_await mutex.scoped_lock();
  co_await mutex.lock();
  mutex.unlock();
  co_await shared.lock();
  co_await shared.unlock();
  co_await shared.lock_shared();
  co_await shared.unlock_shared();
  co_await semaphore.acquire();
  co_await semaphore.release();
}

auto network(coro::scheduler &scheduler, coro::io_scheduler &io, coro::net::tcp::client &tcp, coro::net::tls::client &tls,
             coro::net::udp::peer &udp, coro::net::dns::resolver<coro::scheduler> &resolver, std::vector<char> buffer)
    -> coro::task<void> {
  co_await scheduler.poll(0, coro::poll_op::read);
  co_await io.poll(0, coro::poll_op::read);
  co_await tcp.connect();
  co_await tcp.poll(coro::poll_op::read);
  co_await tls.poll(coro::poll_op::read);
  co_await udp.poll(coro::poll_op::read);
  auto [status, read] = co_await tcp.read_some(buffer);
  if (!status.is_ok() || read.empty())
    co_return;
  co_await tcp.read_exact(buffer);
  co_await tcp.write_some(buffer);
  co_await tcp.write_all(buffer);
  co_await tls.connect();
  co_await tls.recv(buffer);
  co_await tls.send(buffer);
  co_await udp.read_from(buffer);
  co_await udp.write_to({}, buffer);
  co_await resolver.host_by_name(coro::net::hostname("a"));
  coro::expected<int, coro::timeout_status> bounded = co_await scheduler.schedule(number(), 1s);
  (void)bounded.error();
  (void)co_await io.schedule(number(), 1s);
  co_await scheduler.yield_for(1s);
  co_await scheduler.yield();
  co_await scheduler.schedule_after(1s);
  co_await scheduler.yield_until({});
  co_await coro::invoke([]() -> coro::task<int> { co_return 1; });
}
