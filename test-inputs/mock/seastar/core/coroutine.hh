// Declarations of Seastar's coroutine support, for tests.
#pragma once
#include <cstdlib>
#include <coroutine>
#include <seastar/core/future.hh>

namespace seastar {
namespace coroutine {
struct exception {
  std::exception_ptr eptr;
  explicit exception(std::exception_ptr) noexcept;
};
} // namespace coroutine

namespace internal {
struct promise_common {
  std::suspend_never initial_suspend() noexcept;
  std::suspend_never final_suspend() noexcept;
  void unhandled_exception() noexcept;
  void set_exception(std::exception_ptr &&) noexcept;
  void return_value(coroutine::exception) noexcept;
};
template <class T> struct coroutine_promise : promise_common {
  seastar::future<T> get_return_object() noexcept;
  void return_value(T &&) noexcept;
  template <class U>
  requires std::is_convertible_v<U &&, T>
  void return_value(U &&) noexcept { ::std::abort(); }
};
struct void_promise {
  std::suspend_never initial_suspend() noexcept;
  std::suspend_never final_suspend() noexcept;
  void unhandled_exception() noexcept;
  void set_exception(std::exception_ptr &&) noexcept;
  seastar::future<> get_return_object() noexcept;
  void return_void() noexcept;
};
template <class T = void> class coroutine_traits_base {
public:
  using promise_type = coroutine_promise<T>;
};
template <> class coroutine_traits_base<void> {
public:
  using promise_type = void_promise;
};
template <bool CheckPreempt, class T> class awaiter {
public:
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
template <class T> struct without_preemption_check {};
} // namespace internal

template <class T> internal::awaiter<true, T> operator co_await(future<T> &&) noexcept { ::std::abort(); }
template <class T> internal::awaiter<false, T> operator co_await(internal::without_preemption_check<T>) noexcept {
  ::std::abort();
}

namespace coroutine {
template <class Func> class lambda {
  Func *_func;

public:
  explicit lambda(Func &&func) : _func(&func) {}
  template <class... A> auto operator()(A &&...a) const -> std::invoke_result_t<Func, A...> {
    return (*_func)(std::forward<A>(a)...);
  }
};
template <class T> internal::without_preemption_check<T> without_preemption_check(future<T>) noexcept {
  ::std::abort();
}
} // namespace coroutine
} // namespace seastar

template <class T, class... A> struct std::coroutine_traits<seastar::future<T>, A...> {
  using promise_type = typename seastar::internal::coroutine_traits_base<T>::promise_type;
};
