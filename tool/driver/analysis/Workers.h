// Worker processes: each translation unit is analysed in one, so that a crash, a hang or exhausted
// memory loses that file only.
#pragma once
#include "tool/driver/base/JudgedUnit.h"
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace corolint::tool {

/// What the parent is told while it waits.
struct Progress {
  unsigned done = 0;
  unsigned total = 0;
  std::chrono::steady_clock::duration elapsed{};
  std::string current; ///< a file under way, empty when there is none
};

/// What the workers do and how.
struct WorkerPlan {
  unsigned jobs = 1;
  std::chrono::seconds timeout{600};
  /// Called in the worker for each job, by its index; one worker takes many jobs one after another.
  std::function<JudgedUnit(unsigned)> work;
  /// The name of a job for the progress.
  std::function<std::string(unsigned)> nameOf;
  /// Called in the parent about once a second; may be empty.
  std::function<void(const Progress &)> progress;
};

/// What came of the jobs.
struct WorkerOutcome {
  std::vector<JudgedUnit> results; ///< one for each job, in their order
  int signal = 0;                  ///< the signal that ended the run early: the jobs left are lost
};

/// Runs `count` jobs. The calling process must have one thread only, because it forks.
WorkerOutcome runInWorkers(unsigned count, const WorkerPlan &plan);

} // namespace corolint::tool
