#include "work.h"

void starts(cppcoro::async_scope &scope) {
  scope.spawn(guarded());
  scope.spawn(forwarded());
  scope.spawn(work()); // want: an exception of 'work' ends the process
}
