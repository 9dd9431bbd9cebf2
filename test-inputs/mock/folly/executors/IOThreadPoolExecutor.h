#pragma once
#include <folly/executors/CPUThreadPoolExecutor.h>

namespace folly {
class IOThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit IOThreadPoolExecutor(std::size_t);
  void add(std::function<void()>) override;
};
} // namespace folly
