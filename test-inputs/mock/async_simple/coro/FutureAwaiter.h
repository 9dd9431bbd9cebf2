#pragma once
#include <cstdlib>
#include <async_simple/Future.h>
#include <coroutine>

namespace async_simple {
namespace coro::detail {
template <class T> struct FutureAwaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
} // namespace coro::detail
template <class T> coro::detail::FutureAwaiter<T> operator co_await(Future<T> &&) { ::std::abort(); }
} // namespace async_simple
