#pragma once
#include <cstdlib>
#include <chrono>
#include <seastar/core/abort_source.hh>
#include <seastar/core/future.hh>

namespace seastar {
class sleep_aborted : public abort_requested_exception {};
template <class Clock = std::chrono::steady_clock, class Rep, class Period>
future<> sleep(std::chrono::duration<Rep, Period>) {
  ::std::abort();
}
template <class Clock = std::chrono::steady_clock> future<> sleep_abortable(typename Clock::duration) {
  ::std::abort();
}
template <class Clock = std::chrono::steady_clock> future<> sleep_abortable(typename Clock::duration, abort_source &) {
  ::std::abort();
}
} // namespace seastar
