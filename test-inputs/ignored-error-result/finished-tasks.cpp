// What waits for several tasks and gives them back: each holds its own error, and waiting looks at none.
#include "task.h"
#include <vector>

/// Begins to run when it is made.
template <class T = void> class started {
public:
  struct promise_type : detail::promise_value<T> {
    started get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  started(started &&) noexcept;
  bool canceled() const;
  std::exception_ptr get_exception() const;
  detail::awaiter<promise_type, T> operator co_await() &&;
};
started<void> rebuild(int list);
task<std::vector<started<void>>> wait_all(std::vector<started<void>> tasks);
task<std::vector<started<int>>> wait_any(std::vector<started<int>> tasks);
task<std::vector<int>> numbers();
void report(std::exception_ptr error);

std::vector<started<void>> rebuild_all() {
  std::vector<started<void>> tasks;
  for (int i = 0; i < 10; ++i)
    tasks.push_back(rebuild(i));
  return tasks;
}

task<void> drops() {
  co_await wait_all(rebuild_all()); // want: 'wait_all' gives each task's error back as a value, and all of them are dropped
}
task<void> drops_by_name() {
  auto tasks = rebuild_all();
  co_await wait_all(std::move(tasks)); // want: all of them are dropped
}

// ---- silent --------------------------------------------------------------------------------------------------------

task<void> asks_each() {
  for (auto &task : co_await wait_all(rebuild_all()))
    if (task.canceled())
      report(task.get_exception());
}
task<void> awaits_each() {
  auto tasks = co_await wait_all(rebuild_all());
  for (auto &task : tasks)
    co_await std::move(task);
}
task<void> plain_values() { co_await numbers(); }
