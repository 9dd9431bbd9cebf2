#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>
#include <optional>

namespace folly::coro {
template <class A> Task<std::optional<semi_await_result_t<A>>> timed_wait(A, HighResDuration) { ::std::abort(); }
} // namespace folly::coro
