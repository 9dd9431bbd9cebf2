// Results that are all that is left of an error: their function has caught it, told nobody, and says `false`.
#include "task.h"
#include <exception>
#include <memory>
#include <string>
#include <system_error>

task<std::string> download(int item);
task<std::error_code> write(const std::string &text);
void log(const std::string &text);
void use(int value);

struct updater {
  task<bool> update(int item) {
    try {
      text_ = co_await download(item);
    } catch (...) {
      co_return false;
    }
    co_return true;
  }
  task<bool> store() {
    const std::error_code error = co_await write(text_);
    if (error)
      co_return false;
    ++stored_;
    co_return true;
  }
  task<bool> both(int item) { co_return co_await update(item) && co_await store(); }
  virtual task<bool> replaced(int item) {
    try {
      text_ = co_await download(item);
      co_return true;
    } catch (const std::exception &) {
      co_return false;
    }
  }
  std::string text_;
  int stored_ = 0;
};

template <class Item> task<bool> fetch(Item item, std::string &to) {
  try {
    to = co_await download(item);
    co_return true;
  } catch (const std::exception &) {
    co_return false;
  }
}

task<bool> flagged(int item) {
  bool good = true;
  try {
    (void)co_await download(item);
  } catch (const std::exception &) {
    good = false;
  }
  co_return good;
}

task<void> drops(updater &all, std::unique_ptr<updater> one) {
  co_await all.update(1);   // want: the result of 'update' is dropped: its 'false' is all that is left of an error there
  co_await one->update(1);  // want: the result of 'update' is dropped: its 'false' is all that is left of an error there
  co_await all.store();     // want: the result of 'store' is dropped: its 'false' is all that is left of an error there
  std::string text;
  co_await fetch(1, text);  // want: the result of 'fetch' is dropped
  use(1);
}
task<void> drops_in_places(updater &all, bool some) {
  if (some)
    co_await all.update(1); // want: the result of 'update' is dropped
  for (int i = 0; i < 3; ++i)
    co_await all.update(i); // want: the result of 'update' is dropped
  auto pending = all.update(4);
  co_await std::move(pending); // todo-want: the result of 'pending' is dropped
  auto inner = [&]() -> task<void> {
    co_await all.update(5); // want: the result of 'update' is dropped
  };
  co_await inner();
}
task<void> drops_what_a_flag_says() {
  co_await flagged(1); // want: the result of 'flagged' is dropped
}

// ---- Silent: asked, dropped on purpose, told there, or no error ------------------------------------------------------------

struct teller {
  task<bool> told(int item) {
    try {
      text_ = co_await download(item);
    } catch (const std::exception &error) {
      log(error.what());
      co_return false;
    }
    co_return true;
  }
  task<bool> kept(int item) {
    try {
      text_ = co_await download(item);
    } catch (...) {
      error_ = std::current_exception();
      co_return false;
    }
    co_return true;
  }
  task<bool> told_of_code() {
    if (const std::error_code error = co_await write(text_)) {
      log(error.message());
      co_return false;
    }
    co_return true;
  }
  /// No error: there is none.
  task<bool> next() {
    if (text_.empty())
      co_return false;
    text_.pop_back();
    co_return true;
  }
  /// What is returned says nothing of the error.
  task<bool> was_empty(int item) {
    const bool empty = text_.empty();
    try {
      text_ = co_await download(item);
    } catch (const std::exception &) {
    }
    co_return empty;
  }
  /// It is false in any case.
  task<bool> never(int item) {
    try {
      text_ = co_await download(item);
    } catch (...) {
      co_return false;
    }
    co_return false;
  }
  task<bool> close() {
    try {
      text_ = co_await download(0);
    } catch (...) {
      co_return false;
    }
    co_return true;
  }
  std::string text_;
  std::exception_ptr error_;
};

task<void> silent(teller &all, updater &other) {
  co_await all.told(1);
  co_await all.kept(1);
  co_await all.told_of_code();
  co_await all.next();
  co_await all.was_empty(1);
  co_await all.never(1);
  co_await all.close();
  (void)co_await other.update(1);
  [[maybe_unused]] const bool good = co_await other.update(2);
  if (!co_await other.update(3))
    use(3);
  const bool both = co_await other.both(4);
  use(both);
  // Whose body runs isn't known.
  co_await other.replaced(5);
}
task<void> tries_again(updater &all) {
  while (!co_await all.update(1))
    use(1);
}

// ---- Silent: nobody could act on it, or the code says so -------------------------------------------------------------------

struct stream {
  task<std::error_code> close();
  task<std::error_code> async_shutdown();
  task<std::error_code> send(const std::string &text);
  task<std::error_code> commit();
};
task<void> ends(stream &to) {
  co_await to.send("bye");   // Ignore error code
  co_await to.async_shutdown(); // want-low: 'async_shutdown' gives its error back as a value
  co_await to.close(); // want-low: 'close' gives its error back as a value
  co_await to.commit(); // want: 'commit' gives its error back as a value
}
// A last word, and the connection ends whether or not it arrives.
void close_connection(int id);
void log_connection(int id);
task<void> says_goodbye(stream &to) {
  co_await to.send("goodbye"); // want-low: 'send' gives its error back as a value
  close_connection(1);
}
task<void> goes_on(stream &to) {
  co_await to.send("hello"); // want: 'send' gives its error back as a value
  log_connection(1);
}
