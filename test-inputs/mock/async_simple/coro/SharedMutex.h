#pragma once
#include <async_simple/coro/Lazy.h>

namespace async_simple::coro {
template <class Lock> class SharedMutexBase {
public:
  Lazy<> coLock() noexcept;
  bool tryLock() noexcept;
  Lazy<void> unlock() noexcept;
  Lazy<void> coLockShared();
  bool tryLockShared();
  Lazy<void> unlockShared();
};
class SpinLock;
struct SharedMutex : public SharedMutexBase<SpinLock> {};
} // namespace async_simple::coro
