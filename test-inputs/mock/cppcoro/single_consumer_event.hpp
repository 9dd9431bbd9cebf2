#pragma once
#include <coroutine>

namespace cppcoro {
class single_consumer_event {
  struct awaiter {
    bool await_ready() const noexcept;
    bool await_suspend(std::coroutine_handle<>);
    void await_resume() const noexcept;
  };

public:
  single_consumer_event(bool = false) noexcept;
  bool is_set() const noexcept;
  void set();
  void reset() noexcept;
  awaiter operator co_await() noexcept;
};
} // namespace cppcoro
