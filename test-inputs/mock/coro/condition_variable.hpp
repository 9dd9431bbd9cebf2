#pragma once
#include "coro/mutex.hpp"
#include "coro/task.hpp"

namespace coro {
class condition_variable {
public:
  struct awaiter {
    auto await_ready() const noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> bool;
    auto await_resume() noexcept -> void;
  };
  auto notify_one() -> coro::task<void>;
  auto notify_all() -> coro::task<void>;
  [[nodiscard]] auto wait(coro::scoped_lock &) -> awaiter;
};
} // namespace coro
