#pragma once
#include <cstdlib>
#include <kj/array.h>

namespace kj {
template <class T> class Vector {
public:
  Vector();
  Vector(Vector &&);
  ~Vector();
  template <class... A> T &add(A &&...) { ::std::abort(); }
  T *begin();
  T *end();
  size_t size() const;
  Array<T> releaseAsArray();
};
} // namespace kj
