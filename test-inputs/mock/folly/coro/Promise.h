#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly::coro {
template <class T> class Future {
public:
  class WaitOperation {
  public:
    bool await_ready() const noexcept;
    bool await_suspend(std::coroutine_handle<>) noexcept;
    T await_resume();
  };
  Future() = default;
  Future(Future &&) noexcept;
  Future &operator=(Future &&) noexcept;
  [[nodiscard]] WaitOperation operator co_await() &&noexcept;
  bool valid() const noexcept;
  explicit operator bool() const noexcept;
  bool isReady() const noexcept;
};
template <class T> class Promise {
public:
  template <class U = T> void setValue(U &&) { ::std::abort(); }
  void setException(exception_wrapper &&);
};
template <class T> std::pair<Promise<T>, Future<T>> makePromiseContract() { ::std::abort(); }
} // namespace folly::coro
