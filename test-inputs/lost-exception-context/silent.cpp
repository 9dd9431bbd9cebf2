// Errors that are passed on whole, translated on purpose, or told before.
#include "task.h"
#include <future>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>

task<int> read(int block);
void log_error(const std::string &text);
struct not_found : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct load_error : std::runtime_error {
  std::exception_ptr cause;
  load_error(const char *what, std::exception_ptr c) : std::runtime_error(what), cause(std::move(c)) {}
  load_error(const char *what, const std::exception &c) : std::runtime_error(what), cause(std::make_exception_ptr(std::runtime_error(c.what()))) {}
};

task<int> rethrown() {
  try {
    co_return co_await read(1);
  } catch (const std::exception &e) {
    log_error(e.what());
    throw;
  }
}

task<int> rethrown_behind() {
  std::exception_ptr error;
  try {
    co_return co_await read(1);
  } catch (...) {
    error = std::current_exception();
  }
  log_error("reading failed");
  std::rethrow_exception(error);
}

task<int> nested() {
  try {
    co_return co_await read(1);
  } catch (...) {
    std::throw_with_nested(std::runtime_error("no block"));
  }
}

task<int> takes_the_cause() {
  try {
    co_return co_await read(1);
  } catch (const std::exception &e) {
    throw load_error("load", e);
  } catch (...) {
    throw load_error("load", std::current_exception());
  }
}

task<int> logged_before() {
  try {
    co_return co_await read(1);
  } catch (const std::exception &e) {
    std::cerr << e.what();
    throw std::runtime_error("no block");
  }
}

task<int> translates() {
  try {
    co_return co_await read(1);
  } catch (const std::out_of_range &) {
    throw not_found("block 1");
  }
}

task<int> takes_the_code() {
  try {
    co_return co_await read(1);
  } catch (const std::system_error &e) {
    throw std::system_error(e.code(), "read");
  }
}

task<int> fresh() {
  std::exception_ptr error;
  if (co_await read(1) < 0)
    error = std::make_exception_ptr(std::runtime_error("negative"));
  if (error)
    std::rethrow_exception(error);
  throw std::runtime_error("no block");
}

task<int> flag_of_something_else() {
  bool empty = false;
  int value = 0;
  try {
    value = co_await read(1);
    empty = value == 0;
  } catch (const std::exception &e) {
    log_error(e.what());
    empty = true;
  }
  if (empty)
    throw std::runtime_error("nothing there");
  co_return value;
}

task<int> one_kind_by_value() {
  try {
    co_return co_await read(1);
  } catch (int code) {
    co_return code;
  }
}

// Nothing of a coroutine.
int plain(const std::string &text) {
  try {
    return std::stoi(text);
  } catch (...) {
    throw std::runtime_error("no number");
  }
}

/// What it knows are the types of a conversion, which stand in the code.
class bad_conversion : public std::bad_cast {
  const std::type_info *from_ = nullptr;
  const std::type_info *to_ = nullptr;

public:
  const char *what() const noexcept override { return "bad conversion"; }
};
int converted(int block);
task<int> translates_a_conversion() {
  const int block = co_await read(1);
  try {
    co_return converted(block);
  } catch (const bad_conversion &) {
    throw std::runtime_error("the number of blocks isn't one");
  }
}
