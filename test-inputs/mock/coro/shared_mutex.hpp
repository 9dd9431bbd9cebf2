#pragma once
#include "coro/task.hpp"
#include <memory>

namespace coro {
template <typename executor_type> class shared_mutex {
public:
  explicit shared_mutex(std::unique_ptr<executor_type> &);
  [[nodiscard]] auto scoped_lock_shared(coro::task<void>) -> coro::task<void>;
  [[nodiscard]] auto scoped_lock(coro::task<void>) -> coro::task<void>;
  [[nodiscard]] auto lock_shared() -> coro::task<void>;
  [[nodiscard]] auto lock() -> coro::task<void>;
  [[nodiscard]] auto try_lock_shared() -> bool;
  [[nodiscard]] auto try_lock() -> bool;
  [[nodiscard]] auto unlock_shared() -> coro::task<void>;
  [[nodiscard]] auto unlock() -> coro::task<void>;
};
} // namespace coro
