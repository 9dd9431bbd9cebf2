#include "session.h"
#include <chrono>
#include <thread>

namespace relay {

session::session(tcp::socket socket, journal &log, listener onLine) : socket_(std::move(socket)), journal_(log), onLine_(std::move(onLine)) {}

net::awaitable<bool> session::greet() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto [error, size] = co_await net::async_write(socket_, net::buffer("welcome\n", 8), net::as_tuple(net::use_awaitable));
    if (!error)
      co_return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  co_return false;
}

net::awaitable<void> session::run() {
  const auto self = shared_from_this();
  if (!co_await greet())
    co_return;
  std::string buffer;
  for (;;) {
    const std::size_t size = co_await net::async_read_until(socket_, net::dynamic_buffer(buffer, 4096), '\n', net::use_awaitable);
    std::string line = buffer.substr(0, size - 1);
    buffer.erase(0, size);
    if (line == "/ping") {
      ping();
      continue;
    }
    journal_.append(line);
    co_await onLine_(*this, line);
  }
}

net::awaitable<void> session::send(std::string line) {
  line += '\n';
  co_await net::async_write(socket_, net::buffer(line), net::use_awaitable);
}

net::awaitable<void> session::ping() { co_await send("pong"); }

} // namespace relay
