// A stream in layers: what its lowest one was told holds for all.
#include <boost/asio.hpp>

namespace net = boost::asio;
using net::ip::tcp;

struct layered {
  tcp::socket socket;
  tcp::socket &lowest_layer() { return socket; }
};
net::awaitable<void> used(tcp::socket &socket);

net::awaitable<bool> blocks(layered &stream) {
  char byte;
  boost::system::error_code error;
  const auto size = stream.lowest_layer().read_some(net::buffer(&byte, 1), error); // want: 'read_some' is blocking I/O
  co_await used(stream.socket);
  co_return size == 1;
}

// ---- Silent ----

net::awaitable<bool> looks(layered &stream) {
  boost::system::error_code error;
  auto &socket = stream.lowest_layer();
  socket.non_blocking(true, error);
  char byte;
  const auto size = stream.lowest_layer().read_some(net::buffer(&byte, 1), error);
  co_await used(socket);
  co_return size == 1 || error == net::error::would_block;
}
