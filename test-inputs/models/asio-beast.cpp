// Names everything of Boost.Beast that checks/models/asio.yaml models.
#include <boost/beast.hpp>

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using namespace std::chrono_literals;

void streams(beast::tcp_stream &stream, boost::asio::ip::tcp::endpoint peer, beast::flat_buffer &buffer) {
  auto done = [](auto &&...) {};
  stream.expires_after(1s);
  stream.expires_at(std::chrono::steady_clock::now());
  stream.async_connect(peer, done);
  stream.async_read_some(buffer.prepare(1), done);
  stream.async_write_some(buffer.data(), done);
}

void requests(beast::tcp_stream &stream, beast::flat_buffer &buffer, http::request<http::string_body> &request, http::request_parser<http::string_body> &parser,
              http::request_serializer<http::string_body> &serializer) {
  auto done = [](auto &&...) {};
  http::async_read(stream, buffer, request, done);
  http::async_read_header(stream, buffer, parser, done);
  http::async_read_some(stream, buffer, parser, done);
  http::async_write(stream, request, done);
  http::async_write_header(stream, serializer, done);
  http::async_write_some(stream, serializer, done);
}

void sockets(websocket::stream<beast::tcp_stream> &socket, beast::flat_buffer &buffer) {
  auto done = [](auto &&...) {};
  socket.set_option(websocket::stream_base::timeout::suggested(beast::role_type::client));
  socket.async_handshake("host", "/", done);
  socket.async_read(buffer, done);
  socket.async_read_some(buffer, 1, done);
  socket.async_write(buffer.data(), done);
  socket.async_write_some(true, buffer.data(), done);
  socket.async_ping({}, done);
  socket.async_close(websocket::close_code::normal, done);
}

void files(beast::file_posix &posix, beast::file_stdio &stdio, char *bytes) {
  beast::error_code error;
  posix.open("name", beast::file_mode::scan, error);
  posix.read(bytes, 1, error);
  posix.write(bytes, 1, error);
  stdio.open("name", beast::file_mode::scan, error);
  stdio.read(bytes, 1, error);
  stdio.write(bytes, 1, error);
}
