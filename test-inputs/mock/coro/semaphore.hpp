#pragma once
#include "coro/task.hpp"
#include <cstddef>

namespace coro {
enum class semaphore_acquire_result { acquired, shutdown };
template <std::ptrdiff_t max_value> class semaphore {
public:
  explicit semaphore(const std::ptrdiff_t);
  [[nodiscard]] auto acquire() -> coro::task<semaphore_acquire_result>;
  [[nodiscard]] auto release() -> coro::task<void>;
  auto try_acquire() -> bool;
  [[nodiscard]] auto shutdown() noexcept -> coro::task<void>;
};
} // namespace coro
