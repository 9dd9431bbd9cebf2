#pragma once
#include <cstddef>

namespace seastar::memory {
class scoped_large_allocation_warning_threshold {
public:
  explicit scoped_large_allocation_warning_threshold(size_t);
  ~scoped_large_allocation_warning_threshold();
};
class scoped_large_allocation_warning_disable {
public:
  scoped_large_allocation_warning_disable();
  ~scoped_large_allocation_warning_disable();
};
} // namespace seastar::memory
