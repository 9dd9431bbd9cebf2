// A task where its result was meant: conditions and streams, which test the handle.
#include "task.h"
#include <iostream>

task<bool> is_open();
task<int> size();
bool ready();

task<int> conditions() {
  if (is_open()) // want: this asks the task of 'is_open', not its result; it is never awaited, so it never runs
    co_return 1;
  while (!is_open()) // want: this asks the task of 'is_open'
    co_return 2;
  if (ready() && is_open()) // want: this asks the task of 'is_open'
    co_return 3;
  int choice = is_open() ? 1 : 2; // want: this asks the task of 'is_open'
  bool open = bool(is_open());    // want: this asks the task of 'is_open'
  bool same = static_cast<bool>(is_open()); // want: this asks the task of 'is_open'
  if (size()) // want: this asks the task of 'size'
    co_return 4;
  if (auto pending = is_open()) // want: the task in 'pending' is looked at, but never awaited
    co_return 5;
  for (; is_open();) // want: this asks the task of 'is_open'
    co_return 6;
  co_return choice + open + same;
}

// With an implicit conversion, a stream takes it too.
template <class T> struct loose_task {
  struct promise_type {
    T value;
    loose_task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  operator bool() const;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
loose_task<int> count();

loose_task<int> streamed() {
  std::cout << count(); // want: this asks the task of 'count'
  if (count() == 1)     // want: this asks the task of 'count'
    co_return 1;
  co_return 0;
}

// The handle is asked before there is a result, which is what it is for.
bool hasWork(task<int> &pending) { return bool(pending); }
