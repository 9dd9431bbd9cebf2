#pragma once
#include "coro/expected.hpp"
#include "coro/task.hpp"

namespace coro {
enum class queue_produce_result { produced, stopped };
enum class queue_consume_result { empty, stopped, try_lock_failure };
template <typename element_type> class queue {
public:
  queue();
  auto push(const element_type &) -> coro::task<queue_produce_result>;
  auto push(element_type &&) -> coro::task<queue_produce_result>;
  [[nodiscard]] auto pop() -> coro::task<expected<element_type, queue_consume_result>>;
  [[nodiscard]] auto try_pop() -> expected<element_type, queue_consume_result>;
  auto shutdown() -> coro::task<void>;
};
} // namespace coro
