#pragma once
#include <cstdlib>
#include <kj/async.h>
#include <kj/time.h>

namespace kj {
class Timer {
public:
  virtual TimePoint now() const = 0;
  virtual Promise<void> atTime(TimePoint) = 0;
  virtual Promise<void> afterDelay(Duration) = 0;
  template <class T> Promise<T> timeoutAt(TimePoint, Promise<T> &&) { ::std::abort(); }
  template <class T> Promise<T> timeoutAfter(Duration, Promise<T> &&) { ::std::abort(); }
};
} // namespace kj
