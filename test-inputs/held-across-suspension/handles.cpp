// What holds a lock without being a guard of a mutex, and what only looks like a lock.
#include "task.h"
#include <memory>
#include <mutex>

task<> work();
task<int> number();

// ---- Handles that a lock gives ----

template <class T> class guarded {
public:
  class access {
  public:
    access(access &&other) noexcept;
    ~access();
    T *operator->();
    T &operator*();
    void release();
  };
  access lock() const;
  access lock_exclusive() const;
  access unlocked() const;
};
struct numbers {
  int hits = 0;
};
task<> through_a_handle(guarded<numbers> &shared) {
  auto locked = shared.lock();
  co_await work(); // want: 'locked' stays locked while the coroutine is suspended
  locked->hits++;
}
task<> through_an_exclusive_handle(const guarded<numbers> *shared) {
  auto locked = shared->lock_exclusive();
  locked->hits = co_await number(); // want: 'locked' stays locked
}
task<> released_before(guarded<numbers> &shared) {
  auto locked = shared.lock();
  locked->hits++;
  locked.release();
  co_await work();
}
task<> in_a_block(guarded<numbers> &shared) {
  {
    auto locked = shared.lock();
    locked->hits++;
  }
  co_await work();
}
task<> without_a_lock(guarded<numbers> &shared) {
  auto view = shared.unlocked();
  co_await work();
  view->hits++;
}
task<> of_a_weak_pointer(std::weak_ptr<numbers> weak) {
  auto strong = weak.lock();
  co_await work();
}

// ---- Locks that lock nothing ----

struct no_mutex {
  void lock() {}
  void unlock() {}
  bool try_lock() { return true; }
};
template <class T> struct no_mutex_of {
  void lock() {}
  void unlock() {}
};
struct half_a_mutex {
  void lock() {}
  void unlock();
};
task<> locks_nothing(no_mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await work();
}
task<> locks_nothing_by_hand(no_mutex_of<int> &mutex) {
  mutex.lock();
  co_await work();
  mutex.unlock();
}
task<> locks_something(half_a_mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await work(); // want: 'guard' stays locked
}

// ---- Awaits that don't suspend ----

task<> only_counts(numbers &to) {
  to.hits++;
  co_return;
}
task<> not_suspended(std::mutex &mutex, numbers &to) {
  std::lock_guard guard(mutex);
  co_await only_counts(to);
}
