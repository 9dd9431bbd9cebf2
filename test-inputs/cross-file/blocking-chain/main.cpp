// Three files below the coroutine, of which one has coroutines, too.
#include "chain.h"
#include "task.h"

task<void> run() {
  first(); // want: 'first' ends in 'sleep_for'
  co_return;
}
