// std::async: whoever drops its future waits, in the future's destructor, for what was to run beside them.
#include "task.h"
#include <chrono>
#include <functional>
#include <future>
#include <thread>
#include <utility>
#include <vector>

task<int> ask();
int compute(int x);
void keep(std::future<int> result);

task<> drops(int x) {
  std::async(std::launch::async, compute, x); // want: 'async' gives a future whose destructor waits here
  co_await ask();
}
task<> drops_by_a_cast(int x) {
  (void)std::async(std::launch::async, [x] { compute(x); }); // want: 'async' gives a future whose destructor waits here
  co_await ask();
}
task<> forgets_a_local(int x) {
  auto running = std::async(std::launch::async, compute, x); // want: 'async' gives a future whose destructor waits here
  co_await ask();
}
task<> without_a_policy(int x) {
  auto running = std::async([x] { compute(x); }); // want: 'async' gives a future whose destructor waits here
  co_await ask();
}
void run_beside(std::function<void()> &&work) { auto running = std::async(std::launch::async, std::move(work)); }
task<> through_a_helper(int x) {
  run_beside([x] { compute(x); }); // want: 'run_beside' ends in 'async'
  co_await ask();
}

// ---- Silent ----

class keeper {
public:
  task<> keeps(int x) {
    running_ = std::async(std::launch::async, compute, x);
    all_.push_back(std::async(std::launch::async, compute, x));
    co_await ask();
  }

private:
  std::future<int> running_;
  std::vector<std::future<int>> all_;
};
task<> hands_on(int x) {
  keep(std::async(std::launch::async, compute, x));
  auto running = std::async(std::launch::async, compute, x);
  keep(std::move(running));
  co_await ask();
}
task<std::future<int>> gives_back(int x) {
  co_await ask();
  co_return std::async(std::launch::async, compute, x);
}
task<> defers(int x) {
  auto later = std::async(std::launch::deferred, compute, x);
  co_await ask();
}
