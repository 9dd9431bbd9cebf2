#pragma once
#include <cstdlib>
#include <kj/common.h>

namespace kj {
template <class T> class Own {
public:
  Own();
  Own(Own &&) noexcept;
  Own &operator=(Own &&) noexcept;
  ~Own() noexcept(false);
  T *get();
  T *operator->();
  T &operator*();
};
template <class T, class... A> Own<T> heap(A &&...) { ::std::abort(); }
} // namespace kj
