// Which override a call reaches isn't known.
#include "sink.h"
#include "task.h"

task<void> run(sink &to) {
  to.send(1);
  co_return;
}
