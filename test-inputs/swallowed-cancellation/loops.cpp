// Loops that a cancellation can't end.
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/task.hpp>
#include <cstdio>
#include <exception>
#include <folly/OperationCancelled.h>
#include <folly/coro/Task.h>
#include <iostream>
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/sleep.hh>
#include <stdexcept>

cppcoro::task<int> next();
cppcoro::task<> process(int item);
void log_error(std::exception_ptr error);

cppcoro::task<> worker() {
  for (;;) {
    try {
      co_await process(co_await next());
    } catch (const std::exception &e) { // want: this handler eats 'operation_cancelled' too
      std::cerr << e.what() << '\n';
    }
  }
}

cppcoro::task<> catches_all() {
  while (true) {
    try {
      co_await next();
    } catch (...) { // want: this handler eats 'operation_cancelled' too
      log_error(std::current_exception());
      continue;
    }
  }
}

cppcoro::task<> behind_another() {
  do {
    try {
      co_await next();
    } catch (const std::runtime_error &e) {
      std::cerr << e.what();
    } catch (const std::exception &e) { // want: this handler eats 'operation_cancelled' too
      std::cerr << e.what();
    }
  } while (true);
}

/// It is told apart behind the handler.
struct wrapped {
  explicit wrapped(std::exception_ptr);
  template <class E> bool is() const;
};
cppcoro::task<> told_apart() {
  for (;;) {
    std::exception_ptr error;
    try {
      co_await next();
    } catch (...) {
      error = std::current_exception();
    }
    if (wrapped(error).is<cppcoro::operation_cancelled>())
      co_return;
    log_error(error);
  }
}

folly::coro::Task<int> poll();
folly::coro::Task<void> polls() {
  while (true) {
    try {
      co_await poll();
    } catch (const std::exception &e) { // want: this handler eats 'OperationCancelled' too
      std::cerr << e.what();
    }
  }
}

template <class T> cppcoro::task<> in_a_template(T) {
  for (;;) {
    try {
      co_await next();
    } catch (const std::exception &e) { // want: this handler eats 'operation_cancelled' too
      std::cerr << e.what();
    }
  }
}
cppcoro::task<> use() { co_await in_a_template(1); }

auto in_a_lambda = []() -> cppcoro::task<> {
  for (;;) {
    try {
      co_await next();
    } catch (const std::exception &e) { // want: this handler eats 'operation_cancelled' too
      std::cerr << e.what();
    }
  }
};

// ---- silent --------------------------------------------------------------------------------------------------------

cppcoro::task<> rethrows_it_first() {
  for (;;) {
    try {
      co_await next();
    } catch (const cppcoro::operation_cancelled &) {
      throw;
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}

cppcoro::task<> leaves_the_loop() {
  for (;;) {
    try {
      co_await next();
    } catch (const std::exception &e) {
      std::cerr << e.what();
      break;
    }
  }
}

cppcoro::task<> outside_of_the_loop() {
  try {
    for (;;)
      co_await next();
  } catch (const std::exception &e) {
    std::cerr << e.what();
  }
}

cppcoro::task<> asks(cppcoro::cancellation_token token) {
  for (;;) {
    if (token.is_cancellation_requested())
      co_return;
    try {
      co_await next();
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}

cppcoro::task<> ends_by_itself(int rounds) {
  bool more = true;
  while (more) {
    try {
      more = co_await next() > 0;
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
  }
}

cppcoro::task<> one_kind() {
  for (;;) {
    try {
      co_await next();
    } catch (const std::runtime_error &e) {
      std::cerr << e.what();
    }
  }
}

cppcoro::task<> tells_them_apart() {
  for (;;) {
    try {
      co_await next();
    } catch (const std::exception &e) {
      if (dynamic_cast<const cppcoro::operation_cancelled *>(&e))
        throw;
      std::cerr << e.what();
    }
  }
}

cppcoro::task<> nothing_awaited() {
  for (;;) {
    try {
      log_error(nullptr);
    } catch (const std::exception &e) {
      std::cerr << e.what();
    }
    co_await next();
  }
}

seastar::future<> tick();
seastar::future<> loop(seastar::abort_source &source) {
  while (!source.abort_requested()) {
    try {
      co_await tick();
    } catch (...) {
      log_error(std::current_exception());
    }
  }
}

// coro-swallowed-exception's.
cppcoro::task<> drops_all() {
  for (;;) {
    try {
      co_await next();
    } catch (...) {
    }
  }
}
