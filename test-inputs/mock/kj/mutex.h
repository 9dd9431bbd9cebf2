#pragma once
#include <cstdlib>
#include <kj/common.h>

namespace kj {
class Duration;
template <class T> class Locked {
public:
  Locked();
  Locked(Locked &&) noexcept;
  Locked(const Locked &) = delete;
  ~Locked();
  Locked &operator=(Locked &&);
  void release();
  T *operator->();
  T &operator*();
  template <class Cond> void wait(Cond &&) { ::std::abort(); }
};
template <class T> class MutexGuarded {
public:
  template <class... A> explicit MutexGuarded(A &&...) { ::std::abort(); }
  Locked<T> lockExclusive() const;
  Locked<const T> lockShared() const;
  template <class Cond, class Func> auto when(Cond &&, Func &&) const -> std::invoke_result_t<Func, T &> {
    ::std::abort();
  }
};
template <class T> class Lazy {
public:
  template <class Func> T &get(Func &&) { ::std::abort(); }
};
} // namespace kj
