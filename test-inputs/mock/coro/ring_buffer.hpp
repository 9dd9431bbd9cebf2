#pragma once
#include "coro/expected.hpp"
#include "coro/task.hpp"
#include <cstddef>

namespace coro {
namespace ring_buffer_result {
enum class produce { produced, notified, stopped };
enum class consume { notified, stopped };
} // namespace ring_buffer_result
template <typename element, std::size_t num_elements> class ring_buffer {
public:
  ring_buffer();
  [[nodiscard]] auto produce(element) -> coro::task<ring_buffer_result::produce>;
  [[nodiscard]] auto consume() -> coro::task<expected<element, ring_buffer_result::consume>>;
  auto notify_producers() -> coro::task<void>;
  auto shutdown() -> coro::task<void>;
};
} // namespace coro
