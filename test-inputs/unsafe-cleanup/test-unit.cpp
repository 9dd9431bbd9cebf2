// Tests: one that fails ends with all that it has opened. Locks and flags are another matter, since others wait for them.
#include "task.h"
#include <gtest/gtest.h>

task<> work();
struct file {
  task<> write(int row);
  task<> close();
};
task<file> open_file(int path);

task<> opened_in_a_test() {
  auto log = co_await open_file(1);
  co_await log.write(1);
  co_await log.close();
}
struct fixture {
  bool busy = false;
  task<> flagged_in_a_test() {
    busy = true;
    co_await work();
    busy = false; // want: 'busy' stays true when the await before this throws
  }
};
