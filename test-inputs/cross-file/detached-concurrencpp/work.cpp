#include "work.h"

concurrencpp::lazy_result<int> refresh() {
  try {
    co_return co_await query();
  } catch (...) {
    log_failure(std::current_exception());
  }
  co_return 0;
}
concurrencpp::lazy_result<int> refresh_or_throw() { co_return co_await query(); }
