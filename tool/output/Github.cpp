// Annotations of a GitHub workflow run, and the summary of its step.
#include "tool/output/Formats.h"
#include "tool/output/Places.h"
#include "tool/output/Terminal.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cstdlib>

namespace corolint::tool {

namespace {

/// GitHub shows this many annotations of each kind for a step, and drops the rest without a word.
constexpr unsigned AnnotationsPerKind = 10;

/// The most that a step may write into its summary is 1 MiB; this leaves room for other tools of
/// the same step.
constexpr size_t SummaryBytes = 900 * 1024;

const char *kindOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    return "notice";
  }
  return "";
}

/// Text as a workflow command's value takes it; a property also escapes what separates properties.
enum class Place { Property, Message };
std::string escaped(llvm::StringRef text, Place part) {
  std::string result;
  for (const char32_t character : charactersOf(text))
    if (character == '%')
      result += "%25";
    else if (character == '\r')
      result += "%0D";
    else if (character == '\n')
      result += "%0A";
    else if (character == ':' && part == Place::Property)
      result += "%3A";
    else if (character == ',' && part == Place::Property)
      result += "%2C";
    else
      result += printable(utf8Of(llvm::ArrayRef(character)));
  return result;
}

/// The worst first, otherwise in the report's order.
std::vector<const Finding *> worstFirst(const Report &report) {
  std::vector<const Finding *> findings;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
    for (const Finding &finding : report.findings)
      if (finding.severity == severity)
        findings.push_back(&finding);
  return findings;
}

class GithubPrinter {
public:
  explicit GithubPrinter(const Report &report)
      : report_(report), places_(report, ColumnUnit::CodePoints) {}

  std::string print() {
    for (const Finding *finding : worstFirst(report_)) {
      if (finding->severity < Severity::Error)
        tellNotAnalysed();
      add(*finding);
    }
    tellNotAnalysed();
    return out_;
  }

private:
  void add(const Finding &finding) {
    if (++count_[static_cast<int>(finding.severity)] > AnnotationsPerKind) {
      // More than GitHub shows: it stands in the log, and in the summary.
      out_ += atLineStart(places_.path(finding.file)) + ":" + std::to_string(finding.line) + ": " +
              toString(finding.severity).str() + ": " + printable(finding.message) + " [" +
              printable(finding.check) + "]\n";
      return;
    }
    const Region region = places_.region(finding);
    out_ += std::string("::") + kindOf(finding.severity) +
            " file=" + escaped(places_.path(finding.file), Place::Property) +
            ",line=" + std::to_string(region.startLine) +
            ",endLine=" + std::to_string(region.endLine);
    if (region.startLine ==
        region.endLine) // GitHub takes columns only then, and its end is the last one marked
      out_ += ",col=" + std::to_string(region.startColumn) +
              ",endColumn=" + std::to_string(std::max(region.startColumn, region.endColumn - 1));
    const std::string text = finding.message + "\n" + stepsAndFixes(finding, places_);
    out_ += ",title=" + escaped(finding.check, Place::Property) +
            "::" + escaped(llvm::StringRef(text).rtrim(), Place::Message) + "\n";
  }

  /// One annotation for all files, behind the errors and before lesser findings, whose limit it
  /// counts towards.
  void tellNotAnalysed() {
    if (isTold_ || report_.notAnalysed.empty())
      return;
    isTold_ = true;
    ++count_[static_cast<int>(Severity::Warning)];
    std::string text;
    for (const NotAnalysed &file : report_.notAnalysed)
      text += places_.path(file.file) + ": not fully analysed: " + file.reason + "\n";
    const std::string &first = places_.path(report_.notAnalysed.front().file);
    out_ += "::warning file=" + escaped(first, Place::Property) +
            ",title=not fully analysed::" + escaped(llvm::StringRef(text).rtrim(), Place::Message) +
            "\n";
  }

  const Report &report_;
  Places places_;
  unsigned count_[3] = {};
  bool isTold_ = false;
  std::string out_;
};

/// Text in a cell of a Markdown table, where nothing in it is markup.
std::string cell(llvm::StringRef text) {
  std::string result;
  for (const char c : validUtf8(text))
    if (llvm::StringRef("\\`*_{}[]<>#|!&~").contains(c))
      result += std::string("\\") + c;
    else
      result += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return result;
}

} // namespace

std::string printGithub(const Report &report, Colours) { return GithubPrinter(report).print(); }

std::string githubSummary(const Report &report) {
  Places places(report, ColumnUnit::CodePoints);
  const std::string line = summary(report);
  std::string text = "### corolint: " + (line.empty() ? "no findings" : line) + "\n\n";
  std::vector<const Finding *> findings = worstFirst(report);
  if (!findings.empty())
    text += "| severity | place | finding | check |\n|---|---|---|---|\n";
  size_t shown = 0;
  for (const Finding *finding : findings) {
    if (text.size() > SummaryBytes)
      break;
    ++shown;
    text += "| " + toString(finding->severity).str() + " | " + cell(places.path(finding->file)) +
            ":" + std::to_string(finding->line) + " | " + cell(finding->message) + " | " +
            cell(finding->check) + " |\n";
  }
  if (shown < findings.size())
    text += "\n" + std::to_string(findings.size() - shown) + " more don't fit in here.\n";
  for (const NotAnalysed &file : report.notAnalysed)
    if (text.size() <= SummaryBytes)
      text += "\n* not fully analysed: " + cell(places.path(file.file)) + ": " + cell(file.reason) +
              "\n";
  return text;
}

std::string writeGithubSummary(const Report &report) {
  const char *path = std::getenv("GITHUB_STEP_SUMMARY");
  if (!path || !*path)
    return {};
  std::error_code error;
  llvm::raw_fd_ostream stream(path, error,
                              llvm::sys::fs::OF_Append); // other tools of the step write there, too
  if (!error)
    stream << githubSummary(report);
  return error ? std::string(path) + ": it can't be written: " + error.message() : "";
}

} // namespace corolint::tool
