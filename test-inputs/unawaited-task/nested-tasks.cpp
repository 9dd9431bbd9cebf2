// A task that gives a task: awaiting the outer one doesn't run the inner one.
#include "task.h"

task<task<int>> prepare();
task<once_task<void>> plan();
task<task<void>> schedule();
task<int> compute();

task<void> outerOnly() {
  co_await prepare();  // want: awaiting 'prepare' gives another task, which is never awaited, so it never runs
  co_await plan();     // want: awaiting 'plan' gives another task
  co_await schedule(); // want: awaiting 'schedule' gives another task
  auto inner = co_await prepare(); // want: the task in 'inner' is never awaited, so it never runs
}

task<int> both() {
  co_await co_await schedule();
  auto inner = co_await prepare();
  co_return co_await inner;
}

task<task<int>> forwarded() { co_return compute(); }

task<task<int>> forwardedAgain() {
  task<int> inner = co_await prepare();
  co_return std::move(inner);
}
