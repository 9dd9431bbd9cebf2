// Operations and tasks of libraries, as users drop them.
#include <QCoro/QCoroTask>
#include <boost/asio.hpp>
#include <cppcoro/task.hpp>
#include <functional>
#include <tmc/all_headers.hpp>

namespace net = boost::asio;
using net::ip::tcp;

net::awaitable<void> greet(tcp::socket &socket);

net::awaitable<void> session(tcp::socket socket, net::steady_timer &timer) {
  greet(socket);                          // want: the task returned by 'greet' is never awaited, so it never runs
  timer.async_wait(net::use_awaitable);   // want: the task returned by 'async_wait' is never awaited, so it never runs
  net::async_write(socket, net::buffer("hello", 5), net::use_awaitable); // want: 'async_write'
  auto executor = co_await net::this_coro::executor;
  net::co_spawn(executor, greet(socket), net::use_awaitable); // want: 'co_spawn'
  co_await timer.async_wait(net::use_awaitable);
  co_await greet(socket);
  net::post(executor, net::use_awaitable); // want: 'post'
  net::co_spawn(executor, greet(socket), [](std::exception_ptr e) {
    if (e)
      std::rethrow_exception(e);
  });
}

void accept(net::io_context &io, tcp::socket &socket) {
  greet(socket); // want: 'greet'
  net::co_spawn(io, greet(socket), net::detached);
}

QCoro::Task<> saveDocument();
QCoro::Task<int> countLines();

QCoro::Task<> closeDocument() {
  saveDocument(); // want: nobody waits for it, and its error is lost
  co_await countLines();
}

void onClicked() {
  countLines().then([](int) {});
  saveDocument(); // want-low: 'saveDocument'
}

cppcoro::task<int> compute();
cppcoro::task<> twice() {
  compute(); // want: 'compute'
  co_await compute();
}

/// Leaving the scope that an await has entered is optional.
tmc::task<void> serial(tmc::ex_cpu &pool, int &value) {
  co_await tmc::enter(pool);
  ++value;
}
