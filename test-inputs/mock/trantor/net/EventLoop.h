#pragma once
#include <chrono>
#include <cstdint>
#include <functional>

namespace trantor {
using Func = std::function<void()>;
using TimerId = uint64_t;
class EventLoop {
public:
  void loop();
  void quit();
  static EventLoop *getEventLoopOfCurrentThread();
  void runInLoop(const Func &);
  void queueInLoop(const Func &);
  TimerId runAfter(double, const Func &);
  TimerId runAfter(const std::chrono::duration<double> &, const Func &);
  TimerId runEvery(double, const Func &);
  bool isInLoopThread() const;
};
} // namespace trantor
