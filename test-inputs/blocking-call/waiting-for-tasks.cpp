// Waiting for a task from inside of a coroutine, with types that no model knows.
#include "task.h"
#include <string>

task<int> number();
task<std::string> text();
task<void> nothing();
task<bool> flag();
once_task<int> once();
void block_on(task<void> work);

struct worker {
  task<int> work();
};

task<int> waits(worker *w) {
  int one = sync_wait(number()); // want: 'sync_wait' blocks the thread until the task is done
  sync_wait(nothing());          // want: 'sync_wait'
  block_on(nothing());           // want: 'block_on'
  auto kept = number();
  one += sync_wait(std::move(kept)); // want: 'sync_wait'
  if (sync_wait(flag()))         // want: 'sync_wait'
    ++one;
  one += sync_wait(text()).size(); // want: 'sync_wait'
  co_return one + sync_wait(w->work()); // want: 'sync_wait'
}

task<void> in_a_handler() {
  try {
    co_await number();
  } catch (...) {
    sync_wait(nothing()); // want: 'sync_wait'
  }
}

int helper() { return sync_wait(number()); }
task<int> through_a_function() {
  co_return helper(); // want: 'helper' ends in 'sync_wait'
}

template <class T> task<T> in_a_template(task<T> (*make)()) {
  co_return sync_wait(make()); // want: 'sync_wait'
}
task<int> instance() { co_return co_await in_a_template<int>(&number); }

#define RUN(x) sync_wait(x)
task<int> in_a_macro() {
  co_return RUN(number()); // want: 'sync_wait'
}

int plain() { return sync_wait(number()); }
