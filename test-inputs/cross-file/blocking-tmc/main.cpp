#include "log.h"
#include <tmc/task.hpp>

tmc::task<void> run() {
  note(1);
  flush_log(); // want: 'flush_log' ends in 'fsync'
  co_return;
}
