// Functions that block any thread but the loop's own: they ask which one they are on.
#include "task.h"
#include <functional>
#include <future>
#include <memory>
#include <thread>

class loop {
  std::thread::id own_;

public:
  void post(std::function<void()> work);
  bool is_loop_thread() const noexcept;
  bool isInLoopThread() const;
  bool mine() const { return std::this_thread::get_id() == own_; }
  bool idle() const;

  template <class F> void call(F f) {
    if (is_loop_thread()) {
      f();
      return;
    }
    auto done = std::make_shared<std::promise<void>>();
    auto future = done->get_future();
    post([f, done] {
      f();
      done->set_value();
    });
    future.get();
  }
  void by_its_id(std::function<void()> f) {
    if (mine())
      return f();
    std::promise<void> done;
    auto future = done.get_future();
    post([&] { done.set_value(); });
    future.get();
  }
  void around(std::function<void()> f) {
    if (!isInLoopThread()) {
      std::promise<void> done;
      auto future = done.get_future();
      post([&] { done.set_value(); });
      future.get();
    } else {
      f();
    }
  }
  void whoever_asks(std::function<void()> f) {
    if (idle())
      return f();
    std::promise<void> done;
    auto future = done.get_future();
    post([&] { done.set_value(); });
    future.get();
  }
  void asks_too_late(std::function<void()> f) {
    std::promise<void> done;
    auto future = done.get_future();
    post([&] { done.set_value(); });
    future.get();
    if (is_loop_thread())
      f();
  }
};

task<void> on_the_loop(loop &here) {
  here.call([] {}); // want-low: 'call' ends in 'get', which blocks the thread
  co_return;
}
// The same template, at the same place.
task<void> on_the_loop_again(loop &here) {
  here.call([&] { (void)here; });
  co_return;
}
task<void> by_id(loop &here) {
  here.by_its_id([] {}); // want-low: 'by_its_id' ends in 'get'
  co_return;
}
task<void> in_a_branch(loop &here) {
  here.around([] {}); // want-low: 'around' ends in 'get'
  co_return;
}
task<void> another_question(loop &here) {
  here.whoever_asks([] {}); // want: 'whoever_asks' ends in 'get', which blocks the thread
  co_return;
}
task<void> too_late(loop &here) {
  here.asks_too_late([] {}); // want: 'asks_too_late' ends in 'get', which blocks the thread
  co_return;
}
