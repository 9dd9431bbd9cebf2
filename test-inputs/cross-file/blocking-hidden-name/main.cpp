// The one of that name that sleeps can only be called from its own file.
#include "helper.h"
#include "task.h"

task<void> run() {
  settle();
  other(); // want: 'other' ends in 'sleep_for'
  co_return;
}
