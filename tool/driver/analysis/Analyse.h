// analyse(translation units, options) -> report: the analysis as a function; the program around it
// only reads arguments and prints.
#pragma once
#include "tool/driver/analysis/Carried.h"
#include "tool/driver/analysis/Engine.h"
#include "tool/driver/analysis/Twin.h"
#include "tool/driver/analysis/Workers.h"
#include "tool/driver/base/Finding.h"
#include "tool/driver/base/Unit.h"
#include "llvm/ADT/StringRef.h"
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace corolint::tool {

/// Whether units that can't hold a coroutine are parsed all the same.
enum class Skipping { WithoutCoroutines, Nothing };

/// Whether the units are all of a project, so that what none of them shows isn't there.
enum class Extent { Part, Whole };

/// Whether headers of others that many units include are compiled once for all of them.
enum class Preambles { Shared, Off };

/// By what other units' functions do a unit is judged, too.
enum class Across {
  Nothing,  ///< by nothing
  Analysed, ///< of the units that are analysed
  Files,    ///< of those without coroutines, too, which are parsed for it
};

/// What joining the files of a program took.
struct CrossFileCounts {
  size_t facts = 0;       ///< that are known of functions
  size_t read = 0;        ///< files without coroutines that were parsed for what others call
  size_t recalled = 0;    ///< files that aren't analysed, and are what an earlier run saw
  size_t judgedAgain = 0; ///< files that were judged again with what others say
  size_t parsedAgain = 0; ///< those of them that didn't stay parsed
  size_t headerSets = 0;  ///< of headers of others that were compiled once for many files
  size_t sharing = 0;     ///< files that began with one of them
  std::vector<std::string> refuted{}; ///< files that couldn't, though it was tried, and why
};

/// How to analyse.
struct AnalyseOptions {
  std::string checks{}; ///< globs as clang-tidy takes them, appended to what `.clang-tidy` says
  unsigned jobs = 1;
  std::chrono::seconds timeout{600}; ///< for one file
  Skipping skipping = Skipping::WithoutCoroutines;
  Bodies bodies = Bodies::Needed;
  Preambles preambles = Preambles::Shared;
  std::string cacheFolder{};                  ///< see Cache; empty for none
  Confidence confidence = Confidence::Medium; ///< the lowest that is reported
  Extent extent = Extent::Part;
  Across across = Across::Nothing;
  bool isSelection = false; ///< a shard, or what has changed: the others are analysed elsewhere
  bool isTimed = false;     ///< notes where the time goes, see Stages
  std::optional<std::uint64_t> twinMemory{}; ///< for units that stay parsed; see Twins
  std::vector<CompileUnit> neighbours{}; ///< the rest of the program: what earlier runs know of it
                                         ///< counts
  bool carries = false; ///< the report takes its results along, for who joins it with others
  const CarriedResults *carried = nullptr; ///< results that reports brought along; may be null
  const Snapshot *snapshot = nullptr;      ///< files as they were; null: as they are
  std::function<void(const Progress &)> progress{};
  std::function<void(const CrossFileCounts &)> counted{}; ///< told at the end; may be empty
};

/// Analyses each unit in a worker process. The result is the same for any number of jobs.
Report analyse(const std::vector<CompileUnit> &units, const AnalyseOptions &options);

/// For each unit the files that it reads, itself included; none where that can't be told. Of the
/// options only jobs and timeout count.
std::vector<std::vector<std::string>> filesOfEach(const std::vector<CompileUnit> &units,
                                                  const AnalyseOptions &options);

/// What the units know together of the functions of a name, in lines: see CrossFile::describe.
std::vector<std::string> factsOf(llvm::StringRef function, const std::vector<CompileUnit> &units,
                                 const AnalyseOptions &options);

/// Adds files that never became a unit.
void addNotAnalysed(Report &report, const std::vector<NotAnalysed> &files);

/// Analyses one file in this process: `flags` are the compiler's, `checks` is a list of globs as
/// clang-tidy takes it. What a crash would be is one here too; made for tests.
Report analyseInProcess(const std::string &path, const std::vector<std::string> &flags,
                        const std::string &checks, Bodies bodies = Bodies::Needed,
                        Confidence confidence = Confidence::Medium);

} // namespace corolint::tool
