#include "checks/Stages.h"
#include <ctime>

namespace corolint {

/// Null where nobody measures.
static thread_local Stages *measured = nullptr;

static double secondsOfProcess() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

Stages::Stages() : since_(secondsOfProcess()) { measured = this; }

Stages::~Stages() { measured = nullptr; }

void Stages::turnTo(llvm::StringRef stage) {
  const double now = secondsOfProcess();
  if (!current_.empty())
    seconds_[current_] += now - since_;
  current_ = stage.str();
  since_ = now;
}

Stages::Seconds Stages::soFar() {
  turnTo(std::string(current_));
  return seconds_;
}

void nextStage(llvm::StringRef stage) {
  if (measured)
    measured->turnTo(stage);
}

void restartStages() {
  if (!measured)
    return;
  measured->seconds_.clear();
  measured->since_ = secondsOfProcess();
}

Stage::Stage(llvm::StringRef stage) {
  if (!measured)
    return;
  before_ = measured->current_;
  measured->turnTo(stage);
}

Stage::~Stage() { nextStage(before_); }

} // namespace corolint
