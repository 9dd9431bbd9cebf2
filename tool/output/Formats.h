// The table of output formats: to add one, write one file with one function, and one row here.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <string>

namespace corolint::tool {

/// Whether escape sequences colour the text.
enum class Colours { Off, On };

/// One format: its name in `--format` and `--output`, what it is for, and the function that prints
/// a report in it.
struct Format {
  const char *name;
  const char *purpose;
  std::string (*print)(const Report &report, Colours colours);
  /// Writes what the format's reader wants elsewhere, as the environment says; answers the error.
  /// Null for most.
  std::string (*writeBeside)(const Report &report) = nullptr;
};

llvm::ArrayRef<Format> allFormats();
/// "text, json, ...".
std::string formatNames();
/// The format of that name, or null.
const Format *findFormat(const std::string &name);

/// A report that printJson() printed, or why the text is none.
struct ReadReport {
  Report report;
  std::string error; ///< empty when it is one
};
ReadReport readJson(const std::string &text);

std::string printText(const Report &report, Colours colours);
std::string printJson(const Report &report, Colours colours);
std::string printJsonLines(const Report &report, Colours colours);
std::string printSarif(const Report &report, Colours colours);
std::string printGithub(const Report &report, Colours colours);
std::string printGitlab(const Report &report, Colours colours);
std::string printRdjsonl(const Report &report, Colours colours);
std::string printJunit(const Report &report, Colours colours);
std::string printCheckstyle(const Report &report, Colours colours);
std::string printHtml(const Report &report, Colours colours);

/// All findings as Markdown, for the summary of a GitHub workflow's step.
std::string githubSummary(const Report &report);
/// Appends that to `$GITHUB_STEP_SUMMARY`, where it is set.
std::string writeGithubSummary(const Report &report);

/// How many findings each check has; checks without any are not named.
std::map<std::string, unsigned> findingsPerCheck(const Report &report);

/// One line about the run for stderr: how many findings, how many files; empty when there is
/// nothing to say.
std::string summary(const Report &report);
/// The counts and the slowest files, for `--statistics`.
std::string printStatistics(const Report &report);

} // namespace corolint::tool
