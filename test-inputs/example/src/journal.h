// Writes what was said to a file.
#pragma once
#include <boost/asio.hpp>
#include <fstream>
#include <string>

namespace relay {

namespace net = boost::asio;

class journal {
public:
  explicit journal(net::any_io_executor executor, const std::string &path);

  /// Appends one line. Lines are written in the order of the calls.
  net::awaitable<void> append(std::string line);

  /// Writes what is still buffered.
  net::awaitable<void> flush();

private:
  net::strand<net::any_io_executor> strand_;
  std::ofstream file_;
};

} // namespace relay
