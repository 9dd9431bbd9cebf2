// Lambda coroutines handed to functions of a library that call them: what becomes of the closure decides.
#include <seastar/core/coroutine.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/smp.hh>
#include <functional>
#include <utility>
#include <vector>

using seastar::future;
future<int> open_log();
future<> tick();

struct manager {
  seastar::gate gate;
  seastar::semaphore sem{1};
  int position = 0;
  std::vector<int> all;

  // ---- The continuation is destroyed when it has returned its future ----

  future<int> chained() {
    return open_log().then([this](int log) -> future<int> { // want: 'then' destroys this lambda once it has returned, but its coroutine uses the captures
      co_await tick();
      position += log;
      co_return log;
    });
  }
  future<> chained_and_awaited() {
    co_await tick().then([this]() -> future<> { // want: 'then' destroys this lambda once it has returned
      co_await tick();
      position++;
    });
  }
  future<> at_last() {
    return tick().finally([this]() -> future<> { // want: 'finally' destroys this lambda once it has returned
      co_await tick();
      position++;
    });
  }
  future<> with_units() {
    co_await seastar::with_semaphore(sem, 1, [this]() -> future<> { // want: 'with_semaphore' destroys this lambda once it has returned
      co_await tick();
      position++;
    });
  }
  future<> each() {
    co_await seastar::do_for_each(all, [this](int n) -> future<> { // want: 'do_for_each' destroys this lambda once it has returned
      co_await tick();
      position += n;
    });
  }
  void in_the_background() {
    (void)tick().then([this]() -> future<> { // want: 'then' destroys this lambda once it has returned
      co_await tick();
      position++;
    }).handle_exception([](std::exception_ptr) {});
  }

  // ---- The function is called where it stands: the closure lives to the end of the full expression ----

  future<> guarded() {
    return seastar::with_gate(gate, [this]() -> future<> { // want: the captures of this lambda are destroyed at the end of this expression, but its coroutine uses them later
      co_await tick();
      position++;
    });
  }
  void guarded_in_the_background() {
    (void)seastar::with_gate(gate, [this]() -> future<> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      position++;
    });
  }
  future<> in_parallel() {
    return seastar::parallel_for_each(all, [this](int n) -> future<> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      position += n;
    });
  }
  future<> wrapped_and_returned() {
    return tick().then(seastar::coroutine::lambda([this]() -> future<> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      position++;
    }));
  }

  // ---- The same through wrappers of the project ----

  template <class F> future<> later(F &&work) {
    return tick().then([work = std::forward<F>(work)]() mutable { return work(); });
  }
  template <class F> future<> guard_copy(F work) { return seastar::with_gate(gate, std::move(work)); }
  template <class F> future<> guard(F &&work) { return seastar::with_gate(gate, std::forward<F>(work)); }
  template <class F> future<> counted(F &&work) {
    return work().finally([this] { position++; });
  }

  future<> by_wrapper() {
    co_await later([this]() -> future<> { // want: 'later' destroys this lambda once it has returned
      co_await tick();
      position++;
    });
  }
  future<> by_wrapper_with_copy() {
    co_await guard_copy([this]() -> future<> { // want: 'guard_copy' destroys this lambda once it has returned
      co_await tick();
      position++;
    });
  }
  future<> by_wrapper_in_place() {
    return guard([this]() -> future<> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      position++;
    });
  }
  future<> by_counting_wrapper() {
    return counted([this]() -> future<> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      position++;
    });
  }

  // ---- Silent ----

  future<> guarded_and_awaited() {
    co_await seastar::with_gate(gate, [this]() -> future<> {
      co_await tick();
      position++;
    });
  }
  future<> in_parallel_and_awaited() {
    co_await seastar::parallel_for_each(all, [this](int n) -> future<> {
      co_await tick();
      position += n;
    });
  }
  future<> wrapped_and_awaited() {
    co_await tick().then(seastar::coroutine::lambda([this]() -> future<> {
      co_await tick();
      position++;
    }));
  }
  future<> own_wrapper_awaited() {
    co_await guard([this]() -> future<> {
      co_await tick();
      position++;
    });
  }
  future<> copied_first() {
    return tick().then([this]() -> future<> {
      manager *self = this;
      co_await tick();
      self->position++;
    });
  }
  future<> as_parameter() {
    return tick().then([]() { return 1; }).then([](int n) -> future<> {
      co_await tick();
      n++;
    });
  }
  future<> no_coroutine() {
    return tick().then([this] { return tick().then([this] { position++; }); });
  }
  future<> used_before_only() {
    return tick().then([this]() -> future<> {
      position++;
      co_await tick();
    });
  }
  future<> on_another_shard() {
    return seastar::smp::submit_to(0, [this]() -> future<> {
      co_await tick();
      position++;
    });
  }
};

// A function that calls its own copy of a callable at once keeps nothing.
struct address {
  template <class F> auto pick(F f) const { return wide ? f(1) : f(2); }
  bool wide = false;
  int mask(int bits) const {
    return pick([&](int part) { return part << bits; });
  }
  future<> chosen(int bits) const {
    return pick([&](int part) { return part < bits ? tick() : tick(); });
  }
};
