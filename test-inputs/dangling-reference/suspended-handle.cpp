// Awaiters that hand a callback to somebody who calls it when await_suspend has returned.
#include "task.h"
#include <algorithm>
#include <coroutine>
#include <functional>
#include <string>
#include <vector>

struct reply {};
struct client {
  void request(std::string what, std::function<void(reply)> done);
  template <class F> void post(F done);
};
template <class F> void call_at_once(F f) { f(); }

struct base {
  bool await_ready() const noexcept { return false; }
  reply await_resume() { return result; }
  reply result;
};
struct refers : base {
  void await_suspend(std::coroutine_handle<> handle) {
    to->request("get", [this, &handle](reply answer) { // want: 'handle' is captured by reference and destroyed when the function returns, before this runs
      result = answer;
      handle.resume();
    });
  }
  client *to;
};
template <class Promise> struct refers_in_a_template : base {
  void await_suspend(std::coroutine_handle<Promise> waiting) {
    to->post([&] { waiting.resume(); }); // want: 'waiting' is captured by reference
  }
  client *to;
};
struct keeps : base {
  void await_suspend(std::coroutine_handle<> handle) {
    to->request("get", [this, handle](reply answer) {
      result = answer;
      handle.resume();
    });
    call_at_once([&] { (void)handle.address(); });
    std::for_each(names.begin(), names.end(), [&](const std::string &) { (void)handle.done(); });
  }
  client *to;
  std::vector<std::string> names;
};
/// No awaiter: it may wait itself.
struct plain {
  void run(std::coroutine_handle<> handle) {
    to->request("get", [&handle](reply) { handle.resume(); });
  }
  client *to;
};

task<void> waits(client *to) {
  co_await refers{{}, to};
  co_await refers_in_a_template<task<void>::promise_type>{{}, to};
  co_await keeps{{}, to, {}};
}
