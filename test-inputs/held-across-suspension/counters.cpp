// Classes with `lock` and `unlock` that count who is in there: a guard over one blocks nobody.
#include "task.h"
#include <atomic>
#include <mutex>

task<int> next();

class spinning {
public:
  void lock() noexcept {
    while (taken_.test_and_set())
      ;
  }
  void unlock() noexcept { taken_.clear(); }

private:
  std::atomic_flag taken_;
};
class wrapped {
public:
  void lock() { inner_.lock(); }
  void unlock() { inner_.unlock(); }

private:
  std::mutex inner_;
};
spinning spin;
wrapped wrapping;

task<> holds() {
  std::lock_guard held(spin); // a comment
  co_await next(); // want: 'held' stays locked while the coroutine is suspended
}
task<> holds_wrapped() {
  std::lock_guard held(wrapping);
  co_await next(); // want: 'held' stays locked while the coroutine is suspended
}

// ---- Silent ----

class server {
public:
  void lock() { ++requests_; }
  void unlock() {
    if (--requests_ == 0)
      wake();
  }
  task<> serve() {
    std::lock_guard counted(*this);
    while (co_await next())
      ;
  }

private:
  void wake();
  std::atomic<int> requests_{0};
};
class users {
public:
  void lock() { count_.fetch_add(1); }
  void unlock() { count_.fetch_sub(1); }
  task<> serve() {
    std::lock_guard counted(*this);
    co_await next();
  }

private:
  std::atomic<int> count_{0};
};
