#pragma once
#include <cstdlib>
#include <kj/memory.h>

namespace kj {
class Refcounted {
public:
  virtual ~Refcounted() noexcept(false);
};
template <class T, class... A> Own<T> refcounted(A &&...) { ::std::abort(); }
template <class T> Own<T> addRef(T &) { ::std::abort(); }
} // namespace kj
