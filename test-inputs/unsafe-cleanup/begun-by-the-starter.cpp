// A flag that whoever starts a coroutine sets, and that the coroutine clears at its end.
#include "task.h"
#include <atomic>

task<void> work();
task<void> hop() noexcept;
void spawn(task<void> work);
void log(std::exception_ptr error) noexcept;

class writer {
public:
  void schedule() {
    if (busy_)
      return;
    busy_ = true;
    spawn([](writer *self) -> task<void> {
      co_await work();
      self->busy_ = false; // want: 'self->busy_' stays true when the await before this throws
    }(this));
  }
  void start() {
    running_ = true;
    spawn(run());
  }
  void start_caught() {
    caught_ = true;
    spawn(run_caught());
  }
  task<void> in_order() {
    own_ = true;
    try {
      co_await run_own();
    } catch (...) {
      own_ = false;
      throw;
    }
  }
  void start_quiet() {
    quiet_ = true;
    spawn(run_quiet());
  }
  void set(bool on) { on_ = on; }

private:
  task<void> run() {
    co_await hop();
    co_await work();
    running_ = false; // want: 'running_' stays true when the await before this throws
  }
  // ---- silent
  task<void> run_caught() {
    try {
      co_await work();
    } catch (...) {
      log(std::current_exception());
    }
    caught_ = false;
  }
  task<void> run_own() {
    co_await work();
    own_ = false;
  }
  task<void> run_quiet() {
    co_await hop();
    quiet_ = false;
  }
  task<void> only_here() {
    co_await work();
    on_ = false;
  }

  std::atomic<bool> busy_ = false;
  bool running_ = false, caught_ = false, own_ = false, quiet_ = false, on_ = false;
};
