#pragma once
#include <cstdlib>
#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <vector>

namespace folly::coro {
template <class... A> auto collectAll(A...) -> Task<std::tuple<lifted_result_t<A>...>> { ::std::abort(); }
template <class... A> auto collectAllTry(A...) -> Task<std::tuple<Try<semi_await_result_t<A>>...>> { ::std::abort(); }
template <class A>
requires(!std::is_void_v<semi_await_result_t<A>>) auto collectAllRange(std::vector<A>)
    -> Task<std::vector<semi_await_result_t<A>>> {
  ::std::abort();
}
template <class A>
requires std::is_void_v<semi_await_result_t<A>>
auto collectAllRange(std::vector<A>) -> Task<void> { ::std::abort(); }
template <class A> auto collectAllTryRange(std::vector<A>) -> Task<std::vector<Try<semi_await_result_t<A>>>> {
  ::std::abort();
}
template <class A>
requires(!std::is_void_v<semi_await_result_t<A>>) auto collectAllWindowed(std::vector<A>, size_t)
    -> Task<std::vector<semi_await_result_t<A>>> {
  ::std::abort();
}
template <class A>
requires std::is_void_v<semi_await_result_t<A>>
auto collectAllWindowed(std::vector<A>, size_t) -> Task<void> { ::std::abort(); }
template <class A>
auto collectAllTryWindowed(std::vector<A>, size_t) -> Task<std::vector<Try<semi_await_result_t<A>>>> {
  ::std::abort();
}
template <class... A> using any_result_t = std::common_type_t<semi_await_result_t<A>...>;
template <class... A> auto collectAny(A &&...) -> Task<std::pair<size_t, Try<any_result_t<A...>>>> { ::std::abort(); }
template <class... A> auto collectAnyWithoutException(A &&...) -> Task<std::pair<size_t, Try<any_result_t<A...>>>> {
  ::std::abort();
}
template <class... A> auto collectAnyNoDiscard(A &&...) -> Task<std::tuple<Try<semi_await_result_t<A>>...>> {
  ::std::abort();
}
template <class A> auto collectAnyRange(std::vector<A>) -> Task<std::pair<size_t, Try<semi_await_result_t<A>>>> {
  ::std::abort();
}
template <class A>
auto collectAnyWithoutExceptionRange(std::vector<A>) -> Task<std::pair<size_t, Try<semi_await_result_t<A>>>> {
  ::std::abort();
}
template <class A> auto collectAnyNoDiscardRange(std::vector<A>) -> Task<std::vector<Try<semi_await_result_t<A>>>> {
  ::std::abort();
}
template <class A>
auto makeUnorderedAsyncGenerator(AsyncScope &, std::vector<A>) -> AsyncGenerator<lifted_result_t<A> &&> {
  ::std::abort();
}
} // namespace folly::coro
