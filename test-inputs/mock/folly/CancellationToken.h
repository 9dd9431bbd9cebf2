#pragma once

namespace folly {
class CancellationToken {
public:
  CancellationToken() noexcept;
  bool isCancellationRequested() const noexcept;
  bool canBeCancelled() const noexcept;
};
class CancellationSource {
public:
  CancellationSource();
  CancellationToken getToken() const noexcept;
  bool isCancellationRequested() const noexcept;
  bool requestCancellation() const noexcept;
};
class CancellationCallback {
public:
  template <class F> CancellationCallback(CancellationToken &&, F &&) {}
  template <class F> CancellationCallback(const CancellationToken &, F &&) {}
  ~CancellationCallback();
};
} // namespace folly
