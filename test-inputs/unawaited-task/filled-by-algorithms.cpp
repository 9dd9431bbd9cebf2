// Containers whose tasks are made by an algorithm or by a function that gives them all; and a throw out of the loop that starts them.
#include "task.h"
#include <algorithm>
#include <iterator>
#include <list>
#include <numeric>
#include <stdexcept>

task<int> load(int row);
job<int> compute(int row);
job<void> send(int row);
std::vector<task<int>> load_all(const std::vector<int> &rows);
std::vector<job<int>> compute_all(const std::vector<int> &rows);
std::size_t count(const std::vector<int> &rows);
void show(std::size_t);

task<void> transformed(const std::vector<int> &rows) {
  std::vector<task<int>> loads;
  std::transform(rows.begin(), rows.end(), std::back_inserter(loads), [](int row) { return load(row); }); // want: the tasks put into 'loads' are never awaited, so they never run
  show(loads.size());
  co_return;
}
task<void> transformed_started(const std::vector<int> &rows) {
  std::list<job<int>> running;
  std::ranges::transform(rows, std::front_inserter(running), compute); // want: the tasks put into 'running' are never awaited: nobody waits for them
  co_return;
}
task<void> generated() {
  std::vector<task<int>> loads;
  std::generate_n(std::back_inserter(loads), 3, [] { return load(1); }); // want: the tasks put into 'loads'
  co_return;
}
task<void> given_whole(const std::vector<int> &rows) {
  auto loads = load_all(rows); // want: the tasks put into 'loads' are never awaited, so they never run
  show(loads.size());
  co_return;
}
task<void> given_whole_started(const std::vector<int> &rows) {
  auto running = compute_all(rows); // want: the tasks put into 'running' are never awaited
  co_return;
}
task<int> transformed_and_awaited(const std::vector<int> &rows) {
  std::vector<task<int>> loads;
  std::transform(rows.begin(), rows.end(), std::back_inserter(loads), [](int row) { return load(row); });
  co_return (co_await when_all(std::move(loads))).front();
}
task<int> given_and_awaited(const std::vector<int> &rows) {
  int sum = 0;
  auto loads = load_all(rows);
  for (auto &one : loads)
    sum += co_await one;
  co_return sum;
}
std::vector<task<int>> given_and_returned(const std::vector<int> &rows) {
  auto loads = load_all(rows);
  return loads;
}
task<int> put_into_another(const std::vector<int> &rows, std::vector<task<int>> &all) {
  auto loads = load_all(rows);
  std::move(loads.begin(), loads.end(), std::back_inserter(all));
  co_return 1;
}

// ---- A throw out of the loop ---------------------------------------------------------------------------------------

task<void> throws_while_filling(const std::vector<int> &rows) {
  std::vector<job<void>> running;
  for (int row : rows) {
    if (row < 0)
      throw std::invalid_argument("row");
    running.push_back(send(row)); // want: the tasks put into 'running' are left behind by a 'throw'
  }
  for (auto &one : running)
    co_await one;
}
task<void> throws_behind_the_loop(const std::vector<int> &rows) {
  std::vector<job<void>> running;
  for (int row : rows)
    running.emplace_back(send(row)); // want: the tasks put into 'running' are left behind by a 'throw'
  if (count(rows) > 10)
    throw std::length_error("rows");
  for (auto &one : running)
    co_await one;
}
task<void> checks_first(const std::vector<int> &rows) {
  for (int row : rows)
    if (row < 0)
      throw std::invalid_argument("row");
  std::vector<job<void>> running;
  for (int row : rows)
    running.push_back(send(row));
  for (auto &one : running)
    co_await one;
}
task<void> throws_when_there_are_none(const std::vector<int> &rows) {
  std::vector<job<void>> running;
  for (int row : rows)
    running.push_back(send(row));
  if (running.empty())
    throw std::invalid_argument("rows");
  for (auto &one : running)
    co_await one;
}
task<void> throws_behind_the_awaits(const std::vector<int> &rows) {
  std::vector<job<void>> running;
  for (int row : rows)
    running.push_back(send(row));
  for (auto &one : running)
    co_await one;
  if (count(rows) > 10)
    throw std::length_error("rows");
}
task<void> catches_its_own(const std::vector<int> &rows) {
  std::vector<job<void>> running;
  try {
    for (int row : rows) {
      if (row < 0)
        throw std::invalid_argument("row");
      running.push_back(send(row));
    }
  } catch (const std::invalid_argument &) {
    show(0);
  }
  for (auto &one : running)
    co_await one;
}
/// What hasn't started has nothing to leave behind.
task<void> throws_before_they_run(const std::vector<int> &rows) {
  std::vector<task<int>> loads;
  for (int row : rows) {
    if (row < 0)
      throw std::invalid_argument("row");
    loads.push_back(load(row));
  }
  for (auto &one : loads)
    co_await one;
}
