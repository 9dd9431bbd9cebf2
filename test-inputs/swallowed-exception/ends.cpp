// Handlers that end the process, in the ways of assertions and fatal logs.
#include "task.h"
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <stdexcept>

task<void> send(int value);
void log_error(std::exception_ptr error);
[[noreturn]] void give_up();

struct log_line {
  std::ostream &stream();
  ~log_line();
};
struct fatal_line {
  std::ostream &stream();
  [[noreturn]] ~fatal_line();
};
#define LOG_INFO log_line().stream()
#define LOG_FATAL fatal_line().stream()
#define MUST(condition)                                                                                                                                            \
  do {                                                                                                                                                             \
    if (!(condition)) {                                                                                                                                            \
      log_error(nullptr);                                                                                                                                          \
      __builtin_trap();                                                                                                                                            \
    }                                                                                                                                                              \
  } while (0)
#define HOLDS(condition) (void)((!!(condition)) || (give_up(), 0))
#define LIKELY_HOLDS(condition) (__builtin_expect(!!(condition), 1) ? (void)0 : give_up())

void dies(const char *text) {
  std::cerr << text;
  std::abort();
}
void may_die(const char *text, bool now) {
  std::cerr << text;
  if (now)
    std::abort();
}
void crash(const char *text) { dies(text); }

task<void> by_a_macro() {
  try {
    co_await send(1);
  } catch (...) {
    MUST(false);
  }
  try {
    co_await send(2);
  } catch (...) {
    HOLDS(false);
  }
  try {
    co_await send(3);
  } catch (...) {
    LIKELY_HOLDS(false);
  }
}
task<void> by_a_destructor() {
  try {
    co_await send(1);
  } catch (...) {
    LOG_FATAL << "not sent";
  }
}
task<void> by_a_function() {
  try {
    co_await send(1);
  } catch (...) {
    dies("not sent");
  }
  try {
    co_await send(2);
  } catch (...) {
    crash("not sent");
  }
  try {
    co_await send(3);
  } catch (...) {
    give_up();
  }
}
struct of_a_promise {
  struct promise_type {
    of_a_promise get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { MUST(false); }
  };
};

// ---- They go on ------------------------------------------------------------------------------------------------------

task<void> goes_on() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
    LOG_INFO << "not sent";
  }
  try {
    co_await send(2);
  } catch (...) { // want: the error of 'send'
    MUST(true);
  }
  try {
    co_await send(3);
  } catch (...) { // want: the error of 'send'
    HOLDS(true);
  }
}
struct of_another_promise {
  struct promise_type {
    of_another_promise get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { MUST(true); } // want: 'unhandled_exception' drops the exception
  };
};
