// An event loop that catches what comes out of the coroutines that it resumes.
#include "task.h"
#include <coroutine>
#include <deque>
#include <exception>

task<void> save(int row);
void log_failure(std::exception_ptr error);

struct background {
  struct promise_type {
    background get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };
};
class loop {
public:
  void run() {
    while (!ready_.empty()) {
      const std::coroutine_handle<> next = ready_.front();
      ready_.pop_front();
      try {
        next.resume();
      } catch (...) {
        log_failure(std::current_exception());
      }
    }
  }

private:
  std::deque<std::coroutine_handle<>> ready_;
};

background changed(int row) { co_await save(row); }
