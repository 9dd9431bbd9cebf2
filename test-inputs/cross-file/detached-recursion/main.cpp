// Coroutines of two files that await each other: none of one pair throws, one of the other does.
#include "tree.h"

void starts(std::unique_ptr<coro::thread_pool> &pool) {
  pool->spawn_detached(down(3));
  pool->spawn_detached(fall(3)); // want: an exception of 'fall' is discarded behind 'spawn_detached'
}
