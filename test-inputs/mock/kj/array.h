#pragma once
#include <cstdlib>
#include <kj/common.h>

namespace kj {
template <class T> class Array {
public:
  Array();
  Array(Array &&) noexcept;
  Array &operator=(Array &&);
  ~Array() noexcept(false);
  operator ArrayPtr<T>();
  size_t size() const;
  T *begin();
  T *end();
};
template <class T> class ArrayBuilder {
public:
  ArrayBuilder(ArrayBuilder &&);
  ~ArrayBuilder() noexcept(false);
  template <class... A> T &add(A &&...) { ::std::abort(); }
  Array<T> finish();
};
template <class T> ArrayBuilder<T> heapArrayBuilder(size_t) { ::std::abort(); }
template <class T> Array<T> heapArray(size_t) { ::std::abort(); }
} // namespace kj
