// Handlers in coroutine code that nothing comes out of.
#include "task.h"
#include <cstdio>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

task<int> fetch(int id);
task<void> send(int value);
void log_error(const std::string &text);
void log_error(const std::string &text, std::exception_ptr error);

struct logger {
  void warn(const char *text);
  void warn(const char *text, const char *detail);
} logger;
#define LOG(level) std::clog
#define LOG_WARN(text) logger.warn(text)

task<void> empty() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send' ends in 'catch (...)': nobody learns of it
  }
}

task<void> of_a_base() {
  try {
    co_await send(1);
  } catch (const std::exception &) { // want: ends in this 'catch'
  }
}

task<void> of_one_kind() {
  try {
    co_await send(1);
  } catch (const std::out_of_range &) { // want: ends in this 'catch'
  }
}

task<void> constant_text() {
  try {
    co_await send(1);
  } catch (const std::exception &e) { // want: the error of 'send'
    log_error("sending failed");
  }
}

task<void> constant_stream() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
    std::cerr << "sending failed" << std::endl;
  }
}

task<void> constant_macro() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
    LOG(warning) << "sending failed\n";
  }
  try {
    co_await send(2);
  } catch (...) { // want: the error of 'send'
    LOG_WARN("sending failed");
  }
}

task<void> named_only() {
  try {
    co_await send(1);
  } catch (const std::exception &e) { // want: the error of 'send'
    (void)e;
  }
}

task<void> pointer_only() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
    auto error = std::current_exception();
  }
  std::exception_ptr kept;
  try {
    co_await send(2);
  } catch (...) { // want: the error of 'send'
    kept = std::current_exception();
  }
}

task<void> round_and_round() {
  for (int i = 0; i < 3; ++i) {
    try {
      co_await send(i);
    } catch (...) { // want: the error of 'send'
      continue;
    }
  }
}

task<void> tries_again_and_gives_up_silently() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_await send(attempt);
      co_return;
    } catch (...) { // want: the error of 'send'
    }
  }
}

task<void> pause();
task<void> waits_between_the_rounds() {
  int left = 3;
  while (left-- > 0) {
    try {
      co_await send(left);
      break;
    } catch (const std::exception &) { // want: the error of 'send'
    }
    co_await pause();
  }
}

task<void> any_of_them(const std::vector<int> &values) {
  for (int value : values) {
    try {
      co_await send(value);
      co_return;
    } catch (...) { // want: the error of 'send'
    }
  }
  co_return;
}

task<void> leaves() {
  try {
    co_await send(1);
  } catch (const std::exception &) { // want: the error of 'send'
    co_return;
  }
  co_await send(2);
}

task<int> zero() {
  try {
    co_return co_await fetch(1);
  } catch (...) { // want: the error of 'fetch'
    co_return 0;
  }
}

task<std::string> empty_text() {
  try {
    co_await send(1);
    co_return "sent";
  } catch (...) { // want: the error of 'send'
    co_return std::string();
  }
}

task<void> on_one_path(bool verbose) {
  try {
    co_await send(1);
  } catch (const std::exception &e) { // want: on one path through this 'catch' the error of 'send' is dropped
    if (verbose)
      std::cerr << e.what();
  }
}

template <class T> task<void> in_a_template(T value) {
  try {
    co_await send(value);
  } catch (...) { // want: the error of 'send'
  }
}
task<void> use() { co_await in_a_template(1); }

auto in_a_lambda = []() -> task<void> {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
  }
};

task<void> nested() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
    try {
      log_error("sending failed");
    } catch (...) {
    }
  }
}

task<void> around_the_whole() try {
  co_await send(1);
} catch (...) { // want: the error of 'send'
}

// A plain function that gives back a task.
task<void> forwards(int value) {
  try {
    if (value < 0)
      throw std::invalid_argument("negative");
  } catch (...) { // want: ends in 'catch (...)'
  }
  return send(value);
}

generator<int> yields() {
  for (int i = 0; i < 3; ++i) {
    try {
      if (i == 2)
        throw std::runtime_error("two");
      co_yield i;
    } catch (...) { // want: ends in 'catch (...)'
    }
  }
}

task<int> default_value() {
  int value = 0;
  try {
    value = co_await fetch(1);
  } catch (...) { // want: the error of 'fetch'
  }
  co_return value;
}

task<void> written_and_forgotten() {
  bool failed = false;
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
    failed = true;
  }
}

task<void> of_a_task_that_was_given(task<int> work) {
  try {
    co_await std::move(work);
  } catch (...) { // want: the error of 'work' ends in 'catch (...)': nobody learns of it
  }
}
