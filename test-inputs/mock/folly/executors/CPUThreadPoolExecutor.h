#pragma once
#include <folly/Executor.h>

namespace folly {
class ThreadPoolExecutor : public Executor {
public:
  void join();
  void stop();
};
class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(std::size_t);
  void add(std::function<void()>) override;
};
} // namespace folly
