// Handlers that keep still on one way, since nobody wants the outcome any more: the same question is asked behind a success.
#include "task.h"
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

task<std::string> fetch(int id);
task<std::vector<int>> list(int id);
void log_error(const char *where, const std::exception &error);

struct view {
  unsigned epoch_ = 0;
  bool closed_ = false;
  int selected_ = 0;
  std::string text_;
  std::string error_;
  std::vector<int> rows_;

  // The request was replaced by another one, in the handler and behind it.
  task<void> show(int id) {
    const unsigned mine = ++epoch_;
    std::string text;
    try {
      text = co_await fetch(id);
    } catch (const std::exception &e) {
      if (mine != epoch_) {
        co_return;
      }
      log_error("show", e);
      error_ = e.what();
      co_return;
    }
    if (mine != epoch_)
      co_return;
    text_ = text;
  }
  // Inside of the try block, and the epoch comes from the caller.
  task<void> reload(int id, unsigned mine) {
    try {
      auto rows = co_await list(id);
      if (mine != epoch_)
        co_return;
      rows_ = std::move(rows);
    } catch (const std::exception &e) {
      if (mine != epoch_)
        co_return;
      error_ = e.what();
    }
  }
  // Whoever asked is gone.
  task<void> refresh(std::weak_ptr<view> me, int id) {
    try {
      auto rows = co_await list(id);
      auto self = me.lock();
      if (!self)
        co_return;
      self->rows_ = std::move(rows);
    } catch (const std::exception &e) {
      auto self = me.lock();
      if (!self)
        co_return;
      self->error_ = e.what();
    }
  }
  // A loop that goes on with the next one.
  task<void> all(const std::vector<int> &ids) {
    for (int id : ids) {
      const unsigned mine = ++epoch_;
      try {
        auto text = co_await fetch(id);
        if (mine != epoch_)
          continue;
        text_ += text;
      } catch (const std::exception &e) {
        if (mine != epoch_)
          continue;
        log_error("all", e);
      }
    }
  }
  template <class Row> task<void> shared(int id, Row &row) {
    const unsigned mine = ++epoch_;
    try {
      row.text = co_await fetch(id);
      if (mine != epoch_)
        co_return;
    } catch (const std::exception &e) {
      if (mine != epoch_)
        co_return;
      log_error("shared", e);
    }
  }

  // Nothing but the error hangs on the question: a success goes on.
  task<void> only_failures(int id) {
    try {
      text_ = co_await fetch(id);
    } catch (const std::exception &e) { // want: on one path through this 'catch' the error of 'fetch' is dropped: nobody learns of it
      if (selected_ == id)
        co_return;
      log_error("only_failures", e);
    }
  }
  // Another question is asked behind a success.
  task<void> other_question(int id) {
    const unsigned mine = ++epoch_;
    try {
      auto text = co_await fetch(id);
      if (closed_)
        co_return;
      text_ = text;
    } catch (const std::exception &e) { // want: on one path through this 'catch' the error of 'fetch' is dropped: nobody learns of it
      if (mine != epoch_)
        co_return;
      log_error("other_question", e);
    }
  }
  // What is left when it is still wanted is silent, too.
  task<void> wanted_and_silent(int id) {
    const unsigned mine = ++epoch_;
    try {
      text_ = co_await fetch(id);
    } catch (const std::exception &) { // want: the error of 'fetch' ends in this 'catch': nobody learns of it
      if (mine != epoch_)
        co_return;
    }
    if (mine != epoch_)
      co_return;
    ++selected_;
  }
  // The success that leaves isn't the one that counts.
  task<void> silent_at_the_end(int id) {
    const unsigned mine = ++epoch_;
    try {
      text_ = co_await fetch(id);
      if (mine != epoch_)
        co_return;
      ++selected_;
    } catch (const std::exception &) { // todo-want: the error of 'fetch' ends in this 'catch': nobody learns of it
      if (mine != epoch_)
        co_return;
    }
  }
  // The same question, but a success does nothing about the answer but count.
  task<void> not_left(int id) {
    const unsigned mine = ++epoch_;
    try {
      auto text = co_await fetch(id);
      if (mine != epoch_)
        ++selected_;
      text_ = text;
    } catch (const std::exception &e) { // want: on one path through this 'catch' the error of 'fetch' is dropped: nobody learns of it
      if (mine != epoch_)
        co_return;
      log_error("not_left", e);
    }
  }
};

struct row {
  std::string text;
};
task<void> use(view &v, row &r) { co_await v.shared(1, r); }

// One of the ways of a success goes on, so that a failure looks like it.
task<int> goes_on(bool now) {
  for (int i = 0; i < 3; ++i) {
    try {
      auto text = co_await fetch(i);
      if (now)
        co_return 1;
      else
        std::cout << text;
    } catch (const std::exception &) { // want: the error of 'fetch' ends in this 'catch': nobody learns of it
    }
  }
  co_return 0;
}
