#pragma once
#include <folly/coro/SharedLock.h>
#include <folly/coro/ViaIfAsync.h>
#include <mutex>

namespace folly::coro {
class SharedMutexFair {
  template <class R> class LockOperation {
  public:
    friend detail::Awaiter<R> co_viaIfAsync(Executor::KeepAlive<>, LockOperation) { return {}; }
  };

public:
  SharedMutexFair() noexcept;
  ~SharedMutexFair();
  bool try_lock() noexcept;
  bool try_lock_shared() noexcept;
  [[nodiscard]] LockOperation<void> co_lock() noexcept;
  [[nodiscard]] LockOperation<std::unique_lock<SharedMutexFair>> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<void> co_lock_shared() noexcept;
  [[nodiscard]] LockOperation<SharedLock<SharedMutexFair>> co_scoped_lock_shared() noexcept;
  [[nodiscard]] LockOperation<UpgradeLock<SharedMutexFair>> co_scoped_lock_upgrade() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
};
using SharedMutex = SharedMutexFair;
} // namespace folly::coro
