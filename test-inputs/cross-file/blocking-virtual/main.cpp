// Nothing of the program overrides it.
#include "sink.h"
#include "task.h"

task<void> run(sink &to) {
  to.send(1); // want: 'send' ends in 'sleep_for'
  co_return;
}
