// One connected peer.
#pragma once
#include "journal.h"
#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <string>

namespace relay {

using net::ip::tcp;

class session : public std::enable_shared_from_this<session> {
public:
  using listener = std::function<net::awaitable<void>(session &, const std::string &)>;

  session(tcp::socket socket, journal &log, listener onLine);

  /// Reads lines until the peer goes.
  net::awaitable<void> run();

  /// Sends one line to the peer.
  net::awaitable<void> send(std::string line);

private:
  net::awaitable<bool> greet();
  net::awaitable<void> ping();

  tcp::socket socket_;
  journal &journal_;
  listener onLine_;
};

} // namespace relay
