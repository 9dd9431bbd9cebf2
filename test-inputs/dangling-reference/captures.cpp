// Captures of lambda coroutines, which live in the closure and not in the coroutine.
#include "task.h"
#include <functional>
#include <string>
#include <vector>

task<int> twice(int n);
job<int> measure();
template <class F> task<int> with_slot(F &&work) { return work(); }
template <class F> task<int> keeps(F work) { co_return co_await work(); }
template <class F> task<int> forgets_copy(F work) { return work(); }
struct events {
  template <class F> void on(F handler);
};

/// Work whose continuations run later, and are dropped when they have returned.
template <class T> class chain {
public:
  struct promise_type : detail::promise_value<T> {
    chain get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  template <class F> chain<int> then(F continuation);
  detail::awaiter<promise_type, T> operator co_await() const noexcept;
};
chain<int> start();

struct service {
  int state = 0;

  task<int> returned(int n) {
    return [n]() -> task<int> { co_return co_await twice(n); }(); // want: the captures of this lambda are destroyed at the end of this expression
  }
  task<int> returned_this() {
    return [this]() -> task<int> { co_return co_await twice(state); }(); // want: the captures of this lambda are destroyed
  }
  task<int> kept(int n) {
    auto pending = [n]() -> task<int> { co_return co_await twice(n); }(); // want: the captures of this lambda are destroyed
    co_return co_await pending;
  }
  void left_alone(int n) {
    [n]() -> fire_and_forget { // want: the captures of this lambda are destroyed at the end of this expression, but its coroutine uses them later
      co_await twice(1);
      co_await twice(n);
    }();
  }
  task<int> local_closure(int n) {
    auto work = [n]() -> task<int> { co_return co_await twice(n); };
    return work(); // want: the captures of this lambda are destroyed when the function returns
  }
  chain<int> continued() {
    return start().then([this](int n) -> chain<int> { // want: 'then' destroys this lambda once it has returned
      int value = co_await twice(n);
      state = value;
      co_return value;
    });
  }
  task<> continued_and_awaited() {
    co_await start().then([this](int n) -> chain<int> { // want: 'then' destroys this lambda once it has returned
      int value = co_await twice(n);
      state = value;
      co_return value;
    });
  }
  task<int> wrapped(int n) {
    return with_slot([n]() -> task<int> { co_return co_await twice(n); }); // want: the captures of this lambda are destroyed at the end of this expression
  }
  task<int> wrapped_copy(int n) {
    return forgets_copy([n]() -> task<int> { co_return co_await twice(n); }); // want: 'forgets_copy' destroys this lambda once it has returned
  }
  void handler(events &source) {
    source.on([this]() -> fire_and_forget { // want: nobody can keep this lambda until its coroutine is done
      co_await twice(1);
      state = 1;
    });
  }
  chain<int> plain_continuation(int port) {
    return start().then([&](int n) { return n + port; }); // want: 'port' is captured by reference and destroyed when the function returns
  }

  // ---- Silent ----

  task<int> awaited(int n) { co_return co_await [n]() -> task<int> { co_return co_await twice(n); }(); }
  task<int> parameters(int n) {
    return [](int m) -> task<int> { co_return co_await twice(m); }(n);
  }
  task<> closure_lives(int n) {
    auto work = [n]() -> task<int> { co_return co_await twice(n); };
    auto one = work();
    auto other = work();
    co_await one;
    co_await other;
  }
  void copies_first(events &source) {
    source.on([this]() -> fire_and_forget {
      service *self = this;
      co_await twice(1);
      self->state = 1;
    });
  }
  chain<int> continued_by_value(int port) {
    return start().then([this, port](int n) { return n + port + state; });
  }
  task<> reference_alive(int port) {
    co_await start().then([&](int n) { return n + port; });
  }
  task<int> kept_by_callee(int n) {
    return keeps([n]() -> task<int> { co_return co_await twice(n); });
  }
  task<int> wrapped_and_awaited(int n) {
    co_return co_await with_slot([n]() -> task<int> { co_return co_await twice(n); });
  }
  int waits(int n) {
    return sync_wait([n]() -> task<int> { co_return co_await twice(n); }());
  }
  chain<int> no_suspension_after() {
    return start().then([this](int n) -> chain<int> {
      state = n;
      co_return n;
    });
  }
};
