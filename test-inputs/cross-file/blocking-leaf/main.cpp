// The function that sleeps is in a file without coroutines.
#include "helper.h"
#include "task.h"

task<void> run() {
  settle(); // want: 'settle' ends in 'sleep_for', which blocks the thread
  co_return;
}
