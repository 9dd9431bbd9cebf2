// Accepts peers, and relays what each says to the others.
#pragma once
#include "session.h"
#include <set>

namespace relay {

class server {
public:
  server(net::any_io_executor executor, unsigned short port, journal &log);

  /// Accepts until it is stopped.
  net::awaitable<void> run();

private:
  net::awaitable<void> relay_line(session &from, const std::string &line);

  tcp::acceptor acceptor_;
  journal &journal_;
  std::set<std::shared_ptr<session>> sessions_;
};

} // namespace relay
