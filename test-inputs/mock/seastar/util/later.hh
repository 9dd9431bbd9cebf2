#pragma once
#include <seastar/core/future.hh>

namespace seastar {
future<> yield() noexcept;
future<> check_for_io_immediately() noexcept;
future<> maybe_yield() noexcept;
} // namespace seastar
