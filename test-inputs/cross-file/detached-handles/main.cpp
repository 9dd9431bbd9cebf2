// Whether the error is lost shows in the file of the coroutine.
#include "work.h"

void starts(std::unique_ptr<coro::thread_pool> &pool) {
  pool->spawn_detached(careful());
  pool->spawn_detached(careless()); // want: an exception of 'careless' is discarded behind 'spawn_detached'
  pool->spawn_detached(reindex());  // want: an exception of 'reindex' is discarded behind 'spawn_detached'
}
