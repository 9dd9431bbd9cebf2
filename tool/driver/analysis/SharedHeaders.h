// The headers that many units of a run include, compiled before the units are analysed.
#pragma once
#include "tool/driver/analysis/Engine.h"
#include "tool/driver/analysis/HeaderGroups.h"
#include "tool/driver/analysis/Precompiled.h"
#include "tool/driver/analysis/Workers.h"
#include "tool/driver/base/Files.h"
#include <functional>
#include <optional>
#include <vector>

namespace corolint::tool {

/// Used from its first step to its last by one run.
class SharedHeaders {
public:
  using Find = std::function<std::optional<JudgedUnit>(size_t)>;

  /// @param units those of the run
  /// @param options how they are analysed
  SharedHeaders(const std::vector<CompileUnit> &units, EngineOptions options);

  /// First: what an earlier run knows of each unit (`isCached`), by `find`, which is called in
  /// workers. Of the others it is noted what they read.
  std::vector<JudgedUnit> lookUp(const Find &find, WorkerPlan plan);

  /// Then: compiles what pays for those that are left. What can't be compiled is read as ever.
  void compile(const std::vector<size_t> &open, WorkerPlan plan);

  /// With what a unit begins; null where that is nothing.
  const Precompiled *headersOf(size_t unit) const;

  size_t sets() const { return sets_.size(); }        ///< of headers that were compiled
  double userSeconds() const { return userSeconds_; } ///< of compiling them
  int signal() const { return signal_; }              ///< that interrupted a step; 0 for none

private:
  WorkerOutcome runJobs(size_t count, const WorkerPlan &plan);
  void choose(const UnitReads &reads, size_t set, const std::vector<unsigned> &headers);

  const std::vector<CompileUnit> &units_;
  EngineOptions options_;
  FileNumbers files_;
  std::vector<UnitReads> reads_;
  std::optional<TemporaryFolder> folder_;
  std::vector<Precompiled> sets_;
  std::map<size_t, size_t> chosen_; ///< the set of a unit
  double userSeconds_ = 0;
  int signal_ = 0;
};

} // namespace corolint::tool
