// analyse(translation units, options) -> report: the analysis as a function; the program around it only reads arguments
// and prints.
#pragma once
#include "tool/driver/Engine.h"
#include "tool/driver/Finding.h"
#include "tool/driver/Unit.h"
#include "tool/driver/Workers.h"
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace corolint::tool {

/// Whether units that can't hold a coroutine are parsed all the same.
enum class Skipping { WithoutCoroutines, Nothing };

/// Whether the units are all of a project, so that what none of them shows isn't there.
enum class Extent { Part, Whole };

/// How to analyse.
struct AnalyseOptions {
  std::string checks{}; ///< globs as clang-tidy takes them, appended to what `.clang-tidy` says
  unsigned jobs = 1;
  std::chrono::seconds timeout{600}; ///< for one file
  Skipping skipping = Skipping::WithoutCoroutines;
  Bodies bodies = Bodies::OfUser;
  std::string cacheFolder{}; ///< see Cache; empty for none
  Extent extent = Extent::Part;
  const Snapshot *snapshot = nullptr; ///< files as they were; null: as they are
  std::function<void(const Progress &)> progress{};
};

/// Analyses each unit in a worker process. The result is the same for any number of jobs.
Report analyse(const std::vector<CompileUnit> &units, const AnalyseOptions &options);

/// For each unit the files that it reads, itself included; none where that can't be told. Of the options only jobs and timeout count.
std::vector<std::vector<std::string>> filesOfEach(const std::vector<CompileUnit> &units, const AnalyseOptions &options);

/// Adds files that never became a unit.
void addNotAnalysed(Report &report, const std::vector<NotAnalysed> &files);

/// Analyses one file in this process: `flags` are the compiler's, `checks` is a list of globs as clang-tidy takes it.
/// What a crash would be is one here too; made for tests.
Report analyseInProcess(const std::string &path, const std::vector<std::string> &flags, const std::string &checks,
                        Bodies bodies = Bodies::OfUser);

} // namespace corolint::tool
