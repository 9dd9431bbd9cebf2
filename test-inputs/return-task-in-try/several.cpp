// Several tasks that leave one `try` are one mistake, and a block that throws by itself has a use for its handlers.
#include "task.h"
#include <stdexcept>

task<int> read(int key);
task<int> write(int key);
void log(const char *text);

task<int> dispatch(int command) {
  try {
    switch (command) {
    case 0:
      return read(0); // want: the task of 'read' fails after this function has returned
    case 1:
      return write(1);
    default:
      return write(2);
    }
  } catch (...) {
    log("failed");
    return read(1);
  }
}
task<int> dispatch_or_throw(int command) {
  try {
    if (command == 0)
      return read(0); // want-low: the task of 'read' fails after this function has returned
    if (command == 1)
      return write(1);
    throw std::runtime_error("unknown command");
  } catch (...) {
    log("failed");
    return read(1);
  }
}
