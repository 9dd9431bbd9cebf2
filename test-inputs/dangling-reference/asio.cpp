// Work that Boost.Asio runs in the background, and operations over buffers.
#include <boost/asio.hpp>
#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace net = boost::asio;
using net::awaitable;
using net::use_awaitable;
using net::ip::tcp;

awaitable<void> echo(tcp::socket &socket) {
  char bytes[16];
  co_await socket.async_read_some(net::buffer(bytes), use_awaitable);
}
awaitable<void> greet(std::string_view name) {
  net::steady_timer timer(co_await net::this_coro::executor);
  co_await timer.async_wait(use_awaitable);
  (void)name.size();
}

void local_socket(net::io_context &io) {
  tcp::socket socket(io);
  net::co_spawn(io, echo(socket), net::detached); // want: 'socket' is destroyed at the end of its scope, but the task of 'echo' still refers to it
}
void temporary_name(net::io_context &io) {
  net::co_spawn(io, greet(std::string("x")), net::detached); // want: 'name' refers to a temporary that is destroyed before the task of 'greet' uses it
}
void by_value_parameter(net::io_context &io, std::string name) {
  net::co_spawn(io, greet(name), net::detached); // want: 'name' is destroyed at the end of its scope
}
void invoked_lambda(net::io_context &io, std::string name) {
  net::co_spawn(io, [name]() -> awaitable<void> { co_await greet(name); }(), net::detached); // want: the captures of this lambda are destroyed at the end of this expression
}
void captured_by_reference(net::io_context &io, std::string name) {
  net::co_spawn(io, [&]() -> awaitable<void> { co_await greet(name); }, net::detached); // want: 'name' is destroyed at the end of its scope, but the coroutine in the background uses it later
}
awaitable<std::size_t> writes_parameter(tcp::socket &socket, std::string message) {
  return net::async_write(socket, net::buffer(message), use_awaitable); // want: 'message' is destroyed when the function returns
}
awaitable<std::size_t> reads_into_local(tcp::socket &socket) {
  std::array<char, 4> bytes{};
  return socket.async_read_some(net::buffer(bytes), use_awaitable); // want: 'bytes' is destroyed when the function returns
}
awaitable<void> waits_on_local_timer(net::io_context &io) {
  net::steady_timer timer(io);
  return timer.async_wait(use_awaitable); // want: 'timer' is destroyed when the function returns
}
awaitable<void> writes_temporary(tcp::socket &socket) {
  auto write = net::async_write(socket, net::buffer(std::string("x")), use_awaitable); // want: refers to a temporary that is destroyed before the task of 'async_write' uses it
  co_await std::move(write);
}

struct server {
  net::io_context &io;
  tcp::acceptor acceptor;
  int sessions = 0;

  awaitable<void> session(tcp::socket socket) {
    co_await echo(socket);
    sessions++;
  }
  awaitable<void> listen_by_reference() {
    for (;;) {
      tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
      net::co_spawn(io, echo(socket), net::detached); // want: 'socket' is destroyed at the end of its scope
    }
  }
  awaitable<void> listen_by_owner() {
    for (;;) {
      auto socket = std::make_unique<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
      net::co_spawn(io, echo(*socket), net::detached); // want: 'socket' is destroyed at the end of its scope
    }
  }
  awaitable<void> listen_by_capture() {
    for (;;) {
      tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
      net::co_spawn(io, [&socket, this]() -> awaitable<void> { // want: 'socket' is destroyed at the end of its scope
        co_await echo(socket);
        sessions++;
      }, net::detached);
    }
  }

  // ---- Silent ----

  awaitable<void> listen() {
    for (;;) {
      tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
      net::co_spawn(io, session(std::move(socket)), net::detached);
    }
  }
  awaitable<void> listen_with_moved_capture() {
    for (;;) {
      tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
      net::co_spawn(io, [this, socket = std::move(socket)]() mutable -> awaitable<void> {
        co_await echo(socket);
        sessions++;
      }, net::detached);
    }
  }
  void start() { net::co_spawn(io, listen(), net::detached); }
};

/// Made for shared ownership: somebody else may let go of it at any time.
struct session : std::enable_shared_from_this<session> {
  tcp::socket socket;

  awaitable<void> run() { co_await echo(socket); }
  awaitable<void> keeps_itself() {
    auto self = shared_from_this();
    co_await echo(socket);
  }
  void start() {
    net::co_spawn(socket.get_executor(), run(), net::detached); // want: 'this' may be destroyed while this runs in the background
  }
  void start_lambda() {
    net::co_spawn(socket.get_executor(), [this]() -> awaitable<void> { co_await echo(socket); }, net::detached); // want: 'this' may be destroyed
  }

  // ---- Silent ----

  void start_with_self() {
    net::co_spawn(socket.get_executor(), [self = shared_from_this()] { return self->run(); }, net::detached);
  }
  void start_with_both() {
    auto self = shared_from_this();
    net::co_spawn(socket.get_executor(), [this, self]() -> awaitable<void> { co_await echo(socket); }, net::detached);
  }
  void start_with_handler() {
    net::co_spawn(socket.get_executor(), run(), [self = shared_from_this()](std::exception_ptr) {});
  }
  void start_self_keeping() { net::co_spawn(socket.get_executor(), keeps_itself(), net::detached); }
  awaitable<void> waits() { co_await net::co_spawn(socket.get_executor(), run(), use_awaitable); }
};

void runs_after(net::io_context &io) {
  tcp::socket socket(io);
  net::co_spawn(io, echo(socket), net::detached);
  net::co_spawn(io, [&]() -> awaitable<void> { co_await echo(socket); }, net::detached);
  io.run();
}
awaitable<void> awaited(net::io_context &io) {
  tcp::socket socket(io);
  co_await net::co_spawn(io, echo(socket), use_awaitable);
  co_await net::async_write(socket, net::buffer(std::string("x")), use_awaitable);
}
void waits_at_once(net::io_context &io) { net::co_spawn(io, greet(std::string("x")), net::use_future).get(); }
void copies(net::io_context &io, std::string name) {
  net::co_spawn(io, [name]() -> awaitable<void> { co_await greet(name); }, net::detached);
}
awaitable<std::size_t> over_the_callers(tcp::socket &socket, const std::string &message) {
  return net::async_write(socket, net::buffer(message), use_awaitable);
}
