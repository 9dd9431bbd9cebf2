// The output formats, diffs, fixes and generated pages, from reports made by hand.
#include "checks/All.h"
#include "tests/Inputs.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/driver/edits/Fixes.h"
#include "tool/output/Diff.h"
#include "tool/output/Formats.h"
#include "tool/output/Pages.h"
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace corolint::test {
namespace {

using tool::Colours;
using tool::Edit;
using tool::Finding;
using tool::Report;
using Json = nlohmann::json;

/// A report on a file that exists only here.
Report reportOn(const std::string &text, Finding finding) {
  Report report;
  report.texts["a.cpp"] = text;
  report.findings.push_back(std::move(finding));
  return report;
}

Finding findingAt(unsigned line, unsigned column, unsigned endColumn) {
  Finding finding;
  finding.check = "coro-x";
  finding.severity = Severity::Warning;
  finding.message = "'f' is lost";
  finding.file = "a.cpp";
  finding.line = finding.endLine = line;
  finding.column = column;
  finding.endColumn = endColumn;
  finding.function = "ns::run";
  finding.fingerprint = "00ff";
  return finding;
}

// Text.

TEST(TextOutput, ShowsTheCodeWithTheCulpritUnderlined) {
  EXPECT_EQ(tool::printText(reportOn("int a;\n  f();\n", findingAt(2, 3, 6)), Colours::Off),
            "a.cpp:2:3: warning: 'f' is lost [coro-x]\n"
            "    2 |   f();\n"
            "      |   ^~~\n");
}

TEST(TextOutput, ShowsStepsAndFixes) {
  Finding finding = findingAt(2, 3, 6);
  finding.steps.push_back({"f is made here", "a.cpp", 1, 1});
  finding.steps.push_back({"and dropped", "a.cpp", 2, 3});
  finding.fixes.push_back({"await it", Safety::Safe, {{"a.cpp", 9, 0, "co_await "}}});
  finding.fixes.push_back({"drop it", Safety::Unsafe, {{"a.cpp", 9, 4, ""}}});
  EXPECT_EQ(tool::printText(reportOn("int a;\n  f();\n", finding), Colours::Off),
            "a.cpp:2:3: warning: 'f' is lost [coro-x]\n"
            "    2 |   f();\n"
            "      |   ^~~\n"
            "  a.cpp:1:1: note: f is made here\n"
            "    1 | int a;\n"
            "      | ^\n"
            "  a.cpp:2:3: note: and dropped\n"
            "  fix: await it\n"
            "    2 | -   f();\n"
            "      | +   co_await f();\n"
            "  fix (needs a review): drop it\n"
            "    2 | -   f();\n"
            "      | +   \n");
}

TEST(TextOutput, CaretsStandBelowTheirCodeBehindTabsWideCharactersMarksAndCarriageReturns) {
  const std::string tabbed =
      tool::printText(reportOn("\tf();\r\n", findingAt(1, 2, 5)), Colours::Off);
  EXPECT_NE(tabbed.find("    1 | \tf();\n      | \t^~~\n"), std::string::npos) << tabbed;
  const std::string wide =
      tool::printText(reportOn("/* \xC3\xA9 */ f();\n", findingAt(1, 10, 13)), Colours::Off);
  EXPECT_NE(wide.find("f();\n      |         ^~~\n"), std::string::npos) << wide;
  const std::string marked = tool::printText(reportOn("\xEF\xBB\xBF"
                                                      "f();\n",
                                                      findingAt(1, 4, 7)),
                                             Colours::Off);
  EXPECT_NE(marked.find("    1 | f();\n      | ^~~\n"), std::string::npos) << marked;
  const std::string emoji =
      tool::printText(reportOn("f(\"\xF0\x9F\x98\x80\");\n", findingAt(1, 1, 10)), Colours::Off);
  EXPECT_NE(emoji.find("      | ^~~~~~~"), std::string::npos) << emoji;
}

TEST(TextOutput, PlacesBeyondTheTextShowNoCode) {
  const std::string text = tool::printText(reportOn("x\n", findingAt(9, 90, 95)), Colours::Off);
  EXPECT_NE(text.find("a.cpp:9:90: warning"), std::string::npos);
}

TEST(TextOutput, ColoursOnlyWhenOn) {
  const Report report = reportOn("f();\n", findingAt(1, 1, 4));
  EXPECT_EQ(tool::printText(report, Colours::Off).find('\033'), std::string::npos);
  EXPECT_NE(tool::printText(report, Colours::On).find("\033[1;35mwarning: \033[0m"),
            std::string::npos);
}

TEST(TextOutput, NamesWhatWasNotAnalysed) {
  Report report;
  report.notAnalysed.push_back({"b.cpp", "it took longer than 5 s (--timeout)"});
  EXPECT_EQ(tool::printText(report, Colours::Off),
            "b.cpp: not fully analysed: it took longer than 5 s (--timeout)\n");
  EXPECT_EQ(tool::summary(report), "0 findings; 0 files analysed, 1 not fully analysed");
}

TEST(TextOutput, SummaryIsEmptyWhenThereIsNothingToSay) { EXPECT_EQ(tool::summary(Report{}), ""); }

// JSON.

TEST(JsonOutput, HasTheFieldsOfTheContract) {
  Finding finding = findingAt(2, 3, 6);
  finding.steps.push_back({"made here", "b.h", 1, 1});
  finding.fixes.push_back({"await it", Safety::Safe, {{"a.cpp", 9, 0, "co_await "}}});
  Report report = reportOn("", finding);
  report.notAnalysed.push_back({"b.cpp", "why"});
  const Json json = Json::parse(tool::printJson(report, Colours::Off));
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["tool"]["name"], "corolint");
  EXPECT_EQ(
      json["findings"][0],
      Json::parse(
          R"({"check": "coro-x", "severity": "warning", "confidence": "medium", "message": "'f' is lost", "file": "a.cpp",
    "line": 2, "column": 3, "endLine": 2, "endColumn": 6, "function": "ns::run", "fingerprint": "00ff",
    "steps": [{"message": "made here", "file": "b.h", "line": 1, "column": 1}],
    "fixes": [{"title": "await it", "safety": "safe", "edits": [{"file": "a.cpp", "offset": 9, "length": 0, "text": "co_await "}]}]})"));
  EXPECT_EQ(json["notAnalysed"], Json::parse(R"([{"file": "b.cpp", "reason": "why"}])"));
  EXPECT_TRUE(json["statistics"].contains("files"));
}

TEST(JsonOutput, TextThatIsNotUtf8StaysValidJson) {
  Finding finding = findingAt(1, 1, 2);
  finding.message = "'\xE9' is lost";
  EXPECT_EQ(
      Json::parse(tool::printJson(reportOn("", finding), Colours::Off))["findings"][0]["message"],
      "'\xEF\xBF\xBD' is lost");
}

TEST(JsonOutput, LinesHoldOneFindingEach) {
  Report report = reportOn("", findingAt(1, 1, 2));
  report.findings.push_back(findingAt(2, 1, 2));
  const std::string lines = tool::printJsonLines(report, Colours::Off);
  EXPECT_EQ(std::ranges::count(lines, '\n'), 2);
  EXPECT_EQ(Json::parse(lines.substr(0, lines.find('\n')))["line"], 1);
}

TEST(FormatTable, EveryRowIsFoundByItsName) {
  for (const tool::Format &format : tool::allFormats())
    EXPECT_EQ(tool::findFormat(format.name), &format);
  EXPECT_EQ(tool::findFormat("none"), nullptr);
}

// Edits and diffs.

TEST(Edits, AreAppliedByOffset) {
  EXPECT_EQ(
      tool::applyEdits("one two three", {{"", 0, 3, "1"}, {"", 4, 0, "and "}, {"", 13, 0, "!"}}),
      "1 and two three!");
  EXPECT_EQ(tool::applyEdits("a\r\nb\r\n", {{"", 3, 1, "c\nd"}}), "a\r\nc\r\nd\r\n");
}

std::string diff(const std::string &before, const std::vector<Edit> &edits) {
  return tool::unifiedDiff({"a.cpp", before, edits});
}

TEST(Diff, ShowsThreeLinesAround) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{"", 8, 1, "five"}}),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(Diff, CountsLinesThatAreAddedAndRemoved) {
  EXPECT_EQ(diff("1\n2\n3\n", {{"", 2, 0, "new\n"}}),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,3 +1,4 @@\n 1\n+new\n 2\n 3\n");
  EXPECT_EQ(diff("1\n2\n3\n", {{"", 2, 2, ""}}),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,3 +1,2 @@\n 1\n-2\n 3\n");
}

TEST(Diff, JoinsNeighboursAndShiftsLaterHunks) {
  std::string text;
  for (int line = 1; line <= 30; ++line)
    text += "l\n";
  const std::string result = diff(text, {{"", 0, 0, "a\n"}, {"", 8, 1, "b"}, {"", 50, 1, "c"}});
  EXPECT_NE(result.find("@@ -1,8 +1,9 @@"), std::string::npos) << result;
  EXPECT_NE(result.find("@@ -23,7 +24,7 @@"), std::string::npos) << result;
}

TEST(Diff, KeepsAMissingLastLineEnd) {
  EXPECT_EQ(diff("1", {{"", 0, 1, "2"}}),
            "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,1 +1,1 @@\n-1\n\\ No newline at end of file\n+2\n\\ "
            "No newline at end of file\n");
}

// Choosing fixes.

/// A finding with one fix of one edit.
Finding fixable(Safety safety, const Edit &edit) {
  Finding finding = findingAt(1, 1, 2);
  finding.fixes.push_back({"do it", safety, {edit}});
  return finding;
}

class Fixes : public testing::Test {
protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "corolint-fix-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    file_ = folder_ / "a.cpp";
    put("0123456789");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void put(const std::string &text) { ASSERT_EQ(tool::writeFile(file_.string(), text), ""); }
  std::map<std::string, std::uint64_t> contents() {
    return {{file_.string(), tool::contentHash(readFile(file_))}};
  }
  Edit edit(unsigned offset, unsigned length, const std::string &text) {
    return {file_.string(), offset, length, text};
  }

  std::filesystem::path folder_;
  std::filesystem::path file_;
};

TEST_F(Fixes, UnsafeOnesAreTakenOnlyWhenAskedFor) {
  const std::vector<Finding> findings{fixable(Safety::Unsafe, edit(0, 1, "a"))};
  EXPECT_TRUE(tool::prepareFixes(findings, tool::FixLevel::Safe, contents()).patches.empty());
  EXPECT_EQ(tool::prepareFixes(findings, tool::FixLevel::Unsafe, contents()).patches.size(), 1u);
}

TEST_F(Fixes, TheFirstSafeFixIsPreferred) {
  Finding finding = fixable(Safety::Unsafe, edit(0, 1, "unsafe"));
  finding.fixes.push_back({"safe", Safety::Safe, {edit(0, 1, "safe")}});
  const tool::Fixing fixing = tool::prepareFixes({finding}, tool::FixLevel::Unsafe, contents());
  ASSERT_EQ(fixing.patches.size(), 1u);
  EXPECT_EQ(fixing.patches[0].edits[0].text, "safe");
}

TEST_F(Fixes, OverlappingOnesAreLeftOutAndEqualOnesAreDoneOnce) {
  const std::vector<Finding> findings{
      fixable(Safety::Safe, edit(0, 4, "a")), fixable(Safety::Safe, edit(2, 4, "b")),
      fixable(Safety::Safe, edit(0, 4, "a")), fixable(Safety::Safe, edit(6, 1, "c"))};
  tool::Fixing fixing = tool::prepareFixes(findings, tool::FixLevel::Safe, contents());
  EXPECT_EQ(fixing.overlapping, 1u);
  EXPECT_EQ(fixing.fixed.size(), 3u);
  tool::writeFixes(fixing);
  EXPECT_EQ(readFile(file_), "a45c789");
}

TEST_F(Fixes, AFileThatChangedIsLeftAlone) {
  const auto analysed = contents();
  put("changed...");
  tool::Fixing fixing =
      tool::prepareFixes({fixable(Safety::Safe, edit(0, 4, "a"))}, tool::FixLevel::Safe, analysed);
  EXPECT_TRUE(fixing.patches.empty());
  ASSERT_EQ(fixing.errors.size(), 1u);
  EXPECT_NE(fixing.errors[0].find("it has changed since it was analysed"), std::string::npos);
}

// Pages.

TEST(Pages, TheTableOfAReadmeIsReplacedBetweenItsMarkers) {
  const auto current = tool::withCurrentTable("a\n<!-- checks -->\nold\n<!-- /checks -->\nb\n");
  ASSERT_TRUE(current);
  EXPECT_TRUE(current->starts_with("a\n<!-- checks -->\n| check |")) << *current;
  EXPECT_TRUE(current->ends_with("\n<!-- /checks -->\nb\n")) << *current;
  EXPECT_EQ(current, tool::withCurrentTable(*current));
  EXPECT_FALSE(tool::withCurrentTable("no markers"));
}

TEST(Pages, EveryCheckHasOne) {
  const std::vector<tool::Page> pages = tool::generatedPages();
  ASSERT_EQ(pages.size(), tool::allRules().size() + 1);
  for (size_t index = 0; index < tool::allRules().size(); ++index) {
    const Check &check = *tool::allRules()[index];
    EXPECT_EQ(pages[index + 1].path, "docs/checks/" + check.id.str() + ".md");
    EXPECT_NE(pages[index + 1].text.find(check.summary.str()), std::string::npos);
    for (const Option &option : check.options)
      EXPECT_NE(pages[index + 1].text.find("`" + option.name.str() + "`"), std::string::npos);
  }
}

} // namespace
} // namespace corolint::test
