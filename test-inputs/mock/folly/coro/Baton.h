#pragma once
#include <coroutine>

namespace folly::coro {
class Baton {
public:
  class WaitOperation {
  public:
    bool await_ready() const noexcept;
    bool await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() noexcept;
  };
  explicit Baton(bool = false) noexcept;
  bool ready() const noexcept;
  [[nodiscard]] WaitOperation operator co_await() const noexcept;
  void post() noexcept;
  void reset() noexcept;
};
} // namespace folly::coro
