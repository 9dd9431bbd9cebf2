#pragma once
#include <async_simple/coro/Lazy.h>
#include <cstddef>

namespace async_simple::coro {
template <std::size_t LeastMaxValue = 0xffffffff> class CountingSemaphore {
public:
  explicit CountingSemaphore(std::size_t);
  Lazy<void> acquire() noexcept;
  Lazy<void> release(std::size_t = 1) noexcept;
  Lazy<bool> try_acquire() noexcept;
};
} // namespace async_simple::coro
