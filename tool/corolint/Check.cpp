// The verb check: reads the arguments, lets the driver analyse, prints.
#include "tool/corolint/Outputs.h"
#include "tool/corolint/ProgressLine.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/Analyse.h"
#include "tool/driver/Baseline.h"
#include "tool/driver/Cache.h"
#include "tool/driver/Database.h"
#include "tool/driver/Exclusions.h"
#include "tool/driver/Files.h"
#include "tool/driver/Fixes.h"
#include "tool/driver/NewFrom.h"
#include "tool/driver/Shards.h"
#include "tool/output/Diff.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <set>
#include <thread>

namespace corolint::tool {

// Declared here and not by its header, which needs Clang's: see Configuration.h.
std::vector<std::string> errorsInChecks(llvm::StringRef checks);
std::vector<std::string> errorsInConfiguration(const std::vector<CompileUnit> &units);

namespace {

/// The flags of the verb, as given.
struct CheckFlags {
  Selection selection;
  std::string checks;
  OutputFlags output;
  std::string shard;
  bool fix = false;
  bool fixUnsafe = false;
  bool diff = false;
  unsigned timeout = 600;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  std::string progress = "auto";
  bool statistics = false;
  Since since;
  std::string mergeBase;
  std::string headerFiles = "all";
  std::string baseline;
  std::string writeBaseline;
  bool pruneBaseline = false;
  bool showSuppressed = false;
  bool noCache = false;
  std::string cacheFolder = defaultCacheFolder();
};

void declare(CLI::App &app, CheckFlags &flags) {
  app.add_option("PATH", flags.selection.paths, "files or folders; all of the compilation database where none is given");
  app.add_option("-p", flags.selection.buildDirectories, "folder of a compile_commands.json; may be repeated")->allow_extra_args(false);
  app.add_option("--checks", flags.checks, "globs as clang-tidy takes them, appended to those of .clang-tidy");
  CLI::Option *format = declare(app, flags.output);
  app.add_flag("--fix", flags.fix, "apply the safe fixes");
  app.add_flag("--fix-unsafe", flags.fixUnsafe, "apply also the fixes that need a review");
  app.add_flag("--diff", flags.diff, "print the fixes as a patch, write nothing")->excludes(format);
  const CLI::Validator isNamed([](const std::string &name) { return name.empty() ? std::string("it takes a revision") : std::string(); }, "REV");
  CLI::Option *newFrom = app.add_option("--new-from", flags.since.revision, "report only findings that this revision doesn't have")->check(isNamed);
  app.add_option("--new-from-merge-base", flags.mergeBase, "the same, from where HEAD and this revision parted")->check(isNamed)->excludes(newFrom);
  app.add_option("--header-files", flags.headerFiles, "with --new-from: of the files that include a changed header, analyse all or one")
      ->check(CLI::IsMember({"all", "one"}));
  CLI::Option *baseline = app.add_option("--baseline", flags.baseline, "leave out the findings that this file accepts; tell those that are there no more");
  app.add_option("--write-baseline", flags.writeBaseline, "accept all findings: write them to this file")->excludes(baseline)->excludes(newFrom);
  app.add_flag("--prune-baseline", flags.pruneBaseline, "take out of the baseline what is there no more")->needs(baseline);
  app.add_flag("--show-suppressed", flags.showSuppressed, "report also what NOLINT comments and the baseline silence, marked as such");
  app.add_option("--shard", flags.shard, "I/N: analyse the I-th of N parts; `corolint merge` joins their JSON reports");
  app.add_option("--timeout", flags.timeout, "seconds for one file (600)")->check(CLI::Range(1u, 1000000u));
  app.add_option("-j", flags.jobs, "files at a time (the number of cores)")->check(CLI::Range(1u, 1024u));
  app.add_option("--progress", flags.progress, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("--statistics", flags.statistics, "print counts, times and the slowest files to stderr");
  app.add_flag("--no-cache", flags.noCache, "use no results of earlier runs");
  app.add_option("--cache-dir", flags.cacheFolder, "where the results of earlier runs are kept (the user's cache folder)");
}

/// Whether the run is about all of the project.
bool isWhole(const CheckFlags &flags) { return flags.selection.paths.empty() && flags.shard.empty(); }

/// Takes the findings that were fixed out of the report, which is about what is left to do.
void removeFixed(Report &report, Fixing &fixing) {
  for (FilePatch &patch : fixing.patches)
    report.texts[patch.file] = std::move(patch.before);
  std::set<size_t> fixed;
  for (const FixedFinding &finding : fixing.fixed)
    fixed.insert(finding.finding);
  std::vector<Finding> left;
  for (size_t index = 0; index < report.findings.size(); ++index)
    if (!fixed.contains(index))
      left.push_back(std::move(report.findings[index]));
  report.findings = std::move(left);
}

/// Applies or prints fixes as the flags say; answers whether all went well.
bool fix(const CheckFlags &flags, Report &report) {
  const FixLevel level = flags.fixUnsafe ? FixLevel::Unsafe : FixLevel::Safe;
  Fixing fixing = prepareFixes(report.findings, level, report.contents);
  if (flags.diff) {
    for (const FilePatch &patch : fixing.patches)
      std::cout << unifiedDiff(patch);
  } else {
    writeFixes(fixing);
  }
  for (const std::string &error : fixing.errors)
    complain(error);
  if (fixing.overlapping)
    complain(std::to_string(fixing.overlapping) + " fixes overlap with others and were left out; run again");
  if (!flags.diff && !fixing.fixed.empty())
    complain("fixed " + std::to_string(fixing.fixed.size()) + (fixing.fixed.size() == 1 ? " finding" : " findings"));
  if (!flags.diff)
    removeFixed(report, fixing);
  return fixing.errors.empty();
}

/// Analyses, and leaves out what isn't new where only that is asked for; answers nothing where that can't be told.
std::optional<Report> analyseUnits(CheckFlags &flags, const std::vector<CompileUnit> &units) {
  ProgressLine line(flags.progress);
  AnalyseOptions options;
  options.checks = flags.checks;
  options.jobs = flags.jobs;
  options.timeout = std::chrono::seconds(flags.timeout);
  options.cacheFolder = flags.noCache ? "" : flags.cacheFolder;
  options.extent = isWhole(flags) ? Extent::Whole : Extent::Part;
  options.progress = [&](const Progress &progress) { line.show(progress); };
  flags.since.fromMergeBase = !flags.mergeBase.empty();
  if (flags.since.fromMergeBase)
    flags.since.revision = flags.mergeBase;
  if (flags.since.revision.empty())
    return analyse(units, options);
  flags.since.headers = flags.headerFiles == "one" ? HeaderFiles::One : HeaderFiles::All;
  NewFindings result = analyseNew(units, options, flags.since);
  for (const std::string &notice : result.notices)
    complain(notice);
  if (result.error.empty())
    return std::move(result.report);
  complain(result.error);
  return std::nullopt;
}

/// What a run would find if it were there: known findings beyond it are neither confirmed nor refuted.
class Coverage {
public:
  Coverage(const CheckFlags &flags, const std::vector<CompileUnit> &units, const Report &report) : checks_(flags.checks) {
    for (const CompileUnit &unit : units)
      files_.insert(displayPath(unit.file));
    for (const NotAnalysed &file : report.notAnalysed)
      files_.erase(file.file);
    isWhole_ = isWhole(flags) && report.notAnalysed.empty();
    isNone_ = !flags.since.revision.empty() || report.signal;
  }
  bool contains(const KnownFinding &finding) const {
    if (isNone_ || (!isWhole_ && !files_.contains(finding.file))) // a header's findings may come from any unit
      return false;
    return llvm::is_contained(checksFor(absolutePath(finding.file), checks_), finding.check);
  }

private:
  const std::string &checks_;
  std::set<std::string> files_;
  bool isWhole_;
  bool isNone_;
};

std::string today() {
  return llvm::formatv("{0:%Y-%m-%d}", llvm::sys::TimePoint<>(std::chrono::system_clock::now())).str();
}

std::string countedEntries(size_t count, const char *kind) {
  return std::to_string(count) + " " + kind + (count == 1 ? "entry" : "entries");
}

/// How many entries of a baseline are told one by one.
constexpr size_t EntriesInFull = 10;

/// Leaves out what the baseline accepts; answers whether it is one, and has nothing stale.
bool applyBaseline(const CheckFlags &flags, Baseline &baseline, const Coverage &coverage, Report &report) {
  const Compared compared = baseline.apply(report, today(), [&](const KnownFinding &finding) { return coverage.contains(finding); });
  for (const BaselineEntry &entry : compared.expired)
    complain(flags.baseline + ":" + std::to_string(entry.line) + ": accepted until " + entry.expires + " and reported again: " + entry.finding.check +
             " in " + entry.finding.file + (entry.owner.empty() ? "" : " (" + entry.owner + ")"));
  if (flags.pruneBaseline) {
    baseline.prune();
    const std::string error = baseline.write();
    complain(error.empty() ? flags.baseline + ": " + countedEntries(compared.stale.size(), "stale ") + " taken out, " + std::to_string(baseline.size()) + " left"
                           : flags.baseline + ": it can't be written: " + error);
    return error.empty();
  }
  for (size_t index = 0; index < compared.stale.size() && index < EntriesInFull; ++index) {
    const BaselineEntry &entry = compared.stale[index];
    complain(flags.baseline + ":" + std::to_string(entry.line) + ": there no more: " + entry.finding.check + " in " + entry.finding.file +
             (entry.finding.function.empty() ? "" : ", " + entry.finding.function));
  }
  if (compared.stale.empty())
    return true;
  complain(flags.baseline + ": " + countedEntries(compared.stale.size(), "stale ") + "; take out what is stale with `corolint check --baseline=" + flags.baseline +
           " --prune-baseline` and the other arguments as now");
  return false;
}

/// Accepts the findings; answers whether the file could be written.
bool writeBaseline(const CheckFlags &flags, Baseline &baseline, const Coverage &coverage, const Report &report) {
  baseline.accept(report, [&](const KnownFinding &finding) { return coverage.contains(finding); });
  const std::string error = baseline.write();
  complain(error.empty() ? flags.writeBaseline + ": " + countedEntries(baseline.size(), "") + " written" : flags.writeBaseline + ": it can't be written: " + error);
  return error.empty();
}

/// Takes the units that are excluded out; answers how many.
unsigned removeExcluded(std::vector<CompileUnit> &units, Exclusions &exclusions) {
  return static_cast<unsigned>(std::erase_if(units, [&](const CompileUnit &unit) { return exclusions.contains(unit.file); }));
}

/// Complains about each error; answers whether there was one.
bool complainAll(const std::vector<std::string> &errors) {
  for (const std::string &error : errors)
    complain(error);
  return !errors.empty();
}

} // namespace

int runCheck(const Arguments &arguments) {
  CLI::App app("Analyse C++20 coroutine code.\nCOMPILER FLAGS may follow behind `--`; no compilation database is read then.", "corolint check");
  CheckFlags flags;
  declare(app, flags);
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  if (arguments.hasFlags)
    flags.selection.flags = arguments.flags;
  if (flags.diff)
    flags.output.format.clear(); // stdout is the patch's
  const std::optional<Shard> shard = shardFrom(flags.shard);
  const std::string shardError = shard ? "" : "--shard=" + flags.shard + ": it takes I/N, as in 1/4";
  for (const std::string &error : {errorIn(flags.output), shardError})
    if (!error.empty()) {
      complain(error);
      return Failed;
    }
  if (complainAll(errorsInChecks(flags.checks)))
    return Failed;
  Units found = findUnits(flags.selection);
  for (const std::string &notice : found.notices)
    complain(notice);
  if (found.error.empty() && found.units.empty() && found.unusable.empty())
    found.error = "there is no C++ file to analyse";
  if (!found.error.empty()) {
    complain(found.error);
    return Failed;
  }
  std::optional<Baseline> baseline;
  if (const std::string &file = flags.baseline.empty() ? flags.writeBaseline : flags.baseline; !file.empty())
    baseline.emplace(file);
  if (!flags.baseline.empty() && !llvm::sys::fs::exists(flags.baseline)) {
    complain(flags.baseline + ": there is no such baseline; `--write-baseline=" + flags.baseline + "` writes it");
    return Failed;
  }
  if (baseline && complainAll(baseline->errors()))
    return Failed;
  keepShard(found.units, *shard);
  Exclusions exclusions;
  const unsigned excluded = removeExcluded(found.units, exclusions);
  if (complainAll(exclusions.errors()) || complainAll(errorsInConfiguration(found.units)))
    return Failed;

  std::optional<Report> analysed = analyseUnits(flags, found.units);
  if (!analysed)
    return Failed;
  Report &report = *analysed;
  report.statistics.excluded = excluded;
  for (std::vector<Finding> *findings : {&report.findings, &report.suppressed})
    std::erase_if(*findings, [&](const Finding &finding) { return exclusions.contains(absolutePath(finding.file)); }); // in headers
  addNotAnalysed(report, found.unusable);
  bool isDone = true;
  bool isBaselineCurrent = true;
  const Coverage coverage(flags, found.units, report);
  if (!flags.baseline.empty())
    isBaselineCurrent = applyBaseline(flags, *baseline, coverage, report);
  if (!flags.writeBaseline.empty())
    return !report.signal && writeBaseline(flags, *baseline, coverage, report) ? Clean : Failed;
  if (flags.fix || flags.fixUnsafe || flags.diff) {
    if (report.signal)
      complain("interrupted: nothing is fixed");
    else
      isDone &= fix(flags, report);
  }
  if (!flags.showSuppressed)
    report.suppressed.clear();
  isDone &= print(flags.output, report);
  if (flags.statistics)
    std::cerr << printStatistics(report);
  if (const std::string line = summary(report); !line.empty())
    complain(line);
  if (report.signal) {
    complain("interrupted: the findings are those of the files analysed so far");
    return 128 + report.signal;
  }
  if (!isDone)
    return Failed;
  const int exit = exitCode(flags.output, report);
  return exit == Findings || isBaselineCurrent ? exit : static_cast<int>(Failed);
}

} // namespace corolint::tool
