// Copies of a caught exception that are cut down, kept by value or thrown, and copies of all that there is.
#include "task.h"
#include <coroutine>
#include <optional>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

task<int> read(int block);
struct disk_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct sector_error : disk_error {
  using disk_error::disk_error;
  int sector = 0;
};
struct leaf_error final : std::exception {};
struct plain_code {
  int value;
};

struct promise_of_a_value {
  std::optional<std::exception> error;
  void unhandled_exception() {
    try {
      throw;
    } catch (const std::exception &e) {
      error = e; // want: this keeps a copy of 'e', cut down to the type that the handler names
    }
  }
};
struct reader {
  std::runtime_error last_{"none"};
  std::variant<int, std::exception> result_;
  std::exception_ptr whole_;
  std::optional<leaf_error> leaf_;
  task<void> run() {
    std::vector<disk_error> all;
    try {
      co_await read(1);
    } catch (const std::runtime_error &e) {
      last_ = e; // want: this keeps a copy of 'e'
    }
    try {
      co_await read(2);
    } catch (const std::exception &e) {
      result_.emplace<std::exception>(e); // want: this keeps a copy of 'e'
    }
    try {
      co_await read(3);
    } catch (const disk_error &e) {
      all.push_back(e); // want: this keeps a copy of 'e'
    }
    try {
      co_await read(4);
    } catch (const leaf_error &e) {
      leaf_ = e;
    }
    try {
      co_await read(5);
    } catch (const std::exception &e) {
      whole_ = std::current_exception();
    }
  }
};

task<int> thrown_again() {
  try {
    co_return co_await read(1);
  } catch (const plain_code &e) {
    throw e; // want-low: this throws a copy of 'e'
  } catch (const disk_error &e) {
    throw e; // want: this throws a copy of 'e'
  }
}

/// In the handler of a continuation it is as in a `catch`.
seastar::future<int> ask(int peer);
seastar::future<int> asks(int peer) {
  return ask(peer).handle_exception_type([](const std::exception &e) {
    return seastar::make_exception_future<int>(std::make_exception_ptr(e)); // want: 'make_exception_ptr' copies 'e'
  });
}
