#pragma once
#include <cstdlib>
#include <chrono>
#include <coroutine>
#include <cppcoro/cancellation_token.hpp>
#include <cstdint>

namespace cppcoro {
class io_service {
public:
  class schedule_operation {
  public:
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() const noexcept;
  };
  class timed_schedule_operation {
  public:
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  io_service();
  ~io_service();
  [[nodiscard]] schedule_operation schedule() noexcept;
  template <class Rep, class Period>
  [[nodiscard]] timed_schedule_operation schedule_after(const std::chrono::duration<Rep, Period> &,
                                                        cancellation_token = {}) noexcept {
    ::std::abort();
  }
  std::uint64_t process_events();
  std::uint64_t process_pending_events();
  std::uint64_t process_one_event();
  std::uint64_t process_one_pending_event();
  void stop() noexcept;
};
} // namespace cppcoro
