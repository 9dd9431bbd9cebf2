#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly::coro {
class AsyncScope {
public:
  AsyncScope() noexcept;
  explicit AsyncScope(bool throwOnJoin) noexcept;
  ~AsyncScope();
  std::size_t remaining() const noexcept;
  template <class A> void add(A &&, void * = nullptr) { ::std::abort(); }
  template <class A> void addWithSourceLoc(A &&, void * = nullptr) { ::std::abort(); }
  Task<void> joinAsync() noexcept;
  SemiFuture<Unit> cleanup() noexcept;
};
class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept;
  explicit CancellableAsyncScope(bool throwOnJoin) noexcept;
  template <class A> void add(A &&, CancellationToken = {}, void * = nullptr) { ::std::abort(); }
  template <class A> void addWithSourceLoc(A &&, CancellationToken = {}, void * = nullptr) { ::std::abort(); }
  Task<void> co_schedule(Task<void> &&, CancellationToken = {});
  void requestCancellation() const noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
  Task<void> joinAsync() noexcept;
  SemiFuture<Unit> cleanup() noexcept;
};
} // namespace folly::coro
