// What libraries allow to be awaited again, and what not.
#include <boost/asio/awaitable.hpp>
#include <coro/task.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <string>
#include <vector>

seastar::future<bool> probe(int node);
folly::coro::Task<int> load();
boost::asio::awaitable<int> reply();
cppcoro::task<int> read_row();
cppcoro::shared_task<int> shared();
coro::task<int> produce();

seastar::future<bool> up(int node) {
  auto f = probe(node);
  for (int i = 0; i < 3; ++i)
    if (co_await std::move(f)) // want: 'f' is awaited again by the next turn of the loop
      co_return true;
  co_return false;
}
folly::coro::Task<int> twice() {
  auto t = load();
  int one = co_await std::move(t);
  co_return one + co_await std::move(t); // want: 't' is awaited again
}
boost::asio::awaitable<int> replies() {
  auto t = reply();
  int one = co_await std::move(t);
  co_return one + co_await std::move(t); // want: 't' is awaited again
}
cppcoro::task<int> rows() {
  auto t = read_row();
  int one = co_await t;
  int two = co_await t;
  int three = co_await shared();
  co_return one + two + three;
}
cppcoro::task<int> moved_rows() {
  auto t = read_row();
  int one = co_await std::move(t);
  co_return one + co_await t; // want: 't' is awaited again
}
coro::task<int> produced() {
  auto t = produce();
  int one = co_await t;
  co_return one + co_await t;
}
seastar::future<int> each(std::vector<seastar::future<int>> pending) {
  int sum = 0;
  for (auto &f : pending)
    sum += co_await std::move(f);
  co_return sum;
}

namespace continuations {
void log_line(int);
seastar::future<int> read_size();
seastar::future<int> continued_and_awaited() {
  auto size = read_size();
  co_await size.then([](int n) { log_line(n); });
  co_return co_await std::move(size); // want: 'size' is awaited after it was moved away
}
seastar::future<int> continued_into_itself() {
  auto size = read_size();
  size = std::move(size).then([](int n) { return n + 1; });
  co_return co_await std::move(size);
}
seastar::future<int> continued_on_one_path(bool log) {
  auto size = read_size();
  if (log) {
    co_await size.then([](int n) { log_line(n); });
    co_return 0;
  }
  co_return co_await std::move(size);
}
} // namespace continuations
