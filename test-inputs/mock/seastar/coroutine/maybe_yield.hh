#pragma once
#include <seastar/core/coroutine.hh>

namespace seastar {
namespace internal {
struct maybe_yield_awaiter final {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
} // namespace internal
namespace coroutine {
class [[nodiscard("must co_await an maybe_yield() object")]] maybe_yield {
public:
  internal::maybe_yield_awaiter operator co_await();
};
} // namespace coroutine
} // namespace seastar
