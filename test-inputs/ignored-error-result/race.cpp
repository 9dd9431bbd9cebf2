// `a || b` of Asio waits for the first success: an operation that fails leaves only the timer to win.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <chrono>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

awaitable<void> talk(tcp::socket &socket);
void give_up();

awaitable<bool> connects(tcp::socket &socket, tcp::endpoint to) {
  asio::steady_timer timer(socket.get_executor(), std::chrono::seconds(30));
  auto first = co_await (socket.async_connect(to, use_awaitable) || timer.async_wait(use_awaitable)); // want-low: when 'async_connect' fails, '||' waits on for the timer: its error is lost
  co_return first.index() == 0;
}
awaitable<void> reads(tcp::socket &socket, asio::steady_timer &timer) {
  char data[64];
  co_await (timer.async_wait(use_awaitable) || asio::async_read(socket, asio::buffer(data), use_awaitable)); // want: when 'async_read' fails, '||' waits on for the timer
}

// ---- Silent: the error comes as a value, the other side is work of its own, or all must succeed ---------------------------

awaitable<void> takes_the_code(tcp::socket &socket, asio::steady_timer &timer) {
  char data[64];
  auto first = co_await (asio::async_read(socket, asio::buffer(data), asio::as_tuple(use_awaitable)) || timer.async_wait(use_awaitable));
  if (first.index() == 1 || std::get<0>(std::get<0>(first)))
    give_up();
}
awaitable<void> watched(tcp::socket &socket, asio::steady_timer &timer) {
  auto first = co_await (talk(socket) || timer.async_wait(use_awaitable));
  if (first.index() == 1)
    give_up();
}
awaitable<void> both(tcp::socket &socket, tcp::endpoint to, asio::steady_timer &timer) {
  co_await (socket.async_connect(to, use_awaitable) && timer.async_wait(use_awaitable));
}
awaitable<void> two_timers(asio::steady_timer &one, asio::steady_timer &other) {
  auto first = co_await (one.async_wait(use_awaitable) || other.async_wait(use_awaitable));
  if (first.index() == 1)
    give_up();
}
