#pragma once
#include "coro/event.hpp"
#include <cstdint>

namespace coro {
class latch {
public:
  explicit latch(std::int64_t) noexcept;
  auto count_down(std::int64_t = 1) noexcept -> void;
  auto operator co_await() const noexcept -> event::awaiter;
};
} // namespace coro
