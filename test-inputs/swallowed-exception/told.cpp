// Handlers that tell somebody of the failure without looking at the error, and their siblings that only write a line.
#include "task.h"
#include <cppcoro/shared_task.hpp>
#include <cstdio>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <winrt/base.h>

task<int> fetch(int id);
task<void> send(int value);

struct response {
  int status;
  std::string body;
};
struct script_promise {
  void Resolve(int value) const noexcept;
  void Reject(const char *why) const noexcept;
};
struct observer {
  void next(int value);
  void onError(const char *why);
};
struct console_writer {
  void error(const char *text);
};
void log_line(const char *text);
void complain(const char *text) { std::fprintf(stderr, "%s\n", text); }
#define SAY(text) std::fputs(text, stderr)

task<void> answers(int id, std::function<void(response)> callback) {
  try {
    callback(response{200, std::to_string(co_await fetch(id))});
  } catch (...) {
    callback(response{500, "internal error"});
  }
}
task<void> rejects(int id, const script_promise &promise) {
  try {
    promise.Resolve(co_await fetch(id));
  } catch (...) {
    promise.Reject("cannot read");
  }
}
winrt::fire_and_forget rejects_for_a_host(winrt::Windows::Foundation::IAsyncOperation<int> work, script_promise promise) {
  try {
    promise.Resolve(co_await work);
  } catch (...) {
    promise.Reject("cannot read");
  }
}
task<void> notifies(int id, observer &all, void (*failed)(const char *)) {
  try {
    all.next(co_await fetch(id));
  } catch (const std::exception &) {
    all.onError("no value");
  }
  try {
    co_await send(id);
  } catch (...) {
    failed("not sent");
  }
}
struct session {
  std::string error_;
  void setError(const char *text) { error_ = text; }
  void fail(const char *why);
  task<void> run() {
    try {
      co_await send(1);
    } catch (...) {
      setError("not sent");
    }
    try {
      co_await send(2);
    } catch (...) {
      fail("not sent");
    }
  }
};
/// A helper of its own that asks for the exception at hand.
task<void> by_a_local_helper(session &s) {
  auto handler = [&](const char *what) {
    try {
      throw;
    } catch (const std::exception &e) {
      std::cerr << what << e.what();
    }
  };
  auto store = [](auto what) { return std::make_pair(what, std::current_exception()); };
  try {
    co_await send(1);
  } catch (...) {
    handler("io");
  }
  try {
    co_await send(2);
  } catch (...) {
    store("io");
  }
}

/// The comment above says why.
task<void> explained_above() {
  // A failure to say goodbye is harmless: the peer notices the closed connection anyway.
  try {
    co_await send(0);
  } catch (...) {
  }
  // Sends the greeting.
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
  }
}

/// Who else waits for it gets the error, too.
struct cache {
  cppcoro::shared_task<int> loading_;
  task<void> settle() {
    try {
      co_await loading_;
    } catch (...) {
    }
  }
};

/// A lookup that misses is an answer.
struct store_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct no_such_table : store_error {
  using store_error::store_error;
};
struct key_not_found : no_such_table {
  using no_such_table::no_such_table;
};
task<int> rows_or_none(int id) {
  try {
    co_return co_await fetch(id);
  } catch (const no_such_table &) {
    co_return 0;
  }
}
task<void> drops_a_table(int id) {
  try {
    co_await send(id);
  } catch (const no_such_table &) {
  }
}
task<int> rows_or_zero(int id) {
  try {
    co_return co_await fetch(id);
  } catch (const store_error &) { // want: the error of 'fetch'
    co_return 0;
  }
}

/// A project's own cancellation: what is derived from one, and what is thrown when a token is asked.
struct operation_cancelled : std::exception {};
struct shut_down : operation_cancelled {};
struct source_token {
  bool stop_requested() const;
};
struct hung_up : std::exception {};
void check(const source_token &token) {
  if (token.stop_requested())
    throw hung_up();
}
struct dropped_out : std::exception {};
task<void> ends_on_cancellation() {
  try {
    co_await send(1);
  } catch (const shut_down &) {
  }
  try {
    co_await send(1);
  } catch (const hung_up &) {
  }
  try {
    co_await send(1);
  } catch (const dropped_out &) { // want: the error of 'send'
  }
}

// ---- Only a line -----------------------------------------------------------------------------------------------------

struct service {
  console_writer *console;
  std::function<void(const char *)> log_;
  task<void> run() {
    try {
      co_await send(1);
    } catch (...) { // want: the error of 'send'
      console->error("not sent");
    }
    try {
      co_await send(2);
    } catch (...) { // want: the error of 'send'
      log_("not sent");
    }
  }
};
task<void> writes_a_line() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
    log_line("not sent");
  }
  try {
    co_await send(2);
  } catch (...) { // want: the error of 'send'
    complain("not sent");
  }
  try {
    co_await send(3);
  } catch (...) { // want: the error of 'send'
    SAY("not sent");
  }
}
/// Nobody waits for it, and nothing is said.
fire_and_forget at_the_root() {
  try {
    co_await send(1);
  } catch (...) { // want: the error of 'send'
  }
}
