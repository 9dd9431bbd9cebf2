// A class that sends its work to an executor of its own is called by several: what is sent there meets at each suspension.
#include <boost/asio.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace net = boost::asio;
using net::awaitable;

struct peer {
  bool gone = false;
};
using on_peer = std::function<awaitable<void>(std::shared_ptr<peer>)>;

class peers {
public:
  explicit peers(net::io_context &context) : strand_(net::make_strand(context)) {}
  awaitable<void> drop(std::string key) {
    co_await net::co_spawn(strand_, drop_now(std::move(key)), net::use_awaitable);
  }
  awaitable<void> each(on_peer tell) {
    co_await net::co_spawn(strand_, each_now(std::move(tell)), net::use_awaitable);
  }
  awaitable<void> each_of_copy(on_peer tell) {
    co_await net::co_spawn(strand_, each_of_copy_now(std::move(tell)), net::use_awaitable);
  }

private:
  awaitable<void> drop_now(std::string key) {
    peers_.erase(key);
    co_return;
  }
  awaitable<void> each_now(on_peer tell) {
    for (auto &[key, one] : peers_) // want: 'peers_' is walked through across a suspension, and 'drop_now' changes it meanwhile
      co_await tell(one);
  }
  awaitable<void> each_of_copy_now(on_peer tell) {
    const auto all = peers_;
    for (auto &[key, one] : all)
      co_await tell(one);
  }

  net::strand<net::io_context::executor_type> strand_;
  std::map<std::string, std::shared_ptr<peer>> peers_;
};

// One calls them one after another, without a place where they could meet.
class list {
public:
  awaitable<void> drop(std::string key) { co_await drop_now(std::move(key)); }
  awaitable<void> each(on_peer tell) { co_await each_now(std::move(tell)); }

private:
  awaitable<void> drop_now(std::string key) {
    peers_.erase(key);
    co_return;
  }
  awaitable<void> each_now(on_peer tell) {
    for (auto &[key, one] : peers_) // want-low: 'peers_' is walked through across a suspension
      co_await tell(one);
  }
  std::map<std::string, std::shared_ptr<peer>> peers_;
};

// Two executors are two.
class apart {
public:
  awaitable<void> fill(std::string key) {
    co_await net::co_spawn(writer_, fill_now(std::move(key)), net::use_awaitable);
  }
  awaitable<void> each(on_peer tell) {
    co_await net::co_spawn(reader_, each_now(std::move(tell)), net::use_awaitable);
  }

private:
  awaitable<void> fill_now(std::string key) {
    peers_.erase(key);
    co_return;
  }
  awaitable<void> each_now(on_peer tell) {
    for (auto &[key, one] : peers_) // want-low: 'peers_' is walked through across a suspension
      co_await tell(one);
  }
  net::any_io_executor reader_, writer_;
  std::map<std::string, std::shared_ptr<peer>> peers_;
};
