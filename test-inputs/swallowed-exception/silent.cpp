// Handlers that do something about the error, or that have nothing to do.
#include "task.h"
#include <atomic>
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <expected>
#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

task<int> fetch(int id);
task<void> send(int value);
void log_error(const std::string &text);
void log_error(const std::string &text, std::exception_ptr error);
[[noreturn]] void give_up(const char *why);
struct operation_cancelled : std::exception {};
#define LOG_ERROR(text) std::clog << __FILE__ << text << '\n'
#define CHECK(condition) ((condition) ? void() : std::abort())

task<void> rethrows() {
  try {
    co_await send(1);
  } catch (...) {
    log_error("sending failed");
    throw;
  }
}

task<void> carries() {
  try {
    co_await send(1);
  } catch (...) {
    std::throw_with_nested(std::runtime_error("sending failed"));
  }
}

task<void> replaces() {
  try {
    co_await send(1);
  } catch (...) {
    throw std::runtime_error("sending failed");
  }
}

struct aggregate {
  std::atomic_flag failed;
  std::atomic<bool> told;
  void set_exception(std::exception_ptr error);
};
task<void> first_of_several(aggregate &all) {
  try {
    co_await send(1);
  } catch (...) {
    if (all.failed.test_and_set() == false)
      all.set_exception(std::current_exception());
  }
  try {
    co_await send(2);
  } catch (...) {
    if (!all.told.exchange(true))
      all.set_exception(std::current_exception());
  }
}

task<void> ignore_failure(int value) {
  try {
    co_await send(value);
  } catch (...) {
  }
}
task<void> ignores_by_a_lambda() {
  auto ignore = [](task<void> work) -> task<void> {
    try {
      co_await std::move(work);
    } catch (...) {
    }
  };
  co_await ignore(send(1));
}

task<void> ends() {
  try {
    co_await send(1);
  } catch (...) {
    std::terminate();
  }
  try {
    co_await send(2);
  } catch (...) {
    give_up("sending failed");
  }
}

task<void> logs() {
  try {
    co_await send(1);
  } catch (const std::exception &e) {
    std::cerr << "sending failed: " << e.what() << '\n';
  }
  try {
    co_await send(1);
  } catch (const std::exception &e) {
    LOG_ERROR(e.what());
  }
  try {
    co_await send(2);
  } catch (...) {
    log_error("sending failed", std::current_exception());
  }
}

task<void> last_resort() {
  try {
    co_await send(1);
  } catch (const std::exception &e) {
    std::cerr << e.what();
  } catch (...) {
    std::cerr << "unknown error\n";
  }
}

task<void> keeps() {
  std::exception_ptr error;
  try {
    co_await send(1);
  } catch (...) {
    error = std::current_exception();
  }
  co_await send(2);
  if (error)
    std::rethrow_exception(error);
}

task<int> flag() {
  bool failed = false;
  try {
    co_return co_await fetch(1);
  } catch (...) {
    failed = true;
  }
  co_return failed ? -1 : 0;
}

task<void> flag_of_success() {
  bool sent = false;
  try {
    co_await send(1);
    sent = true;
  } catch (...) {
  }
  if (!sent)
    co_await send(2);
}

task<void> value_that_is_asked() {
  std::optional<int> value;
  try {
    value = co_await fetch(1);
  } catch (...) {
  }
  if (value)
    co_await send(*value);
}

task<int> second_way() {
  try {
    co_return co_await fetch(1);
  } catch (...) {
  }
  co_return co_await fetch(2);
}

task<int> tries_again() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_return co_await fetch(attempt);
    } catch (const std::exception &) {
      // the next round tries again
    }
  }
  throw std::runtime_error("gave up");
}

task<void> until_it_works() {
  for (;;) {
    try {
      co_await send(1);
      co_return;
    } catch (...) {
    }
  }
}

task<void> until_told_to_stop(std::atomic<bool> &stopped) {
  while (!stopped) {
    try {
      co_await send(1);
      break;
    } catch (...) {
    }
  }
}

task<void> looks_at_the_count() {
  int attempt = 0;
  for (; attempt < 3; ++attempt) {
    try {
      co_await send(attempt);
      break;
    } catch (...) {
    }
  }
  if (attempt == 3)
    log_error("gave up");
}

task<void> throws_the_last_one() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_await send(attempt);
      co_return;
    } catch (...) {
      if (attempt == 2)
        throw;
    }
  }
}

task<void> logs_each_round() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      co_await send(attempt);
      co_return;
    } catch (...) {
    }
    log_error("once more");
  }
}

task<bool> probe() {
  try {
    co_await send(1);
    co_return true;
  } catch (...) {
    co_return false;
  }
}

task<std::optional<int>> maybe() {
  try {
    co_return co_await fetch(1);
  } catch (const std::exception &) {
    co_return std::nullopt;
  }
}

task<std::variant<int, std::exception_ptr>> outcome() {
  try {
    co_return co_await fetch(1);
  } catch (...) {
    co_return std::current_exception();
  }
}

task<int> minus_one() {
  try {
    co_return co_await fetch(1);
  } catch (...) {
    co_return -1;
  }
}

task<void> stops() {
  try {
    co_await send(1);
  } catch (const operation_cancelled &) {
  }
}

task<void> explained() {
  try {
    co_await send(1);
  } catch (const std::out_of_range &) {
    // the peer is gone already
  }
}

task<int> one_kind_is_an_answer() {
  try {
    co_return co_await fetch(1);
  } catch (const std::out_of_range &) {
    co_return 0;
  }
}

// A test that expects the exception.
task<void> expects() {
  try {
    co_await send(-1);
    CHECK(false);
  } catch (const std::invalid_argument &) {
  }
  try {
    co_await send(-1);
    give_up("should have thrown");
  } catch (...) {
  }
}

// Lippincott: one function asks what the exception at hand is.
void report_current() noexcept {
  try {
    throw;
  } catch (const std::exception &e) {
    std::cerr << e.what();
  } catch (...) {
    std::cerr << "unknown error\n";
  }
}
void report_elsewhere();
task<void> asks_a_helper() {
  try {
    co_await send(1);
  } catch (...) {
    report_current();
  }
  try {
    co_await send(2);
  } catch (...) {
    report_elsewhere();
  }
}

task<void> in_place() {
  try {
    co_await send(1);
  } catch (...) {
    [&] { log_error("sending failed", std::current_exception()); }();
  }
}

template <bool Strict> task<void> chosen_by_the_build() {
  try {
    co_await send(1);
  } catch (const std::exception &e) {
    if constexpr (Strict)
      throw;
    else
      std::cerr << e.what();
  }
}
task<void> use() {
  co_await chosen_by_the_build<true>();
  co_await chosen_by_the_build<false>();
}

struct session {
  bool failed = false;
  int failures = 0;
  std::map<int, bool> done;
  void close();
  task<void> run() {
    try {
      co_await send(1);
    } catch (...) {
      failed = true;
    }
    try {
      co_await send(2);
    } catch (...) {
      close();
    }
    try {
      co_await send(3);
    } catch (...) {
      ++failures;
    }
  }
  ~session() {
    try {
      close();
    } catch (...) {
    }
  }
};

// Cleaning up may fail.
struct file {
  void close();
};
task<void> cleans_up(file &f) {
  try {
    f.close();
  } catch (...) {
  }
  co_await send(1);
}

// What can't be converted has a value of its own, or is passed over.
task<int> converts(const std::string &text) {
  int value = 0;
  try {
    value = std::stoi(text);
  } catch (...) {
  }
  co_await send(value);
  co_return value;
}

// The error that was expected leaves; what stands behind is for all others.
task<void> expects_one() {
  struct expected : std::exception {
    int id = 0;
  };
  try {
    co_await send(1);
  } catch (const expected &e) {
    CHECK(e.id == 1);
    co_return;
  } catch (...) {
  }
  CHECK(false);
}
task<void> declared_here() {
  struct marker {};
  try {
    co_await send(1);
    throw marker();
  } catch (const marker &) {
  }
}

// Nothing of a coroutine.
void plain() {
  try {
    log_error("x");
  } catch (...) {
  }
}

task<void> makes_a_plain_lambda() {
  auto call = [] {
    try {
      log_error("x");
    } catch (...) {
    }
  };
  call();
  co_await send(1);
}

/// An error code in the braces of the returned value, whose type isn't known yet.
auto answers = [](auto state) -> task<std::pair<std::errc, int>> {
  try {
    state.start();
    co_await send(1);
    co_return {std::errc(), 1};
  } catch (...) {
    co_return {std::errc::io_error, 0};
  }
};

/// The build decides what an assertion does.
struct never_throws {
  struct promise_type {
    never_throws get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { assert(false); }
  };
};

/// A macro of a test that says that this must not be, in a block of its own that leaves.
void fails(const char *text, const char *file, int line);
#define QFAIL(text)                                                                                                                                               \
  do {                                                                                                                                                             \
    fails(text, __FILE__, __LINE__);                                                                                                                               \
    co_return;                                                                                                                                                     \
  } while (false)
#define ADD_FAILURE() fails("unexpected", __FILE__, __LINE__)
task<void> test_of_an_error() {
  try {
    co_await send(1);
  } catch (const std::runtime_error &) {
    // expected
  } catch (...) {
    QFAIL("of another type");
  }
  try {
    co_await send(2);
  } catch (const std::exception &) {
    ADD_FAILURE();
  }
}
task<void> test_that_expects_an_error() {
  try {
    int got = co_await fetch(1);
    ADD_FAILURE();
    (void)got;
  } catch (const std::runtime_error &) {
  }
}

/// Of several errors the first one counts, and who knows of one already keeps it.
task<void> first_of_several(bool &stopped) {
  std::exception_ptr first;
  auto part = [&](int n) -> task<void> {
    try {
      co_await send(n);
    } catch (...) {
      if (!stopped)
        first = std::current_exception();
    }
  };
  co_await part(1);
  co_await part(2);
  try {
    co_await send(3);
  } catch (...) {
    if (!first)
      throw;
  }
  if (first)
    std::rethrow_exception(first);
}

/// In a template the assertion's arguments aren't known yet.
template <class T> struct never_throws_either {
  struct promise_type {
    never_throws_either get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { assert(false); }
  };
};

/// What is awaited handles all of its errors by itself.
task<void> serves() {
  try {
    for (;;)
      co_await send(co_await fetch(1));
  } catch (const std::exception &error) {
    log_error(error.what());
  }
}
task<void> hands_all_errors(int id, int other) {
  try {
    co_await send(id + other);
  } catch (const std::exception &error) {
    log_error(error.what());
  }
}
void closed();
task<void> runs_to_the_end() {
  try {
    co_await serves();
    co_await hands_all_errors(1, 2);
  } catch (...) {
  }
  closed();
}

// Tried again until it succeeds, which leaves on each of its ways.
template <class Error, class Work> auto until_it_succeeds(const Work &work) -> decltype(work()) {
  while (true) {
    try {
      if constexpr (std::is_same_v<decltype(work()), task<void>>) {
        co_await work();
        co_return;
      } else {
        co_return co_await work();
      }
    } catch (const Error &) {
    }
  }
}
task<int> first_number(task<int> (*number)(), task<void> (*step)()) {
  co_await until_it_succeeds<std::exception>(step);
  co_return co_await until_it_succeeds<std::exception>(number);
}
