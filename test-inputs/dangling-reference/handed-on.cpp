// Captures that a lambda hands on by reference to the task that it returns: they die with the closure, or with the function
// around it.
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using seastar::future;
future<> tick();
struct request {
  std::vector<int> parts;
};
future<int> sum_of(request &&r) {
  int sum = 0;
  for (int part : r.parts) {
    co_await tick();
    sum += part;
  }
  co_return sum;
}
future<int> sum_of_copy(request r) {
  co_await tick();
  co_return static_cast<int>(r.parts.size());
}
future<> store(const std::vector<int> &batch) {
  co_await tick();
  for (int part : batch)
    (void)part;
}
future<> with_retry(std::function<future<>()> attempt);
template <class F> future<> retried(F attempt) {
  for (int i = 0; i < 3; ++i)
    co_await attempt();
}
template <class F> future<> at_once(F &&attempt) { return attempt(); }
future<> stored(std::vector<int> batch) {
  (void)batch;
  return tick();
}

class service {
public:
  // ---- The closure is gone ----

  void send(request r) {
    (void)seastar::with_gate(gate_, [this, r = std::move(r)]() mutable { // want: 'r' is destroyed with this lambda's call, but the task that it returns refers to it
      return sum_of(std::move(r)).then([this](int sum) { last_ = sum; });
    });
  }
  future<int> chained(request r) {
    return tick().then([r = std::move(r)]() mutable { return sum_of(std::move(r)); }); // want: 'r' is destroyed with this lambda's call
  }
  future<int> chained_and_awaited(request r) {
    co_return co_await tick().then([r]() mutable { return sum_of(std::move(r)); }); // want: 'r' is destroyed with this lambda's call
  }
  future<> nested(std::vector<int> batch) {
    return tick().then([this, batch] { // want: 'batch' is destroyed with this lambda's call
      return tick().then([&] { last_ = static_cast<int>(batch.size()); });
    });
  }

  // ---- The function around it has returned ----

  future<> retry(std::vector<int> batch) {
    return with_retry([&] { return stored(batch); }); // want: 'batch' is captured by reference and destroyed when the function returns
  }
  future<> retry_by_definition(std::vector<int> batch) {
    return retried([&] { return stored(batch); }); // want: 'batch' is captured by reference and destroyed when the function returns
  }
  future<> passed_at_once(std::vector<int> batch) {
    return at_once([&] { return store(batch); }); // want: 'batch' is destroyed with this lambda's call
  }
  future<> coroutine_at_once(std::vector<int> batch) {
    return seastar::with_gate(gate_, [&]() -> future<> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      last_ = static_cast<int>(batch.size());
    });
  }

  // ---- Silent ----

  void send_by_value(request r) {
    (void)seastar::with_gate(gate_, [this, r = std::move(r)]() mutable {
      return sum_of_copy(std::move(r)).then([this](int sum) { last_ = sum; });
    });
  }
  future<> send_and_wait(request r) {
    co_await seastar::with_gate(gate_, [r = std::move(r)]() mutable { return sum_of(std::move(r)).discard_result(); });
  }
  future<> copied_for_retry(std::vector<int> batch) {
    return with_retry([batch] { return stored(batch); });
  }
  future<> retry_and_wait(std::vector<int> batch) {
    co_await with_retry([&] { return store(batch); });
    co_await retried([&] { return store(batch); });
  }
  future<> used_at_once(std::vector<int> batch) {
    return at_once([&] { return stored(batch); });
  }
  future<> goes_along(request r) {
    return seastar::do_with(std::move(r), [](request &r) { return sum_of(std::move(r)).discard_result(); });
  }

private:
  seastar::gate gate_;
  int last_ = 0;
};
