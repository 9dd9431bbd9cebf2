#pragma once
#include <cstdlib>
#include "coro/net/io_status.hpp"
#include "coro/scheduler.hpp"
#include <optional>
#include <utility>

namespace coro::net::tls {
enum class connection_status { connected, timeout, error };
enum class recv_status { ok, closed, timeout, error };
enum class send_status { ok, closed, timeout, error };
class client {
public:
  client(client &&) noexcept;
  auto poll(coro::poll_op, std::chrono::milliseconds = std::chrono::milliseconds{0}) -> coro::task<poll_status>;
  auto connect(std::chrono::milliseconds = std::chrono::milliseconds{0}) -> coro::task<connection_status>;
  template <typename buffer_type>
  auto recv(buffer_type &, std::optional<std::chrono::milliseconds> = std::nullopt)
      -> coro::task<std::pair<recv_status, std::size_t>> {
    ::std::abort();
  }
  template <typename buffer_type>
  auto send(const buffer_type &, std::optional<std::chrono::milliseconds> = std::nullopt)
      -> coro::task<std::pair<send_status, std::size_t>> {
    ::std::abort();
  }
};
} // namespace coro::net::tls
