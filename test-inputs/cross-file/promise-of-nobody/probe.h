// Only there to see whether the compiler has coroutines.
#pragma once
#include <coroutine>

namespace probe {
struct runner {
  struct promise_type {
    runner get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
};
} // namespace probe
static_assert(sizeof(probe::runner) > 0);
