// A task that a variable loses to another before anything awaited it.
#include "task.h"

task<int> load(int row);
task<int> replica(int row);
task<int> traced(task<int> work);
job<int> compute(int row);
once_task<int> fetch(int row);
bool more();

task<int> chosenLater(int row) {
  auto pending = load(row); // want: the task in 'pending' is dropped when the variable gets another: it never runs
  if (row < 0)
    pending = replica(-row);
  co_return co_await pending;
}

task<int> atOnce(int row) {
  auto pending = fetch(row); // want: 'pending' is dropped
  pending = fetch(row + 1);
  co_return co_await std::move(pending);
}

task<int> awaitedElsewhere(int row) {
  auto pending = load(row); // want: 'pending' is dropped
  if (row == 0)
    co_return co_await pending;
  pending = replica(row);
  co_return co_await pending;
}

// ---- Silent ----

task<int> awaitedFirst(int row) {
  auto pending = load(row);
  int sum = co_await pending;
  pending = replica(row);
  co_return sum + co_await pending;
}

task<int> oneAfterTheOther(int row) {
  auto pending = fetch(row);
  int sum = 0;
  while (more()) {
    sum += co_await std::move(pending);
    pending = fetch(++row);
  }
  co_return sum + co_await std::move(pending);
}

task<int> wrapped(int row) {
  auto pending = load(row);
  if (more())
    pending = traced(std::move(pending));
  co_return co_await pending;
}

task<int> asked(int row) {
  auto pending = load(row);
  if (!pending)
    pending = replica(row);
  co_return co_await pending;
}

task<int> emptyBefore(int row) {
  task<int> pending;
  if (row > 0)
    pending = load(row);
  else
    pending = replica(row);
  co_return co_await pending;
}

task<int> givenUp(int row) {
  auto pending = load(row);
  if (row < 0)
    pending = {};
  co_return co_await pending;
}

/// A coroutine that calls nothing stands for "nothing yet".
task<int> nothing() { co_return 0; }
task<int> placeholder(int row) {
  auto pending = nothing();
  if (row > 0)
    pending = load(row);
  co_return co_await pending;
}

task<int> perTurn(int rows) {
  int sum = 0;
  for (int row = 0; row < rows; ++row) {
    auto pending = load(row);
    sum += co_await pending;
  }
  co_return sum;
}

job<int> runsAnyway(int row) {
  auto pending = compute(row);
  if (row < 0)
    pending = compute(-row);
  co_return co_await pending;
}
