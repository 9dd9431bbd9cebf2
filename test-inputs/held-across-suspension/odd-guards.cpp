// Guards in other objects, locks that are tried, and classes that only look like guards.
#include "task.h"
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

task<> send(int value);

struct table {
  std::mutex mutex;
  std::timed_mutex timed;
  int rows = 0;

  task<> in_an_optional() {
    std::optional<std::lock_guard<std::mutex>> guard(std::in_place, mutex);
    co_await send(1); // want: 'guard' stays locked
  }
  task<> emplaced() {
    std::optional<std::unique_lock<std::mutex>> guard;
    co_await send(1);
    guard.emplace(mutex);
    co_await send(2); // want: 'guard' stays locked
  }
  task<> on_the_heap() {
    auto guard = std::make_unique<std::lock_guard<std::mutex>>(mutex);
    co_await send(1); // want: 'guard' stays locked
  }
  task<> tried() {
    if (mutex.try_lock()) {
      co_await send(1); // want: 'mutex' stays locked
      mutex.unlock();
    }
    co_await send(2);
  }
  task<> tried_or_left() {
    if (!timed.try_lock_for(std::chrono::seconds(1)))
      co_return;
    co_await send(1); // want: 'timed' stays locked
    timed.unlock();
  }

  // ---- Silent ----

  task<> reset_before() {
    std::optional<std::lock_guard<std::mutex>> guard(std::in_place, mutex);
    rows++;
    guard.reset();
    co_await send(1);
  }
  task<> empty() {
    std::optional<std::lock_guard<std::mutex>> guard;
    std::unique_ptr<std::lock_guard<std::mutex>> other = nullptr;
    co_await send(1);
  }
  task<> not_locked() {
    if (!mutex.try_lock()) {
      co_await send(1);
      co_return;
    }
    mutex.unlock();
    co_await send(2);
  }
  task<> tried_and_unlocked() {
    if (mutex.try_lock()) {
      rows++;
      mutex.unlock();
      co_await send(1);
    }
  }
};

/// A mutex that can't be moved and has a destructor is no guard of its own kind.
class checked_mutex {
public:
  checked_mutex();
  checked_mutex(checked_mutex &&) = delete;
  ~checked_mutex();
  void lock();
  void unlock();
};
struct queue {
  checked_mutex mutex;
  task<> push(int);
};
task<> has_a_mutex() {
  checked_mutex mutex;
  queue all;
  co_await all.push(1);
}

/// A mutex that threads and coroutines wait for alike.
class shared_by_both {
public:
  void lock();
  void unlock();
  task<> co_lock();
};
task<> waits_without_blocking(shared_by_both &mutex) {
  mutex.lock();
  co_await send(1);
  mutex.unlock();
}

// A class that sets a variable of the thread until it is destroyed.
struct log_context {
  int request = 0;
};
thread_local log_context *current = nullptr;
log_context *global = nullptr;
class context_scope {
public:
  explicit context_scope(log_context &context) : before_(current) { current = &context; }
  ~context_scope() { current = before_; }

private:
  log_context *before_;
};
class global_scope {
public:
  explicit global_scope(log_context &context) { global = &context; }
  ~global_scope() { global = nullptr; }
};
task<> of_the_thread(log_context context) {
  {
    context_scope early(context);
  }
  global_scope everybodys(context);
  context_scope scope(context);
  co_await send(1); // want: 'scope' belongs to this thread
}

class runs_at_end {
public:
  explicit runs_at_end(void (*work)()) : work_(work) { work_(); }
  ~runs_at_end() { work_(); }

private:
  void (*work_)();
};
task<> at_end(void (*work)()) {
  runs_at_end end(work);
  co_await send(1);
}
