#include "work.h"

void starts(async_simple::Executor *executor) {
  probe_all().via(executor).detach();
  probe().via(executor).detach(); // want: an exception of 'probe' ends the process
}
