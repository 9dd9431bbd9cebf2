#include "tool/driver/base/Heartbeat.h"

namespace corolint::tool {

Heartbeat::Heartbeat(std::chrono::milliseconds interval, std::function<void()> beat)
    : thread_([this, interval, beat = std::move(beat)] {
        std::unique_lock lock(mutex_);
        while (!ended_.wait_for(lock, interval, [this] { return isOver_; }))
          beat();
      }) {}

Heartbeat::~Heartbeat() {
  {
    const std::lock_guard lock(mutex_);
    isOver_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

} // namespace corolint::tool
