// Cleanup behind awaits of libraries.
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Mutex.h>
#include <async_simple/coro/Sleep.h>
#include <chrono>

using async_simple::coro::Lazy;
Lazy<void> resolve();

struct pool {
  async_simple::coro::Mutex mutex;

  Lazy<void> locks() {
    co_await mutex.coLock();
    co_await resolve();
    mutex.unlock(); // want: 'unlock' is skipped when the await before it throws
  }

  // ---- Silent ----

  Lazy<void> only_sleeps() {
    co_await mutex.coLock();
    co_await async_simple::coro::sleep(std::chrono::seconds(1));
    mutex.unlock();
  }
};
