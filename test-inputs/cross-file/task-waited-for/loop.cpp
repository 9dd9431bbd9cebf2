#include "loop.h"
#include <cppcoro/sync_wait.hpp>

void loop::finish(cppcoro::task<> work) { cppcoro::sync_wait(std::move(work)); }
void loop::adopt(cppcoro::task<> work) { all_.push_back(std::move(work)); }

struct event {
  void set();
  void fail(std::exception_ptr error);
  void wait();
};
struct forgotten {
  struct promise_type {
    forgotten get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { std::terminate(); }
    void return_void() noexcept {}
  };
};
static forgotten start(cppcoro::task<> work, event &done) {
  try {
    co_await std::move(work);
  } catch (...) {
    done.fail(std::current_exception());
  }
  done.set();
}
void loop::start_and_wait(cppcoro::task<> work) {
  event done;
  start(std::move(work), done);
  done.wait();
}
