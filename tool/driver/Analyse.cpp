#include "tool/driver/Analyse.h"
#include "tool/driver/Cache.h"
#include "tool/driver/Files.h"
#include "tool/driver/Fingerprint.h"
#include "tool/driver/Flags.h"
#include "tool/driver/IncludeScan.h"
#include "tool/driver/Nolint.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <set>
#include <tuple>

namespace corolint::tool {

static void count(const UnitResult &result, Statistics &statistics) {
  switch (result.outcome) {
  case Outcome::Analysed:
    ++statistics.analysed;
    break;
  case Outcome::NoCoroutines:
    ++statistics.withoutCoroutines;
    break;
  case Outcome::NotCpp20:
    ++statistics.notCpp20;
    break;
  case Outcome::Lost:
    break;
  }
}

void addNotAnalysed(Report &report, const std::vector<NotAnalysed> &files) {
  report.notAnalysed.insert(report.notAnalysed.end(), files.begin(), files.end());
  std::sort(report.notAnalysed.begin(), report.notAnalysed.end(),
            [](const auto &a, const auto &b) { return std::tie(a.file, a.reason) < std::tie(b.file, b.reason); });
  const auto isSame = [](const auto &a, const auto &b) { return a.file == b.file && a.reason == b.reason; };
  report.notAnalysed.erase(std::unique(report.notAnalysed.begin(), report.notAnalysed.end(), isSame), report.notAnalysed.end());
  report.statistics.notAnalysed = static_cast<unsigned>(report.notAnalysed.size());
}

/// Gives what comments silenced the words that stand there, and adds what is wrong with the comments.
static void judgeComments(const std::vector<CompileUnit> &units, const std::vector<UnitResult> &results, const AnalyseOptions &options, FindingsByPlace &findings, Report &report) {
  std::set<std::string> files, covered;
  bool isComplete = options.extent == Extent::Whole;
  for (size_t index = 0; index < units.size(); ++index) {
    const UnitResult &result = results[index];
    files.insert(result.nolintFiles.begin(), result.nolintFiles.end());
    if (result.reason.empty())
      covered.insert(displayPath(units[index].file));
    else
      isComplete = false;
  }
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(options.snapshot);
  for (const std::string &file : files) {
    const std::string path = absolutePath(file);
    const auto buffer = disk->getBufferForFile(path);
    if (!buffer)
      continue;
    const std::string text = (*buffer)->getBuffer().str();
    const std::vector<NolintComment> comments = nolintComments(text);
    for (Finding &finding : report.suppressed)
      if (finding.file == file)
        finding.suppressed.reason = reasonFor(comments, finding.check, finding.line);
    const NolintRules rules = nolintRules(path, options.checks);
    if (!rules.isOn)
      continue;
    const std::vector<std::string> checks = checksFor(path, options.checks);
    const NolintContext context{file, text, report.suppressed, {checks.begin(), checks.end()}, isComplete || covered.contains(file), rules.needsReason};
    for (Finding &finding : judgeNolint(context))
      addOnce(findings, std::move(finding));
  }
}

/// Joins the results of the units, in their order, into one report.
static Report join(const std::vector<CompileUnit> &units, std::vector<UnitResult> results, const AnalyseOptions &options) {
  Report report;
  FindingsByPlace findings, suppressed;
  for (size_t index = 0; index < units.size(); ++index) {
    UnitResult &result = results[index];
    count(result, report.statistics);
    report.statistics.cached += result.isCached;
    if (!result.reason.empty())
      report.notAnalysed.push_back({displayPath(units[index].file), result.reason});
    for (Finding &finding : result.findings)
      addOnce(findings, std::move(finding));
    for (Finding &finding : result.suppressed)
      addOnce(suppressed, std::move(finding));
    report.contents.merge(result.contents);
    report.checks.merge(result.checks);
    if (result.userSeconds > 0)
      report.statistics.timings.push_back({displayPath(units[index].file), result.userSeconds});
  }
  report.suppressed = inOrder(std::move(suppressed));
  judgeComments(units, results, options, findings, report);
  report.findings = inOrder(std::move(findings));
  addFingerprints(report.findings);
  addFingerprints(report.suppressed);
  std::sort(report.statistics.timings.begin(), report.statistics.timings.end(),
            [](const Timing &a, const Timing &b) { return std::tie(b.userSeconds, a.file) < std::tie(a.userSeconds, b.file); });
  report.statistics.files = static_cast<unsigned>(units.size());
  addNotAnalysed(report, {});
  return report;
}

std::vector<std::vector<std::string>> filesOfEach(const std::vector<CompileUnit> &units, const AnalyseOptions &options) {
  WorkerPlan plan;
  plan.jobs = options.jobs;
  plan.timeout = options.timeout;
  plan.nameOf = [&](unsigned index) { return displayPath(units[index].file); };
  std::unique_ptr<IncludeScan> scan; // made in each worker, by its first job
  plan.work = [&](unsigned index) {
    if (!scan)
      scan = std::make_unique<IncludeScan>();
    UnitResult result;
    result.reads = filesOf(units[index], *scan);
    return result;
  };
  std::vector<std::vector<std::string>> files;
  for (UnitResult &result : runInWorkers(static_cast<unsigned>(units.size()), plan).results)
    files.push_back(std::move(result.reads));
  return files;
}

Report analyse(const std::vector<CompileUnit> &units, const AnalyseOptions &options) {
  const auto start = std::chrono::steady_clock::now();
  WorkerPlan plan;
  plan.jobs = options.jobs;
  plan.timeout = options.timeout;
  plan.progress = options.progress;
  plan.nameOf = [&](unsigned index) { return displayPath(units[index].file); };
  std::unique_ptr<IncludeScan> scan; // made in each worker, by its first job, as what the cache remembers is each worker's own
  Cache cache(options.cacheFolder, options.snapshot);
  plan.work = [&](unsigned index) {
    if (std::optional<UnitResult> earlier = cache.find(units[index], options.checks))
      return std::move(*earlier);
    if (!scan && options.skipping == Skipping::WithoutCoroutines)
      scan = std::make_unique<IncludeScan>();
    UnitResult result = analyseUnit(units[index], {options.checks, scan.get(), options.bodies, options.snapshot});
    cache.store(units[index], options.checks, result);
    result.reads.clear();
    return result;
  };
  WorkerOutcome outcome = runInWorkers(static_cast<unsigned>(units.size()), plan);
  Report report = join(units, std::move(outcome.results), options);
  report.signal = outcome.signal;
  pruneCache(options.cacheFolder);
  report.statistics.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

Report analyseInProcess(const std::string &path, const std::vector<std::string> &flags, const std::string &checks, Bodies bodies) {
  CompileUnit unit;
  unit.file = absolutePath(path);
  unit.directory = absolutePath(".");
  unit.command = {"clang++"};
  unit.command.insert(unit.command.end(), flags.begin(), flags.end());
  unit.command.push_back(unit.file);
  repairFlags(unit);
  AnalyseOptions options;
  options.checks = checks;
  return join({unit}, {analyseUnit(unit, {checks, nullptr, bodies})}, options);
}

} // namespace corolint::tool
