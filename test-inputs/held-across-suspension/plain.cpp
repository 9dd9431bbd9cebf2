// Guards over a thread mutex that are alive at a suspension, and those that are not.
#include "task.h"
#include <mutex>
#include <shared_mutex>
#include <vector>

task<int> query(int key);
task<> send(int value);

struct cache {
  std::mutex mutex;
  std::shared_mutex shared;
  int last = 0;

  task<int> guarded(int key) {
    std::lock_guard<std::mutex> guard(mutex);
    last = co_await query(key); // want: 'guard' stays locked while the coroutine is suspended
    co_return last;
  }
  task<> three_awaits() {
    std::unique_lock lock(mutex);
    co_await send(1); // want: 'lock' stays locked
    co_await send(2);
    co_await send(3);
  }
  task<> scoped() {
    std::scoped_lock both(mutex, shared);
    co_await send(last); // want: 'both' stays locked
  }
  task<> reading() {
    std::shared_lock reader(shared);
    co_await send(last); // want: 'reader' stays locked
  }
  task<> in_initialiser() {
    std::lock_guard guard(mutex);
    int answer = co_await query(1); // want: 'guard' stays locked
    last = answer;
  }
  task<> in_condition() {
    if (std::unique_lock lock(mutex); last == 0)
      co_await send(1); // want: 'lock' stays locked
  }
  task<> in_range(std::vector<int> keys) {
    for (int key : keys) {
      std::lock_guard guard(mutex);
      last += co_await query(key); // want: 'guard' stays locked
    }
  }
  generator<int> yields(std::vector<int> items) {
    std::lock_guard guard(mutex);
    for (int item : items)
      co_yield item; // want: 'guard' stays locked while the coroutine is suspended, for as long as its consumer likes
  }
  task<> locked_late() {
    std::unique_lock lock(mutex, std::defer_lock);
    co_await send(0);
    lock.lock();
    co_await send(1); // want: 'lock' stays locked
  }
  task<> on_one_path(bool early) {
    std::unique_lock lock(mutex);
    if (early)
      lock.unlock();
    co_await send(1); // want: 'lock' stays locked
  }
  task<> locked_again() {
    std::unique_lock lock(mutex);
    lock.unlock();
    co_await send(1);
    lock.lock();
    co_await send(2); // want: 'lock' stays locked
  }
  task<> by_hand() {
    mutex.lock();
    co_await send(last); // want: 'mutex' stays locked
    mutex.unlock();
  }
  task<> by_hand_with_handler() {
    mutex.lock();
    try {
      co_await send(last); // want: 'mutex' stays locked
    } catch (...) {
      mutex.unlock();
      throw;
    }
    mutex.unlock();
  }
  task<> adopted() {
    mutex.lock();
    std::lock_guard guard(mutex, std::adopt_lock);
    co_await send(last); // want: 'guard' stays locked
  }
  task<> by_parameter(std::unique_lock<std::mutex> held) {
    co_await send(last); // want: 'held' stays locked
  }

  // ---- Silent ----

  task<> before() {
    int answer = co_await query(1);
    std::lock_guard guard(mutex);
    last = answer;
  }
  task<> narrower() {
    int copy;
    {
      std::lock_guard guard(mutex);
      copy = last;
    }
    co_await send(copy);
  }
  task<> unlocked() {
    std::unique_lock lock(mutex);
    int copy = last;
    lock.unlock();
    co_await send(copy);
  }
  task<> unlocked_on_each_path(bool first) {
    std::unique_lock lock(mutex);
    if (first) {
      lock.unlock();
    } else {
      last = 0;
      lock.unlock();
    }
    co_await send(1);
  }
  task<> by_hand_before() {
    mutex.lock();
    int copy = last;
    mutex.unlock();
    co_await send(copy);
  }
  task<> moved() {
    std::unique_lock lock(mutex);
    keep(std::move(lock));
    co_await send(1);
  }
  static void keep(std::unique_lock<std::mutex>);
  task<> deferred() {
    std::unique_lock lock(mutex, std::defer_lock);
    co_await send(1);
  }
  task<> empty() {
    std::unique_lock<std::mutex> lock;
    co_await send(1);
  }
  task<> nested_function() {
    auto read = [this] {
      std::lock_guard guard(mutex);
      return last;
    };
    co_await send(read());
  }
  task<> each_turn_of_the_loop(std::vector<int> keys) {
    for (int key : keys) {
      int answer = co_await query(key);
      std::lock_guard guard(mutex);
      last += answer;
    }
  }
  task<> returns_first(bool done) {
    {
      std::lock_guard guard(mutex);
      if (done)
        co_return;
    }
    co_await send(1);
  }
  task<> always_ready() {
    std::lock_guard guard(mutex);
    co_await std::suspend_never{};
  }
  void plain() { std::lock_guard guard(mutex); }
};
