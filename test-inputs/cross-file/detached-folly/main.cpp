#include "work.h"

void starts() {
  auto executor = folly::getGlobalCPUExecutor();
  folly::coro::co_withExecutor(executor, replicate_safely()).start();
  folly::coro::co_withExecutor(executor, replicate()).start(); // want: an exception of 'replicate' is discarded behind 'start'
}
