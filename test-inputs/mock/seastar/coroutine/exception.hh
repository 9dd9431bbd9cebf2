#pragma once
#include <cstdlib>
#include <seastar/core/coroutine.hh>

namespace seastar {
namespace internal {
struct exception_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
} // namespace internal
namespace coroutine {
internal::exception_awaiter operator co_await(exception) noexcept;
[[nodiscard]] exception make_exception(std::exception_ptr) noexcept;
[[nodiscard]] exception return_exception_ptr(std::exception_ptr) noexcept;
template <class E> [[nodiscard]] exception return_exception(E &&e) noexcept {
  return exception(std::make_exception_ptr(std::forward<E>(e)));
}
} // namespace coroutine
} // namespace seastar
