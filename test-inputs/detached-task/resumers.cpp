// Promises that throw on what leaves their coroutine: it comes out of whoever resumes it.
#include "task.h"
#include <coroutine>
#include <exception>

task<void> save(int row);
void log_failure(std::exception_ptr error);
void check(int row) noexcept(false);
bool is_valid(int row) noexcept;

struct background {
  struct promise_type {
    background get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };
};

background changed(int row) { // want: nobody can await 'changed': an exception that leaves it comes out of whoever resumes it, such as an event loop
  if (is_valid(row))
    co_await save(row);
}
background changed_later(int row) { // want: nobody can await 'changed_later': an exception that leaves it comes out of whoever resumes it
  try {
    co_await save(row);
  } catch (const std::exception &) {
    log_failure(std::current_exception());
  }
  check(row);
  co_await save(row + 1);
}

// ---- Silent ----

background handled(int row) {
  try {
    co_await save(row);
  } catch (...) {
    log_failure(std::current_exception());
  }
}
background before_it_suspends(int row) {
  if (row < 0)
    throw std::exception();
  try {
    co_await save(row);
  } catch (...) {
    log_failure(std::current_exception());
  }
}
