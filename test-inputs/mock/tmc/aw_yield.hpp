#pragma once
#include <tmc/detail/concepts_awaitable.hpp>

namespace tmc {
class [[nodiscard("You must co_await aw_yield for it to have any effect.")]] aw_yield {
public:
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
aw_yield yield();
} // namespace tmc
