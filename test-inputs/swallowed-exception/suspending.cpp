// Handlers in await_suspend: who drops the error there, and doesn't resume, leaves the coroutine suspended for ever, whatever a comment says.
#include "task.h"
#include <functional>

void begin(std::function<void(int)> done); // may throw

struct hangs {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> waiting) {
    try {
      begin([this, waiting](int got) {
        result = got;
        waiting.resume();
      });
    } catch (...) { // want: the error of 'begin' ends in 'catch (...)': nobody learns of it
      // it was never begun
    }
    return true;
  }
  int await_resume() { return result; }
  int result = 0;
};
struct hangs_too {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    // The callback reports what goes wrong.
    try {
      begin([waiting](int) { waiting.resume(); });
    } catch (const std::exception &) { // want: the error of 'begin' ends in this 'catch': nobody learns of it
    }
  }
  void await_resume() {}
};

// ---- Silent ----

struct keeps {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> waiting) {
    try {
      begin([this, waiting](int got) {
        result = got;
        waiting.resume();
      });
    } catch (...) {
      error = std::current_exception();
      return false;
    }
    return true;
  }
  int await_resume() {
    if (error)
      std::rethrow_exception(error);
    return result;
  }
  int result = 0;
  std::exception_ptr error;
};
struct lets_it_out {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    begin([waiting](int) { waiting.resume(); });
  }
  void await_resume() {}
};
struct cleans_up {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    ++count;
    try {
      begin([waiting](int) { waiting.resume(); });
    } catch (...) {
      --count;
      throw;
    }
  }
  void await_resume() {}
  int count = 0;
};
task<> all() {
  co_await hangs{};
  co_await hangs_too{};
  co_await keeps{};
  co_await lets_it_out{};
  co_await cleans_up{};
}
