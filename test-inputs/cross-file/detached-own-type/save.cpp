#include "save.h"

task<void> save(int row) {
  try {
    co_await write(row);
  } catch (...) {
    log_failure(std::current_exception());
  }
}
task<void> save_or_throw(int row) {
  co_await save(row);
  if (row < 0)
    throw std::runtime_error("no row");
}
