// Tasks that are given to a function of the project's own: what it does with them is read from it.
#include "task.h"
#include <utility>

task<int> load(int row);
job<int> compute(int row);

void looks(task<int> work) {
  if (work.done())
    return;
}
void never_uses(task<int>) {}
template <class T> void ignores(T &&) {}
void passes_on(task<int> work) { looks(std::move(work)); }
task<int> awaits(task<int> work) { co_return co_await std::move(work); }
void starts(task<int> work) { work.start(); }
struct registry {
  std::vector<task<int>> all;
  void keep(task<int> work) { all.push_back(std::move(work)); }
  virtual void add(task<int> work) {}
};
void only_declared(task<int> work);
task<int> again(int depth, task<int> work) {
  if (depth == 0)
    co_return co_await std::move(work);
  co_return co_await again(depth - 1, std::move(work));
}

task<void> gives(registry &known) {
  looks(load(1));      // want: 'looks' drops the task that 'load' returns: it never runs
  never_uses(load(2)); // want: 'never_uses' drops the task that 'load' returns
  ignores(load(3));    // want: 'ignores' drops the task that 'load' returns
  passes_on(load(4));  // want: 'passes_on' drops the task that 'load' returns
  starts(load(5));
  known.keep(load(6));
  known.add(load(7));
  only_declared(load(8));
  ignores(compute(9));
  co_await awaits(load(10));
  co_await again(3, load(11));
}
