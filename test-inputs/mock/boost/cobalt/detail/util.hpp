#pragma once
#include <cstdlib>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

namespace boost::cobalt {
template <class Return> struct promise;
template <class Return> struct task;
struct detached;
namespace detail {
template <class T> struct awaiter {
  bool await_ready() const;
  bool await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class A> auto get_awaiter(A &&a, int) -> decltype(static_cast<A &&>(a).operator co_await()) {
  ::std::abort();
}
template <class A>
requires requires(A &a) { a.await_resume(); }
A &&get_awaiter(A &&, long) { ::std::abort(); }
template <class A> using co_await_result_t = decltype(get_awaiter(std::declval<A>(), 0).await_resume());
struct void_tag {};
template <class A>
using lifted_t = std::conditional_t<std::is_void_v<co_await_result_t<A>>, void_tag, co_await_result_t<A>>;

template <class Return> struct cobalt_promise {
  promise<Return> get_return_object();
  std::suspend_never initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  template <class T> void return_value(T &&) { ::std::abort(); }
};
template <> struct cobalt_promise<void> {
  promise<void> get_return_object();
  std::suspend_never initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};
template <class Return> struct task_promise {
  task<Return> get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  template <class T> void return_value(T &&) { ::std::abort(); }
};
template <> struct task_promise<void> {
  task<void> get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};
struct detached_promise {
  detached get_return_object();
  std::suspend_never initial_suspend() noexcept;
  std::suspend_never final_suspend() noexcept;
  void return_void();
  void unhandled_exception() { throw; }
};
} // namespace detail
} // namespace boost::cobalt
