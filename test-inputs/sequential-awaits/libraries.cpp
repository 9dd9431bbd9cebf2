// What the libraries offer for several awaits at once, and awaits that such a call doesn't join.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/when_all.hh>
#include <string>
namespace net = boost::asio;

seastar::future<int> rows(std::string table);
seastar::future<> flush(std::string table);
seastar::future<int> shards(std::string one, std::string other) {
  int a = co_await rows(one);
  int b = co_await rows(other); // want: 'rows' waits for another 'rows'
  co_return a + b;
}
seastar::future<> flushed(std::string one, std::string other) {
  co_await flush(one);
  co_await flush(other); // want: 'flush' waits for another 'flush'
}
seastar::future<> sleeps() {
  co_await seastar::sleep(std::chrono::milliseconds(1));
  co_await seastar::sleep(std::chrono::milliseconds(2));
}

folly::coro::Task<int> fetch(int);
folly::coro::Task<int> fetches() {
  int a = co_await fetch(1);
  int b = co_await fetch(2); // want: 'fetch' waits for another 'fetch'
  co_return a + b;
}
folly::coro::Task<void> collects_too_late() {
  auto [a, b] = co_await folly::coro::collectAll(fetch(1), fetch(2));
  co_await fetch(a + b);
}

cppcoro::task<int> load(int);
cppcoro::task<int> joined() {
  auto [a, b] = co_await cppcoro::when_all(load(1), load(2));
  co_return a + b;
}
cppcoro::task<int> one_alone() {
  auto [a] = co_await cppcoro::when_all(load(1)); // want: 'when_all' of one task is no faster than the task
  co_return a;
}
template <class... T> cppcoro::task<void> as_many_as_given(T... all) { co_await cppcoro::when_all(std::move(all)...); }
template cppcoro::task<void> as_many_as_given(cppcoro::task<int>);

net::awaitable<int> ask(int);
net::awaitable<int> asks() {
  int a = co_await ask(1);
  int b = co_await ask(2); // want: 'ask' waits for another 'ask'
  co_return a + b;
}
net::awaitable<int> asks_at_once() {
  using namespace net::experimental::awaitable_operators;
  auto [a, b] = co_await (ask(1) && ask(2));
  co_return a + b;
}
net::awaitable<std::size_t> reads(net::ip::tcp::socket &socket, char (&head)[4], char (&body)[8]) {
  std::size_t size = co_await net::async_read(socket, net::buffer(head), net::use_awaitable);
  size += co_await net::async_read(socket, net::buffer(body), net::use_awaitable);
  co_return size;
}
