// Awaiters that hand an object on, in which somebody leaves an error that nobody looks at.
#include <cerrno>
#include <coroutine>
#include <deque>
#include <system_error>

struct event {
  int descriptor = -1;
  std::coroutine_handle<> waiter;
  int error = 0;
};
class poller {
public:
  void add(event *one) { pending_.push_back(one); }
  void ready(int descriptor, int error) {
    for (event *one : pending_)
      if (one->descriptor == descriptor) {
        one->error = error;
        one->waiter.resume();
        return;
      }
  }

private:
  std::deque<event *> pending_;
};
struct connecting {
  poller &loop;
  event waiting;
  int started = 0;
  bool await_ready() const noexcept { return started == 0; }
  void await_suspend(std::coroutine_handle<> waiter) {
    waiting.waiter = waiter;
    loop.add(&waiting);
  }
  void await_resume() { // want: 'await_resume' never looks at 'error': whoever awaits takes a failure for a success
    if (started != 0 && started != EINPROGRESS)
      throw std::system_error(started, std::generic_category(), "connect");
  }
};

/// A number of its own, filled from outside.
struct writing {
  int failure_number = 0;
  std::coroutine_handle<> waiter;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) { waiter = handle; }
  void await_resume() {} // want: 'await_resume' never looks at 'failure_number'
};
void finish(writing &one, int number) {
  one.failure_number = number;
  one.waiter.resume();
}

// ---- silent ----

struct read_event {
  std::coroutine_handle<> waiter;
  std::error_code error;
};
void came(read_event &one, std::error_code error) {
  one.error = error;
  one.waiter.resume();
}
struct reading {
  read_event waiting;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) { waiting.waiter = waiter; }
  void await_resume() {
    if (waiting.error)
      throw std::system_error(waiting.error);
  }
};
/// Somebody else tells it.
struct told_event {
  std::coroutine_handle<> waiter;
  int error = 0;
};
void log(int error);
void end(told_event &one, int error) {
  one.error = error;
  log(one.error);
  one.waiter.resume();
}
struct telling {
  told_event waiting;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) { waiting.waiter = waiter; }
  void await_resume() {}
};
/// Nobody fills it.
struct unfilled {
  int error = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
/// A flag that says which form of answer was asked for.
struct flagged {
  bool bad_format = false;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { bad_format = true; }
  void await_resume() {}
};
