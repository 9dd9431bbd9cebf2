#include "work.h"

class slow_job : public job {
public:
  coro::task<void> run() override;
  coro::task<void> stop() override;
  coro::task<void> check() override;

protected:
  virtual coro::task<void> step();
};
class slower_job final : public slow_job {
  coro::task<void> step() override;
};
coro::task<void> slow_job::run() { co_await reindex(); }
coro::task<void> slow_job::stop() { co_return; }
// Its own errors are those of another virtual function.
coro::task<void> slow_job::check() { co_await step(); }
coro::task<void> slow_job::step() { co_return; }
coro::task<void> slower_job::step() {
  try {
    co_await reindex();
  } catch (...) {
    log_failure(std::current_exception());
  }
}
job *make_slow() { return new slower_job; }
