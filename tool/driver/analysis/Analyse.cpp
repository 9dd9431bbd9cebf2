#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Cache.h"
#include "tool/driver/analysis/CrossFile.h"
#include "tool/driver/analysis/KnownProgram.h"
#include "tool/driver/analysis/Practice.h"
#include "tool/driver/analysis/SharedHeaders.h"
#include "tool/driver/analysis/UnitFiles.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Fingerprint.h"
#include "tool/driver/base/Heartbeat.h"
#include "tool/driver/configuration/Nolint.h"
#include "tool/driver/units/Flags.h"
#include "tool/driver/units/IncludeScan.h"
#include "tool/driver/units/SourceFiles.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace corolint::tool {

static void count(const JudgedUnit &result, Statistics &statistics) {
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
  std::sort(report.notAnalysed.begin(), report.notAnalysed.end(), [](const auto &a, const auto &b) {
    return std::tie(a.file, a.reason) < std::tie(b.file, b.reason);
  });
  const auto isSame = [](const auto &a, const auto &b) {
    return a.file == b.file && a.reason == b.reason;
  };
  report.notAnalysed.erase(
      std::unique(report.notAnalysed.begin(), report.notAnalysed.end(), isSame),
      report.notAnalysed.end());
  report.statistics.notAnalysed = static_cast<unsigned>(report.notAnalysed.size());
}

/// The files with comments, and those of them of which all was seen.
struct Commented {
  std::set<std::string> files;
  std::set<std::string> covered;
  bool isComplete = true;
};

static Commented commentedFiles(const std::vector<CompileUnit> &units,
                                const std::vector<JudgedUnit> &results) {
  Commented commented;
  for (size_t index = 0; index < units.size(); ++index) {
    const JudgedUnit &result = results[index];
    commented.files.insert(result.nolintFiles.begin(), result.nolintFiles.end());
    if (result.reason.empty())
      commented.covered.insert(displayPath(units[index].file));
    else
      commented.isComplete = false;
  }
  return commented;
}

/// Gives what comments silenced the words that stand there, and adds what is wrong with the
/// comments.
static void judgeComments(const Commented &commented, const AnalyseOptions &options,
                          FindingsByPlace &findings, Report &report) {
  std::map<llvm::StringRef, std::vector<Finding *>> suppressed;
  for (Finding &finding : report.suppressed)
    suppressed[finding.file].push_back(&finding);
  const bool isComplete = options.extent == Extent::Whole && commented.isComplete;
  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(options.snapshot);
  for (const std::string &file : commented.files) {
    const std::string path = absolutePath(file);
    const auto buffer = disk->getBufferForFile(path);
    if (!buffer)
      continue;
    const std::string text = (*buffer)->getBuffer().str();
    const NolintReasons reasons(text);
    for (Finding *finding : suppressed[file])
      finding->suppressed.reason = reasons.of(finding->check, finding->line);
    const NolintRules rules = nolintRules(path, options.checks);
    if (!rules.isOn)
      continue;
    const std::vector<std::string> checks = checksFor(path, options.checks);
    const std::vector<const Finding *> here(suppressed[file].begin(), suppressed[file].end());
    const NolintContext context{file,
                                text,
                                here,
                                {checks.begin(), checks.end()},
                                isComplete || commented.covered.contains(file),
                                rules.needsReason};
    for (Finding &finding : judgeNolint(context))
      addOnce(findings, std::move(finding));
  }
}

/// Gives each file of a result the one name that it has in the report.
static void useFirstNames(JudgedUnit &result, FirstNames &names) {
  for (std::vector<Finding> *list : {&result.findings, &result.suppressed})
    for (Finding &finding : *list) {
      finding.file = names.of(finding.file);
      for (Step &step : finding.steps)
        step.file = names.of(step.file);
      for (Fix &fix : finding.fixes)
        for (Edit &edit : fix.edits)
          edit.file = names.of(edit.file);
    }
  for (std::string &file : result.nolintFiles)
    file = names.of(file);
  result.inventory =
      renamed(result.inventory, [&](const std::string &file) { return names.of(file); });
  std::map<std::string, std::uint64_t> contents;
  for (const auto &[file, hash] : result.contents)
    contents[names.of(file)] = hash;
  result.contents = std::move(contents);
}

/// Leaves out what a unit says of files that it isn't analysed for.
static void keepOnly(const std::set<std::string> &wanted, JudgedUnit &result) {
  if (wanted.empty())
    return;
  const auto isOther = [&](const std::string &file) {
    return !wanted.contains(absolutePath(file));
  };
  for (std::vector<Finding> *list : {&result.findings, &result.suppressed})
    std::erase_if(*list, [&](const Finding &finding) { return isOther(finding.file); });
  std::erase_if(result.nolintFiles, isOther);
  std::erase_if(result.inventory.coroutines,
                [&](const auto &kind) { return isOther(kind.first.file); });
  std::erase_if(result.inventory.starts,
                [&](const auto &kind) { return isOther(kind.first.file); });
}

/// Joins the results of the units, in their order, into one report.
static Report join(const std::vector<CompileUnit> &units, std::vector<JudgedUnit> results,
                   const AnalyseOptions &options) {
  Report report;
  FindingsByPlace findings, suppressed;
  // What one part does may be what the others don't: only who sees the whole can tell.
  const bool isWhole = options.extent == Extent::Whole && !options.isSelection;
  const bool joins = options.across != Across::Nothing;
  const Practice practice(joins && isWhole ? results : std::vector<JudgedUnit>());
  KnownPrograms known(joins && !isWhole ? options.cacheFolder : "");
  FirstNames names;
  for (const CompileUnit &unit : units) {
    names.of(displayPath(unit.file));
    for (const std::string &file : unit.only)
      names.of(displayPath(file));
  }
  for (size_t index = 0; index < units.size(); ++index) {
    JudgedUnit &result = results[index];
    useFirstNames(result, names);
    keepOnly(units[index].only, result);
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
    add(report.inventory, result.inventory);
    for (const auto &[stage, seconds] : result.stages)
      report.statistics.stages[stage] += seconds;
    if (result.userSeconds > 0)
      report.statistics.timings.push_back({displayPath(units[index].file), result.userSeconds});
  }
  report.suppressed = inOrder(std::move(suppressed));
  judgeComments(commentedFiles(units, results), options, findings, report);
  report.findings = inOrder(std::move(findings));
  for (std::vector<Finding> *list : {&report.findings, &report.suppressed}) {
    practice.lower(*list, [&](const Finding &finding, std::uint64_t subject) {
      const std::shared_ptr<Program> program = known.of(absolutePath(finding.file));
      return program && program->isPractice(subject);
    });
    std::erase_if(*list,
                  [&](const Finding &finding) { return finding.confidence < options.confidence; });
  }
  for (const Finding &finding : report.suppressed) {
    SilencedCount &silenced = report.inventory.silenced[finding.file];
    ++(finding.suppressed.reason.empty() ? silenced.withoutReason : silenced.withReason);
  }
  addFingerprints(report.findings);
  addFingerprints(report.suppressed);
  std::sort(report.statistics.timings.begin(), report.statistics.timings.end(),
            [](const Timing &a, const Timing &b) {
              return std::tie(b.userSeconds, a.file) < std::tie(a.userSeconds, b.file);
            });
  report.statistics.files = static_cast<unsigned>(units.size());
  addNotAnalysed(report, {});
  return report;
}

/// The same, and shows all the while that it goes on.
static Report joinWatched(const std::vector<CompileUnit> &units, std::vector<JudgedUnit> results,
                          const AnalyseOptions &options,
                          std::chrono::steady_clock::time_point start) {
  const auto count = static_cast<unsigned>(units.size());
  std::optional<Heartbeat> heartbeat;
  if (options.progress)
    heartbeat.emplace(std::chrono::seconds(1), [&] {
      options.progress({count, count, std::chrono::steady_clock::now() - start, {}});
    });
  return join(units, std::move(results), options);
}

std::vector<std::vector<std::string>> filesOfEach(const std::vector<CompileUnit> &units,
                                                  const AnalyseOptions &options) {
  WorkerPlan plan;
  plan.jobs = options.jobs;
  plan.timeout = options.timeout;
  plan.progress = options.progress;
  plan.nameOf = [&](unsigned index) { return displayPath(units[index].file); };
  std::unique_ptr<IncludeScan> scan; // made in each worker, by its first job
  plan.work = [&](unsigned index) {
    if (!scan)
      scan = std::make_unique<IncludeScan>();
    JudgedUnit result;
    result.reads = filesOf(units[index], *scan).files;
    return result;
  };
  std::vector<std::vector<std::string>> files;
  for (JudgedUnit &result : runInWorkers(static_cast<unsigned>(units.size()), plan).results)
    files.push_back(std::move(result.reads));
  return files;
}

namespace {

/// One analysis of units: of each by itself, and where what others say of their functions makes a
/// difference, of some of them again.
class Analysis {
public:
  Analysis(const std::vector<CompileUnit> &units, const AnalyseOptions &options)
      : units_(units), options_(options),
        cache_(options.cacheFolder, options.snapshot, options.carried),
        program_(options.across == Across::Files ? Joins::All : Joins::InHeaders),
        twins_(canBeJudgedAgain() ? options.twinMemory : std::uint64_t(0)) {}

  Report run() {
    judgeEach();
    if (options_.across != Across::Nothing && signal_ == 0)
      judgeTogether();
    if (options_.extent == Extent::Whole && options_.across != Across::Nothing && signal_ == 0 &&
        !options_.snapshot && !options_.isSelection)
      keepProgram(options_.cacheFolder, units_, program_, Practice(results_).practices());
    std::string carried = options_.carries ? pack(resultsToCarry()) : "";
    Report report = joinWatched(units_, std::move(results_), options_, start_);
    report.signal = signal_;
    report.carried = std::move(carried);
    if (options_.counted)
      options_.counted({program_.size(), read_.size(), recalled_, judgedAgain_, parsedAgain_,
                        shared_ ? shared_->sets() : 0, sharing_, refutations_});
    return report;
  }

  const CrossFile &program() const { return program_; }

private:
  using Work = std::function<JudgedUnit(size_t)>;

  WorkerPlan workerPlan() const {
    WorkerPlan plan;
    plan.jobs = options_.jobs;
    plan.timeout = options_.timeout;
    return plan;
  }

  /// Does the work for these units in workers.
  std::vector<JudgedUnit> runAll(const std::vector<CompileUnit> &units,
                                 const std::vector<size_t> &indices, const Work &work) {
    WorkerPlan plan = workerPlan();
    plan.progress = options_.progress;
    plan.nameOf = [&](unsigned job) { return displayPath(units[indices[job]].file); };
    plan.work = [&](unsigned job) {
      JudgedUnit result = work(indices[job]);
      result.reads.clear();
      return result;
    };
    WorkerOutcome outcome = runInWorkers(static_cast<unsigned>(indices.size()), plan);
    signal_ = outcome.signal;
    return std::move(outcome.results);
  }

  static std::vector<size_t> indicesOf(const std::vector<CompileUnit> &units) {
    std::vector<size_t> all(units.size());
    std::iota(all.begin(), all.end(), size_t(0));
    return all;
  }

  EngineOptions engineOptions(Purpose purpose) const {
    EngineOptions engine{options_.checks, nullptr, options_.bodies, options_.snapshot};
    engine.purpose = purpose;
    engine.joins = program_.joins();
    engine.isTimed = options_.isTimed;
    return engine;
  }

  /// What tells results for another purpose apart in the cache.
  std::string asked(Purpose purpose) const {
    return options_.checks + '\0' + std::to_string(static_cast<int>(purpose)) +
           (options_.bodies == Bodies::All ? "b" : "") +
           (purpose == Purpose::Program && program_.joins() == Joins::InHeaders ? "h" : "");
  }

  Purpose purpose() const {
    return options_.across == Across::Nothing ? Purpose::Alone : Purpose::Program;
  }

  /// Each unit by itself; where they include the same headers of others, those are compiled first.
  void judgeEach() {
    std::vector<size_t> open = indicesOf(units_);
    if (options_.preambles == Preambles::Shared && !options_.snapshot &&
        options_.bodies == Bodies::Needed && units_.size() > 2) {
      shared_.emplace(units_, engineOptions(purpose()));
      results_ = shared_->lookUp(
          [this](size_t index) { return cache_.find(units_[index], asked(purpose())); },
          waitingPlan());
      std::erase_if(open, [this](size_t index) {
        return index < results_.size() && results_[index].isCached;
      });
      if (shared_->signal() == 0)
        shared_->compile(open, waitingPlan());
      signal_ = shared_->signal();
    }
    results_.resize(units_.size());
    if (signal_ != 0) {
      for (const size_t index : open) {
        results_[index] = {};
        results_[index].outcome = Outcome::Lost;
        results_[index].reason = "the run was interrupted";
      }
      return;
    }
    std::vector<JudgedUnit> judged =
        runAll(units_, open, [this](size_t index) { return judge(index); });
    for (size_t job = 0; job < open.size(); ++job) {
      sharing_ += judged[job].sharesHeaders;
      if (!judged[job].refuted.empty())
        refutations_.push_back(displayPath(units_[open[job]].file) + ": " + judged[job].refuted);
      results_[open[job]] = std::move(judged[job]);
    }
    if (options_.isTimed && shared_ && shared_->sets() > 0)
      results_[open.front()].stages["precompile"] += shared_->userSeconds();
  }

  /// For work before the first file is done.
  WorkerPlan waitingPlan() const {
    WorkerPlan plan = workerPlan();
    if (options_.progress)
      plan.progress = [this](const Progress &progress) {
        options_.progress({0, static_cast<unsigned>(units_.size()), progress.elapsed, {}});
      };
    return plan;
  }

  /// In a worker: the unit without what others say, or as an earlier run judged it.
  JudgedUnit judge(size_t index) {
    if (!shared_)
      if (std::optional<JudgedUnit> earlier = cache_.find(units_[index], asked(purpose())))
        return std::move(*earlier);
    // Made in each worker, by its first job, as what the cache remembers is each worker's own.
    if (!scan_ && options_.skipping == Skipping::WithoutCoroutines)
      scan_ = std::make_unique<IncludeScan>();
    EngineOptions engine = engineOptions(purpose());
    engine.scan = scan_.get();
    engine.headers = shared_ ? shared_->headersOf(index) : nullptr;
    if (refuted_[engine.headers] >= MostRefuted)
      engine.headers = nullptr;
    Twin twin(twins_, index, options_.timeout);
    engine.twin = canBeJudgedAgain() ? &twin : nullptr;
    JudgedUnit result = analyseUnit(units_[index], engine);
    if (twin.isTwin())
      twin.answer(result);
    if (result.asked.empty())
      twin.dismiss();
    refuted_[engine.headers] += engine.headers && !result.sharesHeaders;
    cache_.store(units_[index], asked(purpose()), result);
    return result;
  }

  /// Whether there is anybody whose facts could make a difference.
  bool canBeJudgedAgain() const {
    return options_.across != Across::Nothing && units_.size() + options_.neighbours.size() > 1;
  }

  /// In a worker: the unit with what others say.
  JudgedUnit judgeAgain(size_t index, const StatedFacts &program) {
    std::optional<JudgedUnit> result = twins_.ask(index, program);
    const bool isParsed = result.has_value();
    if (!result) {
      EngineOptions engine = engineOptions(Purpose::Program);
      engine.program = &program_;
      engine.headers = shared_ ? shared_->headersOf(index) : nullptr;
      result = analyseUnit(units_[index], engine);
    }
    // They depend on nothing outside of the unit.
    result->facts = results_[index].facts;
    result->inventory = results_[index].inventory;
    cache_.store(units_[index], asked(Purpose::Program), *result);
    result->stayedParsed = isParsed;
    return std::move(*result);
  }

  /// In a worker: what a unit says that has no coroutine.
  JudgedUnit readFacts(size_t index) {
    if (std::optional<JudgedUnit> earlier = cache_.find(units_[index], asked(Purpose::Facts)))
      return std::move(*earlier);
    JudgedUnit result = analyseUnit(units_[index], engineOptions(Purpose::Facts));
    cache_.store(units_[index], asked(Purpose::Facts), result);
    return result;
  }

  /// In a worker: what an earlier run knows of a unit that isn't analysed now, if it is unchanged.
  JudgedUnit recall(const CompileUnit &unit) {
    JudgedUnit known;
    for (const Purpose purpose : {Purpose::Program, Purpose::Facts})
      if (std::optional<JudgedUnit> earlier = cache_.find(unit, asked(purpose));
          earlier && known.facts.empty())
        known.facts = std::move(earlier->facts);
    return known;
  }

  void judgeTogether() {
    std::set<Question> asked;
    for (const JudgedUnit &result : results_) {
      program_.add(result.facts);
      for (const auto &[question, digest] : result.asked)
        asked.insert(question);
    }
    if (asked.empty()) {
      program_.resolve(told());
      return;
    }
    if (!options_.neighbours.empty() && !options_.cacheFolder.empty())
      for (const JudgedUnit &known :
           runAll(options_.neighbours, indicesOf(options_.neighbours),
                  [this](size_t index) { return recall(options_.neighbours[index]); })) {
        program_.add(known.facts);
        recalled_ += !known.facts.empty();
      }
    if (options_.across == Across::Files)
      readSkipped(asked);
    program_.resolve(told());
    std::vector<size_t> again;
    for (size_t index = 0; index < results_.size(); ++index)
      if (isJudgedOtherwise(results_[index]))
        again.push_back(index);
    if (again.empty() || signal_ != 0)
      return;
    judgedAgain_ = again.size();
    const StatedFacts program = program_.resolved();
    std::vector<JudgedUnit> judged =
        runAll(units_, again, [&](size_t index) { return judgeAgain(index, program); });
    for (size_t job = 0; job < again.size(); ++job) {
      JudgedUnit &result = results_[again[job]];
      parsedAgain_ += !judged[job].stayedParsed;
      judged[job].userSeconds += result.userSeconds;
      for (const auto &[stage, seconds] : result.stages)
        judged[job].stages[stage] += seconds;
      result = std::move(judged[job]);
    }
  }

  /// Whether all files of the program were analysed, or are known by an earlier run.
  Told told() const {
    const bool isAll = options_.extent == Extent::Whole ||
                       (!options_.neighbours.empty() && recalled_ == options_.neighbours.size());
    const bool isLost = llvm::any_of(
        results_, [](const JudgedUnit &result) { return result.outcome == Outcome::Lost; });
    return isAll && !isLost ? Told::Wholly : Told::InPart;
  }

  /// What the cache keeps of the units, and of those that were read for their facts.
  CarriedResults resultsToCarry() {
    CarriedResults results;
    for (const CompileUnit &unit : units_)
      for (const Purpose purpose : {Purpose::Program, Purpose::Facts})
        cache_.carry(unit, asked(purpose), results);
    return results;
  }

  bool isJudgedOtherwise(const JudgedUnit &result) const {
    return llvm::any_of(result.asked, [&](const auto &entry) {
      return program_.digest(entry.first) != entry.second;
    });
  }

  /// Units without coroutines were skipped; those that seem to define what was asked about are
  /// parsed now, call by call, for what they say.
  void readSkipped(const std::set<Question> &asked) {
    std::optional<std::map<std::string, std::vector<size_t>>> defining;
    for (std::set<Question> open = program_.missing(asked); signal_ == 0 && !open.empty();
         open = program_.missing(open)) {
      if (!defining)
        defining = definitionsOfSkipped();
      std::set<size_t> wanted;
      for (const Question &question : open) {
        const std::string name = nameIn(question.function);
        // Whoever overrides it has another class.
        const llvm::StringRef method = llvm::StringRef(name).rsplit(':').second;
        const auto found = defining->find(
            question.parameter == WhicheverRuns && !method.empty() ? method.str() : name);
        if (found != defining->end())
          wanted.insert(found->second.begin(), found->second.end());
      }
      std::erase_if(wanted, [&](size_t index) { return !read_.insert(index).second; });
      if (wanted.empty())
        return;
      for (const JudgedUnit &result : runAll(units_, {wanted.begin(), wanted.end()},
                                             [this](size_t index) { return readFacts(index); }))
        program_.add(result.facts);
    }
  }

  std::map<std::string, std::vector<size_t>> definitionsOfSkipped() const {
    std::map<std::string, std::vector<size_t>> defining;
    const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = fileSystemOf(options_.snapshot);
    for (size_t index = 0; index < results_.size(); ++index) {
      if (results_[index].outcome != Outcome::NoCoroutines)
        continue;
      if (const auto buffer = disk->getBufferForFile(units_[index].file))
        for (const std::string &name : definedIn((*buffer)->getBuffer()))
          defining[name].push_back(index);
    }
    return defining;
  }

  const std::vector<CompileUnit> &units_;
  const AnalyseOptions &options_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  Cache cache_;
  std::unique_ptr<IncludeScan> scan_;
  std::optional<SharedHeaders> shared_;
  std::vector<JudgedUnit> results_;
  CrossFile program_;
  std::set<size_t> read_; ///< the skipped units that were parsed for their facts
  int signal_ = 0;
  size_t recalled_ = 0;
  size_t judgedAgain_ = 0;
  size_t parsedAgain_ = 0;
  /// How many units may begin in vain with a set of headers: each is parsed twice.
  static constexpr unsigned MostRefuted = 4;
  std::map<const Precompiled *, unsigned> refuted_; ///< each worker's own
  std::vector<std::string> refutations_;
  size_t sharing_ = 0; ///< units that began with headers that were compiled before
  Twins twins_;
};

} // namespace

Report analyse(const std::vector<CompileUnit> &units, const AnalyseOptions &options) {
  const auto start = std::chrono::steady_clock::now();
  Report report = Analysis(units, options).run();
  pruneCache(options.cacheFolder);
  report.statistics.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

std::vector<std::string> factsOf(llvm::StringRef function, const std::vector<CompileUnit> &units,
                                 const AnalyseOptions &options) {
  Analysis analysis(units, options);
  analysis.run();
  return analysis.program().describe(function);
}

Report analyseInProcess(const std::string &path, const std::vector<std::string> &flags,
                        const std::string &checks, Bodies bodies, Confidence confidence) {
  CompileUnit unit;
  unit.file = absolutePath(path);
  unit.directory = absolutePath(".");
  unit.command = {"clang++"};
  unit.command.insert(unit.command.end(), flags.begin(), flags.end());
  unit.command.push_back(unit.file);
  repairFlags(unit);
  AnalyseOptions options;
  options.checks = checks;
  options.confidence = confidence;
  return join({unit}, {analyseUnit(unit, {checks, nullptr, bodies})}, options);
}

} // namespace corolint::tool
