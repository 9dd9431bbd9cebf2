#pragma once
#include <cstdlib>
#include <coroutine>

namespace cppcoro {
class async_scope {
  class awaiter {
  public:
    bool await_ready() noexcept;
    bool await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() noexcept;
  };

public:
  async_scope() noexcept;
  ~async_scope();
  template <class A> void spawn(A &&) { ::std::abort(); }
  [[nodiscard]] awaiter join() noexcept;
};
} // namespace cppcoro
