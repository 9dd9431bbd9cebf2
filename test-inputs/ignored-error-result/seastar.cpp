// Seastar: futures that come back ready, and what becomes of the failed ones.
#include <iostream>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <seastar/coroutine/as_future.hh>
#include <vector>

seastar::future<int> ask(int peer);
seastar::future<> tell(int peer);
void use(int value);
void note(std::exception_ptr error);

seastar::future<int> first_failure(std::vector<seastar::future<int>> asked) {
  auto done = co_await seastar::when_all(asked.begin(), asked.end());
  int sum = 0;
  for (auto &f : done)
    sum += f.get(); // want: the first failure leaves this loop, and the futures left in 'done' with their errors unseen
  co_return sum;
}
seastar::future<> in_a_continuation(std::vector<seastar::future<int>> asked) {
  return seastar::when_all(asked.begin(), asked.end()).then([](std::vector<seastar::future<int>> done) {
    for (auto &f : done)
      use(f.get()); // want: the first failure leaves this loop
  });
}
seastar::future<> only_success() {
  auto f = co_await seastar::coroutine::as_future(ask(1)); // want: nothing looks at the error in 'f'
  if (!f.failed())
    use(f.get());
}
seastar::future<> thrown_away() {
  co_await seastar::when_all(tell(1), tell(2)).discard_result(); // want: 'when_all' gives each task's error back as a value, and 'discard_result' drops them all
}
seastar::future<> thrown_away_by_a_function() {
  return seastar::when_all(tell(1), tell(2)).then([](auto done) {}); // want: 'when_all' gives each task's error back as a value, and 'then' drops them all
}

// ---- Silent ----

seastar::future<int> each_asked(std::vector<seastar::future<int>> asked) {
  auto done = co_await seastar::when_all(asked.begin(), asked.end());
  int sum = 0;
  for (auto &f : done) {
    if (f.failed()) {
      note(f.get_exception());
      continue;
    }
    sum += f.get();
  }
  co_return sum;
}
seastar::future<int> each_caught(std::vector<seastar::future<int>> asked) {
  auto done = co_await seastar::when_all(asked.begin(), asked.end());
  int sum = 0;
  for (auto &f : done) {
    try {
      sum += f.get();
    } catch (...) {
      note(std::current_exception());
    }
  }
  co_return sum;
}
seastar::future<> both_arms() {
  auto f = co_await seastar::coroutine::as_future(ask(1));
  if (!f.failed())
    use(f.get());
  else
    note(f.get_exception());
  auto g = co_await seastar::coroutine::as_future(ask(2));
  if (g.failed())
    note(g.get_exception());
}
seastar::future<> looked_at() {
  co_await tell(1).discard_result();
  co_await seastar::when_all(tell(1), tell(2)).then([](auto done) { return std::get<0>(std::move(done)); });
}
