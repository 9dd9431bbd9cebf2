#pragma once
#include <seastar/core/coroutine.hh>

namespace seastar {
namespace internal {
template <bool CheckPreempt, class T> class [[nodiscard]] as_future_awaiter {
public:
  explicit as_future_awaiter(seastar::future<T> &&) noexcept {}
  as_future_awaiter(const as_future_awaiter &) = delete;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  seastar::future<T> await_resume();
};
} // namespace internal
namespace coroutine {
template <class T = void> auto as_future(seastar::future<T> &&f) noexcept {
  return internal::as_future_awaiter<true, T>(std::move(f));
}
template <class T = void> auto as_future_without_preemption_check(seastar::future<T> &&f) noexcept {
  return internal::as_future_awaiter<false, T>(std::move(f));
}
} // namespace coroutine
} // namespace seastar
