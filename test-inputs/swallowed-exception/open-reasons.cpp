// A comment that says what is still to be done is no reason for an empty handler.
#include "task.h"
#include <cstdio>
#include <stdexcept>

task<void> send(int value);

task<void> to_do() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send' ends in 'catch (...)': nobody learns of it
    // TODO log error?
  }
}
task<void> to_mend() {
  try {
    co_await send(1);
  } catch (const std::exception &) { // want: the error of 'send' ends in this 'catch': nobody learns of it
    // FIXME handle this
  }
}
task<void> says_why() {
  try {
    co_await send(1);
  } catch (...) {
    // the peer is gone, and doesn't care
  }
}
task<void> of_todos() {
  try {
    co_await send(1);
  } catch (...) {
    // todos are stored by the next round anyway
  }
}
task<void> tells_a_fixed_text() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send' ends in 'catch (...)': a text that is always the same is all that is told of it
    std::puts("sending is over");
  }
}
