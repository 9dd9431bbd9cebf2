#include "work.h"

namespace {
struct quick_job : job {
  coro::task<void> run() override;
  coro::task<void> stop() override { co_await reindex(); }
  coro::task<void> check() override;
};
coro::task<void> quick_job::run() {
  try {
    co_await reindex();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
coro::task<void> quick_job::check() {
  try {
    co_await reindex();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
} // namespace
job *make_quick() { return new quick_job; }
