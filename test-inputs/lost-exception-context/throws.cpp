// Exceptions that are thrown again as less than they were.
#include "task.h"
#include <functional>
#include <memory>
#include <future>
#include <stdexcept>
#include <string>
#include <system_error>

task<int> read(int block);
void log_error(const std::string &text);
struct block_error : std::runtime_error {
  using std::runtime_error::runtime_error;
  int sector = 0;
  void add(int more) { sector += more; }
};
struct load_error final : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct read_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

task<int> pointer() {
  try {
    co_return co_await read(1);
  } catch (...) {
    std::exception_ptr why = std::current_exception();
    log_error("reading failed");
    throw why; // want: this throws the 'std::exception_ptr' itself
  }
}

task<int> pointer_behind() {
  std::exception_ptr why;
  try {
    co_return co_await read(1);
  } catch (...) {
    why = std::current_exception();
  }
  throw why; // want: this throws the 'std::exception_ptr' itself
}

void pointer_in_a_plain_function(std::exception_ptr error) {
  if (error)
    throw error; // want: this throws the 'std::exception_ptr' itself
}

task<int> moved_pointer(std::exception_ptr error) {
  if (error)
    throw std::move(error); // want: this throws the 'std::exception_ptr' itself
  co_return 0;
}

task<int> copy() {
  try {
    co_return co_await read(1);
  } catch (const std::exception &e) {
    log_error(e.what());
    throw e; // want: this throws a copy of 'e'
  }
}

task<int> changed_copy() {
  try {
    co_return co_await read(1);
  } catch (block_error &e) {
    e.add(1);
    throw e; // want-low: this throws a copy of 'e'
  }
}

task<int> copy_between_handlers() {
  try {
    co_return co_await read(1);
  } catch (const std::exception &e) {
    try {
      log_error(e.what());
    } catch (...) {
      throw e; // want: this throws a copy of 'e'
    }
    throw;
  }
}

template <class Error> task<int> copy_in_a_template() {
  try {
    co_return co_await read(1);
  } catch (const Error &e) {
    throw e; // want: this throws a copy of 'e'
  }
}
task<int> use() { co_return co_await copy_in_a_template<std::runtime_error>(); }

task<int> other() {
  try {
    co_return co_await read(1);
  } catch (...) {
    throw read_error("no block"); // want: the new exception doesn't hold the one that led to it
  }
}

task<int> other_of_a_final_class() {
  try {
    co_return co_await read(1);
  } catch (const std::exception &) {
    throw load_error("no block"); // want: the new exception doesn't hold the one that led to it
  }
}

task<int> text_of_more() {
  try {
    co_return co_await read(1);
  } catch (const block_error &e) {
    throw std::runtime_error(std::string("read failed: ") + e.what()); // want: the new exception has only the text of 'e'
  }
}

task<int> code_lost() {
  try {
    co_return co_await read(1);
  } catch (const std::system_error &e) {
    throw std::runtime_error("read failed"); // want: the new exception doesn't hold the one that led to it
  }
}

task<int> by_value() {
  try {
    co_return co_await read(1);
  } catch (std::exception e) { // want: 'e' is caught by value
    log_error(e.what());
    co_return -1;
  }
}

task<int> flag() {
  bool failed = false;
  int value = 0;
  try {
    value = co_await read(1);
  } catch (...) {
    failed = true;
  }
  if (failed)
    throw std::runtime_error("read failed"); // want: of the exception that led here only 'failed' is left
  co_return value;
}

task<int> text() {
  std::string why;
  int value = 0;
  try {
    value = co_await read(1);
  } catch (const std::exception &e) {
    why = e.what();
  }
  if (!why.empty())
    throw std::runtime_error(why); // want: of the exception that led here only 'why' is left
  co_return value;
}

struct outcome {
  std::exception_ptr error;
};

task<outcome> made() {
  outcome o;
  try {
    co_await read(1);
  } catch (const std::exception &e) {
    o.error = std::make_exception_ptr(e); // want: 'make_exception_ptr' copies 'e'
  }
  co_return o;
}

task<void> given_to_a_promise(std::promise<int> &promise) {
  try {
    promise.set_value(co_await read(1));
  } catch (std::exception &e) {
    promise.set_exception(std::make_exception_ptr(e)); // want: 'make_exception_ptr' copies 'e'
  }
  try {
    promise.set_value(co_await read(1));
  } catch (...) {
    promise.set_exception(std::make_exception_ptr(std::runtime_error("read failed"))); // want: the new exception doesn't hold the one that led to it
  }
}

// In a lambda that a coroutine gives away, the exception is the coroutine's all the same.
void run_elsewhere(std::function<void()> work);
task<int> fed_by_another_thread(std::shared_ptr<std::promise<int>> promise, int (*compute)()) {
  run_elsewhere([promise, compute] {
    try {
      promise->set_value(compute());
    } catch (...) {
      promise->set_exception(std::make_exception_ptr(std::runtime_error("compute failed"))); // want: the new exception doesn't hold the one that led to it
    }
  });
  run_elsewhere([promise, compute] {
    try {
      promise->set_value(compute());
    } catch (...) {
      promise->set_exception(std::current_exception());
    }
  });
  co_return co_await read(1);
}
// Nobody's coroutine.
void fed_by_a_function(std::shared_ptr<std::promise<int>> promise, int (*compute)()) {
  run_elsewhere([promise, compute] {
    try {
      promise->set_value(compute());
    } catch (...) {
      promise->set_exception(std::make_exception_ptr(std::runtime_error("compute failed")));
    }
  });
}

task<outcome> made_of_a_pointer() {
  outcome o;
  try {
    co_await read(1);
  } catch (...) {
    auto error = std::current_exception();
    o.error = std::make_exception_ptr(error); // want: this makes an exception of the 'std::exception_ptr' itself
  }
  co_return o;
}
