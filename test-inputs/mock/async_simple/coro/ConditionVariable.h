#pragma once
#include <cstdlib>
#include <async_simple/coro/Lazy.h>

namespace async_simple::coro {
template <class Lock> class ConditionVariable {
public:
  void notify() noexcept;
  void notifyOne() noexcept;
  void notifyAll() noexcept;
  template <class Pred> Lazy<> wait(Lock &, Pred &&) noexcept { ::std::abort(); }
};
} // namespace async_simple::coro
