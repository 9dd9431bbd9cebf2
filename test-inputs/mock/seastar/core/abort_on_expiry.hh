#pragma once
#include <seastar/core/abort_source.hh>
#include <seastar/core/lowres_clock.hh>

namespace seastar {
template <class Clock = lowres_clock> class abort_on_expiry {
public:
  explicit abort_on_expiry(typename Clock::time_point);
  seastar::abort_source &abort_source() noexcept;
};
} // namespace seastar
