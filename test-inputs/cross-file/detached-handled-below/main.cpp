// Two files below the spawner.
#include "work.h"

void starts(std::unique_ptr<coro::thread_pool> &pool) {
  pool->spawn_detached(outer());
  pool->spawn_detached(wrapper()); // want: an exception of 'wrapper' is discarded behind 'spawn_detached'
}
