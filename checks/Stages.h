// Where the time of an analysis goes: from one stage to the next.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>

namespace corolint {

/// Measures the process's time of CPU; each moment belongs to one stage, the innermost. One for
/// each unit.
class Stages {
public:
  using Seconds = std::map<std::string, double>;

  /// Measures on this thread until it is destroyed.
  Stages();
  ~Stages();
  Stages(const Stages &) = delete;
  Stages &operator=(const Stages &) = delete;

  /// The seconds of each stage so far.
  Seconds soFar();

private:
  friend class Stage;
  friend void nextStage(llvm::StringRef);
  friend void restartStages();
  void turnTo(llvm::StringRef stage);

  Seconds seconds_;
  std::string current_;
  double since_; ///< seconds of the process so far
};

/// What follows on this thread is this stage; nothing happens where nobody measures.
void nextStage(llvm::StringRef stage);

/// In a process that was parted from another: forgets what that one measured.
void restartStages();

/// This stage until it is destroyed, then the one before again.
class Stage {
public:
  explicit Stage(llvm::StringRef stage);
  ~Stage();
  Stage(const Stage &) = delete;
  Stage &operator=(const Stage &) = delete;

private:
  std::string before_;
};

} // namespace corolint
