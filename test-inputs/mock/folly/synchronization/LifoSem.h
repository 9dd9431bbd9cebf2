#pragma once
#include <cstdlib>
#include <chrono>
#include <cstdint>

namespace folly {
namespace detail {
template <class T> struct Atom {};
template <template <class> class Atom> struct LifoSemBase {
  explicit LifoSemBase(uint32_t = 0);
  void post();
  void wait();
  bool try_wait();
  template <class Rep, class Period> bool try_wait_for(const std::chrono::duration<Rep, Period> &) { ::std::abort(); }
};
} // namespace detail
template <template <class> class Atom> struct LifoSemImpl : public detail::LifoSemBase<Atom> {
  using detail::LifoSemBase<Atom>::LifoSemBase;
};
using LifoSem = LifoSemImpl<detail::Atom>;
} // namespace folly
