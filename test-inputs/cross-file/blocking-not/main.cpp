// Neither computes for long nor sleeps in this thread.
#include "helper.h"
#include "task.h"

task<int> run() {
  later();
  co_return settle(1);
}
