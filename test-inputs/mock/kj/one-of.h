#pragma once
#include <cstdlib>
#include <kj/common.h>

namespace kj {
template <class... Variants> class OneOf {
public:
  OneOf();
  OneOf(OneOf &&) noexcept;
  ~OneOf();
  template <class T> bool is() const { ::std::abort(); }
  template <class T> T &get() & { ::std::abort(); }
};
} // namespace kj
