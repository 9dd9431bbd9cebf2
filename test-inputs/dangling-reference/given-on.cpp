// Work over `this` of a shared object that isn't left to itself.
#include <boost/asio.hpp>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <memory>
#include <string>

namespace asio = boost::asio;

class client : public std::enable_shared_from_this<client> {
public:
  explicit client(asio::io_context &context) : context_(context) {}

  // The task is the caller's, who keeps the object.
  asio::awaitable<std::string> request() {
    return asio::co_spawn(
        context_,
        [this]() -> asio::awaitable<std::string> {
          co_await wait();
          co_return name_;
        },
        asio::use_awaitable);
  }
  asio::awaitable<std::string> requests() {
    co_return co_await asio::co_spawn(
        context_,
        [this]() -> asio::awaitable<std::string> {
          co_await wait();
          co_return name_;
        },
        asio::use_awaitable);
  }
  void leaves_it() {
    asio::co_spawn(
        context_,
        [this]() -> asio::awaitable<void> { // want: 'this' may be destroyed while this runs in the background
          co_await wait();
          name_ = "x";
        },
        asio::detached);
  }

private:
  asio::awaitable<void> wait();
  asio::io_context &context_;
  std::string name_;
};

class session : public std::enable_shared_from_this<session> {
public:
  // The scope is a part of the object, and waits before it goes.
  void in_own_scope(folly::Executor *executor) { scope_.add(run().scheduleOn(executor)); }
  void in_own_scope_on(folly::Executor *executor) {
    scope_.add(folly::coro::co_withExecutor(executor, run()));
  }
  void in_another_on(folly::Executor *executor) {
    others_.add(folly::coro::co_withExecutor(executor, run())); // want: 'this' may be destroyed while this runs
  }
  void in_another(folly::Executor *executor) {
    others_.add(run().scheduleOn(executor)); // want: 'this' may be destroyed while this runs in the background
  }

private:
  folly::coro::Task<void> run() {
    co_await once();
    ++count_;
  }
  folly::coro::Task<void> once();
  folly::coro::AsyncScope scope_;
  folly::coro::AsyncScope &others_;
  int count_ = 0;
};
