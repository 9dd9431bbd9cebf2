#pragma once
#include <cstdlib>
#include <stdexec/execution.hpp>

namespace experimental::execution {
namespace __timed {
struct schedule_after_t {
  template <class Scheduler, class Duration>
  auto operator()(Scheduler &&, Duration) const -> stdexec::__sexpr_t<schedule_after_t, void> {
    ::std::abort();
  }
};
struct schedule_at_t {
  template <class Scheduler, class TimePoint>
  auto operator()(Scheduler &&, TimePoint) const -> stdexec::__sexpr_t<schedule_at_t, void> {
    ::std::abort();
  }
};
} // namespace __timed
inline constexpr __timed::schedule_after_t schedule_after{};
inline constexpr __timed::schedule_at_t schedule_at{};
} // namespace experimental::execution
namespace exec = experimental::execution;
