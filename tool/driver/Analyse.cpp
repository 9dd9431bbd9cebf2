#include "tool/driver/Analyse.h"
#include "tool/driver/Files.h"
#include "tool/driver/Fingerprint.h"
#include "tool/driver/Flags.h"
#include "tool/driver/IncludeScan.h"
#include <algorithm>
#include <tuple>

namespace corolint::tool {

/// Where a finding stands in a report, and what makes it one: the header that five units include has its finding once.
using Place = std::tuple<std::string, unsigned, unsigned, std::string, std::string>;
static Place placeOf(const Finding &finding) { return {finding.file, finding.line, finding.column, finding.check, finding.message}; }

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
  report.statistics.notAnalysed = static_cast<unsigned>(report.notAnalysed.size());
}

/// Joins the results of the units, in their order, into one report.
static Report join(const std::vector<CompileUnit> &units, std::vector<UnitResult> results) {
  Report report;
  std::map<Place, Finding> findings; // of several units' same finding, the first unit's
  for (size_t index = 0; index < units.size(); ++index) {
    UnitResult &result = results[index];
    count(result, report.statistics);
    if (!result.reason.empty())
      report.notAnalysed.push_back({displayPath(units[index].file), result.reason});
    for (Finding &finding : result.findings)
      findings.try_emplace(placeOf(finding), std::move(finding));
    report.contents.merge(result.contents);
    if (result.userSeconds > 0)
      report.statistics.timings.push_back({displayPath(units[index].file), result.userSeconds});
  }
  for (auto &[place, finding] : findings)
    report.findings.push_back(std::move(finding));
  addFingerprints(report.findings);
  std::sort(report.statistics.timings.begin(), report.statistics.timings.end(),
            [](const Timing &a, const Timing &b) { return std::tie(b.userSeconds, a.file) < std::tie(a.userSeconds, b.file); });
  report.statistics.files = static_cast<unsigned>(units.size());
  addNotAnalysed(report, {});
  return report;
}

Report analyse(const std::vector<CompileUnit> &units, const AnalyseOptions &options) {
  const auto start = std::chrono::steady_clock::now();
  WorkerPlan plan;
  plan.jobs = options.jobs;
  plan.timeout = options.timeout;
  plan.progress = options.progress;
  plan.nameOf = [&](unsigned index) { return displayPath(units[index].file); };
  std::unique_ptr<IncludeScan> scan; // made in each worker, by its first job
  plan.work = [&](unsigned index) {
    if (!scan && options.skipping == Skipping::WithoutCoroutines)
      scan = std::make_unique<IncludeScan>();
    return analyseUnit(units[index], {options.checks, scan.get(), options.bodies, options.snapshot});
  };
  WorkerOutcome outcome = runInWorkers(static_cast<unsigned>(units.size()), plan);
  Report report = join(units, std::move(outcome.results));
  report.signal = outcome.signal;
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
  return join({unit}, {analyseUnit(unit, {checks, nullptr, bodies})});
}

} // namespace corolint::tool
