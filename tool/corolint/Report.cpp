// The verbs report and merge: print reports that were made before.
#include "tool/corolint/CheckFlags.h"
#include "tool/corolint/Outputs.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Shards.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/comparison/Reports.h"
#include "llvm/ADT/STLExtras.h"
#include <CLI/CLI.hpp>
#include <optional>

namespace corolint::tool {

/// The longest text that is taken for a report.
static constexpr size_t MostBytes = size_t(256) << 20;

/// Reads one JSON report; complains where the file holds none.
static std::optional<Report> readReport(const std::string &path) {
  const std::optional<std::string> text =
      readAtMost(path == "-" ? "/dev/stdin" : path, MostBytes + 1);
  ReadReport read;
  if (!text)
    read.error = "it can't be read";
  else if (text->size() > MostBytes)
    read.error = "it is longer than 256 MB, which no report is";
  else
    read = readJson(*text);
  if (read.error.empty())
    return std::move(read.report);
  complain(path + ": " + read.error);
  return std::nullopt;
}

/// Whether reports are looked at as the parts of one run.
enum class Parts { AsTheyAre, OfOneRun };

/// Complains about the first one that can't be read, and answers nothing.
static std::optional<std::vector<Report>> readReports(const std::vector<std::string> &paths) {
  std::vector<Report> reports;
  for (const std::string &path : paths) {
    std::optional<Report> report = readReport(path);
    if (!report)
      return std::nullopt;
    reports.push_back(std::move(*report));
  }
  return reports;
}

static int printAll(const OutputFlags &flags, const Report &report) {
  const bool isWritten = print(flags, report);
  if (const std::string line = summary(report); !line.empty())
    complain(line);
  return isWritten ? exitCode(flags, report) : static_cast<int>(Failed);
}

static int printJoined(const OutputFlags &flags, const std::vector<std::string> &paths,
                       Parts parts) {
  if (const std::string error = errorIn(flags); !error.empty()) {
    complain(error);
    return Failed;
  }
  std::optional<std::vector<Report>> reports = readReports(paths);
  if (!reports)
    return Failed;
  const std::vector<NotAnalysed> odd =
      parts == Parts::OfOneRun ? oddParts(*reports) : std::vector<NotAnalysed>();
  Report report = mergeReports(std::move(*reports));
  if (parts == Parts::OfOneRun)
    report.part.reset();
  addNotAnalysed(report, odd);
  return printAll(flags, report);
}

/// Prints what is new in a report; the formats that can also tell what is gone.
static int printCompared(const OutputFlags &flags, const std::string &before,
                         const std::string &after) {
  if (const std::string error = errorIn(flags); !error.empty()) {
    complain(error);
    return Failed;
  }
  std::optional<std::vector<Report>> reports = readReports({before, after});
  if (!reports)
    return Failed;
  Report report = std::move((*reports)[1]);
  compare(report, std::move((*reports)[0]));
  report.comparison->before = before;
  report.comparison->after = after;
  return printAll(flags, report);
}

int runReport(const Arguments &arguments) {
  CLI::App app("Print a report of `corolint check --format=json` in another format.",
               "corolint report");
  std::string path, before;
  OutputFlags flags;
  app.add_option("REPORT", path, "the JSON report; - for stdin")->required();
  app.add_option("--compare", before,
                 "an earlier JSON report: only what REPORT has beyond it is reported, and HTML, "
                 "JSON and the summary also tell what is fixed and what stayed");
  declare(app, flags);
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  return before.empty() ? printJoined(flags, {path}, Parts::AsTheyAre)
                        : printCompared(flags, before, path);
}

/// Judges the program that the reports are about as one, by the results that they brought along:
/// analysed again is only what is judged otherwise with what other parts say, has changed, or is in
/// no report.
static int checkJoined(CheckFlags &flags, const std::vector<std::string> &paths) {
  const std::optional<std::vector<Report>> reports = readReports(paths);
  if (!reports)
    return Failed;
  CarriedResults carried;
  for (size_t index = 0; index < reports->size(); ++index) {
    std::optional<CarriedResults> part = unpack((*reports)[index].carried);
    if (part)
      carried.merge(*part);
    else
      complain(paths[index] + ": it brings no results of a shard along; its files are analysed");
  }
  return check(flags, &carried);
}

int runMerge(const Arguments &arguments) {
  CLI::App app(
      "Join the JSON reports of several runs, such as those of `corolint check "
      "--shard=I/N`, made in the same folder. With -p, what one part says of its functions "
      "counts in the others, too, as if one machine had analysed everything.",
      "corolint merge");
  std::vector<std::string> paths;
  app.add_option("REPORT", paths, "the JSON reports")->required();
  const bool isJudged = arguments.described || llvm::any_of(arguments.own, [](llvm::StringRef own) {
                          return own.starts_with("-p");
                        });
  if (isJudged) {
    CheckFlags flags;
    declare(app, flags);
    const std::optional<int> exit = parse(app, arguments);
    return exit ? *exit : checkJoined(flags, paths);
  }
  OutputFlags flags;
  declare(app, flags);
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  return printJoined(flags, paths, Parts::OfOneRun);
}

} // namespace corolint::tool
