#include "chain.h"
#include "task.h"

static void within() { third(); }
void second() { within(); }
task<void> also() {
  second(); // want: 'second' ends in 'sleep_for'
  co_return;
}
