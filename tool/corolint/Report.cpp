// The verbs report and merge: print reports that were made before.
#include "tool/corolint/Outputs.h"
#include "tool/corolint/Verbs.h"
#include "tool/driver/Files.h"
#include "tool/driver/Shards.h"
#include <CLI/CLI.hpp>
#include <optional>

namespace corolint::tool {

/// Reads one JSON report; complains where the file holds none.
static std::optional<Report> readReport(const std::string &path) {
  const std::optional<std::string> text = readFile(path == "-" ? "/dev/stdin" : path);
  ReadReport read;
  if (text)
    read = readJson(*text);
  else
    read.error = "it can't be read";
  if (read.error.empty())
    return std::move(read.report);
  complain(path + ": " + read.error);
  return std::nullopt;
}

static int printJoined(const OutputFlags &flags, const std::vector<std::string> &paths) {
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
  const Report report = mergeReports(std::move(reports));
  const bool isWritten = print(flags, report);
  if (const std::string line = summary(report); !line.empty())
    complain(line);
  return isWritten ? exitCode(flags, report) : static_cast<int>(Failed);
}

int runReport(const Arguments &arguments) {
  CLI::App app("Print a report of `corolint check --format=json` in another format.", "corolint report");
  std::string path;
  OutputFlags flags;
  app.add_option("REPORT", path, "the JSON report; - for stdin")->required();
  declare(app, flags);
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  return printJoined(flags, {path});
}

int runMerge(const Arguments &arguments) {
  CLI::App app("Join the JSON reports of several runs, such as those of `corolint check --shard=I/N`, made in the same folder.", "corolint merge");
  std::vector<std::string> paths;
  OutputFlags flags;
  app.add_option("REPORT", paths, "the JSON reports")->required();
  declare(app, flags);
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  return printJoined(flags, paths);
}

} // namespace corolint::tool
