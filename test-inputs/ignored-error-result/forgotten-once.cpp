// One variable for the errors of several awaits: each has to be looked at, and one is forgotten.
#include <boost/asio.hpp>
#include <string>

namespace net = boost::asio;
using net::ip::tcp;
using error_code = boost::system::error_code;
constexpr auto token = net::use_awaitable;
void log(const std::string &);

net::awaitable<int> answer(tcp::socket &socket, std::string text) {
  error_code ec;
  co_await net::async_write(socket, net::buffer(text), net::redirect_error(token, ec));
  if (ec)
    co_return 0;
  std::string reply;
  const auto n = co_await net::async_read_until( // want: nothing looks at the error in 'ec'
      socket, net::dynamic_buffer(reply), "\r\n", net::redirect_error(token, ec));
  co_return static_cast<int>(n);
}
net::awaitable<void> in_a_branch(tcp::socket &socket, std::string text, bool confirm) {
  error_code ec;
  co_await net::async_write(socket, net::buffer(text), net::redirect_error(token, ec));
  if (ec)
    log(ec.message());
  if (confirm)
    co_await net::async_write(socket, net::buffer("ok"), net::redirect_error(token, ec)); // want: nothing looks at the error in 'ec'
}
net::awaitable<int> all_are_read(tcp::socket &socket, std::string text) {
  error_code ec;
  co_await net::async_write(socket, net::buffer(text), net::redirect_error(token, ec));
  if (ec)
    co_return 0;
  std::string reply;
  const auto n = co_await net::async_read_until(socket, net::dynamic_buffer(reply), "\r\n",
                                                net::redirect_error(token, ec));
  if (ec)
    co_return 0;
  co_return static_cast<int>(n);
}
net::awaitable<void> read_on_the_next_turn(tcp::socket &socket) {
  error_code ec;
  char c;
  while (!ec)
    co_await net::async_read(socket, net::buffer(&c, 1), net::redirect_error(token, ec));
}
net::awaitable<int> the_count_tells(tcp::socket &socket, std::string text) {
  error_code ec;
  co_await net::async_write(socket, net::buffer(text), net::redirect_error(token, ec));
  if (ec)
    co_return 0;
  char bytes[8];
  const auto n = co_await net::async_read(socket, net::buffer(bytes), net::redirect_error(token, ec));
  if (n == 0)
    co_return 0;
  co_return bytes[0];
}
net::awaitable<void> a_last_word(tcp::socket &socket, std::string text) {
  error_code ec;
  co_await net::async_write(socket, net::buffer(text), net::redirect_error(token, ec));
  if (ec)
    co_return;
  co_await net::async_write(socket, net::buffer("bye"), net::redirect_error(token, ec));
  socket.close();
}
net::awaitable<error_code> given_back(tcp::socket &socket, std::string text) {
  error_code ec;
  co_await net::async_write(socket, net::buffer(text), net::redirect_error(token, ec));
  if (ec)
    co_return ec;
  co_await net::async_write(socket, net::buffer("\n"), net::redirect_error(token, ec));
  co_return ec;
}
