#pragma once
#include <cstdlib>
#include <chrono>

namespace folly {
template <bool MayBlock = true> class Baton {
public:
  Baton() noexcept;
  void post() noexcept;
  void wait() noexcept;
  bool ready() const noexcept;
  bool try_wait() noexcept;
  template <class Rep, class Period> bool try_wait_for(const std::chrono::duration<Rep, Period> &) noexcept {
    ::std::abort();
  }
  template <class Rep, class Period> bool timed_wait(const std::chrono::duration<Rep, Period> &) noexcept { ::std::abort(); }
  template <class Clock, class Duration>
  bool try_wait_until(const std::chrono::time_point<Clock, Duration> &) noexcept {
    ::std::abort();
  }
  void reset() noexcept;
};
} // namespace folly
