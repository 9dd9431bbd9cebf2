#include "work.h"

async_simple::coro::Lazy<> probe_all() {
  try {
    co_await probe();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
