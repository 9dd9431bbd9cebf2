#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <async_simple/coro/Collect.h>
#include <async_simple/coro/Lazy.h>
#include <coro/coro.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all_ready.hpp>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <folly/coro/ViaIfAsync.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/when_all.hh>
#include <seastar/coroutine/as_future.hh>
#include <vector>

namespace net = boost::asio;
using net::ip::tcp;
constexpr auto use_tuple = net::experimental::as_tuple(net::use_awaitable);

net::awaitable<void> session(tcp::socket socket, net::steady_timer &timer) {
  char data[100];
  auto [ec] = co_await timer.async_wait(use_tuple); // want: nothing looks at the error in 'ec'
  auto [ec2, n] = co_await socket.async_read_some(net::buffer(data), use_tuple); // want: nothing looks at the error in 'ec2'
  auto [ec3, m] = co_await socket.async_read_some(net::buffer(data, n), use_tuple);
  if (ec3)
    co_return;
  boost::system::error_code never;
  co_await socket.async_wait(tcp::socket::wait_read, net::redirect_error(net::use_awaitable, never)); // want: nothing looks at the error in 'never'
  boost::system::error_code twice;
  co_await socket.async_wait(tcp::socket::wait_read, net::redirect_error(net::use_awaitable, twice)); // want: the error that this leaves in 'twice' is overwritten
  co_await socket.async_wait(tcp::socket::wait_write, net::redirect_error(net::use_awaitable, twice));
  if (twice)
    co_return;
  co_await timer.async_wait(use_tuple); // a pause
  co_await socket.async_wait(tcp::socket::wait_read, use_tuple); // want: 'async_wait' gives
}

net::awaitable<void> ticker(net::steady_timer &timer) {
  boost::system::error_code ec;
  do {
    timer.expires_after(std::chrono::milliseconds(10));
    co_await timer.async_wait(net::redirect_error(net::use_awaitable, ec));
  } while (!ec);
  boost::system::error_code cut_short;
  co_await timer.async_wait(net::redirect_error(net::use_awaitable, cut_short));
  boost::system::error_code ignored;
  (void)co_await timer.async_wait(use_tuple);
  co_await timer.async_wait(net::redirect_error(net::use_awaitable, ignored));
  if (ignored == net::error::operation_aborted)
    co_return;
}

folly::coro::Task<int> count();
void publish(int value);
folly::coro::Task<void> folly_results() {
  co_await folly::coro::collectAllTry(count(), count()); // want: 'collectAllTry' gives each task's error back as a value
  auto [a, b] = co_await folly::coro::collectAllTry(count(), count()); // want: nothing looks at the error in 'a'
  publish(b.value());
  auto r = co_await folly::coro::co_awaitTry(count()); // want: nothing looks at the error in 'r'
  if (r.hasValue())
    publish(*r);
  auto s = co_await folly::coro::co_awaitTry(count());
  if (s.hasException())
    co_return;
  publish(*s);
  co_await folly::coro::collectAll(count(), count());
}

seastar::future<> one();
seastar::future<int> ask(int peer);
seastar::future<> seastar_results() {
  co_await seastar::when_all(one(), one()); // want: 'when_all' gives each task's error back as a value
  auto f = co_await seastar::coroutine::as_future(one()); // want: nothing looks at the error in 'f'
  f.ignore_ready_future();
  auto g = co_await seastar::coroutine::as_future(one());
  if (g.failed())
    co_return;
  co_await seastar::when_all_succeed(one(), one());
}

seastar::future<int> one_after_another(int peers) {
  std::vector<seastar::future<int>> pending;
  for (int i = 0; i < peers; ++i)
    pending.push_back(ask(i));
  int sum = 0;
  for (auto &answer : pending)
    sum += co_await std::move(answer); // want: the first failure leaves this loop, and the tasks left in 'pending'
  co_return sum;
}
seastar::future<int> each_with_its_error(int peers) {
  std::vector<seastar::future<int>> pending;
  for (int i = 0; i < peers; ++i)
    pending.push_back(ask(i));
  int sum = 0;
  std::exception_ptr last;
  for (auto &answer : pending) {
    try {
      sum += co_await std::move(answer);
    } catch (...) {
      last = std::current_exception();
    }
  }
  if (last)
    std::rethrow_exception(last);
  co_return sum;
}

coro::task<void> send(int peer);
coro::task<void> broadcast(std::vector<int> peers) {
  std::vector<coro::task<void>> all, again;
  for (int peer : peers) {
    all.push_back(send(peer));
    again.push_back(send(peer));
  }
  co_await coro::when_all(std::move(all)); // want: 'when_all' gives each task's error back as a value
  auto done = co_await coro::when_all(std::move(again));
  for (auto &one : done)
    one.return_value();
}

cppcoro::task<int> part(int n);
cppcoro::task<int> parts() {
  co_await cppcoro::when_all_ready(part(1), part(2)); // want: 'when_all_ready' gives each task's error back as a value
  auto [first, second] = co_await cppcoro::when_all_ready(part(1), part(2));
  co_return first.result() + second.result();
}

async_simple::coro::Lazy<int> warm(int n);
async_simple::coro::Lazy<void> warm_all(std::vector<async_simple::coro::Lazy<int>> all, std::vector<async_simple::coro::Lazy<int>> more) {
  co_await async_simple::coro::collectAll(std::move(all)); // want: 'collectAll' gives each task's error back as a value
  auto r = co_await warm(1).coAwaitTry(); // want: nothing looks at the error in 'r'
  auto done = co_await async_simple::coro::collectAll(std::move(more));
  for (auto &one : done)
    if (one.hasError())
      std::rethrow_exception(one.getException());
}

coro::task<void> connects(coro::net::tcp::client &client) {
  co_await client.connect(); // want: 'connect' gives its error back as a value, which is dropped
  auto status = co_await client.connect(); // want: nothing looks at the error in 'status'
  if (co_await client.connect() != coro::net::connect_status::connected)
    co_return;
}
