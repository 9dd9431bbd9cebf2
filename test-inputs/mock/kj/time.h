#pragma once
#include <cstdint>

namespace kj {
class Duration {
public:
  constexpr explicit Duration(int64_t ns) : ns_(ns) {}
  friend constexpr Duration operator*(int n, Duration d) { return Duration(n * d.ns_); }

private:
  int64_t ns_;
};
inline constexpr Duration NANOSECONDS{1};
inline constexpr Duration MICROSECONDS{1000};
inline constexpr Duration MILLISECONDS{1000000};
inline constexpr Duration SECONDS{1000000000};
class TimePoint {};
} // namespace kj
