#pragma once
#include "coro/net/tcp/client.hpp"

namespace coro::net::tcp {
class server {
public:
  explicit server(std::unique_ptr<coro::scheduler> &);
  auto accept(std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<expected<coro::net::tcp::client, io_status>>;
};
} // namespace coro::net::tcp
