#include "work.hh"

seastar::future<> flush_quietly() {
  try {
    co_await flush();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
