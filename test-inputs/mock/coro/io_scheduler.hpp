// The earlier name and header of the scheduler.
#pragma once
#include <cstdlib>
#include "coro/scheduler.hpp"

namespace coro {
class io_scheduler {
public:
  class schedule_operation {
  public:
    auto await_ready() noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> void;
    auto await_resume() noexcept -> void;
  };
  static auto make_shared() -> std::shared_ptr<io_scheduler>;
  auto process_events(std::chrono::milliseconds = std::chrono::milliseconds{0}) -> std::size_t;
  auto schedule() -> schedule_operation;
  template <typename return_type> [[nodiscard]] auto schedule(coro::task<return_type>) -> coro::task<return_type> {
    ::std::abort();
  }
  template <typename return_type, typename rep, typename period>
  [[nodiscard]] auto schedule(coro::task<return_type>, std::chrono::duration<rep, period>)
      -> coro::task<coro::expected<return_type, timeout_status>> {
    ::std::abort();
  }
  auto spawn(coro::task<void> &&) -> bool;
  [[nodiscard]] auto schedule_after(std::chrono::milliseconds) -> coro::task<void>;
  [[nodiscard]] auto yield() -> schedule_operation;
  [[nodiscard]] auto yield_for(std::chrono::milliseconds) -> coro::task<void>;
  [[nodiscard]] auto yield_until(time_point) -> coro::task<void>;
  [[nodiscard]] auto poll(fd_t, coro::poll_op, std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<poll_status>;
};
} // namespace coro
