#include "peer.h"
#include <exception>

static const std::error_code stopped = std::make_error_code(std::errc::operation_canceled);

task<std::error_code> peer::run() {
  for (;;) {
    std::string text;
    try {
      text = co_await receive();
    } catch (const std::exception &error) {
      log(error.what());
      co_return stopped;
    }
    if (text.empty())
      co_return stopped;
  }
}
task<std::error_code> peer::send(int message) {
  if (message < 0)
    co_return std::make_error_code(std::errc::invalid_argument);
  co_await receive();
  co_return std::error_code();
}
