#include "retry.h"
#include <folly/coro/Task.h>

folly::coro::Task<bool> attempt();
folly::coro::Task<void> until_done() {
  for (int n = 1; !co_await attempt(); ++n)
    back_off(n); // want: 'back_off' ends in 'usleep'
}
