// Whether the error of a virtual coroutine is lost shows in whatever overrides it.
#include "work.h"

void starts(std::unique_ptr<coro::thread_pool> &pool, job &one) {
  pool->spawn_detached(one.stop()); // want: an exception of 'stop' is discarded behind 'spawn_detached'
  pool->spawn_detached(one.check());
}
