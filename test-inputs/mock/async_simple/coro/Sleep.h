#pragma once
#include <cstdlib>
#include <async_simple/coro/Lazy.h>
#include <chrono>

namespace async_simple::coro {
template <class Rep, class Period> Lazy<void> sleep(Executor *, std::chrono::duration<Rep, Period>) { ::std::abort(); }
template <class Rep, class Period> Lazy<void> sleep(std::chrono::duration<Rep, Period>) { ::std::abort(); }
} // namespace async_simple::coro
