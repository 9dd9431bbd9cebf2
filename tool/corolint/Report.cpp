// The verbs report and merge: print reports that were made before.
#include "tool/corolint/Outputs.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Shards.h"
#include "tool/driver/base/Files.h"
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

static int printJoined(const OutputFlags &flags, const std::vector<std::string> &paths,
                       Parts parts) {
  if (const std::string error = errorIn(flags); !error.empty()) {
    complain(error);
    return Failed;
  }
  std::vector<Report> reports;
  for (const std::string &path : paths) {
    std::optional<Report> report = readReport(path);
    if (!report)
      return Failed;
    reports.push_back(std::move(*report));
  }
  const std::vector<NotAnalysed> odd =
      parts == Parts::OfOneRun ? oddParts(reports) : std::vector<NotAnalysed>();
  Report report = mergeReports(std::move(reports));
  if (parts == Parts::OfOneRun)
    report.part.reset();
  addNotAnalysed(report, odd);
  const bool isWritten = print(flags, report);
  if (const std::string line = summary(report); !line.empty())
    complain(line);
  return isWritten ? exitCode(flags, report) : static_cast<int>(Failed);
}

int runReport(const Arguments &arguments) {
  CLI::App app("Print a report of `corolint check --format=json` in another format.",
               "corolint report");
  std::string path;
  OutputFlags flags;
  app.add_option("REPORT", path, "the JSON report; - for stdin")->required();
  declare(app, flags);
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  return printJoined(flags, {path}, Parts::AsTheyAre);
}

int runMerge(const Arguments &arguments) {
  CLI::App app("Join the JSON reports of several runs, such as those of `corolint check "
               "--shard=I/N`, made in the same folder.",
               "corolint merge");
  std::vector<std::string> paths;
  OutputFlags flags;
  app.add_option("REPORT", paths, "the JSON reports")->required();
  declare(app, flags);
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  return printJoined(flags, paths, Parts::OfOneRun);
}

} // namespace corolint::tool
