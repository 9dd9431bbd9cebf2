// The same as in practice-dropped, but here others await what they begin.
#pragma once
#include <coroutine>
#include <exception>

class process {
public:
  struct promise_type {
    process get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> next) noexcept;
  void await_resume() noexcept {}
};

process customer(int number);
process clerk(int number);
process clock_hand();
void run_until(int time);
