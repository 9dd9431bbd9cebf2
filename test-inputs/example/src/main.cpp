#include "server.h"
#include <csignal>
#include <cstdlib>
#include <iostream>

int main(int argc, char **argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7777);
  relay::net::io_context io;
  relay::journal log(io.get_executor(), "relay.log");
  relay::server server(io.get_executor(), port, log);

  relay::net::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code, int) { io.stop(); });

  relay::net::co_spawn(io, server.run(), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
  try {
    io.run();
  } catch (const std::exception &error) {
    std::cerr << "relay: " << error.what() << '\n';
    return 1;
  }
}
