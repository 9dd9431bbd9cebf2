// Continuations of libraries that take the error and drop it.
#include <QCoro/QCoroTask>
#include <boost/asio.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/task.hpp>
#include <iostream>
#include <kj/async.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <winrt/base.h>

seastar::future<> accept(int port);
void note(std::exception_ptr error);

seastar::future<> listen(int port) {
  co_await accept(port).handle_exception([](std::exception_ptr) {}); // want: given to 'handle_exception'
  // Whoever comes next has another port: exceptions are swallowed here by design.
  (void)accept(port).handle_exception([](auto) {});
  co_await accept(port).handle_exception([](auto e) { return seastar::make_ready_future<>(); }); // want: given to 'handle_exception'
  co_await accept(port).then_wrapped([](seastar::future<> f) { f.ignore_ready_future(); }); // want: given to 'then_wrapped'
  co_await accept(port).handle_exception([](std::exception_ptr e) { note(e); });
  co_await accept(port).handle_exception([](std::exception_ptr e) { return seastar::make_exception_future<>(std::move(e)); });
  co_await accept(port).handle_exception([](std::exception_ptr) { /* the socket is closed already */ });
  try {
    co_await accept(port);
  } catch (const seastar::sleep_aborted &) {
  }
}

/// A library's own way of taking the exception at hand, whose name says so.
struct connection {
  seastar::future<int> current_exception_as_future() { return seastar::make_ready_future<int>(0); }
  seastar::future<int> read(int port) noexcept {
    try {
      accept(port).get();
      return seastar::make_ready_future<int>(1);
    } catch (...) {
      return current_exception_as_future();
    }
  }
};
/// One error is kept already: it is the one that counts.
seastar::future<> cleans_up(int port) {
  std::exception_ptr first;
  try {
    co_await accept(port);
  } catch (...) {
    first = std::current_exception();
  }
  try {
    co_await accept(-port);
  } catch (...) {
    if (!first)
      throw;
  }
  if (first)
    std::rethrow_exception(first);
}
/// A parameter that says it, and an answer to one kind of error.
seastar::future<> declared(int port) {
  co_await accept(port).handle_exception([](std::exception_ptr ignored) {});
  co_await accept(port).handle_exception_type([](const std::runtime_error &) { return seastar::make_ready_future<>(); });
  co_await accept(port).handle_exception_type([](const std::runtime_error &) {}); // want: given to 'handle_exception_type'
}

/// A flag of the caller's tells of it.
seastar::future<> marks(int port) {
  bool failed = false;
  co_await accept(port).handle_exception([&failed](std::exception_ptr) { failed = true; });
  if (failed)
    co_await accept(port + 1);
}
/// One that takes whatever comes, and one that keeps the first of several.
seastar::future<> first_of_several(int port, int *left, std::exception_ptr *kept) {
  co_await accept(port).then_wrapped([](auto &&...) {});
  co_await accept(port).handle_exception([left, kept](std::exception_ptr error) {
    if (--*left == 0)
      *kept = error;
  });
}

// A plain function that returns the chain.
seastar::future<> listen_again(int port) {
  return accept(port).handle_exception([](std::exception_ptr) {}); // want: given to 'handle_exception'
}

kj::Promise<void> flush();
kj::Promise<void> maybe_sync() {
  co_await flush().catch_([](kj::Exception &&) {}); // want: given to 'catch_'
  co_await flush().catch_([](kj::Exception &&e) { throw e; });
}

QCoro::Task<int> count();
QCoro::Task<> counts() {
  co_await count().then([](int) {}, [](const std::exception &) {}); // want: given to 'then'
  co_await count().then([](int) {}, [](const std::exception &e) { std::cerr << e.what(); });
}

cppcoro::task<> process(int item);
cppcoro::task<> worker() {
  try {
    co_await process(1);
  } catch (const cppcoro::operation_cancelled &) {
  }
  try {
    co_await process(2);
  } catch (...) { // want: the error of 'process'
  }
}

namespace net = boost::asio;
net::awaitable<void> echo(net::ip::tcp::socket socket) {
  char data[1024];
  try {
    for (;;) {
      std::size_t n = co_await socket.async_read_some(net::buffer(data), net::use_awaitable);
      co_await net::async_write(socket, net::buffer(data, n), net::use_awaitable);
    }
  } catch (const std::exception &e) {
    std::printf("echo: %s\n", e.what());
  }
  try {
    co_await socket.async_wait(net::ip::tcp::socket::wait_read, net::use_awaitable);
  } catch (const std::exception &) { // want: the error of 'async_wait'
  }
}

winrt::Windows::Foundation::IAsyncAction SaveAsync();
winrt::Windows::Foundation::IAsyncAction AutoSaveAsync() {
  try {
    co_await SaveAsync();
  } catch (const winrt::hresult_error &) { // want: the error of 'SaveAsync'
  }
}

/// The handler of a spawner is coro-detached-task's.
void starts(net::io_context &context, net::ip::tcp::socket socket) {
  net::co_spawn(context, echo(std::move(socket)), [](std::exception_ptr) {});
  flush().detach([](kj::Exception &&) {});
}
