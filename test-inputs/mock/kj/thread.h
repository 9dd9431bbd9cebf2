#pragma once
#include <cstdlib>
#include <kj/common.h>

namespace kj {
class Thread {
public:
  template <class Func> explicit Thread(Func &&) { ::std::abort(); }
  ~Thread() noexcept(false);
};
} // namespace kj
