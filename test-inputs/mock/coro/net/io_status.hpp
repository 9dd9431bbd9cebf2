#pragma once

namespace coro::net {
struct io_status {
  auto is_ok() const -> bool;
  auto is_timeout() const -> bool;
  auto is_closed() const -> bool;
  auto would_block() const -> bool;
  auto try_again() const -> bool;
  explicit operator bool() const;
};
} // namespace coro::net
