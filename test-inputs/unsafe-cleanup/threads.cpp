// A std::thread that is to be joined behind an await: its destructor ends the process when the await throws.
#include "task.h"
#include <thread>
#include <utility>
#include <vector>

task<int> next();
void produce();

task<> streams() {
  std::thread producer(produce);
  co_await next();
  producer.join(); // want: 'join' is skipped when the await before it throws, and 'producer' is destroyed without it
}
task<> leaves() {
  std::thread producer([] { produce(); });
  if (co_await next() > 0)
    co_await next();
  producer.detach(); // want: 'detach' is skipped when the await before it throws, and 'producer' is destroyed without it
}

// ---- Silent ----

task<> joins_by_itself() {
  std::jthread producer(produce);
  co_await next();
  producer.join();
}
task<> at_once() {
  std::thread producer(produce);
  producer.detach();
  co_await next();
}
task<> joined_in_any_case() {
  std::thread producer(produce);
  try {
    co_await next();
  } catch (...) {
    producer.join();
    throw;
  }
  producer.join();
}
class pool {
public:
  task<> add() {
    std::thread worker(produce);
    workers_.push_back(std::move(worker));
    co_await next();
  }
  task<> moves_it_later() {
    std::thread worker(produce);
    workers_.emplace_back(std::move(worker));
    co_await next();
    workers_.back().join();
  }

private:
  std::vector<std::thread> workers_;
};
task<> empty_first() {
  std::thread worker;
  co_await next();
  worker = std::thread(produce);
  worker.join();
}
