#pragma once
#include <coro/coro.hpp>
#include <stdexcept>
void log_failure(std::exception_ptr error);
coro::task<void> reindex();

struct job {
  virtual ~job() = default;
  virtual coro::task<void> run() = 0;
  virtual coro::task<void> stop() = 0;
  virtual coro::task<void> check() = 0;
};

template <class T> struct typed_job : job {
  T value;
  coro::task<void> run() override {
    try {
      co_await reindex();
    } catch (...) {
      log_failure(std::current_exception());
    }
  }
  coro::task<void> stop() override {
    try {
      co_await reindex();
    } catch (...) {
      log_failure(std::current_exception());
    }
  }
};
