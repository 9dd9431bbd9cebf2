#pragma once
#include <cstdlib>
#include <folly/coro/Task.h>

namespace folly::coro {
template <class Func, class Delay>
auto retryWhen(Func, Delay) -> Task<semi_await_result_t<std::invoke_result_t<Func &>>> {
  ::std::abort();
}
template <class Func> auto retryN(uint32_t, Func &&) -> Task<semi_await_result_t<std::invoke_result_t<Func &>>> {
  ::std::abort();
}
template <class Func>
auto retryWithExponentialBackoff(uint32_t, HighResDuration, HighResDuration, double, Func &&)
    -> Task<semi_await_result_t<std::invoke_result_t<Func &>>> {
  ::std::abort();
}
} // namespace folly::coro
