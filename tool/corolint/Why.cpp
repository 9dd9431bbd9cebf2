// The verb why: why nothing is reported on a line.
#include "checks/All.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Questions.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/comparison/Baseline.h"
#include "tool/driver/configuration/Exclusions.h"
#include "tool/driver/units/Database.h"
#include "tool/output/Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <CLI/CLI.hpp>
#include <iostream>
#include <thread>

namespace corolint::tool {

namespace {

/// A line of a file.
struct Position {
  std::string file; ///< absolute
  unsigned line = 0;
};

/// Reads "FILE:LINE", with a column or not; answers the error, empty on success.
std::string readPlace(llvm::StringRef text, Position &place) {
  auto [file, number] = text.rsplit(':');
  if (const auto [before, lineToo] = file.rsplit(':'); !lineToo.empty() &&
                                                       llvm::to_integer(lineToo, place.line, 10) &&
                                                       !llvm::sys::fs::exists(file)) {
    file = before; // FILE:LINE:COLUMN, as editors and compilers write it
    number = lineToo;
  }
  if (!llvm::to_integer(number, place.line, 10) || place.line == 0 || file.empty())
    return "'" + text.str() + "' is no FILE:LINE";
  const std::optional<std::string> content =
      llvm::sys::fs::is_regular_file(file) ? readFile(file) : std::nullopt;
  if (!content)
    return "no such file: " + file.str();
  const auto lines = static_cast<unsigned>(llvm::count(*content, '\n') +
                                           (llvm::StringRef(*content).ends_with("\n") ? 0 : 1));
  if (place.line > lines)
    return file.str() + " has only " + std::to_string(lines) + " lines";
  place.file = absolutePath(file);
  return {};
}

/// The units that show the file: its own or, of a header, the first that reads it.
std::vector<CompileUnit> unitsFor(const Position &place, Selection selection,
                                  const AnalyseOptions &options, std::string &error) {
  selection.paths.clear();
  if (!selection.flags) {
    const Units all = findUnits(selection);
    std::vector<CompileUnit> own;
    for (const CompileUnit &unit : all.units)
      if (unit.file == place.file)
        own.push_back(unit);
    if (!own.empty())
      return own;
    const std::vector<std::vector<std::string>> files = filesOfEach(all.units, options);
    for (size_t index = 0; index < files.size(); ++index)
      if (llvm::is_contained(files[index], place.file))
        return {all.units[index]};
  }
  selection.paths = {place.file};
  Units found = findUnits(selection);
  for (const std::string &notice : found.notices)
    complain(notice);
  error = found.error;
  return std::move(found.units);
}

bool isOn(const Finding &finding, const Position &place) {
  return absolutePath(finding.file) == place.file && finding.line == place.line;
}

/// The answers, in the order in which they decide.
class Answer {
public:
  Answer(const Position &place, const std::vector<CompileUnit> &units, AnalyseOptions options)
      : place_(place), units_(units), options_(std::move(options)) {}

  void aboutFile(const std::string &baselineFile) {
    Report report = analyse(units_, options_);
    for (const NotAnalysed &file : report.notAnalysed)
      say("not fully analysed: " + file.reason);
    if (report.statistics.withoutCoroutines == units_.size())
      say("not parsed: none of its includes declares coroutines");
    if (report.statistics.notCpp20 == units_.size())
      say("not parsed: its flags ask for a language before C++20, which has no coroutines");
    if (!baselineFile.empty()) {
      Baseline baseline(baselineFile);
      for (const std::string &error : baseline.errors())
        complain(error);
      baseline.apply(report, "", [](const KnownFinding &) { return false; });
    }
    for (const Finding &finding : report.findings)
      if (isOn(finding, place_)) {
        say("reported: " + finding.message + " [" + finding.check + "]");
        told_.push_back(finding.check);
      }
    for (const Finding &finding : report.suppressed)
      if (isOn(finding, place_))
        aboutSuppressed(finding);
  }

  /// What checks that don't run here would say.
  void aboutChecksThatAreOff() {
    const std::vector<std::string> on = checksFor(place_.file, options_.checks);
    AnalyseOptions all = options_;
    all.checks += ",coro-*";
    for (const Finding &finding : analyse(units_, all).findings)
      if (isOn(finding, place_) && !llvm::is_contained(on, finding.check) &&
          !llvm::is_contained(told_, finding.check)) {
        const Check *check = findCheck(finding.check);
        say(finding.check + (check && !check->onByDefault ? " is opt-in" : " is turned off") +
            "; it would say: " + finding.message);
      }
  }

  void aboutCode() {
    std::vector<std::string> sentences;
    for (const CompileUnit &unit : units_)
      for (std::string &sentence : explainLine(unit, place_.file, place_.line))
        if (!llvm::is_contained(sentences, sentence))
          sentences.push_back(std::move(sentence));
    for (const std::string &sentence : sentences)
      say(sentence);
  }

  bool isEmpty() const { return !saidAnything_; }

private:
  void aboutSuppressed(const Finding &finding) {
    const std::string by =
        finding.suppressed.by == SuppressedBy::Baseline ? "the baseline" : "a NOLINT comment";
    const std::string &reason = finding.suppressed.reason;
    say("silenced by " + by + (reason.empty() ? "" : " (" + reason + ")") + ": " + finding.message +
        " [" + finding.check + "]");
    told_.push_back(finding.check);
  }

  void say(const std::string &sentence) {
    std::cout << "  " << printable(sentence) << "\n";
    saidAnything_ = true;
  }

  const Position &place_;
  const std::vector<CompileUnit> &units_;
  AnalyseOptions options_;
  std::vector<std::string> told_;
  bool saidAnything_ = false;
};

} // namespace

int runWhy(const Arguments &arguments) {
  CLI::App app("Say why nothing is reported on a line.", "corolint why");
  std::string where, baseline;
  Selection selection;
  AnalyseOptions options;
  options.jobs = std::max(1u, std::thread::hardware_concurrency());
  app.add_option("FILE:LINE", where, "the line in question")->required();
  app.add_option("-p", selection.buildDirectories,
                 "folder of a compile_commands.json; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--checks", options.checks,
                 "globs as clang-tidy takes them, appended to those of .clang-tidy");
  app.add_option("--baseline", baseline, "a baseline that may accept it");
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  if (arguments.hasFlags)
    selection.flags = arguments.flags;
  Position place;
  std::string error = readPlace(where, place);
  std::vector<CompileUnit> units;
  if (error.empty())
    units = unitsFor(place, selection, options, error);
  if (!error.empty()) {
    complain(error);
    return Failed;
  }
  std::cout << atLineStart(displayPath(place.file)) << ":" << place.line << "\n";
  Exclusions exclusions;
  if (exclusions.contains(place.file)) {
    std::cout << "  not analysed: .corolint.yaml excludes it\n";
    return Clean;
  }
  if (units.empty()) {
    std::cout << "  not analysed: no file of the compilation database is or includes it\n";
    return Clean;
  }
  Answer answer(place, units, options);
  answer.aboutFile(baseline);
  answer.aboutChecksThatAreOff();
  answer.aboutCode();
  if (answer.isEmpty())
    std::cout << "  nothing here is any check's business: no call, await or handler begins on this "
                 "line\n";
  return Clean;
}

} // namespace corolint::tool
