#pragma once
#include <cstdlib>
#include <folly/coro/ViaIfAsync.h>
#include <folly/result/result.h>

namespace folly::coro {
namespace detail {
template <class A> class ValueOrError {
public:
  Awaiter<result<semi_await_result_t<A>>> operator co_await() &&;
};
template <class A> class ValueOrErrorOrStopped {
public:
  Awaiter<result<semi_await_result_t<A>>> operator co_await() &&;
};
} // namespace detail
template <class A> detail::ValueOrError<A> value_or_error(A) { ::std::abort(); }
template <class A> detail::ValueOrErrorOrStopped<A> value_or_error_or_stopped(A) { ::std::abort(); }
} // namespace folly::coro
