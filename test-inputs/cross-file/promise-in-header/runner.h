// A header's promise is told of by the file that has a coroutine of it.
#pragma once
#include <coroutine>

struct runner {
  struct promise_type {
    runner get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {} // want: 'unhandled_exception' drops the exception
  };
};
