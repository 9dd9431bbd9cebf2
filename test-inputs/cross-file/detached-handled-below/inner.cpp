#include "work.h"

coro::task<void> inner() {
  try {
    co_await reindex();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
coro::task<void> leaking() { co_await reindex(); }
