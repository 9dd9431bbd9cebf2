#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly::coro {
struct ToTaskFn {
  template <class A> Task<semi_await_result_t<A>> operator()(A) const { ::std::abort(); }
};
inline constexpr ToTaskFn toTask{};
template <class A> SemiFuture<lifted_result_t<A>> toSemiFuture(A &&) { ::std::abort(); }
template <class A> Future<lifted_result_t<A>> toFuture(A &&, Executor::KeepAlive<>) { ::std::abort(); }
} // namespace folly::coro
