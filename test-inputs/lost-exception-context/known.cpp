// An exception that is there as a value, and a new one that is thrown in its place.
#include <exception>
#include <folly/Try.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/as_future.hh>
#include <stdexcept>
#include <string>

folly::coro::Task<int> fetch();
seastar::future<int> read();
void log_line(std::exception_ptr error);
struct failed : std::runtime_error {
  failed(const std::string &what, std::exception_ptr cause);
};

folly::coro::Task<int> of_a_try() {
  auto r = co_await folly::coro::co_awaitTry(fetch());
  if (r.hasException())
    throw std::runtime_error("fetch failed"); // want: the new exception doesn't hold the one in 'r': what really failed is lost
  co_return *r;
}
seastar::future<int> of_a_future() {
  auto f = co_await seastar::coroutine::as_future(read());
  if (f.failed()) {
    throw std::runtime_error("read failed"); // want: the new exception doesn't hold the one in 'f'
  }
  co_return f.get();
}
folly::coro::Task<int> of_a_pointer() {
  std::exception_ptr error;
  try {
    co_await fetch();
  } catch (...) {
    error = std::current_exception();
  }
  if (error)
    throw std::runtime_error("fetch failed"); // want: the new exception doesn't hold the one in 'error'
  co_return 1;
}

// ---- Silent ----

folly::coro::Task<int> carried() {
  std::exception_ptr error;
  auto r = co_await folly::coro::co_awaitTry(fetch());
  try {
    co_await fetch();
  } catch (...) {
    error = std::current_exception();
  }
  if (error)
    throw failed("fetch failed", error);
  if (r.hasException())
    r.exception().throw_exception();
  co_return *r;
}
folly::coro::Task<int> logged() {
  std::exception_ptr error;
  try {
    co_await fetch();
  } catch (...) {
    error = std::current_exception();
  }
  if (error) {
    log_line(error);
    throw std::runtime_error("fetch failed");
  }
  if (!error)
    throw std::logic_error("it should have failed");
  co_return 1;
}
