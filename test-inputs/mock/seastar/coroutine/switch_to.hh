#pragma once
#include <seastar/core/coroutine.hh>
#include <seastar/core/with_scheduling_group.hh>

namespace seastar::coroutine {
struct [[nodiscard("must co_await a switch_to object")]] switch_to final {
  explicit switch_to(scheduling_group) noexcept {}
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  scheduling_group await_resume() noexcept;
};
} // namespace seastar::coroutine
