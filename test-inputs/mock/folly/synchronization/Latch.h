#pragma once
#include <cstddef>

namespace folly {
class Latch {
public:
  explicit Latch(std::ptrdiff_t);
  void count_down(std::ptrdiff_t = 1);
  bool try_wait() const noexcept;
  void wait();
  void arrive_and_wait();
};
} // namespace folly
