#pragma once
#include <coroutine>

namespace async_simple::coro::detail {
struct DetachedCoroutine {
  struct promise_type {
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void() noexcept;
    void unhandled_exception();
    DetachedCoroutine get_return_object() noexcept;
  };
};
} // namespace async_simple::coro::detail
