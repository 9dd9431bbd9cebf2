#pragma once
#include <cstdlib>
#include <unifex/sender_concepts.hpp>

namespace unifex {
namespace _schedule {
struct _fn {
  auto operator()() const -> _mock::sender<void>;
  template <class Scheduler> auto operator()(Scheduler &&) const -> _mock::sender<void> { ::std::abort(); }
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule{};
namespace _schedule_after {
struct _fn {
  template <class Duration> auto operator()(Duration) const -> _mock::sender<void> { ::std::abort(); }
  template <class TimeScheduler, class Duration>
  auto operator()(TimeScheduler &&, Duration &&) const -> _mock::sender<void> {
    ::std::abort();
  }
};
inline constexpr _fn schedule_after{};
} // namespace _schedule_after
using _schedule_after::schedule_after;
namespace _schedule_at {
struct _fn {
  template <class TimeScheduler, class TimePoint>
  auto operator()(TimeScheduler &&, TimePoint &&) const -> _mock::sender<void> {
    ::std::abort();
  }
};
inline constexpr _fn schedule_at{};
} // namespace _schedule_at
using _schedule_at::schedule_at;
} // namespace unifex
