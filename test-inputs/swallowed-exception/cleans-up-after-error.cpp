// An error that was kept before is rethrown behind the cleanup: that one is told.
#include <cppcoro/task.hpp>
#include <exception>

using cppcoro::task;
task<> create();
task<> remove_it();
task<> stop();
bool ready();

task<> removes_what_it_made() {
  std::exception_ptr failure;
  bool created = false;
  try {
    co_await create();
    created = true;
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    if (created) {
      try {
        co_await remove_it();
      } catch (...) {
      }
    }
    std::rethrow_exception(failure);
  }
}
task<> stops_before_it_rethrows() {
  std::exception_ptr failure;
  try {
    co_await create();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    try {
      co_await stop();
    } catch (...) {
    }
    std::rethrow_exception(failure);
  }
}
// Without a first error this is the only one.
task<> rethrows_only_sometimes() {
  std::exception_ptr failure;
  try {
    co_await create();
  } catch (...) {
    failure = std::current_exception();
  }
  try {
    co_await stop();
  } catch (...) { // want: the error of 'stop' ends in 'catch (...)'
  }
  if (failure)
    std::rethrow_exception(failure);
}
task<> has_none() {
  try {
    co_await stop();
  } catch (...) { // want: the error of 'stop' ends in 'catch (...)'
  }
}
