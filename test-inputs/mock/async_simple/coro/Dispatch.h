#pragma once
#include <async_simple/coro/Lazy.h>

namespace async_simple::coro {
namespace detail {
class DispatchAwaiter {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  void await_resume() noexcept;
};
class DispatchAwaitable {
public:
  DispatchAwaiter coAwait(Executor *);
};
} // namespace detail
detail::DispatchAwaitable dispatch(Executor *);
} // namespace async_simple::coro
