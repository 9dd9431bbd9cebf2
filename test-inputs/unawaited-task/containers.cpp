// Tasks put into a local container that nobody reads.
#include "task.h"
#include <deque>
#include <map>

task<int> load(int row);
task<void> save(int row);
job<int> compute(int row);
void show(std::size_t);

task<void> filledAndDropped(int rows) {
  std::vector<task<int>> pending;
  pending.reserve(rows);
  for (int row = 0; row < rows; ++row)
    pending.push_back(load(row)); // want: the tasks put into 'pending' are never awaited, so they never run
  show(pending.size());
  co_return;
}

task<void> emplaced() {
  std::deque<task<void>> pending;
  pending.emplace_back(save(1)); // want: the tasks put into 'pending'
  pending.emplace_back(save(2));
  co_return;
}

task<void> onlyLookedAt() {
  std::vector<job<int>> running;
  running.push_back(compute(1)); // want: nobody waits for them, and their errors are lost
  for (auto &one : running)
    show(one.done());
  co_return;
}

task<void> initialised() {
  task<int> pending[] = {load(1), load(2)}; // want: the tasks in 'pending' are never awaited, so they never run
  co_return;
}

task<int> awaitedOneByOne(int rows) {
  std::vector<task<int>> pending;
  for (int row = 0; row < rows; ++row)
    pending.push_back(load(row));
  int sum = 0;
  for (auto &one : pending)
    sum += co_await one;
  co_return sum;
}

task<void> awaitedTogether() {
  std::vector<task<void>> pending;
  pending.push_back(save(1));
  co_await when_all(std::move(pending));
}

std::vector<task<int>> returned() {
  std::vector<task<int>> pending;
  pending.push_back(load(1));
  return pending;
}

task<int> byIndex() {
  std::vector<task<int>> pending;
  pending.push_back(load(1));
  co_return co_await pending[0];
}

task<void> captured() {
  std::vector<task<int>> pending;
  pending.push_back(load(1));
  auto run = [&]() -> task<int> { co_return co_await pending.front(); };
  co_await run();
}

task<int> byPair() {
  std::map<int, task<int>> pending;
  pending.emplace(1, load(1));
  int sum = 0;
  for (auto &[row, one] : pending)
    sum += row + co_await one;
  co_return sum;
}

task<void> byPairDropped() {
  std::map<int, task<int>> pending;
  pending.emplace(1, load(1)); // want: the tasks put into 'pending' are never awaited
  for (auto &[row, one] : pending)
    show(row);
  co_return;
}

task<void> swapped(std::vector<task<int>> &others) {
  std::vector<task<int>> pending;
  pending.push_back(load(1));
  pending.swap(others);
  co_return;
}

task<int> filledByALambda() {
  std::vector<task<int>> pending;
  auto fill = [&](int row) { pending.push_back(load(row)); };
  fill(1);
  co_return co_await pending.back();
}

struct batch {
  std::vector<task<int>> pending;
  void add(int row) { pending.push_back(load(row)); }
};

void intoParameter(std::vector<task<int>> &pending) { pending.push_back(load(1)); }

task<void> scoped() {
  task_scope scope;
  scope.spawn(save(1));
  co_await scope.join();
}
