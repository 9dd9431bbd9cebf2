// Deadlocks on one thread.
#include "bridge.h"

cppcoro::task<int> twice() {
  const int n = answer_now(); // want: 'answer_now' ends in 'sync_wait'
  co_return 2 * n;
}
