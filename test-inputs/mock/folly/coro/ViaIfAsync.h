// How folly::coro awaits: a coroutine's promise asks co_viaIfAsync for an awaiter that resumes on its own executor.
#pragma once
#include <cstdlib>
#include <coroutine>
#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/OperationCancelled.h>
#include <folly/Try.h>
#include <folly/futures/Future.h>

namespace folly::coro {

template <class T> class Task;
template <class T> class TaskWithExecutor;

namespace detail {
template <class A>
concept HasMemberAwait = requires(A &&a) {
  static_cast<A &&>(a).operator co_await();
};
template <class A>
concept HasFreeAwait = requires(A &&a) {
  operator co_await(static_cast<A &&>(a));
};
template <class A> struct awaiter_of { using type = A; };
template <HasMemberAwait A> struct awaiter_of<A> { using type = decltype(std::declval<A>().operator co_await()); };
template <HasFreeAwait A>
requires(!HasMemberAwait<A>) struct awaiter_of<A> {
  using type = decltype(operator co_await(std::declval<A>()));
};
template <class A> using await_result = decltype(std::declval<typename awaiter_of<A>::type &>().await_resume());

template <class R> struct Awaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  R await_resume();
};
template <class A> class [[nodiscard]] ViaIfAsyncAwaitable {
public:
  Awaiter<await_result<A>> operator co_await() &&;
};
template <class A>
requires requires { typename awaiter_of<A>::type; } && requires(typename awaiter_of<A>::type &a) {
  a.await_resume();
}
ViaIfAsyncAwaitable<A> co_viaIfAsync(Executor::KeepAlive<>, A &&) { ::std::abort(); }

template <class A> using via_t = decltype(co_viaIfAsync(std::declval<Executor::KeepAlive<>>(), std::declval<A>()));
template <class R> struct lift { using type = R; };
template <> struct lift<void> { using type = Unit; };
template <class R> using lift_t = typename lift<R>::type;
} // namespace detail

template <class A> using semi_await_result_t = detail::await_result<detail::via_t<A>>;
template <class A> using lifted_result_t = detail::lift_t<semi_await_result_t<A>>;

namespace detail {
template <class A> class TryAwaitable {
public:
  Awaiter<Try<semi_await_result_t<A>>> operator co_await() &&;
};
template <class A> class NothrowAwaitable {
public:
  Awaiter<semi_await_result_t<A>> operator co_await() &&;
};
} // namespace detail
template <class A> detail::TryAwaitable<std::remove_cvref_t<A>> co_awaitTry(A &&) { ::std::abort(); }
template <class A> detail::NothrowAwaitable<std::remove_cvref_t<A>> co_nothrow(A &&) { ::std::abort(); }
} // namespace folly::coro
