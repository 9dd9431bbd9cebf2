// A test drives work that runs by itself, and asks whether that was enough. One that waits to be awaited is forgotten there, too.
#include "task.h"
#include <gtest/gtest.h>

template <class T> struct future {
  struct promise_type : detail::promise_value<T> {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  bool isReady() const;
  detail::awaiter<promise_type, T> operator co_await() &&;
};
future<int> begin();
task<int> later();
void drive();

TEST(Work, IsDriven) {
  auto work = begin();
  EXPECT_FALSE(work.isReady());
  drive();
  EXPECT_TRUE(work.isReady());
}
TEST(Work, IsForgotten) {
  auto work = begin(); // want-low: the task in 'work' is never awaited: nobody waits for it
  drive();
  begin();
  later(); // want: the task returned by 'later' is never awaited, so it never runs
}
