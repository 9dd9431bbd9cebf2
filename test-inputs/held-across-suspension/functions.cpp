// Guards over the locks of C, and guards that are swapped away.
#include "task.h"
#include <memory>
#include <mutex>
#include <pthread.h>
#include <utility>
#include <windows.h>

task<> send(int value);

class held_mutex {
public:
  explicit held_mutex(pthread_mutex_t *mutex) : mutex_(mutex) { pthread_mutex_lock(mutex_); }
  ~held_mutex() { pthread_mutex_unlock(mutex_); }

private:
  pthread_mutex_t *mutex_;
};
struct read_lock {
  pthread_rwlock_t &lock;
  explicit read_lock(pthread_rwlock_t &l) : lock(l) {
    if (pthread_rwlock_rdlock(&lock) != 0)
      throw 1;
  }
  ~read_lock() { pthread_rwlock_unlock(&lock); }
};
struct section {
  CRITICAL_SECTION &entered;
  explicit section(CRITICAL_SECTION &of) : entered(of) { EnterCriticalSection(&entered); }
  ~section() { LeaveCriticalSection(&entered); }
};
/// Owns the mutex, and locks it only here.
struct initialised {
  pthread_mutex_t mutex;
  initialised() {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
  }
  ~initialised() { pthread_mutex_destroy(&mutex); }
};

task<> guarded(pthread_mutex_t *mutex) {
  held_mutex guard(mutex);
  co_await send(1); // want: 'guard' stays locked while the coroutine is suspended
}
task<> reads(pthread_rwlock_t &lock) {
  read_lock guard(lock);
  co_await send(1); // want: 'guard' stays locked
}
task<> in_a_section(CRITICAL_SECTION &of) {
  section guard(of);
  co_await send(1); // want: 'guard' stays locked
}
task<> not_swapped(std::unique_lock<std::mutex> lock) {
  co_await send(1); // want: 'lock' stays locked
  std::unique_lock<std::mutex>().swap(lock);
}

// ---- Silent ----

task<> in_a_block(pthread_mutex_t *mutex) {
  {
    held_mutex guard(mutex);
  }
  co_await send(1);
}
task<> not_held() {
  initialised one;
  co_await send(1);
}
struct table {
  std::mutex mutex;
  task<> swapped_with_an_empty_one() {
    std::unique_lock lock(mutex);
    std::unique_lock<std::mutex>().swap(lock);
    co_await send(1);
  }
  task<> swaps_with_an_empty_one() {
    std::unique_lock lock(mutex);
    lock.swap(*std::make_unique<std::unique_lock<std::mutex>>());
    co_await send(1);
  }
  task<> swapped_by_a_function() {
    std::unique_lock lock(mutex);
    {
      std::unique_lock<std::mutex> empty;
      std::swap(lock, empty);
    }
    co_await send(1);
  }
};
