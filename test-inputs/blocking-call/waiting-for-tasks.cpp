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

// A member of an event loop.
struct loop {
  template <class T> T sync_wait(task<T> work);
  void block_on(task<void> work);
  int add(task<int> work);
  template <class T> task<T> wait_for(task<T> work);
};
task<int> on_a_loop(loop &l) {
  l.block_on(nothing());                // want: 'block_on'
  int one = l.sync_wait(number());      // want: 'sync_wait'
  one += l.add(number());               // keeps it, and gives a number of its own
  co_return one + co_await l.wait_for(number());
}

int plain() { return sync_wait(number()); }

// What gives the type of the result may only promise it: by its type alone, that is a guess.
struct client {};
client client_of(task<client> later);
client run_client(task<client> later);
task<client> connect();
task<void> takes_a_client() {
  client one = client_of(connect());   // want-low: 'client_of' blocks the thread until the task is done
  client other = run_client(connect()); // want: 'run_client' blocks the thread until the task is done
  co_return;
}
