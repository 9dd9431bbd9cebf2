#pragma once
#include <cstdlib>
#include "coro/net/io_status.hpp"
#include "coro/scheduler.hpp"
#include <span>
#include <tuple>

namespace coro::net {
class socket_address {};
namespace udp {
class peer {
public:
  auto poll(coro::poll_op, std::chrono::milliseconds = std::chrono::milliseconds{0}) -> coro::task<poll_status>;
  template <typename buffer_type>
  auto write_to(const socket_address &, const buffer_type &, std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::pair<io_status, std::span<const std::byte>>> {
    ::std::abort();
  }
  template <typename buffer_type>
  auto read_from(buffer_type &, std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::tuple<io_status, socket_address, std::span<std::byte>>> {
    ::std::abort();
  }
};
} // namespace udp
} // namespace coro::net
