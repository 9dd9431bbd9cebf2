#pragma once
#include <cstdlib>
#include <chrono>
#include <cstdint>

namespace folly {
template <template <class> class Atom> struct LifoSemImpl {
  explicit LifoSemImpl(uint32_t = 0);
  void post();
  void wait();
  bool try_wait();
  template <class Rep, class Period> bool try_wait_for(const std::chrono::duration<Rep, Period> &) { ::std::abort(); }
};
namespace detail {
template <class T> struct Atom {};
} // namespace detail
using LifoSem = LifoSemImpl<detail::Atom>;
} // namespace folly
