// What the mocks of libunifex share: a sender has a result, and a coroutine of the library can await it.
#pragma once
#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace unifex {
namespace _mock {
template <class Result> struct sender { using result_type = Result; };
template <class R> struct lift { using type = R; };
template <> struct lift<void> { using type = std::tuple<>; };
template <class Sender> using result_t = typename std::remove_cvref_t<Sender>::result_type;
template <class Sender> using lifted_t = typename lift<result_t<Sender>>::type;
template <class Result> struct awaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  Result await_resume();
};
template <class Func, class Result> struct then_result { using type = std::invoke_result_t<Func, Result>; };
template <class Func> struct then_result<Func, void> { using type = std::invoke_result_t<Func>; };
} // namespace _mock
} // namespace unifex
