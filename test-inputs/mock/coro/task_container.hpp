// The earlier name and header of the task group.
#pragma once
#include "coro/task.hpp"
#include <memory>

namespace coro {
template <typename executor_type> class task_container {
public:
  explicit task_container(std::shared_ptr<executor_type>);
  ~task_container();
  auto start(coro::task<void> &&) -> bool;
  auto size() const -> std::size_t;
  auto empty() const -> bool;
  auto yield_until_empty() -> coro::task<void>;
};
} // namespace coro
