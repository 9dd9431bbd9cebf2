#pragma once
#include <optional>
#include <seastar/core/coroutine.hh>

namespace seastar::coroutine::experimental {
template <class Ref, class Value = void, class Container = void> class [[nodiscard]] generator {
  struct call_awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    std::optional<std::remove_reference_t<Ref>> await_resume();
  };

public:
  class promise_type {
  public:
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() const noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() noexcept;
    void return_void() noexcept;
    std::suspend_always yield_value(Ref) noexcept;
  };
  generator(generator &&) noexcept;
  ~generator();
  [[nodiscard]] call_awaiter operator()() noexcept;
};
} // namespace seastar::coroutine::experimental
