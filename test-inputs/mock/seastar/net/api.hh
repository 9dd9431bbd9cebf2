#pragma once
#include <seastar/core/iostream.hh>
#include <seastar/core/seastar.hh>

namespace seastar {
class connected_socket {
public:
  connected_socket() noexcept;
  connected_socket(connected_socket &&) noexcept;
  ~connected_socket();
  input_stream<char> input();
  output_stream<char> output();
  void shutdown_input();
  void shutdown_output();
};
struct accept_result {
  connected_socket connection;
  socket_address remote_address;
};
class server_socket {
public:
  future<accept_result> accept();
  void abort_accept();
};
class socket {
public:
  future<connected_socket> connect(socket_address, socket_address = {}, transport = transport::TCP);
  void shutdown();
};
namespace net {
struct datagram {};
class datagram_channel {
public:
  future<datagram> receive();
  future<> send(const socket_address &, const char *);
};
} // namespace net
} // namespace seastar
