// A lock is held over no suspension where nothing that overrides the function suspends.
#include "cache.h"
#include <mutex>

std::mutex guard;
task<int> run(cache &of, int n) {
  std::lock_guard lock(guard);
  co_return co_await of.get(n);
}
task<int> waits(cache &of, int n) {
  std::lock_guard lock(guard);
  co_return co_await of.ask(n); // want: 'lock' stays locked
}
