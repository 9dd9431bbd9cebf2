// The verb check: reads the arguments, lets the driver analyse, prints.
#include "tool/corolint/AcceptedFindings.h"
#include "tool/corolint/CheckFlags.h"
#include "tool/corolint/ProgressLine.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/HeaderUnits.h"
#include "tool/driver/analysis/Shards.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/configuration/Exclusions.h"
#include "tool/driver/configuration/Nolint.h"
#include "tool/driver/edits/Fixes.h"
#include "tool/output/Diff.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <CLI/CLI.hpp>
#include <iostream>
#include <set>

namespace corolint::tool {

// Declared here and not by its header, which needs Clang's: see Configuration.h.
std::vector<std::string> errorsInChecks(llvm::StringRef checks);
std::vector<std::string> errorsInConfiguration(const std::vector<CompileUnit> &units);
std::vector<std::string> passedOverInConfiguration(const std::vector<CompileUnit> &units);

namespace {

/// What the source on stdin is called, and the longest that is taken for one.
constexpr const char *StdinName = "stdin.cpp";
constexpr size_t MostSourceBytes = size_t(256) << 20;

/// Complains about each; answers whether there was one.
bool complainAll(const std::vector<std::string> &errors) {
  for (const std::string &error : errors)
    complain(error);
  return !errors.empty();
}

/// What is wrong with the flags, before anything is looked at.
std::vector<std::string> errorsInFlags(const CheckFlags &flags) {
  std::vector<std::string> errors = errorsInChecks(flags.checks);
  if (const std::string error = errorIn(flags.output); !error.empty())
    errors.push_back(error);
  if (!shardFrom(flags.shard))
    errors.push_back("--shard=" + flags.shard + ": it takes I/N, as in 1/4");
  if (!flags.baseline.empty() && !llvm::sys::fs::exists(flags.baseline))
    errors.push_back(flags.baseline + ": there is no such baseline; `--write-baseline=" +
                     flags.baseline + "` writes it");
  if (const std::string error =
          flags.writeBaseline.empty() ? "" : errorInOutputPath(flags.writeBaseline);
      !error.empty())
    errors.push_back("--write-baseline=" + flags.writeBaseline + ": " + error);
  return errors;
}

/// Whether all checks are off for each of the files.
bool runsNothing(const std::vector<CompileUnit> &units, const std::string &checks) {
  std::set<llvm::StringRef> folders;
  return llvm::all_of(units, [&](const CompileUnit &unit) {
    return !folders.insert(llvm::sys::path::parent_path(unit.file)).second ||
           (checksFor(unit.file, checks).empty() && !nolintRules(unit.file, checks).isOn);
  });
}

/// One run, from the files that it is about to its exit code.
class CheckRun {
public:
  CheckRun(CheckFlags &flags, const CarriedResults *carried) : flags_(flags), carried_(carried) {}

  int run() {
    if (!prepare())
      return Failed;
    std::optional<Report> analysed = examine();
    if (!analysed)
      return Failed;
    Report &report = *analysed;
    if (!flags_.writeBaseline.empty())
      return !report.signal &&
                     writeBaseline(flags_, *baseline_, Coverage(flags_, units_, report), report)
                 ? Clean
                 : Failed;
    const bool isFixed = fixAsAsked(report);
    const bool isCurrent = flags_.baseline.empty() || tellStale(flags_, *baseline_, compared_);
    const bool isPrinted = printAll(report);
    if (report.signal) {
      complain("interrupted: the findings are those of the files analysed so far");
      return 128 + report.signal;
    }
    if (!isFixed || !isPrinted)
      return Failed;
    const int exit = exitCode(flags_.output, report);
    return exit == Findings || isCurrent ? exit : static_cast<int>(Failed);
  }

private:
  /// Finds the units; answers whether there is something to do, and can be done.
  bool prepare() {
    if (complainAll(errorsInFlags(flags_)) || !find() || !readBaseline())
      return false;
    const Shard shard = *shardFrom(flags_.shard);
    if (!flags_.shard.empty())
      part_ = Part{shard.index, shard.count, wholeOf(units_, flags_.checks)};
    const std::vector<CompileUnit> whole = units_;
    keepShard(units_, shard);
    findNeighbours(whole);
    isWhole_ = isWhole(flags_) || namesAll();
    excluded_ = static_cast<unsigned>(std::erase_if(
        units_, [&](const CompileUnit &unit) { return exclusions_.contains(unit.file); }));
    complainAll(passedOverInConfiguration(units_));
    if (complainAll(exclusions_.errors()) || complainAll(errorsInConfiguration(units_)))
      return false;
    prepareCache();
    return hasChecks();
  }

  /// The source on stdin, as a file that only this run has.
  bool readStdin() {
    std::optional<std::string> text = readAtMost("/dev/stdin", MostSourceBytes);
    if (!text || text->size() == MostSourceBytes) {
      complain("the source on stdin can't be read");
      return false;
    }
    units_.push_back(unitOf(StdinName, flags_.selection));
    stdin_ = std::move(*text);
    given_[units_.back().file] = stdin_;
    return true;
  }

  /// Large folders and databases take their time.
  Units findWatched() {
    const Beat beat(flags_.progress, "looking for the files to analyse");
    return findUnits(flags_.selection);
  }

  /// Has headers analysed through files that include them; answers what is to be said of it.
  std::vector<std::string> replaceHeaders() {
    ProgressLine line(flags_.progress);
    AnalyseOptions options = optionsOf(flags_);
    options.progress = [&](const Progress &progress) { line.show(progress); };
    return throughIncluders(units_, flags_.selection, options);
  }

  bool find() {
    if (flags_.selection.paths == std::vector<std::string>{"-"})
      return readStdin();
    Units found = findWatched();
    if (!flags_.isQuiet)
      complainAll(found.notices);
    if (found.error.empty() && found.units.empty() && found.unusable.empty())
      found.error = "there is no C++ file to analyse";
    if (!found.error.empty()) {
      complain(found.error);
      return false;
    }
    units_ = std::move(found.units);
    unusable_ = std::move(found.unusable);
    const std::vector<std::string> notices = replaceHeaders();
    if (!flags_.isQuiet)
      complainAll(notices);
    return true;
  }

  /// The units of the project that aren't analysed now.
  void findNeighbours(const std::vector<CompileUnit> &whole) {
    if (isWhole(flags_) || !flags_.crossFile.value_or(false) || flags_.selection.flags ||
        !stdin_.empty() || !flags_.since.revision.empty())
      return;
    Selection all = flags_.selection;
    all.paths.clear();
    std::set<llvm::StringRef> own;
    for (const CompileUnit &unit : units_)
      own.insert(unit.file);
    for (const CompileUnit &unit : flags_.selection.paths.empty() ? whole : findUnits(all).units)
      if (!own.contains(unit.file))
        neighbours_.push_back(unit);
  }

  /// Whether the paths name all that the databases have, as a folder may.
  bool namesAll() const {
    if (flags_.selection.paths.empty() || units_.size() < 2 || !flags_.shard.empty() ||
        flags_.selection.flags || !flags_.since.revision.empty())
      return false;
    Selection all = flags_.selection;
    all.paths.clear();
    const Units found = findUnits(all);
    std::set<llvm::StringRef> own;
    for (const CompileUnit &unit : units_)
      own.insert(unit.file);
    return found.error.empty() && found.unusable.empty() && !found.units.empty() &&
           llvm::all_of(found.units,
                        [&](const CompileUnit &unit) { return own.contains(unit.file); });
  }

  bool readBaseline() {
    const std::string &file = flags_.baseline.empty() ? flags_.writeBaseline : flags_.baseline;
    if (!file.empty())
      baseline_.emplace(file);
    return !baseline_ || !complainAll(baseline_->errors());
  }

  bool hasChecks() const {
    if (units_.empty() || !runsNothing(units_, flags_.checks))
      return true;
    if (flags_.checks.empty()) {
      complain("no check runs: .clang-tidy turns all of them off");
      return true;
    }
    complain("--checks=" + flags_.checks + " leaves no check that runs");
    return false;
  }

  /// Results are cached where that is possible; where it was asked for and isn't, that is told.
  void prepareCache() {
    if (!flags_.noCache && flags_.isCacheFolderAskedFor)
      if (const std::string error = errorInCacheFolder(flags_.cacheFolder); !error.empty()) {
        complain("--cache-dir=" + flags_.cacheFolder + ": no results can be kept there: " + error);
        flags_.noCache = true;
      }
    carries_ = part_ && isWanted(flags_.output, "json");
    if (!carries_ || (!flags_.noCache && errorInCacheFolder(flags_.cacheFolder).empty()))
      return;
    // What a report takes along is kept until it is written.
    ownCache_.emplace("corolint-shard");
    flags_.cacheFolder = ownCache_->path();
    flags_.noCache = false;
  }

  /// Analyses, leaves out what isn't new where only that is asked for, what is excluded, and what
  /// the baseline accepts; nothing where it can't be told what is new.
  std::optional<Report> examine() {
    std::optional<Report> report = analyseUnits();
    if (!report)
      return std::nullopt;
    report->statistics.excluded = excluded_;
    report->part = part_;
    if (!given_.empty())
      report->texts[StdinName] = stdin_;
    for (std::vector<Finding> *findings : {&report->findings, &report->suppressed})
      std::erase_if(*findings, [&](const Finding &finding) {
        return exclusions_.contains(absolutePath(finding.file));
      }); // in headers
    addNotAnalysed(*report, unusable_);
    if (!flags_.baseline.empty())
      compared_ = leaveOutAccepted(*baseline_, Coverage(flags_, units_, *report), *report);
    return report;
  }

  std::optional<Report> analyseUnits() {
    ProgressLine line(flags_.progress);
    AnalyseOptions options = optionsOf(flags_);
    options.progress = [&](const Progress &progress) { line.show(progress); };
    options.snapshot = given_.empty() ? nullptr : &given_;
    options.neighbours = neighbours_;
    options.extent = isWhole_ ? Extent::Whole : Extent::Part;
    options.carries = carries_;
    options.isSelection = part_.has_value() || !flags_.since.revision.empty();
    options.carried = carried_;
    options.counted = [&](const CrossFileCounts &counts) { counts_ = counts; };
    if (flags_.since.revision.empty())
      return analyse(units_, options);
    NewFindings result = analyseNew(units_, options, flags_.since);
    complainAll(result.notices);
    if (result.error.empty())
      return std::move(result.report);
    complain(result.error);
    return std::nullopt;
  }

  /// Applies or prints fixes as the flags say, and looks again at what was changed: the report is
  /// about what is left. Answers whether all went well.
  bool fixAsAsked(Report &report) {
    if (!flags_.fix && !flags_.fixUnsafe && !flags_.diff)
      return true;
    if (report.signal) {
      complain("interrupted: nothing is fixed");
      return true;
    }
    const FixLevel level = flags_.fixUnsafe ? FixLevel::Unsafe : FixLevel::Safe;
    Fixing fixing = prepareFixes(report.findings, level, report.contents);
    if (flags_.diff)
      for (const FilePatch &patch : fixing.patches)
        std::cout << unifiedDiff(patch);
    else
      writeFixes(fixing);
    complainAll(fixing.errors);
    if (fixing.overlapping)
      complain(std::to_string(fixing.overlapping) +
               " fixes overlap with others and were left out; run again");
    if (flags_.diff || fixing.fixed.empty())
      return fixing.errors.empty();
    complain("fixed " + std::to_string(fixing.fixed.size()) +
             (fixing.fixed.size() == 1 ? " finding" : " findings"));
    if (std::optional<Report> again = examine())
      report = std::move(*again);
    return fixing.errors.empty();
  }

  bool printAll(Report &report) {
    const Beat beat(flags_.progress, "writing the report");
    if (!flags_.showSuppressed)
      report.suppressed.clear();
    const bool isPrinted = print(flags_.output, report);
    if (flags_.statistics)
      std::cerr << printStatistics(report);
    if (flags_.statistics && flags_.crossFile.value_or(true))
      std::cerr << "  facts across files: " << counts_.facts << "; " << counts_.read
                << " files without coroutines parsed for them, " << counts_.recalled
                << " known from earlier runs, " << counts_.judgedAgain << " files judged again, "
                << counts_.parsedAgain << " of them parsed again\n";
    if (flags_.statistics && counts_.headerSets > 0)
      std::cerr << "  headers of others compiled once: " << counts_.headerSets
                << (counts_.headerSets == 1 ? " set, with which " : " sets, with which ")
                << counts_.sharing << (counts_.sharing == 1 ? " file begins\n" : " files begin\n");
    if (flags_.statistics)
      for (const std::string &file : counts_.refuted)
        std::cerr << "    read by itself: " << printable(file) << "\n";
    if (const std::string line = summary(report); !line.empty() && !flags_.isQuiet)
      complain(line);
    return isPrinted;
  }

  CheckFlags &flags_;
  const CarriedResults *carried_;
  bool carries_ = false;
  std::optional<TemporaryFolder> ownCache_;
  std::vector<CompileUnit> units_;
  bool isWhole_ = false;                ///< all of the program is analysed
  std::vector<CompileUnit> neighbours_; ///< the rest of the project
  std::vector<NotAnalysed> unusable_;
  std::optional<Part> part_;
  std::optional<Baseline> baseline_;
  Compared compared_;
  Exclusions exclusions_;
  unsigned excluded_ = 0;
  CrossFileCounts counts_;
  std::string stdin_; ///< the source that is no file
  Snapshot given_;    ///< the same under its name
};

} // namespace

int check(CheckFlags &flags, const CarriedResults *carried) {
  if (flags.diff)
    flags.output.format.clear(); // stdout is the patch's
  flags.since.fromMergeBase = !flags.mergeBase.empty();
  if (flags.since.fromMergeBase)
    flags.since.revision = flags.mergeBase;
  flags.since.headers = flags.headerFiles == "one" ? HeaderFiles::One : HeaderFiles::All;
  return CheckRun(flags, carried).run();
}

int runCheck(const Arguments &arguments) {
  CLI::App app("Analyse C++20 coroutine code.\nCOMPILER FLAGS may follow behind `--`; no "
               "compilation database is read then.",
               "corolint check");
  CheckFlags flags;
  app.add_option("PATH", flags.selection.paths,
                 "files or folders, or - for a source on stdin; all of the compilation database "
                 "where none is given");
  declare(app, flags);
  app.add_option("--shard", flags.shard,
                 "I/N: analyse the I-th of N parts; `corolint merge` joins their JSON reports");
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  if (arguments.hasFlags)
    flags.selection.flags = arguments.flags;
  return check(flags, nullptr);
}

} // namespace corolint::tool
