// What isn't cancelled by an exception, and handlers whose error is judged behind them.
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/task.hpp>
#include <chrono>
#include <coroutine>
#include <exception>
#include <iostream>
#include <optional>
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/sleep.hh>
#include <stdexcept>

cppcoro::task<int> next();
cppcoro::task<int> next(cppcoro::cancellation_token token);
cppcoro::task<std::optional<int>> pop();
cppcoro::task<> yield_now();
cppcoro::task<> maybe_retry(std::exception_ptr error);
void log_error(std::exception_ptr error);
bool worth_another(std::exception_ptr error);
struct shutting_down : cppcoro::operation_cancelled {};

/// Nothing can be awaited in a handler.
cppcoro::task<> judged_by_an_await() {
  for (;;) {
    std::exception_ptr error;
    try {
      co_await next();
    } catch (...) {
      error = std::current_exception();
    }
    if (error)
      co_await maybe_retry(error);
  }
}
cppcoro::task<> thrown_behind_the_loop() {
  std::exception_ptr last;
  while (true) {
    try {
      co_await next();
      break;
    } catch (...) {
      last = std::current_exception();
    }
    if (!worth_another(last))
      break;
  }
  if (last)
    std::rethrow_exception(last);
}

/// A marker of its own ends it, a point in time does, and what only lets others run never fails.
cppcoro::task<> until_a_marker() {
  for (;;) {
    try {
      auto item = co_await pop();
      if (!item)
        break;
      std::cout << *item;
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}
cppcoro::task<> until_a_deadline(std::chrono::steady_clock::time_point end) {
  while (true) {
    if (std::chrono::steady_clock::now() > end)
      throw std::runtime_error("too late");
    try {
      co_await next();
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}
cppcoro::task<> only_yields() {
  for (;;) {
    try {
      co_await yield_now();
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}

/// A handler for a class that is derived from the cancellation is one for it.
cppcoro::task<> of_a_derived_class() {
  for (;;) {
    try {
      co_await next();
    } catch (const shutting_down &) {
      co_return;
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}

// ---- Eaten -----------------------------------------------------------------------------------------------------------

/// What is given the token is cancelled, whatever else ends the loop.
cppcoro::task<> given_a_token(cppcoro::cancellation_token token) {
  for (;;) {
    try {
      if (co_await next(token) == 0)
        break;
    } catch (const std::exception &e) { // want: this handler eats 'operation_cancelled' too
      std::cerr << e.what();
    }
  }
}
/// The way out is another loop's.
cppcoro::task<> leaves_an_inner_loop() {
  for (;;) {
    try {
      for (int i = 0; i < 3; ++i)
        if (co_await next() > i)
          break;
    } catch (const std::exception &e) { // want: this handler eats 'operation_cancelled' too
      std::cerr << e.what();
    }
  }
}

/// A project's own runtime: its awaits ask the token, and throw.
struct stop_token {
  bool stop_requested() const;
};
struct halted : std::exception {};
struct fiber {
  struct promise_type {
    std::exception_ptr error;
    stop_token token;
    fiber get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  void await_resume() {
    if (handle.promise().token.stop_requested())
      throw halted();
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
  }
};
fiber step();
fiber steps() {
  for (;;) {
    try {
      co_await step();
    } catch (const std::exception &e) { // want: this handler eats 'halted' too
      std::cerr << e.what();
    }
  }
}
fiber steps_until_halted() {
  for (;;) {
    try {
      co_await step();
    } catch (const halted &) {
      throw;
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}
