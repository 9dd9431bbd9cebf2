// Awaits that take no time, or whose time is measured.
#include "task.h"
#include <chrono>
#include <string>
#include <vector>

task<int> query(int key);
task<int> counted(const std::string &line) { co_return static_cast<int>(line.size()); }
task<int> counted_twice(const std::string &line) { co_return co_await counted(line) * 2; }
task<int> asked(const std::string &line) { co_return co_await query(static_cast<int>(line.size())) * 2; }
task<long> measured(int key) {
  auto begin = std::chrono::steady_clock::now();
  co_await query(key);
  co_return (std::chrono::steady_clock::now() - begin).count();
}
task<long> stamped(int key) {
  long answer = co_await query(key);
  co_return answer + std::chrono::steady_clock::now().time_since_epoch().count();
}

task<int> all_at_once(const std::vector<std::string> &lines) {
  int sum = 0;
  for (const std::string &line : lines)
    sum += co_await counted(line);
  for (const std::string &line : lines)
    sum += co_await counted_twice(line);
  co_return sum;
}
task<int> one_after_the_other(const std::vector<std::string> &lines) {
  int sum = 0;
  for (const std::string &line : lines)
    sum += co_await asked(line); // want: the loop awaits 'asked' for one element after the other
  co_return sum;
}
task<long> benchmark() {
  long one = co_await measured(1);
  long two = co_await measured(2);
  co_return one + two;
}
task<long> no_benchmark() {
  long one = co_await stamped(1);
  long two = co_await stamped(2); // want: 'stamped' waits for another 'stamped'
  co_return one + two;
}

// ---- Work that runs already ----

struct promised {
  job<int> get_future();
  job<int> done_;
  job<int> done() { return std::move(done_); }
  job<int> starts();
};
struct two_parts {
  promised one, other;
  task<int> waits_for_both() {
    int a = co_await one.get_future();
    int b = co_await other.get_future();
    int c = co_await one.done();
    int d = co_await other.done();
    co_return a + b + c + d;
  }
};
