// An awaiter that is a point at which others may go on: its destructor lets them, too.
#include "task.h"
#include <coroutine>
#include <utility>
#include <vector>

class ready {
public:
  ready() = default;
  explicit ready(std::coroutine_handle<> h) : waiting_{h} {}
  ready(ready &&other) noexcept : waiting_(std::exchange(other.waiting_, {})) {}
  ~ready() {
    if (!waiting_.empty())
      go_on();
  }
  void go_on() noexcept {
    for (auto one : std::exchange(waiting_, {}))
      one.resume();
  }
  bool await_ready() const noexcept { return waiting_.empty(); }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    waiting_.push_back(h);
    const auto next = waiting_.front();
    waiting_.erase(waiting_.begin());
    return next;
  }
  void await_resume() const noexcept {}

private:
  std::vector<std::coroutine_handle<>> waiting_;
};
template <class T> class ready_with : public ready {
public:
  T value;
  T await_resume() const noexcept { return value; }
};
class event {
public:
  ready set();
  ready_with<bool> set_unless_set();
};

/// Its destructor only tidies up: the operation hasn't begun.
class waits {
public:
  explicit waits(event &of) : of_(&of) {}
  ~waits() {
    if (of_)
      forget();
  }
  void forget();
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() const noexcept {}

private:
  event *of_;
};
waits wait_for(event &of);

task<> uses(event &of) {
  wait_for(of); // want: the operation returned by 'wait_for' is never awaited, so it never starts
  co_await wait_for(of);
}

// ---- Silent ----

task<> sets(event &of) {
  of.set();
  of.set_unless_set();
  co_await of.set();
}
void sets_from_outside(event &of) {
  of.set();
  auto later = of.set();
}
