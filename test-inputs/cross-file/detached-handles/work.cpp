#include "work.h"

coro::task<void> careful() {
  try {
    co_await reindex();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
coro::task<void> careless() {
  co_await reindex();
  throw std::runtime_error("no");
}
