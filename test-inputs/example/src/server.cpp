#include "server.h"

namespace relay {

server::server(net::any_io_executor executor, unsigned short port, journal &log) : acceptor_(executor, {tcp::v4(), port}), journal_(log) {}

net::awaitable<void> server::run() {
  for (;;) {
    tcp::socket socket = co_await acceptor_.async_accept(net::use_awaitable);
    auto peer = std::make_shared<session>(std::move(socket), journal_, [this](session &from, const std::string &line) { return relay_line(from, line); });
    sessions_.insert(peer);
    net::co_spawn(acceptor_.get_executor(), peer->run(), net::detached);
  }
}

net::awaitable<void> server::relay_line(session &from, const std::string &line) {
  for (const auto &peer : sessions_) {
    if (peer.get() == &from)
      continue;
    try {
      co_await peer->send(line);
    } catch (const std::exception &) {
    }
  }
}

} // namespace relay
