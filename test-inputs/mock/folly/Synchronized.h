#pragma once
#include <cstdlib>
#include <folly/SharedMutex.h>
#include <utility>

namespace folly {
template <class SynchronizedType, class LockPolicy> class LockedPtr {
public:
  using CDataType = typename SynchronizedType::DataType;
  LockedPtr(LockedPtr &&) noexcept;
  ~LockedPtr();
  CDataType *operator->() const;
  CDataType &operator*() const;
  void unlock();
};
namespace detail {
struct LockPolicyExclusive {};
struct LockPolicyShared {};
} // namespace detail
template <class T, class Mutex = SharedMutex> struct Synchronized {
  using DataType = T;
  using LockedPtr = folly::LockedPtr<Synchronized, detail::LockPolicyExclusive>;
  using ConstLockedPtr = folly::LockedPtr<const Synchronized, detail::LockPolicyShared>;
  Synchronized();
  explicit Synchronized(T);
  LockedPtr wlock();
  ConstLockedPtr rlock() const;
  LockedPtr lock();
  template <class F> auto withWLock(F &&) -> std::invoke_result_t<F, T &> { ::std::abort(); }
  template <class F> auto withRLock(F &&) const -> std::invoke_result_t<F, const T &> { ::std::abort(); }
  template <class F> auto withLock(F &&) -> std::invoke_result_t<F, T &> { ::std::abort(); }
  T copy() const;
};
} // namespace folly
