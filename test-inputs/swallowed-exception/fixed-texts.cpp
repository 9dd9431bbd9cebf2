// Handlers that write a line which is always the same.
#include "task.h"
#include <iostream>

void log_line(const char *text);
struct machine {
  void dispatch(int event);
};
task<> send(int part);

task<> of_an_await(int part) {
  try {
    co_await send(part);
  } catch (...) { // want: the error of 'send' ends in 'catch (...)': a text that is always the same is all that is told of it
    log_line("not sent");
  }
}
/// Nothing is waited for: whoever writes the line has thought of the call's failure.
task<> of_a_call(machine &by, int part) {
  try {
    by.dispatch(part);
  } catch (...) { // want-low: the error of 'dispatch' ends in 'catch (...)': a text that is always the same is all that is told of it
    log_line("not dispatched");
  }
  co_await send(part);
}
/// Nothing in there can throw, or a marker for another tool says why nobody is told.
struct statistics {
  void count(int part) noexcept;
  void publish(int part);
};
task<> of_what_throws_nothing(statistics &of, int part) {
  try {
    of.count(part);
  } catch (...) {
  }
  try {
    of.publish(part);
  } catch (...) { // NOLINT(bugprone-empty-catch): statistics must not stop the answer
  }
  co_await send(part);
}
task<> of_what_throws(statistics &of, int part) {
  try {
    of.publish(part);
  } catch (...) { // NOLINT(bugprone-empty-catch) // want: the error of 'publish' ends in 'catch (...)': nobody learns of it
  }
  co_await send(part);
}
/// Nothing at all is told.
task<> of_a_call_without_a_word(machine &by, int part) {
  try {
    by.dispatch(part);
  } catch (...) { // want: the error of 'dispatch' ends in 'catch (...)': nobody learns of it
  }
  co_await send(part);
}
