#pragma once
#include <cstdlib>
#include "coro/task.hpp"
#include <cstdint>
#include <memory>

namespace coro {
class thread_pool {
public:
  class schedule_operation {
  public:
    auto await_ready() noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> void;
    auto await_resume() noexcept -> void;
  };
  struct options {
    uint32_t thread_count;
  };
  static auto make_unique(options = options{.thread_count = 1}) -> std::unique_ptr<thread_pool>;
  virtual ~thread_pool();
  [[nodiscard]] auto schedule() -> schedule_operation;
  template <typename return_type> [[nodiscard]] auto schedule(coro::task<return_type>) -> coro::task<return_type> {
    ::std::abort();
  }
  auto spawn_detached(coro::task<void> &&) noexcept -> bool;
  auto spawn_joinable(coro::task<void> &&) noexcept -> coro::task<void>;
  auto spawn(coro::task<void> &&) noexcept -> bool; // its earlier name
  auto resume(std::coroutine_handle<>) noexcept -> bool;
  [[nodiscard]] auto yield() -> schedule_operation;
  auto shutdown() noexcept -> void;
};
} // namespace coro
