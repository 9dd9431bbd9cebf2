#include <async_simple/coro/Lazy.h>
#include <boost/asio.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/task.hpp>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <stdexcept>

seastar::future<> verify(int part);
seastar::future<> prepare(int part) {
  try {
    co_await verify(part);
  } catch (...) {
    auto why = std::current_exception();
    throw why; // want: this throws the 'std::exception_ptr' itself
  }
}
seastar::future<> chained(int part) {
  return verify(part).handle_exception([](std::exception_ptr e) {
    throw e; // want: this throws the 'std::exception_ptr' itself
  });
}
seastar::future<> chained_well(int part) {
  return verify(part).handle_exception([](std::exception_ptr e) { return seastar::make_exception_future<>(std::move(e)); });
}

namespace net = boost::asio;
net::awaitable<int> receive();
net::awaitable<int> get() {
  try {
    co_return co_await receive();
  } catch (const boost::system::system_error &e) {
    throw e; // want: this throws a copy of 'e'
  }
}
net::awaitable<int> get_or_stop() {
  try {
    co_return co_await receive();
  } catch (const boost::system::system_error &e) {
    if (e.code() == net::error::eof)
      co_return 0;
    throw;
  }
}

cppcoro::task<int> frame();
cppcoro::task<int> frames() {
  try {
    co_return co_await frame();
  } catch (const cppcoro::operation_cancelled &) {
    throw;
  } catch (...) {
    throw std::runtime_error("bad frame"); // want: the new exception doesn't hold the one that led to it
  }
}

async_simple::coro::Lazy<int> solve(int n);
async_simple::coro::Lazy<std::exception_ptr> attempt(int n) {
  try {
    co_await solve(n);
  } catch (const std::exception &e) {
    co_return std::make_exception_ptr(e); // want: 'make_exception_ptr' copies 'e'
  }
  co_return nullptr;
}
