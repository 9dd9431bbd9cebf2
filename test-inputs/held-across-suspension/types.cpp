// Hand-written mutexes and guards, told by their types.
#include "task.h"
#include <mutex>

task<> send(int value);

/// A thread's mutex of a project.
class spinlock {
public:
  void lock();
  bool try_lock();
  void unlock();
};
/// Another vocabulary, with the attribute of thread safety analysis.
class __attribute__((capability("mutex"))) Mutex {
public:
  void Lock();
  void Unlock();
};
class MutexLock {
public:
  explicit MutexLock(Mutex *mutex);
  ~MutexLock();
};
class holder {
public:
  explicit holder(spinlock &lock) : lock_(lock) { lock_.lock(); }
  holder(const holder &) = delete;
  ~holder() { lock_.unlock(); }
  void unlock();

private:
  spinlock &lock_;
};
struct transaction {
  std::unique_lock<std::mutex> lock;
  int changes = 0;
};
std::unique_lock<std::mutex> lock_table();
using Guard = std::lock_guard<spinlock>;
#define LOCK(m) std::lock_guard<std::mutex> lock_of_##m(m)

class table {
  std::mutex mutex_;
  spinlock spin_;
  Mutex other_;

public:
  task<> by_alias() {
    Guard guard(spin_);
    co_await send(1); // want: 'guard' stays locked
  }
  task<> by_attribute() {
    MutexLock guard(&other_);
    co_await send(1); // want: 'guard' stays locked
  }
  task<> by_hand_written() {
    holder guard(spin_);
    co_await send(1); // want: 'guard' stays locked
  }
  task<> by_member() {
    transaction change{lock_table()};
    co_await send(change.changes); // want: 'change' stays locked
  }
  task<> returned() {
    auto lock = lock_table();
    co_await send(1); // want: 'lock' stays locked
  }
  task<> by_macro() {
    LOCK(mutex_);
    co_await send(1); // want: 'lock_of_mutex_' stays locked
  }
  template <class M> task<> in_template(M &mutex) {
    std::lock_guard<M> guard(mutex);
    co_await send(1); // want: 'guard' stays locked
  }
  task<> instantiate() {
    co_await in_template(mutex_);
    co_await in_template(coroutine_mutex_);
  }
  task<> in_lambda() {
    auto work = [this]() -> task<> {
      std::lock_guard guard(mutex_);
      co_await send(1); // want: 'guard' stays locked
    };
    co_await work();
  }

  // ---- Silent ----

  /// A mutex for coroutines: its lock is awaited, so holding it keeps no thread.
  class async_lockable {
  public:
    task<> lock();
    void unlock();
  };
  task<> awaited() {
    std::unique_lock<async_lockable> held(coroutine_mutex_, std::adopt_lock);
    co_await send(1);
  }
  task<> awaited_by_hand() {
    co_await coroutine_mutex_.lock();
    co_await send(1);
    coroutine_mutex_.unlock();
  }
  task<> coroutine_guard(async_mutex &mutex) {
    auto held = co_await mutex.acquire();
    co_await send(1);
  }
  struct condition {
    task<> wait(std::unique_lock<std::mutex> &lock);
  };
  task<> waits_with_it(condition &ready) {
    std::unique_lock lock(mutex_);
    co_await ready.wait(lock);
    lock.unlock();
    co_await send(1);
  }
  task<> by_reference(std::unique_lock<std::mutex> &lock) { co_await send(1); }
  task<> keeps_a_mutex() {
    std::mutex local;
    co_await send(1);
  }

private:
  async_lockable coroutine_mutex_;
};
