// A lock is held over no suspension where the coroutine of another file awaits nothing.
#include "cache.h"
#include <mutex>

std::mutex guard;
task<int> run(int n) {
  std::lock_guard lock(guard);
  co_return co_await cached_twice(co_await cached(n));
}
task<int> waits(int n) {
  std::lock_guard lock(guard);
  co_return co_await asked(n); // want: 'lock' stays locked
}
