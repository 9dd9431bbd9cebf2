#pragma once

namespace seastar::memory {
class scoped_critical_alloc_section {
public:
  scoped_critical_alloc_section();
  ~scoped_critical_alloc_section();
};
} // namespace seastar::memory
