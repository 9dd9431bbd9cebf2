#pragma once
#include <cstdlib>
#include <boost/cobalt/op.hpp>
#include <chrono>

namespace boost::cobalt {
namespace detail::io {
struct steady_sleep final : op<int> {
  explicit steady_sleep(const std::chrono::steady_clock::duration &);
};
} // namespace detail::io
namespace io {
[[nodiscard]] detail::io::steady_sleep sleep(const std::chrono::steady_clock::duration &);
[[nodiscard]] detail::io::steady_sleep sleep(const std::chrono::steady_clock::time_point &);
template <class Rep, class Period>
[[nodiscard]] detail::io::steady_sleep sleep(const std::chrono::duration<Rep, Period> &) {
  ::std::abort();
}
} // namespace io
} // namespace boost::cobalt
