// A sign of life while this process works by itself for long.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace corolint::tool {

/// Calls back, from a thread of its own, each time an interval has passed, until its end. No worker
/// may be started meanwhile: a process forks with one thread only.
class Heartbeat {
public:
  Heartbeat(std::chrono::milliseconds interval, std::function<void()> beat);
  ~Heartbeat();
  Heartbeat(const Heartbeat &) = delete;
  Heartbeat &operator=(const Heartbeat &) = delete;

private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool isOver_ = false;
  std::thread thread_;
};

} // namespace corolint::tool
