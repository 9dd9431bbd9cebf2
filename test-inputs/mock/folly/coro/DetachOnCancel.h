#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly::coro {
template <class A> Task<semi_await_result_t<A>> detachOnCancel(A) { ::std::abort(); }
} // namespace folly::coro
