#pragma once
#include <folly/Executor.h>

namespace folly {
class EventBase : public Executor {
public:
  bool loop();
  bool loopOnce(int = 0);
  void loopForever();
  void terminateLoopSoon();
  void add(std::function<void()>) override;
  void runInLoop(std::function<void()>, bool = false);
  void runInEventBaseThread(std::function<void()>) noexcept;
  void runInEventBaseThreadAndWait(std::function<void()>) noexcept;
  void runImmediatelyOrRunInEventBaseThreadAndWait(std::function<void()>) noexcept;
};
} // namespace folly
