// Destructors that close what their coroutine waits on by a function that is given the member.
#include <async_simple/Try.h>
#include <async_simple/coro/Lazy.h>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

using async_simple::Try;
using async_simple::coro::Lazy;

struct connection {
  Lazy<std::pair<std::error_code, std::string>> read();
  void close();
};
struct shared_connection {
  connection inner;
  std::atomic<bool> closed = false;
};
static void close_once(shared_connection &connection) {
  if (!connection.closed.exchange(true))
    connection.inner.close();
}

class client {
public:
  ~client() { close(); }
  void close() { close_once(*connection_); }
  void start() {
    read_all().start([](Try<void> &&) {}); // want: 'this' may be destroyed while this runs in the background: '~client' doesn't wait for it
  }

private:
  Lazy<void> read_all() {
    for (;;) {
      auto [ec, text] = co_await connection_->inner.read();
      if (ec) {
        close_once(*connection_);
        co_return;
      }
      on_text_(text);
    }
  }
  std::shared_ptr<shared_connection> connection_;
  std::function<void(std::string)> on_text_;
};

// ---- Silent ----

static void log(shared_connection &connection);
/// The function does something else with it.
class logging {
public:
  ~logging() { log(*connection_); }
  void start() {
    read_all().start([](Try<void> &&) {});
  }

private:
  Lazy<void> read_all() {
    auto [ec, text] = co_await connection_->inner.read();
    if (!ec)
      on_text_(text);
  }
  std::shared_ptr<shared_connection> connection_;
  std::function<void(std::string)> on_text_;
};
/// It keeps what it needs.
class keeping {
public:
  ~keeping() { close_once(*connection_); }
  void start() {
    read_all(connection_, on_text_).start([](Try<void> &&) {});
  }

private:
  static Lazy<void> read_all(std::shared_ptr<shared_connection> connection, std::function<void(std::string)> on_text) {
    auto [ec, text] = co_await connection->inner.read();
    if (!ec)
      on_text(text);
  }
  std::shared_ptr<shared_connection> connection_;
  std::function<void(std::string)> on_text_;
};
