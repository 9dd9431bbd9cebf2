#pragma once
#include <cstdlib>
#include <stdexec/execution.hpp>

namespace experimental::execution {
namespace __task {
template <class T> class basic_task;
template <class T> struct __promise_base : stdexec::with_awaitable_senders<__promise_base<T>> {
  basic_task<T> get_return_object() noexcept;
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception() noexcept;
  template <class U> void return_value(U &&) { ::std::abort(); }
};
template <> struct __promise_base<void> : stdexec::with_awaitable_senders<__promise_base<void>> {
  basic_task<void> get_return_object() noexcept;
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
template <class T> class [[nodiscard]] basic_task {
public:
  using promise_type = __promise_base<T>;
  using sender_concept = stdexec::sender_tag;
  using value = T;
  basic_task(basic_task &&) noexcept;
  basic_task &operator=(basic_task &&) noexcept;
  ~basic_task();
  stdexec::__awaiter<T> operator co_await() &&noexcept;
};
struct __reschedule_coroutine_on_t {
  template <class Scheduler> auto operator()(Scheduler) const -> stdexec::__sexpr_t<__reschedule_coroutine_on_t, void> {
    ::std::abort();
  }
};
} // namespace __task
template <class T> using basic_task = __task::basic_task<T>;
template <class T> using task = basic_task<T>;
inline constexpr __task::__reschedule_coroutine_on_t reschedule_coroutine_on{};
} // namespace experimental::execution
namespace exec = experimental::execution;
