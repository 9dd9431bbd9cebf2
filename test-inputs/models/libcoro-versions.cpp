// Names of libcoro's earlier versions, declared as they were there.
#include <chrono>
#include <coro/task.hpp>
#include <stdexcept>

namespace coro {
class stop_signal : public std::runtime_error {
public:
  stop_signal();
};
class io_scheduler {
public:
  auto spawn_detached(coro::task<void> &&) -> bool;
  auto yield_for(std::chrono::milliseconds) -> coro::task<void>;
};
} // namespace coro

auto uses(coro::io_scheduler &io, coro::task<void> work) -> coro::task<void> {
  io.spawn_detached(std::move(work));
  try {
    co_await io.yield_for(std::chrono::milliseconds(1));
  } catch (const coro::stop_signal &) {
  }
}
