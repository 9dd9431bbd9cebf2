// Watchers that the destructor wakes up: the answer of their wait says how it ended, and they go on with an object that is gone.
#include <async_simple/coro/Lazy.h>
#include <chrono>
#include <memory>

using async_simple::coro::Lazy;

struct period_timer {
  Lazy<bool> wait(std::chrono::milliseconds limit); // false when cancelled
  void cancel() noexcept;
};
void log(const char *);

class client {
public:
  explicit client(async_simple::Executor *executor) : executor_(executor) {}
  ~client() { timer_->cancel(); }
  void begin() {
    watch().via(executor_).start([](auto &&done) { // want: 'this' may be destroyed while this runs in the background: '~client' doesn't wait for it
      if (done.hasError())
        log("failed");
    });
  }

private:
  Lazy<void> watch() {
    expired_ = co_await timer_->wait(std::chrono::milliseconds(10));
  }
  async_simple::Executor *executor_;
  std::shared_ptr<period_timer> timer_ = std::make_shared<period_timer>();
  bool expired_ = false;
};

// ---- Silent ----

/// Awaits something that nobody wakes up.
class other {
public:
  explicit other(async_simple::Executor *executor) : executor_(executor) {}
  ~other() { timer_->cancel(); }
  void begin() {
    watch().via(executor_).start([](auto &&done) {
      if (done.hasError())
        log("failed");
    });
  }

private:
  Lazy<bool> ask();
  Lazy<void> watch() {
    if (co_await ask())
      ++count_;
  }
  async_simple::Executor *executor_;
  std::shared_ptr<period_timer> timer_ = std::make_shared<period_timer>();
  int count_ = 0;
};
/// Uses nothing of the object behind the wait.
class careful {
public:
  explicit careful(async_simple::Executor *executor) : executor_(executor) {}
  ~careful() { timer_->cancel(); }
  void begin() {
    watch().via(executor_).start([](auto &&done) {
      if (done.hasError())
        log("failed");
    });
  }

private:
  Lazy<void> watch() {
    if (co_await timer_->wait(std::chrono::milliseconds(10)))
      log("expired");
  }
  async_simple::Executor *executor_;
  std::shared_ptr<period_timer> timer_ = std::make_shared<period_timer>();
};
/// Awaited by its owner.
class waits {
public:
  ~waits() { timer_->cancel(); }
  Lazy<void> run() {
    co_await watch();
  }

private:
  Lazy<void> watch() { expired_ = co_await timer_->wait(std::chrono::milliseconds(10)); }
  std::shared_ptr<period_timer> timer_ = std::make_shared<period_timer>();
  bool expired_ = false;
};
