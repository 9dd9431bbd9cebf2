// What a task refers to when it is kept: the body of its coroutine is in another file.
#include "fetch.h"

struct keeper {
  explicit keeper(job<int> work) : work(std::move(work)) {}
  job<int> work;
};
task<int> run(int n) {
  auto later = measured(name(n)); // want: 'url' refers to a temporary that is destroyed before the task of 'measured' uses it
  auto own = copied(name(n));
  auto none = unused(name(n));
  auto lazy = lazily(name(n)); // want: 'url' refers to a temporary
  auto lazy_none = lazily_unused(name(n));
  co_return co_await later + co_await own + co_await none + co_await lazy + co_await lazy_none;
}
