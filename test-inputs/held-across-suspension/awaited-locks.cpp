// A guard that an await gave: whoever takes the lock next awaits it too, and blocks no thread.
#include "task.h"
#include <mutex>
#include <optional>
#include <utility>

task<void> fetch();
void note(int value);

struct event_mutex {
  task<void> acquire();
  void release();
};

/// One wrapper for both kinds of mutex.
template <class T, class M> class synchronized {
public:
  class holder {
  public:
    explicit holder(synchronized *of) : of_(of) {}
    holder(holder &&other) : of_(std::exchange(other.of_, nullptr)) {}
    ~holder() {
      if (of_)
        of_->mutex_.unlock();
    }
    T *operator->() const { return &of_->value_; }
    void unlock();

  private:
    synchronized *of_;
    std::unique_lock<M> lock_;
  };
  holder lock() { return holder(this); }
  task<holder> lock_later();

private:
  T value_;
  M mutex_;
};

struct fair_mutex {
  void lock();
  void unlock();
};

struct connection {
  int used = 0;
};

struct pool {
  synchronized<connection, std::mutex> one;
  synchronized<connection, fair_mutex> two;
  std::mutex mutex;
  fair_mutex other;
};

task<void> in_the_thread(pool &pool) {
  auto held = pool.one.lock();
  co_await fetch(); // want: 'held' stays locked while the coroutine is suspended
  note(held->used);
}

task<void> awaited(pool &pool) {
  auto held = co_await pool.two.lock_later();
  co_await fetch();
  note(held->used);
}

task<std::optional<synchronized<connection, fair_mutex>::holder>> taken(pool &pool) {
  auto held = co_await pool.two.lock_later();
  co_return std::move(held);
}

task<void> through_a_helper(pool &pool) {
  auto held((co_await taken(pool)).value());
  co_await fetch();
  note(held->used);
}

task<void> assigned(pool &pool, bool second) {
  std::optional held = co_await taken(pool);
  if (second)
    co_await fetch();
  note((*held)->used);
}

task<std::unique_lock<std::mutex>> locked(pool &pool) {
  co_await fetch();
  co_return std::unique_lock(pool.mutex);
}

// A mutex of the standard library is a thread's, however it was come by.
task<void> a_threads(pool &pool) {
  auto held = co_await locked(pool);
  co_await fetch(); // want: 'held' stays locked while the coroutine is suspended
}

task<pool *> find();

// What is awaited is what the mutex belongs to.
task<void> of_what_was_awaited() {
  std::lock_guard held((co_await find())->other);
  co_await fetch(); // want: 'held' stays locked while the coroutine is suspended
}
