// A bool that says which of two things comes next is no failure, however often it is asked for.
#include "task.h"

struct log {
  task<bool> maybe_commit();
  task<bool> append(int entry);
  task<void> broadcast();
  void step();

  task<void> tick() {
    if (co_await maybe_commit())
      co_await broadcast();
    else
      step();
    bool moved = co_await maybe_commit();
    if (moved)
      co_await broadcast();
    co_await maybe_commit();
  }
  task<bool> fill() {
    if (!co_await append(1))
      co_return false;
    const bool done = co_await append(2);
    if (!done)
      co_return false;
    co_await append(3); // want: the result of 'append' is dropped, which others test
    co_return true;
  }
};
