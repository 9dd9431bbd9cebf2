#pragma once
#include <cstdlib>
#include "coro/net/connect.hpp"
#include "coro/net/io_status.hpp"
#include "coro/scheduler.hpp"
#include <chrono>
#include <span>
#include <utility>

namespace coro::net::tcp {
class client {
public:
  explicit client(std::unique_ptr<coro::scheduler> &);
  client(client &&) noexcept;
  ~client();
  auto poll(coro::poll_op, std::chrono::milliseconds = std::chrono::milliseconds{0}) -> coro::task<poll_status>;
  auto connect(std::chrono::milliseconds = std::chrono::milliseconds{0}) -> coro::task<net::connect_status>;
  template <typename buffer_type>
  auto read_some(buffer_type &, const std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::pair<io_status, std::span<std::byte>>> {
    ::std::abort();
  }
  template <typename buffer_type>
  auto read_exact(buffer_type &, const std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::pair<io_status, std::span<std::byte>>> {
    ::std::abort();
  }
  template <typename buffer_type>
  auto write_some(const buffer_type &, const std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::pair<io_status, std::span<const std::byte>>> {
    ::std::abort();
  }
  template <typename buffer_type>
  auto write_all(const buffer_type &, const std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::pair<io_status, std::span<const std::byte>>> {
    ::std::abort();
  }
};
} // namespace coro::net::tcp
