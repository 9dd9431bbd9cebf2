#include "tool/clangd/Includers.h"
#include "tool/clangd/Address.h"
#include "tool/clangd/Documentation.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/SourceText.h"
#include "tool/output/Formats.h"
#include "llvm/ADT/StringExtras.h"
#include <array>
#include <cstdio>
#include <thread>

namespace corolint::clangd {

/// A word for the shell.
static std::string shellQuoted(const std::string &text) {
  std::string result = "'";
  for (const char c : text)
    result += c == '\'' ? "'\\''" : std::string(1, c);
  return result + "'";
}

/// What `corolint check` says of the files; empty where it can't be run.
static std::string reportOn(const std::vector<std::string> &files) {
  std::string command = "exec nice -n 10 " + shellQuoted(tool::besideProgram("corolint")) +
                        " check --format=json --progress=never --timeout=60 -j 1";
  for (const std::string &file : files)
    command += " " + shellQuoted(file);
  std::FILE *pipe = ::popen((command + " 2>/dev/null </dev/null").c_str(), "re");
  if (!pipe)
    return {};
  std::string output;
  std::array<char, 4096> buffer;
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), size);
  ::pclose(pipe);
  return output;
}

/// A place of a report as the protocol says it.
static Json positionOf(const std::string &text, unsigned line, unsigned column, Columns columns) {
  const llvm::StringRef before = tool::lineOf(text, line).take_front(column - 1);
  return {{"line", line - 1}, {"character", columnBehind(before, columns)}};
}

static std::string capitalised(std::string text) {
  if (!text.empty())
    text.front() = llvm::toUpper(text.front());
  return text;
}

static Json diagnosticOf(const tool::Finding &finding, const std::string &text, Columns columns) {
  Json steps = Json::array();
  for (const tool::Step &step : finding.steps) {
    const std::string path = tool::absolutePath(step.file);
    const std::optional<std::string> there = tool::readFile(path);
    const Json at = positionOf(there ? *there : "", step.line, step.column, columns);
    steps.push_back(
        {{"location", {{"uri", addressOfFile(path)}, {"range", {{"start", at}, {"end", at}}}}},
         {"message", capitalised(step.message)}});
  }
  Json diagnostic = {{"range",
                      {{"start", positionOf(text, finding.line, finding.column, columns)},
                       {"end", positionOf(text, finding.endLine, finding.endColumn, columns)}}},
                     {"severity", finding.severity == Severity::Error     ? Error
                                  : finding.severity == Severity::Warning ? Warning
                                                                          : Information},
                     {"source", "corolint"},
                     {"code", finding.check},
                     {"message", capitalised(finding.message)},
                     {"relatedInformation", steps}};
  if (const std::string page = pageOf(finding.check); !page.empty())
    diagnostic["codeDescription"] = {{"href", page}};
  return diagnostic;
}

void Includers::look(Look what) {
  const std::lock_guard lock(mutex_);
  next_ = std::move(what);
  if (isLooking_)
    return;
  isLooking_ = true;
  std::thread([this] { run(); }).detach();
}

void Includers::run() {
  for (;;) {
    Look what;
    {
      const std::lock_guard lock(mutex_);
      isLooking_ = next_.has_value();
      if (!isLooking_)
        return;
      what = *std::exchange(next_, std::nullopt);
    }
    tellFindings(what);
  }
}

void Includers::tellFindings(const Look &what) const {
  const tool::ReadReport read = tool::readJson(reportOn(what.sources));
  if (!read.error.empty())
    return;
  std::map<std::string, Json> found;
  for (const tool::Finding &finding : read.report.findings) {
    const std::string path = tool::absolutePath(finding.file);
    const std::optional<std::string> text =
        what.headers.contains(path) ? tool::readFile(path) : std::nullopt;
    if (text)
      found[path].push_back(diagnosticOf(finding, *text, what.columns));
  }
  for (const auto &[header, version] : what.headers) {
    const auto diagnostics = found.find(header);
    tell_(header, version, diagnostics == found.end() ? Json::array() : diagnostics->second);
  }
}

} // namespace corolint::clangd
