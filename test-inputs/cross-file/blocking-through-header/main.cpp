// An inline function of a header leads to another file.
#include "task.h"
#include "util.h"

task<void> run() {
  pass();
  settle(true); // want: 'settle' ends in 'sleep_for'
  co_return;
}
