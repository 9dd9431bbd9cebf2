#include "tests/Parsers.h"
#include "checks/Models.h"
#include "tool/driver/analysis/Carried.h"
#include "tool/driver/analysis/Wire.h"
#include "tool/driver/comparison/Baseline.h"
#include "tool/driver/configuration/Nolint.h"
#include "tool/driver/edits/Fixes.h"
#include "tool/driver/units/Database.h"
#include "tool/output/Diff.h"
#include "tool/output/Formats.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace corolint::test {

namespace fs = std::filesystem;

namespace {

/// A folder that this process writes its files to.
class Folder {
public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "corolint-parse-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(root_); }

  fs::path write(const std::string &name, const std::string &text) const {
    std::ofstream(root_ / name, std::ios::binary) << text;
    return root_ / name;
  }

private:
  fs::path root_;
};

void findUnitsOf(const Folder &folder, const std::string &database) {
  folder.write("a.cpp", "int x;\n");
  const fs::path path = folder.write("compile_commands.json", database);
  tool::Selection selection;
  selection.buildDirectories = {path.parent_path().string()};
  tool::findUnits(selection);
}

void parseDatabase(const std::string &text) {
  const Folder folder;
  findUnitsOf(folder, text);
}

void parseResponseFile(const std::string &text) {
  const Folder folder;
  const fs::path directory = folder.write("flags.rsp", text).parent_path();
  findUnitsOf(folder, R"([{"directory": ")" + directory.string() +
                          R"(", "file": "a.cpp", "command": "c++ @flags.rsp -c a.cpp"}])");
}

void parseConfigurationText(const std::string &text) {
  llvm::consumeError(parseConfiguration({text, ".corolint.yaml"}).takeError());
  llvm::consumeError(parseLibrary({text, "library.yaml"}).takeError());
}

void parseBaseline(const std::string &text) {
  const Folder folder;
  tool::Baseline baseline(folder.write("baseline.json", text).string());
  tool::Report report;
  baseline.apply(report, "2026-01-01", [](const auto &) { return true; });
  baseline.prune();
  baseline.write();
}

void parseReport(const std::string &text) {
  const tool::ReadReport read = tool::readJson(text);
  if (!read.error.empty())
    return;
  for (const tool::Format &format : tool::allFormats())
    format.print(read.report, tool::Colours::On);
  tool::githubSummary(read.report);
  tool::summary(read.report);
  tool::printStatistics(read.report);
  tool::prepareFixes(read.report.findings, tool::FixLevel::Unsafe, read.report.contents);
}

/// What a report brings along, packed and unpacked.
void parseResults(const std::string &text) {
  if (const std::optional<tool::CarriedResults> results = tool::unpack(text))
    for (const auto &[key, bytes] : *results)
      tool::cachedFromBytes(bytes);
  tool::cachedFromBytes(text);
}

void parseNolint(const std::string &text) {
  const tool::NolintReasons reasons(text);
  const auto lines = static_cast<unsigned>(std::ranges::count(text, '\n')) + 2;
  for (unsigned line = 0; line <= std::min(lines, 40u); ++line) {
    reasons.of("coro-unawaited-task", line);
    tool::suppressionOf("a.cpp", text, line, "coro-unawaited-task", "because");
  }
  tool::judgeNolint({.file = "a.cpp",
                     .text = text,
                     .suppressed = {},
                     .checks = {"coro-unawaited-task"},
                     .isCovered = true,
                     .needsReason = true});
}

/// The first line says where the edits are, two numbers for each, and the rest is edited.
void printDiff(const std::string &text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  tool::FilePatch patch{"a.cpp", text.substr(end), {}};
  unsigned at = 0;
  for (std::size_t index = 0; index + 1 < end; index += 2) {
    at += static_cast<unsigned char>(text[index]) % 40;
    tool::Edit edit;
    edit.file = "a.cpp";
    edit.offset = std::min<unsigned>(at, static_cast<unsigned>(patch.before.size()));
    edit.length = std::min<unsigned>(static_cast<unsigned char>(text[index + 1]) % 20,
                                     static_cast<unsigned>(patch.before.size()) - edit.offset);
    edit.text = text.substr(index, 3);
    patch.edits.push_back(edit);
    at = edit.offset + edit.length + 1;
    if (at > patch.before.size())
      break;
  }
  tool::unifiedDiff(patch);
  tool::applyEdits(patch.before, patch.edits);
}

std::string sampleReport() {
  tool::Finding finding;
  finding.check = "coro-unawaited-task";
  finding.message = "the task returned by 'work' is never awaited";
  finding.file = "a.cpp";
  finding.line = finding.endLine = 1;
  finding.column = finding.endColumn = 2;
  finding.fingerprint = "0123456789abcdef";
  finding.steps.push_back({"it is made here", "a.cpp", 1, 1});
  finding.fixes.push_back({"await it", Safety::Safe, {{"a.cpp", 0, 0, "co_await "}}});
  tool::Report report;
  report.findings.push_back(finding);
  report.notAnalysed.push_back({"b.cpp", "no such file"});
  report.contents["a.cpp"] = 1;
  return tool::printJson(report, tool::Colours::Off);
}

std::string sampleResult() {
  tool::CachedResult cached;
  cached.files["/a.cpp"] = 1;
  cached.result.facts["c:@F@f#"].facts[{FactKind::Blocks, -1}] = {{.claim = 1, .subject = "sleep"},
                                                                  {}};
  cached.result.asked[{FactKind::Blocks, "c:@F@g#"}] = 0;
  return tool::toBytes(cached);
}

} // namespace

const std::vector<Parser> &parsers() {
  static const std::vector<Parser> All = {
      {"database",
       parseDatabase,
       {R"([{"directory": "/tmp", "file": "a.cpp", "command": "c++ -std=c++20 -c \"a.cpp\" -o a.o"}])",
        R"([{"directory": ".", "file": "../a.cpp", "arguments": ["c++", "-DX=1", "@x.rsp", "a.cpp"],)"
        R"( "output": "a.o"}, {"file": "b.cpp"}])"}},
      {"response-file", parseResponseFile, {"-std=c++20 -I 'a b' -DX=\"y\\\" z\" @flags.rsp\n"}},
      {"configuration",
       parseConfigurationText,
       {"library: mine\ntasks:\n  - name: my::task\n    start: lazy\n    dropped: never-runs\n"
        "exclude: [third_party/**, '*.pb.cc']\ndefaults:\n  jobs: 2\n  fail-on: warning\n"}},
      {"baseline",
       parseBaseline,
       {R"({"fingerprint":"0123456789abcdef","check":"coro-unawaited-task","file":"a.cpp",)"
        R"("function":"f","code":"0123","message":"m","reason":"r","expires":"2026-12-31"})"
        "\n"}},
      {"report", parseReport, {sampleReport()}},
      {"results", parseResults, {sampleResult(), tool::pack({{"key", sampleResult()}})}},
      {"nolint",
       parseNolint,
       {"int x; // NOLINT(coro-unawaited-task, coro-*): because\n/* NOLINTNEXTLINE */\n"
        "// NOLINTBEGIN(a)\nauto s = R\"x(// NOLINT)x\"; // NOLINTEND(a)\nint y; \\\n// NOLINT "
        "(b)\n"}},
      {"diff", printDiff, {"aZbYcX\nint f() {\r\n  return 1;\n}\n\n\n", "\n"}},
  };
  return All;
}

} // namespace corolint::test
