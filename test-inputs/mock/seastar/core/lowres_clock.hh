#pragma once
#include <chrono>

namespace seastar {
class lowres_clock {
public:
  using duration = std::chrono::steady_clock::duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<lowres_clock, duration>;
  static constexpr bool is_steady = true;
  static time_point now() noexcept;
};
} // namespace seastar
