#pragma once
#include <async_simple/coro/Lazy.h>
#include <cstddef>

namespace async_simple::coro {
class Latch {
public:
  explicit Latch(std::size_t);
  Lazy<void> count_down(std::size_t = 1);
  Lazy<bool> try_wait() const noexcept;
  Lazy<void> wait() const noexcept;
  Lazy<void> arrive_and_wait(std::size_t = 1) noexcept;
};
} // namespace async_simple::coro
