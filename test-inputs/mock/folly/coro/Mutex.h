#pragma once
#include <folly/coro/ViaIfAsync.h>
#include <mutex>

namespace folly::coro {
class Mutex {
  class ScopedLockAwaiter;
  class LockAwaiter;
  template <class R> class LockOperation {
  public:
    friend detail::Awaiter<R> co_viaIfAsync(Executor::KeepAlive<>, LockOperation) { return {}; }
  };

public:
  Mutex() noexcept;
  Mutex(const Mutex &) = delete;
  ~Mutex();
  bool try_lock() noexcept;
  [[nodiscard]] LockOperation<std::unique_lock<Mutex>> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<void> co_lock() noexcept;
  void unlock() noexcept;
};
} // namespace folly::coro
