#include "tool/driver/analysis/SharedHeaders.h"
#include "checks/Stages.h"
#include "tool/driver/analysis/UnitFiles.h"
#include "tool/driver/analysis/Wire.h"
#include "tool/driver/units/IncludeScan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>

namespace corolint::tool {

/// How many units are asked at once: what they read is long, and kept short between.
static constexpr size_t AtOnce = 256;

/// Of what a unit reads of others, how much must be compiled before: what is read on top of it is
/// looked up in both, and takes longer than alone.
static constexpr double LeastShare = 0.4;

SharedHeaders::SharedHeaders(const std::vector<CompileUnit> &units, EngineOptions options)
    : units_(units), options_(std::move(options)) {}

WorkerOutcome SharedHeaders::runJobs(size_t count, const WorkerPlan &plan) {
  WorkerOutcome outcome = runInWorkers(static_cast<unsigned>(count), plan);
  signal_ = outcome.signal;
  return outcome;
}

std::vector<JudgedUnit> SharedHeaders::lookUp(const Find &find, WorkerPlan plan) {
  std::vector<JudgedUnit> results;
  std::unique_ptr<IncludeScan> scan; // made in each worker, by its first job
  size_t first = 0;
  plan.nameOf = [&](unsigned job) { return displayPath(units_[first + job].file); };
  plan.work = [&](unsigned job) {
    const CompileUnit &unit = units_[first + job];
    if (std::optional<JudgedUnit> earlier = find(first + job))
      return std::move(*earlier);
    JudgedUnit result;
    const std::optional<std::string> text = readFile(unit.file);
    if (!text || !mentionsCoroutines(*text) || usesModules(*text))
      return result;
    if (!scan)
      scan = std::make_unique<IncludeScan>();
    UnitFiles read = filesOf(unit, *scan);
    result.reads = std::move(read.files);
    result.circumstances = read.circumstances;
    return result;
  };
  for (; signal_ == 0 && first < units_.size(); first += AtOnce) {
    const size_t count = std::min(AtOnce, units_.size() - first);
    WorkerOutcome outcome = runJobs(count, plan);
    for (size_t job = 0; job < count; ++job) {
      JudgedUnit &result = outcome.results[job];
      UnitReads reads{first + job, result.circumstances, {}};
      for (const std::string &file : result.reads)
        reads.files.push_back(files_.of(file));
      result.reads.clear();
      if (!reads.files.empty() && !result.isCached)
        reads_.push_back(std::move(reads));
      results.push_back(std::move(result));
    }
  }
  return results;
}

void SharedHeaders::compile(const std::vector<size_t> &open, WorkerPlan plan) {
  llvm::erase_if(reads_, [&](const UnitReads &reads) {
    return !std::binary_search(open.begin(), open.end(), reads.unit);
  });
  const std::vector<HeaderGroup> groups = headerGroups(units_, reads_, files_);
  if (groups.empty())
    return;
  folder_.emplace("corolint-headers");
  if (folder_->path().empty())
    return;
  const auto pathOf = [&](size_t group) {
    return folder_->path() + "/" + std::to_string(group) + ".pch";
  };
  plan.nameOf = [&](unsigned group) { return displayPath(units_[groups[group].units[0]].file); };
  plan.work = [&](unsigned group) {
    JudgedUnit result;
    const CompileUnit &unit = units_[groups[group].units[0]];
    Stages stages;
    nextStage("precompile");
    if (const std::optional<Precompiled> made = precompile(unit, options_, groups[group].includes,
                                                           groups[group].defined, pathOf(group)))
      writeFile(pathOf(group) + ".facts", toBytes(*made));
    result.userSeconds = stages.soFar()["precompile"];
    return result;
  };
  const WorkerOutcome outcome = runJobs(groups.size(), plan);
  for (size_t group = 0; group < groups.size(); ++group) {
    userSeconds_ += outcome.results[group].userSeconds;
    const std::optional<std::string> facts = readFile(pathOf(group) + ".facts");
    std::optional<Precompiled> made = facts ? precompiledFromBytes(*facts) : std::nullopt;
    if (!made)
      continue;
    std::vector<unsigned> headers;
    std::uint64_t bytes = 0;
    for (const std::string &header : made->headers) {
      std::uint64_t size = 0;
      llvm::sys::fs::file_size(header, size);
      bytes += size;
      headers.push_back(files_.of(header));
    }
    llvm::sort(headers);
    sets_.push_back(std::move(*made));
    for (const UnitReads &reads : reads_)
      if (const auto read = groups[group].bytes.find(reads.unit);
          read != groups[group].bytes.end() &&
          static_cast<double>(bytes) >= LeastShare * static_cast<double>(read->second))
        choose(reads, sets_.size() - 1, headers);
  }
}

/// Lets a unit begin with a set, if it reads all of its headers.
void SharedHeaders::choose(const UnitReads &reads, size_t set,
                           const std::vector<unsigned> &headers) {
  std::vector<unsigned> files = reads.files;
  llvm::sort(files);
  if (std::includes(files.begin(), files.end(), headers.begin(), headers.end()))
    chosen_[reads.unit] = set;
}

const Precompiled *SharedHeaders::headersOf(size_t unit) const {
  const auto found = chosen_.find(unit);
  return found == chosen_.end() ? nullptr : &sets_[found->second];
}

} // namespace corolint::tool
