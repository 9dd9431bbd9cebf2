#pragma once
#include <chrono>
#include <functional>
#include <seastar/core/lowres_clock.hh>

namespace seastar {
using steady_clock_type = std::chrono::steady_clock;
template <class Clock = steady_clock_type> class timer {
public:
  using clock = Clock;
  using duration = typename Clock::duration;
  using time_point = typename Clock::time_point;
  timer() noexcept;
  explicit timer(std::function<void()> &&);
  ~timer();
  void set_callback(std::function<void()> &&);
  void arm(duration) noexcept;
  void arm(time_point) noexcept;
  void arm_periodic(duration) noexcept;
  bool cancel() noexcept;
  bool armed() const noexcept;
};
} // namespace seastar
