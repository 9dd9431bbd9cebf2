#pragma once
#include <cstdlib>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace cppcoro {
namespace detail {
template <class A> auto get_awaiter(A &&a, int) -> decltype(static_cast<A &&>(a).operator co_await()) {
  ::std::abort();
}
template <class A> auto get_awaiter(A &&a, long) -> decltype(operator co_await(static_cast<A &&>(a))) {
  ::std::abort();
}
template <class A>
requires requires(A &a) { a.await_resume(); }
A &&get_awaiter(A &&, ...) { ::std::abort(); }
struct void_value {};
template <class T> using wrap_void_t = std::conditional_t<std::is_void_v<T>, void_value, T>;
} // namespace detail
template <class A> using await_result_t = decltype(detail::get_awaiter(std::declval<A>(), 0).await_resume());
template <class A> struct awaitable_traits { using await_result_t = cppcoro::await_result_t<A>; };
} // namespace cppcoro
