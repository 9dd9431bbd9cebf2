#pragma once
#include "coro/event.hpp"
#include "coro/task.hpp"
#include <memory>

namespace coro {
template <typename executor_type> class task_group {
public:
  explicit task_group(executor_type *executor);
  explicit task_group(std::unique_ptr<executor_type> &);
  ~task_group();
  [[nodiscard]] auto start(coro::task<void> &&) -> bool;
  [[nodiscard]] auto size() const -> std::size_t;
  [[nodiscard]] auto empty() const -> bool;
  auto operator co_await() const noexcept -> event::awaiter;
};
} // namespace coro
