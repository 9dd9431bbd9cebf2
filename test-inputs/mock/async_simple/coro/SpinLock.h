#pragma once
#include <async_simple/coro/Lazy.h>
#include <mutex>

namespace async_simple::coro {
class SpinLock {
public:
  bool tryLock() noexcept;
  Lazy<> coLock();
  void lock() noexcept;
  void unlock() noexcept;
  [[nodiscard]] Lazy<std::unique_lock<SpinLock>> coScopedLock();
};
class ScopedSpinLock {
public:
  explicit ScopedSpinLock(SpinLock &);
  ~ScopedSpinLock();
};
} // namespace async_simple::coro
