#pragma once
#include <cstdlib>
#include <chrono>
#include <coroutine>
#include <seastar/core/future.hh>

namespace seastar {
class broken_condition_variable : public std::exception {};
class condition_variable_timed_out : public std::exception {};
class condition_variable {
  struct [[nodiscard("must co_await a when() call")]] awaiter {
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };

public:
  future<> wait() noexcept;
  template <class Pred> future<> wait(Pred &&) noexcept { ::std::abort(); }
  template <class Rep, class Period> future<> wait(std::chrono::duration<Rep, Period>) noexcept { ::std::abort(); }
  template <class Rep, class Period, class Pred> future<> wait(std::chrono::duration<Rep, Period>, Pred &&) noexcept {
    ::std::abort();
  }
  awaiter when() noexcept;
  template <class Pred> awaiter when(Pred &&) noexcept { ::std::abort(); }
  void signal() noexcept;
  void broadcast() noexcept;
  void broken() noexcept;
};
} // namespace seastar
