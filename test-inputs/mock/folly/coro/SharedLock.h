#pragma once

namespace folly::coro {
namespace detail {
template <class Mutex, class Policy> class [[nodiscard]] LockBase {
public:
  LockBase() noexcept;
  explicit LockBase(Mutex &) noexcept;
  LockBase(LockBase &&) noexcept;
  ~LockBase();
  bool owns_lock() const noexcept;
  void unlock() noexcept;
  Mutex *release() noexcept;
};
struct lock_policy_shared {};
struct lock_policy_upgrade {};
} // namespace detail
template <class Mutex> class SharedLock : public detail::LockBase<Mutex, detail::lock_policy_shared> {
public:
  using detail::LockBase<Mutex, detail::lock_policy_shared>::LockBase;
};
template <class Mutex> class UpgradeLock : public detail::LockBase<Mutex, detail::lock_policy_upgrade> {
public:
  using detail::LockBase<Mutex, detail::lock_policy_upgrade>::LockBase;
};
} // namespace folly::coro
