// Awaits of the network with Asio: without a limit, and with each kind of one.
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <string>
namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using net::ip::tcp;
using net::ip::udp;
using namespace std::chrono_literals;

net::awaitable<void> dials(tcp::socket &socket, tcp::endpoint to) {
  co_await socket.async_connect(to, net::use_awaitable); // want: nothing limits how long 'async_connect' waits
}
net::awaitable<std::size_t> reads(tcp::socket &socket, std::string &text) {
  std::size_t size = co_await net::async_read(socket, net::buffer(text), net::use_awaitable); // want: 'async_read'
  co_return size;
}
net::awaitable<void> as_a_tuple(tcp::socket &socket, std::string &text) {
  auto [error, size] = co_await socket.async_read_some(net::buffer(text), net::experimental::as_tuple(net::use_awaitable)); // want: 'async_read_some'
  if (error)
    throw boost::system::system_error(error);
}
net::awaitable<void> in_a_condition(udp::socket &socket, std::string &text, udp::endpoint &from) {
  if (co_await socket.async_receive_from(net::buffer(text), from, net::use_awaitable) == 0) // want: 'async_receive_from'
    co_return;
}
auto as_lambda = [](tcp::socket socket) -> net::awaitable<void> {
  char byte[1];
  co_await socket.async_receive(net::buffer(byte), net::use_awaitable); // want: 'async_receive'
};
net::awaitable<void> requests(beast::tcp_stream &stream, http::request<http::string_body> &request) {
  co_await http::async_write(stream, request, net::use_awaitable); // want: 'async_write'
}

// ---- Silent ----------------------------------------------------------------------------------------------------------

net::awaitable<void> resolves(std::string host) {
  auto found = co_await tcp::resolver(co_await net::this_coro::executor).async_resolve(host, "http", net::use_awaitable);
  (void)found;
}
net::awaitable<void> sends_datagrams(udp::socket &socket, std::string &text, udp::endpoint to) {
  co_await socket.async_send_to(net::buffer(text), to, net::use_awaitable);
  co_await socket.async_send(net::buffer(text), net::use_awaitable);
}
net::awaitable<void> writes_to_a_pipe(net::posix::stream_descriptor &out, std::string &text) {
  co_await net::async_write(out, net::buffer(text), net::use_awaitable);
}

net::awaitable<tcp::socket> waits_for_clients(tcp::acceptor &acceptor) { co_return co_await acceptor.async_accept(net::use_awaitable); }

net::awaitable<void> races(tcp::socket &socket, tcp::endpoint to) {
  using namespace net::experimental::awaitable_operators;
  net::steady_timer timer(co_await net::this_coro::executor, 10s);
  co_await (socket.async_connect(to, net::use_awaitable) || timer.async_wait(net::use_awaitable));
}
net::awaitable<void> has_a_slot(tcp::socket &socket, std::string &text, net::cancellation_signal &stop) {
  co_await socket.async_read_some(net::buffer(text), net::bind_cancellation_slot(stop.slot(), net::use_awaitable));
}
net::awaitable<void> has_a_watchdog(tcp::socket &socket, std::string &text) {
  net::steady_timer timer(co_await net::this_coro::executor, 10s);
  timer.async_wait([&](boost::system::error_code error) {
    if (!error)
      socket.cancel();
  });
  co_await net::async_write(socket, net::buffer(text), net::use_awaitable);
}
net::awaitable<void> has_a_deadline(beast::tcp_stream &stream, http::request<http::string_body> &request) {
  stream.expires_after(30s);
  co_await http::async_write(stream, request, net::use_awaitable);
}
net::awaitable<void> raced_by_its_caller(tcp::socket &socket, std::string &text) {
  co_await net::async_write(socket, net::buffer(text), net::use_awaitable);
}
net::awaitable<void> called_by_that(tcp::socket &socket, std::string &text) { co_await raced_by_its_caller(socket, text); }
net::awaitable<void> calls(tcp::socket &socket, std::string text, net::steady_timer &timer) {
  using namespace net::experimental::awaitable_operators;
  co_await (called_by_that(socket, text) || timer.async_wait(net::use_awaitable));
}
class session {
  tcp::socket socket_;
  net::steady_timer timer_;
  std::string text_;

  net::awaitable<void> reader() { co_await net::async_read(socket_, net::buffer(text_), net::use_awaitable); }
  net::awaitable<void> watchdog() {
    co_await timer_.async_wait(net::use_awaitable);
    socket_.close();
  }
};

// One side of `&&` that throws when the time is over cancels the other; one that only waits doesn't.
net::awaitable<void> echoes(tcp::socket &socket, std::string &text) { co_await net::async_write(socket, net::buffer(text), net::use_awaitable); }
net::awaitable<void> alarm(net::steady_timer &timer) {
  co_await timer.async_wait(net::use_awaitable);
  throw boost::system::system_error(net::error::timed_out);
}
net::awaitable<void> guarded(tcp::socket socket, std::string text, net::steady_timer timer) {
  using namespace net::experimental::awaitable_operators;
  co_await (echoes(socket, text) && alarm(timer));
}
net::awaitable<void> alarm_of(net::steady_timer &timer) { return alarm(timer); }
net::awaitable<void> echoes_too(tcp::socket &socket, std::string &text) { co_await net::async_write(socket, net::buffer(text), net::use_awaitable); }
net::awaitable<void> guarded_through_another(tcp::socket socket, std::string text, net::steady_timer timer) {
  using namespace net::experimental::awaitable_operators;
  co_await (echoes_too(socket, text) && alarm_of(timer));
}
net::awaitable<void> unguarded_echo(tcp::socket &socket, std::string &text) {
  co_await net::async_write(socket, net::buffer(text), net::use_awaitable); // want: 'async_write'
}
net::awaitable<void> pause(net::steady_timer &timer) { co_await timer.async_wait(net::use_awaitable); }
net::awaitable<void> unguarded(tcp::socket socket, std::string text, net::steady_timer timer) {
  using namespace net::experimental::awaitable_operators;
  co_await (unguarded_echo(socket, text) && pause(timer));
}

// A member function sets the deadline, whatever the stream is.
template <class F, class S> auto visited(F function, S &stream) { return function(&stream); }
class client {
  beast::tcp_stream stream_;
  http::request<http::string_body> request_;

  void set_deadline() {
    visited([](auto *stream) { stream->expires_after(30s); }, stream_);
  }
  net::awaitable<void> sends() {
    set_deadline();
    auto send = [this](auto *stream) -> net::awaitable<void> { co_await http::async_write(*stream, request_, net::use_awaitable); };
    co_await visited(send, stream_);
  }
};
class hasty_client {
  beast::tcp_stream stream_;
  http::request<http::string_body> request_;

  void set_deadline() { stream().expires_after(30s); }
  beast::tcp_stream &stream();
  net::awaitable<void> sends(beast::tcp_stream &other) {
    co_await http::async_write(other, request_, net::use_awaitable); // want: 'async_write'
    set_deadline();
    co_await http::async_write(stream(), request_, net::use_awaitable);
  }
};

// ---- A limit that is taken away again ----

net::awaitable<void> without_its_deadline(beast::tcp_stream &stream, http::request<http::string_body> &request) {
  stream.expires_after(30s);
  co_await http::async_write(stream, request, net::use_awaitable);
  stream.expires_never();
  co_await http::async_write(stream, request, net::use_awaitable); // want: 'async_write'
  stream.expires_after(30s);
  co_await http::async_write(stream, request, net::use_awaitable);
}

// ---- A timer of the same class ends it, some calls away ----

class with_a_timer {
  tcp::socket socket_;
  net::steady_timer timer_;
  std::string text_;

  void start() {
    timer_.async_wait([this](boost::system::error_code error) {
      if (!error)
        expire();
    });
  }
  void expire() { stop(); }
  void stop() { socket_.close(); }
  net::awaitable<void> reader() { co_await net::async_write(socket_, net::buffer(text_), net::use_awaitable); }
};
class with_another_timer {
  tcp::socket socket_, other_;
  net::steady_timer timer_;
  std::string text_;

  void start() {
    timer_.async_wait([this](boost::system::error_code) { other_.close(); });
  }
  net::awaitable<void> reader() {
    co_await net::async_write(socket_, net::buffer(text_), net::use_awaitable); // want: 'async_write'
  }
};

// ---- A server of datagrams waits for whoever comes ----

net::awaitable<void> serves_datagrams(udp::socket socket) {
  std::string text(1024, ' ');
  udp::endpoint from;
  for (;;) {
    co_await socket.async_receive_from(net::buffer(text), from, net::use_awaitable);
    co_await socket.async_send_to(net::buffer(text), from, net::use_awaitable);
  }
}
