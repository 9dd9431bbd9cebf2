#pragma once
#include <coroutine>

namespace coro {
class event {
public:
  struct awaiter {
    auto await_ready() const noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> bool;
    auto await_resume() noexcept -> void;
  };
  explicit event(bool = false) noexcept;
  auto is_set() const noexcept -> bool;
  auto set() noexcept -> void;
  auto operator co_await() const noexcept -> awaiter;
  auto reset() noexcept -> void;
};
} // namespace coro
