#pragma once

namespace coro::net {
enum class connect_status { connected, invalid_ip_address, timeout, error };
} // namespace coro::net
