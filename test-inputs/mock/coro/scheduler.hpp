#pragma once
#include <cstdlib>
#include "coro/expected.hpp"
#include "coro/poll.hpp"
#include "coro/task.hpp"
#include <chrono>
#include <memory>
#include <stop_token>

namespace coro {
using fd_t = int;
using time_point = std::chrono::steady_clock::time_point;
enum timeout_status { no_timeout, timeout };

class scheduler {
public:
  class schedule_operation {
  public:
    auto await_ready() noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> void;
    auto await_resume() noexcept -> void;
  };
  struct options {};
  static auto make_unique() -> std::unique_ptr<scheduler>;
  virtual ~scheduler();
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
  auto spawn_detached(coro::task<void> &&) -> bool;
  auto spawn_joinable(coro::task<void> &&) -> coro::task<void>;
  template <class rep_type, class period_type>
  [[nodiscard]] auto schedule_after(std::chrono::duration<rep_type, period_type>) -> coro::task<void> {
    ::std::abort();
  }
  [[nodiscard]] auto schedule_at(time_point) -> coro::task<void>;
  [[nodiscard]] auto yield() -> schedule_operation;
  template <class rep_type, class period_type>
  [[nodiscard]] auto yield_for(std::chrono::duration<rep_type, period_type>) -> coro::task<void> {
    ::std::abort();
  }
  [[nodiscard]] auto yield_until(time_point) -> coro::task<void>;
  [[nodiscard]] auto poll(fd_t, coro::poll_op, std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<poll_status>;
  auto resume(std::coroutine_handle<>) -> bool;
  auto shutdown() noexcept -> void;
};
} // namespace coro
