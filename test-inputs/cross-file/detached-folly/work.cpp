#include "work.h"

folly::coro::Task<void> replicate_safely() {
  try {
    co_await replicate();
  } catch (const std::exception &) {
    log_failure(std::current_exception());
  }
}
