#include "work.h"

cppcoro::task<> guarded() {
  try {
    co_await work();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
cppcoro::task<> forwarded() { return guarded(); }
