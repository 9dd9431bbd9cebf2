#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly {
class DrivableExecutor;
namespace coro {
struct blocking_wait_fn {
  template <class A> semi_await_result_t<A> operator()(A &&) const { ::std::abort(); }
  template <class A> semi_await_result_t<A> operator()(A &&, Executor *) const { ::std::abort(); }
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;
} // namespace coro
} // namespace folly
