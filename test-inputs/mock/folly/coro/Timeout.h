#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly::coro {
template <class A, class Duration> Task<semi_await_result_t<A>> timeout(A, Duration, std::nullptr_t = nullptr) {
  ::std::abort();
}
template <class A, class Duration>
Task<semi_await_result_t<A>> timeoutNoDiscard(A, Duration, std::nullptr_t = nullptr) {
  ::std::abort();
}
} // namespace folly::coro
