#pragma once
#include <cstdlib>
#include <coroutine>
#include <exception>
#include <utility>

namespace wil {
template <class T> struct task;
template <class T> struct com_task;
namespace details::coro {
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
template <class T> struct task_promise_base {
  std::suspend_never initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception() noexcept;
};
template <class T> struct task_promise : task_promise_base<T> {
  task_promise *get_return_object() noexcept;
  template <class U> void return_value(U &&) { ::std::abort(); }
};
template <> struct task_promise<void> : task_promise_base<void> {
  task_promise *get_return_object() noexcept;
  void return_void();
};
template <class T> struct task_base {
  task_base(task_base &&) noexcept;
  ~task_base();
  awaiter<T> resume_any_thread() &&noexcept;
  awaiter<T> resume_same_apartment() &&noexcept;
  T get() &&;

protected:
  task_base(task_promise<T> * = nullptr) noexcept;
};
} // namespace details::coro
template <class T> struct task : details::coro::task_base<T> {
  task(details::coro::task_promise<T> * = nullptr) noexcept;
  details::coro::awaiter<T> operator co_await() &&noexcept;
};
template <class T> struct com_task : details::coro::task_base<T> {
  com_task(details::coro::task_promise<T> * = nullptr) noexcept;
  details::coro::awaiter<T> operator co_await() &&noexcept;
};
} // namespace wil

template <class T, class... A> struct std::coroutine_traits<wil::task<T>, A...> {
  using promise_type = wil::details::coro::task_promise<T>;
};
template <class T, class... A> struct std::coroutine_traits<wil::com_task<T>, A...> {
  using promise_type = wil::details::coro::task_promise<T>;
};
