// Handlers for the end of a limit, and what is closed while another error is kept.
#include "task.h"
#include <chrono>
#include <stdexcept>

task<int> fetch(int id);
task<int> within(std::chrono::seconds limit, task<int> work);
task<void> timeout(std::chrono::seconds limit);
task<void> either(task<int> work, task<void> end);
struct timeout_expired : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct DeadlineExceeded : std::exception {};
struct refused : std::exception {};
struct file {
  task<int> read();
  task<void> close();
  task<void> write(int row);
};

task<int> limited() {
  int found = 0;
  try {
    found = co_await within(std::chrono::seconds(1), fetch(1));
  } catch (const timeout_expired &) {
  }
  co_return found;
}
task<void> raced() {
  try {
    co_await either(fetch(1), timeout(std::chrono::seconds(1)));
  } catch (const DeadlineExceeded &) {
  }
}
task<int> closes_with_an_error_at_hand(file in) {
  std::exception_ptr failure;
  int row = 0;
  try {
    row = co_await in.read();
  } catch (...) {
    failure = std::current_exception();
  }
  try {
    co_await in.close();
  } catch (...) {
  }
  if (failure)
    std::rethrow_exception(failure);
  co_return row;
}

// ---- reported ------------------------------------------------------------------------------------------------------

task<int> another_error() {
  int found = 0;
  try {
    found = co_await within(std::chrono::seconds(1), fetch(1));
  } catch (const refused &) { // want: the error of 'within' ends in this 'catch'
  }
  co_return found;
}
task<int> without_a_limit() {
  int found = 0;
  try {
    found = co_await fetch(1);
  } catch (const timeout_expired &) { // want: the error of 'fetch' ends in this 'catch'
  }
  co_return found;
}
task<int> does_more_than_closing(file in) {
  std::exception_ptr failure;
  int row = 0;
  try {
    row = co_await in.read();
  } catch (...) {
    failure = std::current_exception();
  }
  try {
    co_await in.write(row);
    co_await in.close();
  } catch (...) { // want: the error of 'write' ends in 'catch (...)'
  }
  if (failure)
    std::rethrow_exception(failure);
  co_return row;
}
task<int> closes_with_none(file in) {
  const int row = co_await in.read();
  try {
    co_await in.close();
  } catch (...) { // want: the error of 'close' ends in 'catch (...)'
  }
  co_return row;
}
