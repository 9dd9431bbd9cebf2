// Channels fail only when somebody has closed them; `a || b` fails only when both do.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <exception>

namespace asio = boost::asio;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using channel = asio::experimental::channel<void(boost::system::error_code, int)>;

awaitable<void> sends(channel &to) {
  boost::system::error_code ec;
  co_await to.async_send(boost::system::error_code(), 1, redirect_error(use_awaitable, ec)); // want-low: nothing looks at the error in 'ec'
}
awaitable<void> waits(channel &done) {
  boost::system::error_code ec;
  co_await done.async_receive(redirect_error(use_awaitable, ec)); // want-low: nothing looks at the error in 'ec'
}
awaitable<void> writes(tcp::socket &socket) {
  boost::system::error_code ec;
  co_await asio::async_write(socket, asio::buffer("x"), redirect_error(use_awaitable, ec)); // want: nothing looks at the error in 'ec'
}

void log(const std::exception &e);
awaitable<void> connect();
awaitable<void> covered() {
  try {
    co_await connect();
  } catch (const std::exception &e) {
    log(e);
  }
}
awaitable<void> heartbeat();
awaitable<void> races(asio::steady_timer &timer) {
  co_await ((covered() || heartbeat()) || timer.async_wait(use_awaitable));
}
