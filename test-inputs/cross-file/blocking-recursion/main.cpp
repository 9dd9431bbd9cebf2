// Functions of two files that call each other.
#include "task.h"
#include "tree.h"

task<void> run() {
  even(3);
  ping(3); // want: 'ping' ends in 'sleep_for'
  co_return;
}
