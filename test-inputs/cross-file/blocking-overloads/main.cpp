#include "task.h"
#include "wait.h"

task<void> run() {
  timing::pause(0.5);
  timing::pause(1); // want: 'pause' ends in 'sleep_for'
  co_return;
}
