#include "tool/corolint/AcceptedFindings.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FormatVariadic.h"

namespace corolint::tool {

/// How many entries of a baseline are told one by one.
static constexpr size_t EntriesInFull = 10;

Coverage::Coverage(const CheckFlags &flags, const std::vector<CompileUnit> &units,
                   const Report &report)
    : checks_(flags.checks) {
  for (const CompileUnit &unit : units)
    if (unit.only.empty())
      files_.insert(displayPath(unit.file));
  for (const NotAnalysed &file : report.notAnalysed)
    files_.erase(file.file);
  isWhole_ = isWhole(flags) && report.notAnalysed.empty();
  isNone_ = !flags.since.revision.empty() || report.signal;
}

bool Coverage::contains(const KnownFinding &finding) const {
  if (isNone_ ||
      (!isWhole_ && !files_.contains(finding.file))) // a header's findings may come from any unit
    return false;
  return llvm::is_contained(checksFor(absolutePath(finding.file), checks_), finding.check);
}

static std::string today() {
  return llvm::formatv("{0:%Y-%m-%d}", llvm::sys::TimePoint<>(std::chrono::system_clock::now()))
      .str();
}

static std::string countedEntries(size_t count, const char *kind) {
  return std::to_string(count) + " " + kind + (count == 1 ? "entry" : "entries");
}

Compared leaveOutAccepted(Baseline &baseline, const Coverage &coverage, Report &report) {
  return baseline.apply(report, today(),
                        [&](const KnownFinding &finding) { return coverage.contains(finding); });
}

static bool prune(const CheckFlags &flags, Baseline &baseline, size_t stale) {
  baseline.prune();
  const std::string error = baseline.write();
  complain(error.empty() ? flags.baseline + ": " + countedEntries(stale, "stale ") +
                               " taken out, " + std::to_string(baseline.size()) + " left"
                         : flags.baseline + ": it can't be written: " + error);
  return error.empty();
}

bool tellStale(const CheckFlags &flags, Baseline &baseline, const Compared &compared) {
  for (const BaselineEntry &entry : compared.expired)
    complain(flags.baseline + ":" + std::to_string(entry.line) + ": accepted until " +
             entry.expires + " and reported again: " + entry.finding.check + " in " +
             entry.finding.file + (entry.owner.empty() ? "" : " (" + entry.owner + ")"));
  if (flags.pruneBaseline)
    return prune(flags, baseline, compared.stale.size());
  for (size_t index = 0; index < compared.stale.size() && index < EntriesInFull; ++index) {
    const BaselineEntry &entry = compared.stale[index];
    complain(flags.baseline + ":" + std::to_string(entry.line) +
             ": there no more: " + entry.finding.check + " in " + entry.finding.file +
             (entry.finding.function.empty() ? "" : ", " + entry.finding.function));
  }
  if (compared.stale.empty())
    return true;
  complain(flags.baseline + ": " + countedEntries(compared.stale.size(), "stale ") +
           "; take out what is stale with `corolint check --baseline=" + flags.baseline +
           " --prune-baseline` and the other arguments as now");
  return false;
}

bool writeBaseline(const CheckFlags &flags, Baseline &baseline, const Coverage &coverage,
                   const Report &report) {
  baseline.accept(report, [&](const KnownFinding &finding) { return coverage.contains(finding); });
  const std::string error = baseline.write();
  complain(error.empty()
               ? flags.writeBaseline + ": " + countedEntries(baseline.size(), "") + " written"
               : flags.writeBaseline + ": it can't be written: " + error);
  return error.empty();
}

} // namespace corolint::tool
