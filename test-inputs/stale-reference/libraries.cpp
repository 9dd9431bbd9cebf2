// Evidence by what libraries start and call: Asio and Seastar.
#include <boost/asio.hpp>
#include <map>
#include <seastar/core/coroutine.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/timer.hh>
#include <string>
#include <vector>

namespace net = boost::asio;

class chat {
public:
  void start(net::io_context &context) {
    net::co_spawn(context, announce(), net::detached);
    timer_.async_wait([this](boost::system::error_code) { lines_.clear(); });
  }
  void leave(int id) { names_.erase(id); }

private:
  net::awaitable<void> announce() {
    for (auto &[id, name] : names_) // want: 'names_' is walked through across a suspension, and 'leave' changes it meanwhile
      co_await timer_.async_wait(net::use_awaitable);
    std::string &last = lines_.back();
    co_await timer_.async_wait(net::use_awaitable);
    last = ""; // want: 'last' may refer to nothing
  }
  net::steady_timer timer_;
  std::map<int, std::string> names_;
  std::vector<std::string> lines_;
};
class one_after_the_other {
public:
  void start(net::io_context &context) {
    net::co_spawn(context, [this]() -> net::awaitable<void> {
      for (;;) {
        co_await fills();
        co_await walks();
      }
    }, net::detached);
  }
  net::awaitable<void> fills() {
    co_await timer_.async_wait(net::use_awaitable);
    lines_.push_back("x");
  }
  net::awaitable<void> walks() {
    for (auto &line : lines_) {
      line += "!";
      co_await timer_.async_wait(net::use_awaitable);
    }
  }

private:
  net::steady_timer timer_;
  std::vector<std::string> lines_;
};

class cache {
public:
  cache() {
    expiry_.set_callback([this] { rows_.clear(); });
  }
  seastar::future<> refresh() {
    for (auto &row : rows_) { // want: 'rows_' is walked through across a suspension
      row += "!";
      co_await seastar::sleep(std::chrono::seconds(1));
    }
  }
  seastar::future<> stop() {
    co_await gate_.close();
    kept_.clear();
  }
  void start() {
    (void)seastar::with_gate(gate_, [this] { return walks(); });
  }

private:
  seastar::future<> walks() {
    for (auto &row : kept_) {
      row += "!";
      co_await seastar::sleep(std::chrono::seconds(1));
    }
  }
  seastar::timer<> expiry_;
  seastar::gate gate_;
  std::vector<std::string> rows_, kept_;
};
class serialised {
public:
  seastar::future<> add(std::string row) {
    return seastar::with_semaphore(one_at_a_time_, 1, [this, row] { return adds(row); });
  }
  seastar::future<> flush() {
    auto units = co_await seastar::get_units(one_at_a_time_, 1);
    co_await walks();
  }
  void start() {
    timer_.set_callback([this] { (void)add("x").handle_exception([](std::exception_ptr error) { std::rethrow_exception(error); }); });
  }

private:
  seastar::future<> adds(std::string row) {
    rows_.push_back(row);
    return seastar::sleep(std::chrono::seconds(1));
  }
  seastar::future<> walks() {
    for (auto &row : rows_) {
      row += "!";
      co_await seastar::sleep(std::chrono::seconds(1));
    }
  }
  seastar::semaphore one_at_a_time_{1};
  seastar::timer<> timer_;
  std::vector<std::string> rows_;
};
