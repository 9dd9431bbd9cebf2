// Handlers that are arguments of macros, or hold some: what the user wrote there is the user's.
#include "task.h"

#define STATEMENT(...) __VA_ARGS__

task<int> count(int id);
task<void> send(int id);
void work_on(int n);

task<int> answers(int id) {
  int value = 0;
  try {
    STATEMENT(value = co_await count(id);)
  } catch (...) { // want: the error of 'count' ends in 'catch (...)'
    STATEMENT(value = 0;)
  }
  co_return value;
}

task<void> chooses(int id) {
  try {
    co_await send(id);
  } catch (...) { // want: the error of 'send'
    STATEMENT(if (id > 0) work_on(id);)
  }
}

task<void> leaves(int id) {
  try {
    co_await send(id);
  } catch (...) { // want: the error of 'send'
    STATEMENT(co_return;)
  }
}

// ---- Silent ----

task<void> rethrows(int id) {
  try {
    co_await send(id);
  } catch (...) {
    STATEMENT(throw;)
  }
}
