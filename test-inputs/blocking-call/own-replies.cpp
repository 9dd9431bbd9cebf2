// Waiting in the thread for something that could be awaited, of types that no model knows.
#include "task.h"
#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <string>

using namespace std::chrono_literals;

/// A reply that is only declared: it can be awaited, or waited for.
template <class T> class reply {
public:
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  bool is_ready() const;
  T get();
  void wait();
  T peek() const;
};
struct client {
  reply<std::string> fetch(int key);
  task<void> connect();
  std::future<int> future();
};

task<std::string> waits(client &db) {
  reply<std::string> first = db.fetch(1);
  first.wait(); // want: 'wait' blocks the thread until the task is done
  db.fetch(2).wait(); // want: 'wait' blocks the thread until the task is done
  co_return co_await first;
}
task<std::string> awaits_or_asks(client &db) {
  reply<std::string> first = db.fetch(1);
  co_await first;
  first.wait();
  reply<std::string> second = db.fetch(2);
  while (!second.is_ready())
    co_await db.connect();
  second.wait();
  co_return first.peek();
}

/// A wait for what the object of an earlier await gives is still a wait.
task<int> awaited_something_else(client &db) {
  co_await db.connect();
  co_return db.future().get(); // want: 'get' blocks the thread
}
struct connection {
  task<void> open();
  void wait();
  std::future<void> closed;
};
task<void> waits_for_the_end(std::shared_ptr<connection> peer) {
  co_await peer->open();
  peer->closed.wait(); // want: 'wait' blocks the thread
}
task<void> waits_for_its_future(std::future<int> done, task<void> (*started)(std::future<int> &)) {
  co_await started(done);
  done.get();
}

/// A class whose own member ends in one of the same name is told apart.
class answer {
  std::mutex mutex_;
  std::condition_variable changed_;
  std::future<int> value_;

public:
  int get() { return value_.get(); }
};
task<int> through_own_class(answer &one) {
  co_await client().connect();
  co_return one.get(); // want: 'answer::get' ends in 'get'
}

/// What converts, or is dereferenced, goes by its name.
struct lazy_value {
  std::shared_ptr<std::future<int>> value;
  operator int() const { return value->get(); }
  int operator*() const { return value->get(); }
  lazy_value &operator+=(int) {
    value->wait();
    return *this;
  }
};
task<int> by_operators(lazy_value total) {
  co_await client().connect();
  int sum = *total; // want: 'total' ends in 'get'
  total += 1;       // want: 'total += 1' ends in 'wait'
  sum += total;     // want: 'total' ends in 'get'
  co_return sum;
}
