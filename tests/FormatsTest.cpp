// The formats that other programs read: from reports made by hand, checked by the programs' own
// rules where they can be had.
#include "tool/output/Formats.h"
#include "checks/All.h"
#include "tests/Program.h"
#include "tool/driver/base/Files.h"
#include "tool/output/Characters.h"
#include "tool/output/LineHash.h"
#include "tool/output/Places.h"
#include <algorithm>
#include <iostream>
#include <optional>
#include <set>
#include <sys/wait.h>

namespace corolint::test {
namespace {

using tool::Colours;
using tool::ColumnUnit;
using tool::Finding;
using tool::Report;

// Columns.

constexpr const char *Grin = "\xF0\x9F\x98\x80"; // beyond the first 65536 characters

TEST(Columns, CountWhatTheFormatCounts) {
  const std::string line = std::string("f(\"") + Grin + "\xC3\xA9\"); g();";
  const unsigned g = static_cast<unsigned>(line.find('g')) + 1;
  EXPECT_EQ(g, 14u);
  EXPECT_EQ(tool::columnIn(ColumnUnit::Bytes, line, g), 14u);
  EXPECT_EQ(tool::columnIn(ColumnUnit::CodePoints, line, g), 10u);
  EXPECT_EQ(tool::columnIn(ColumnUnit::Utf16, line, g), 11u);
}

TEST(Columns, AByteOrderMarkIsNone) {
  EXPECT_EQ(tool::columnIn(ColumnUnit::Bytes,
                           "\xEF\xBB\xBF"
                           "f();",
                           4),
            4u);
  EXPECT_EQ(tool::columnIn(ColumnUnit::CodePoints,
                           "\xEF\xBB\xBF"
                           "f();",
                           4),
            1u);
  EXPECT_EQ(tool::columnIn(ColumnUnit::Utf16,
                           "\xEF\xBB\xBF"
                           "f();",
                           7),
            4u);
}

TEST(Columns, EachMalformedPieceIsOne) {
  EXPECT_EQ(tool::columnIn(ColumnUnit::CodePoints, "\xE9\xE9 f();", 4), 4u);
  EXPECT_EQ(tool::validUtf8("\xE9 \xF0\x9F\x98 \xC3\xA9"), "\xEF\xBF\xBD \xEF\xBF\xBD \xC3\xA9");
}

TEST(Columns, TheEndOfALineAndBeyond) {
  EXPECT_EQ(tool::columnIn(ColumnUnit::Utf16, "ab", 3), 3u);
  EXPECT_EQ(tool::columnIn(ColumnUnit::Utf16, "ab", 5), 5u);
}

Finding findingAt(unsigned line, unsigned column, unsigned endColumn) {
  Finding finding;
  finding.check = allChecks().front()->id.str();
  finding.message = "'f' is lost";
  finding.file = "a.cpp";
  finding.line = finding.endLine = line;
  finding.column = column;
  finding.endColumn = endColumn;
  finding.function = "ns::run";
  finding.fingerprint = "00ff";
  return finding;
}

/// A report on a file that exists only here, in which a mark, a wide character and carriage returns
/// stand before the finding.
Report oddReport() {
  Report report;
  report.texts["a.cpp"] =
      std::string("\xEF\xBB\xBF/*") + Grin + "*/ f();\r\n/*" + Grin + "*/ f();\r\n";
  report.checks = {allChecks().front()->id.str()};
  report.findings = {findingAt(1, 13, 16), findingAt(2, 10, 13)};
  report.findings[0].fingerprint = "00fe";
  report.findings[1].fixes.push_back({"await it", Safety::Safe, {{"a.cpp", 27, 0, "co_await\n"}}});
  return report;
}

TEST(Columns, OfFindingsAndEditsAreThoseOfTheirLine) {
  const Report report = oddReport();
  tool::Places places(report, ColumnUnit::Utf16);
  EXPECT_EQ(places.region(report.findings[0]).startColumn, 8u);
  EXPECT_EQ(places.region(report.findings[0]).endColumn, 11u);
  EXPECT_EQ(places.region(report.findings[1]).startColumn, 8u);
  const auto edit = places.region(report.findings[1].fixes[0].edits[0]);
  ASSERT_TRUE(edit);
  EXPECT_EQ(edit->region.startLine, 2u);
  EXPECT_EQ(edit->region.startColumn, 8u);
  EXPECT_EQ(edit->region.endColumn, 8u);
  EXPECT_EQ(edit->text, "co_await\r\n");
  tool::Places characters(report, ColumnUnit::CodePoints);
  EXPECT_EQ(characters.region(report.findings[0]).startColumn, 7u);
  EXPECT_EQ(characters.region(report.findings[1]).endColumn, 10u);
}

// The hash that GitHub follows findings by. The values of the first test are those of its own
// tests.

using Hashes = std::vector<std::string>;

TEST(LineHash, IsGithubs) {
  EXPECT_EQ(tool::lineHashes(""), Hashes{"c129715d7a2bc9a3:1"});
  EXPECT_EQ(tool::lineHashes(" a\nb\n  \t\tc\n d"),
            (Hashes{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1",
                    "a23a3dc5e078b07b:1"}));
  EXPECT_EQ(tool::lineHashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
            (Hashes{"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1",
                    "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1"}));
  const Hashes ended{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1",
                     "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1",
                     "c129715d7a2bc9a3:1"};
  EXPECT_EQ(tool::lineHashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"), ended);
  EXPECT_EQ(tool::lineHashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"), ended);
  EXPECT_EQ(tool::lineHashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"),
            ended);
  EXPECT_EQ(tool::lineHashes(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"), ended);
  std::string repeated;
  for (int line = 0; line < 10; ++line)
    repeated += "Lorem ipsum dolor sit amet.\n";
  EXPECT_EQ(tool::lineHashes(repeated),
            (Hashes{"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3",
                    "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
                    "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1",
                    "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"}));
}

TEST(LineHash, ReadsTextAsJavaScriptDoes) {
  EXPECT_EQ(
      tool::lineHashes(std::string("\xEF\xBB\xBFint a;\r\n// ") + Grin + " \xC3\xA9\r\n  f();\r\n"),
      (Hashes{"117b412d20e5da3d:1", "dafba47767880889:1", "56ca4fc4f9ca1577:1",
              "c129715d7a2bc9a3:1"}));
  EXPECT_EQ(tool::lineHashes("a\xE9"
                             "b\n\xF0\x9F\x98 x\n\xED\xA0\x80\n"),
            (Hashes{"cd5ecf29808cdea5:1", "7946067d6e1cd3cf:1", "66bb4c1842ee204c:1",
                    "c129715d7a2bc9a3:1"}));
}

// Formats.

/// Everything that a report can hold.
Report fullReport() {
  Report report = oddReport();
  report.findings[0].severity = Severity::Error;
  report.findings[0].steps = {{"made <here> & \"there\"", "b.h", 1, 1}, {"lost", "a.cpp", 1, 13}};
  report.findings.push_back(findingAt(2, 10, 13));
  report.findings[2].fingerprint = "0100";
  report.findings[2].severity = Severity::Note;
  report.findings[2].message = "'<f>' & '\xE9' ]]> are lost, 100%: really";
  report.suppressed = {findingAt(2, 10, 13), findingAt(2, 10, 13)};
  report.suppressed[0].fingerprint = "0101";
  report.suppressed[0].suppressed = {tool::SuppressedBy::Comment, "the owner waits"};
  report.suppressed[1].fingerprint = "0102";
  report.suppressed[1].suppressed = {tool::SuppressedBy::Baseline, ""};
  report.notAnalysed.push_back({"odd name,\xC3\xA9.cpp", "it took longer than 5 s (--timeout)"});
  return report;
}

std::string printed(const char *format, const Report &report) {
  return tool::findFormat(format)->print(report, Colours::Off);
}

/// What a command printed on both streams, and its exit code.
struct Ran {
  int exit = -1;
  std::string output;
};

Ran ran(const std::string &command) {
  Ran result;
  FILE *pipe = ::popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  while (const size_t count = ::fread(buffer, 1, sizeof buffer, pipe))
    result.output.append(buffer, count);
  const int status = ::pclose(pipe);
  result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return result;
}

/// A folder that is gone after the test, to hand files to validators.
class Formats : public testing::Test {
protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "corolint-format-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string put(const std::string &name, const std::string &text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }

  /// Runs tests/json-valid. Exit 77: there is no validator here.
  Ran validated(const std::string &schema, const std::string &file) {
    const std::string arguments =
        " " COROLINT_SOURCE_DIR "/tests/json-valid " + schema + " " + file;
    const Ran result = ran("/usr/bin/python3" + arguments); // where tool/setup puts the validator
    return result.exit == 0 || result.exit == 1 ? result : ran("python3" + arguments);
  }

  void expectFollowsSchema(const std::string &schema, const std::string &file) {
    const Ran result = validated(COROLINT_SOURCE_DIR "/tests/schemas/" + schema, file);
    if (result.exit == 77)
      GTEST_SKIP() << result.output;
    EXPECT_EQ(result.exit, 0) << result.output << readFile(file);
  }

  /// xmllint reads it, and it follows the schema where one is given.
  void expectXml(const std::string &schema, const std::string &file) {
    const std::string flags =
        schema.empty() ? "" : "--schema " COROLINT_SOURCE_DIR "/tests/schemas/" + schema + " ";
    const Ran result = ran("xmllint --noout " + flags + file);
    if (result.exit == 127)
      GTEST_SKIP() << "xmllint isn't installed";
    EXPECT_EQ(result.exit, 0) << result.output << readFile(file);
  }

  fs::path folder_;
};

TEST_F(Formats, SarifHoldsAllOfAFinding) {
  const Json log = Json::parse(printed("sarif", fullReport()));
  const Json &run = log["runs"][0];
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
  const Json &rule = run["tool"]["driver"]["rules"][0];
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 1u); // only what ran
  EXPECT_EQ(rule["id"], allChecks().front()->id.str());
  EXPECT_NE(rule["help"]["markdown"].get<std::string>().find("```cpp bad"), std::string::npos);
  const Json &result = run["results"][0];
  EXPECT_EQ(result["ruleIndex"], 0);
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["message"]["text"], "'f' is lost");
  const Json &place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["region"],
            Json::parse(R"({"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 11})"));
  EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "ns::run");
  EXPECT_EQ(result["fingerprints"]["corolint/v1"], "00fe");
  EXPECT_EQ(result["partialFingerprints"]["primaryLocationLineHash"],
            tool::lineHashes(oddReport().texts["a.cpp"])[0]);
  const Json &flow = result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(flow.size(), 2u);
  EXPECT_EQ(flow[1]["location"]["message"]["text"], "lost");
  EXPECT_EQ(flow[1]["location"]["physicalLocation"]["region"]["startColumn"], 8);
  const Json &change = run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
  EXPECT_EQ(change["deletedRegion"],
            Json::parse(R"({"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 8})"));
  EXPECT_EQ(change["insertedContent"]["text"], "co_await\r\n");
  EXPECT_EQ(run["results"][2]["suppressions"], Json::array());
  EXPECT_EQ(run["results"][3]["suppressions"],
            Json::parse(R"([{"kind": "inSource", "justification": "the owner waits"}])"));
  EXPECT_EQ(run["results"][4]["suppressions"][0]["kind"], "external");
  const Json &invocation = run["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], true);
  const Json &notification = invocation["toolExecutionNotifications"][0];
  EXPECT_EQ(notification["message"]["text"],
            "not fully analysed: it took longer than 5 s (--timeout)");
  EXPECT_TRUE(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                  .get<std::string>()
                  .ends_with("odd%20name,%C3%A9.cpp"));
}

TEST_F(Formats, SarifOfARunThatWasCutShortIsNoSuccess) {
  Report report;
  report.signal = 2;
  EXPECT_EQ(
      Json::parse(printed("sarif", report))["runs"][0]["invocations"][0]["executionSuccessful"],
      false);
}

TEST_F(Formats, SarifPathsOutsideOfTheRepositoryAreAbsolute) {
  Report report;
  report.findings.push_back(findingAt(1, 1, 2));
  report.findings[0].file = "/usr/include/no such.h";
  const Json place = Json::parse(printed(
      "sarif",
      report))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(place, Json::parse(R"({"uri": "file:///usr/include/no%20such.h"})"));
}

/// What the multitool says of logs, GitHub's rules among its own, as "rule: message"; nothing where
/// it can't be had.
std::optional<std::vector<std::string>> sarifProblems(const fs::path &folder,
                                                      const std::vector<std::string> &files) {
  const fs::path result = folder / "result.sarif";
  std::string command = COROLINT_SOURCE_DIR
                        "/tests/multitool " COROLINT_BUILD_DIR
                        "/sarif-multitool validate --rule-kind 'Sarif;Ghas' --output " +
                        result.string();
  for (const std::string &file : files)
    command += " " + file;
  const Ran validated = ran(command);
  if (validated.exit == 77) {
    std::cerr << "no SARIF multitool here: " << validated.output;
    return std::nullopt;
  }
  // It exits 0 whatever it finds, so what it says is read.
  EXPECT_NE(validated.output.find("Done. " + std::to_string(files.size()) + " files scanned."),
            std::string::npos)
      << validated.output;
  std::vector<std::string> problems;
  const Json log = Json::parse(readFile(result));
  for (const Json &problem : log["runs"][0]["results"])
    if (problem.value("level", "warning") != "note")
      problems.push_back(problem["ruleId"].get<std::string>() + ": " + problem["message"].dump());
  return problems;
}

TEST_F(Formats, SarifPassesTheMultitool) {
  Report every = fullReport();
  for (const Check *check : allChecks())
    every.checks.insert(check->id.str());
  const std::string full = printed("sarif", every);
  const auto problems = sarifProblems(
      folder_, {put("full.sarif", full), put("clean.sarif", printed("sarif", Report{}))});
  if (!problems)
    GTEST_SKIP();
  for (const std::string &problem : *problems) // no home page is known to name
    if (problem.find("Warning_ProvideToolnformationUri") ==
        std::string::npos) // spelt so by the tool
      ADD_FAILURE() << problem;
}

TEST_F(Formats, SarifThatBreaksGithubsRulesFailsTheMultitool) {
  Json log = Json::parse(printed("sarif", fullReport()));
  log["runs"][0]["tool"]["driver"].erase("rules");
  const auto problems = sarifProblems(folder_, {put("norules.sarif", log.dump())});
  if (!problems)
    GTEST_SKIP();
  EXPECT_TRUE(std::ranges::any_of(
      *problems, [](const std::string &text) { return text.starts_with("GH1018"); }));
}

/// The multitool keeps quiet about what its own schema forbids, so that is asked separately.
TEST_F(Formats, SarifFollowsTheSchemaThatTheMultitoolBrings) {
  const std::string good = put("good.sarif", printed("sarif", fullReport()));
  if (!sarifProblems(folder_, {good})) // downloads it
    GTEST_SKIP();
  const std::string schema = COROLINT_BUILD_DIR
      "/sarif-multitool/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json";
  const Ran result = validated(schema, good);
  if (result.exit == 77)
    GTEST_SKIP() << result.output;
  EXPECT_EQ(result.exit, 0) << result.output;
  EXPECT_EQ(validated(schema, put("clean.sarif", printed("sarif", Report{}))).exit, 0);
  Json log = Json::parse(printed("sarif", fullReport()));
  log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = "one";
  EXPECT_EQ(validated(schema, put("wrong.sarif", log.dump())).exit, 1);
}

TEST_F(Formats, GitlabFollowsItsSchema) {
  const std::string text = printed("gitlab", fullReport());
  const Json issues = Json::parse(text);
  ASSERT_EQ(issues.size(), 4u); // without the two that don't count
  EXPECT_EQ(issues[0]["severity"], "critical");
  EXPECT_EQ(issues[0]["location"]["lines"]["begin"], 1);
  EXPECT_EQ(issues[3]["check_name"], "not-analysed");
  expectFollowsSchema("gitlab.json", put("gitlab.json", text));
  EXPECT_EQ(printed("gitlab", Report{}), "[]\n");
}

// GitHub.

/// So many findings of a severity, one a line.
void addMany(Report &report, Severity severity, unsigned count) {
  for (unsigned index = 0; index < count; ++index) {
    report.findings.push_back(findingAt(index + 1, 1, 2));
    report.findings.back().severity = severity;
  }
}

size_t countOf(const std::string &text, const std::string &part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST_F(Formats, GithubAnnotationsSayWhereAndEscape) {
  Report report = fullReport();
  const std::string text = printed("github", report);
  const std::string path = tool::Places(report, ColumnUnit::CodePoints).path("a.cpp");
  const std::string check = allChecks().front()->id.str();
  EXPECT_TRUE(text.starts_with("::error file=" + path +
                               ",line=1,endLine=1,col=7,endColumn=9,title=" + check +
                               "::'f' is lost%0A"))
      << text;
  EXPECT_NE(text.find(":1: made <here> & \"there\"%0A"), std::string::npos) << text;
  EXPECT_NE(text.find("%0Afix: await it"), std::string::npos) << text;
  EXPECT_NE(text.find("::notice file="), std::string::npos) << text;
  EXPECT_NE(text.find("100%25: really"), std::string::npos) << text;
  EXPECT_NE(text.find("odd name%2C\xC3\xA9.cpp,title=not fully analysed::"), std::string::npos)
      << text;
}

TEST_F(Formats, GithubColumnsAreLeftOutOverSeveralLines) {
  Report report;
  report.findings = {findingAt(1, 3, 4)};
  report.findings[0].endLine = 2;
  const std::string text = printed("github", report);
  EXPECT_NE(text.find(",line=1,endLine=2,title="), std::string::npos) << text;
}

TEST_F(Formats, GithubShowsTheWorstFirstAndTenOfAKind) {
  Report report;
  addMany(report, Severity::Note, 12);
  addMany(report, Severity::Warning, 25);
  addMany(report, Severity::Error, 11);
  report.notAnalysed.push_back({"b.cpp", "why"});
  const std::string text = printed("github", report);
  EXPECT_TRUE(text.starts_with("::error "));
  EXPECT_EQ(countOf(text, "::error "), 10u);
  EXPECT_EQ(countOf(text, "::warning "), 10u); // one of them for the file that was not analysed
  EXPECT_EQ(countOf(text, "::notice "), 10u);
  EXPECT_LT(text.rfind("::error "), text.find("::warning "));
  EXPECT_LT(text.rfind("::warning "), text.find("::notice "));
  EXPECT_EQ(countOf(text, "\n"), 12u + 25 + 11 + 1); // the rest are plain lines of the log
}

TEST_F(Formats, GithubsSummaryHoldsThemAll) {
  Report report;
  addMany(report, Severity::Warning, 25);
  report.findings[3].message = "a | b <c> `d`";
  const std::string text = tool::githubSummary(report);
  EXPECT_TRUE(text.starts_with("### corolint: 25 findings")) << text;
  EXPECT_EQ(countOf(text, "\n| warning |"), 25u);
  EXPECT_NE(text.find("a \\| b \\<c\\> \\`d\\`"), std::string::npos) << text;
  EXPECT_EQ(tool::githubSummary(Report{}), "### corolint: no findings\n\n");
  addMany(report, Severity::Error, 20000);
  const std::string cut = tool::githubSummary(report);
  EXPECT_LT(cut.size(), 1024u * 1024);
  EXPECT_NE(cut.find("more don't fit in here."), std::string::npos);
}

// Reviewdog.

TEST_F(Formats, RdjsonlFollowsItsSchemaAndCountsBytes) {
  const std::string text = printed("rdjsonl", fullReport());
  expectFollowsSchema("rdjsonl.json", put("a.jsonl", text));
  const Json first = Json::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(
      first["location"]["range"],
      Json::parse(R"({"start": {"line": 1, "column": 13}, "end": {"line": 1, "column": 16}})"));
  EXPECT_EQ(first["severity"], "ERROR");
  EXPECT_EQ(countOf(text, "\n"), 4u);
}

TEST_F(Formats, RdjsonlSuggestsAFixAsOnePiece) {
  Report report;
  report.texts["a.cpp"] = "int a = f(b, c);\nint d;\n";
  report.findings = {findingAt(1, 9, 16)};
  report.findings[0].fixes = {
      {"both", Safety::Safe, {{"a.cpp", 10, 1, "x"}, {"a.cpp", 13, 1, "yy"}}},
      {"elsewhere too", Safety::Safe, {{"a.cpp", 10, 1, "x"}, {"b.cpp", 0, 0, "y"}}}};
  const Json diagnostic = Json::parse(printed("rdjsonl", report));
  ASSERT_EQ(diagnostic["suggestions"].size(), 1u);
  EXPECT_EQ(diagnostic["suggestions"][0]["text"], "x, yy");
  EXPECT_EQ(
      diagnostic["suggestions"][0]["range"],
      Json::parse(R"({"start": {"line": 1, "column": 11}, "end": {"line": 1, "column": 15}})"));
}

// XML and HTML.

TEST_F(Formats, JunitFollowsItsSchema) {
  Report report = fullReport();
  report.checks.insert("coro-silent");
  const std::string text = printed("junit", report);
  expectXml("junit.xsd", put("a.xml", text));
  EXPECT_EQ(countOf(text, "<testcase"), 7u);
  EXPECT_EQ(countOf(text, "<failure"), 3u);
  EXPECT_EQ(countOf(text, "<skipped"), 2u);
  EXPECT_EQ(countOf(text, "<error"), 1u);
  EXPECT_NE(text.find("name=\"coro-silent\"/>"), std::string::npos) << text;
  EXPECT_NE(text.find("tests=\"7\" failures=\"3\" errors=\"1\""), std::string::npos) << text;
  expectXml("junit.xsd", put("clean.xml", printed("junit", Report{})));
}

TEST_F(Formats, CheckstyleFollowsItsSchema) {
  const std::string text = printed("checkstyle", fullReport());
  expectXml("checkstyle.xsd", put("a.xml", text));
  EXPECT_EQ(countOf(text, "<file"), 2u);
  EXPECT_NE(text.find("<error line=\"1\" column=\"7\" severity=\"error\""), std::string::npos)
      << text;
  EXPECT_NE(text.find("'&lt;f&gt;' &amp; '\xEF\xBF\xBD' ]]&gt; are lost"), std::string::npos)
      << text;
  expectXml("checkstyle.xsd", put("clean.xml", printed("checkstyle", Report{})));
}

/// The values that a page shows.
Json valuesIn(const std::string &page) {
  const std::string begin = "<script id=\"report\" type=\"application/json\">";
  const size_t start = page.find(begin) + begin.size();
  const std::string values = page.substr(start, page.find("</script>", start) - start);
  EXPECT_EQ(values.find('<'), std::string::npos) << "what it says could end its script";
  return Json::parse(values);
}

TEST_F(Formats, HtmlHasAllOfAFinding) {
  Report report = fullReport();
  report.inventory.coroutines = {{{"a.cpp", "lib::Task", "Lib"}, 2}, {{"b.cpp", "Own", ""}, 3}};
  report.inventory.starts = {{{"a.cpp", "lib::spawn", "Lib"}, {3, 1}}};
  report.inventory.silenced = {{"a.cpp", {1, 2}}};
  const Json page = valuesIn(printed("html", report));
  const Json &first = page["findings"][0];
  EXPECT_EQ(first["code"][0]["text"].get<std::string>().substr(first["column"].get<int>() - 1, 3),
            "f()");
  EXPECT_EQ(first["endColumn"], 16);
  EXPECT_EQ(first["steps"][0]["message"], "made <here> & \"there\"");
  EXPECT_EQ(first["steps"][0]["text"], nullptr); // its file isn't at hand
  EXPECT_EQ(first["function"], "ns::run");
  EXPECT_EQ(first["library"], "Lib");
  const Json &fix = page["findings"][1]["fixes"][0];
  EXPECT_EQ(fix["safety"], "safe");
  EXPECT_EQ(fix["lines"][0]["number"], 2);
  EXPECT_EQ(fix["lines"][1]["sign"], "+");
  EXPECT_EQ(page["findings"][3]["suppressed"],
            Json::parse(R"({"by": "comment", "reason": "the owner waits"})"));
  EXPECT_EQ(page["findings"][4]["suppressed"]["by"], "baseline");
  EXPECT_EQ(page["notAnalysed"][0]["reason"], "it took longer than 5 s (--timeout)");
  EXPECT_EQ(page["checks"][0]["count"], 3);
  const Json &inventory = page["inventory"];
  EXPECT_EQ(inventory["coroutines"], 5);
  EXPECT_EQ(inventory["taskTypes"][0]["type"], "Own");
  EXPECT_EQ(inventory["starts"][0]["detached"], 1);
  EXPECT_EQ(inventory["suppressions"]["withoutReason"], 2);
  EXPECT_EQ(valuesIn(printed("html", Report{}))["summary"], "no findings");
}

// Reading.

TEST_F(Formats, JsonIsReadAsItWasPrinted) {
  Report report = fullReport();
  report.findings[2].message = "plain";
  report.contents["a.cpp"] = tool::contentHash(report.texts["a.cpp"]);
  report.statistics.analysed = 7;
  report.statistics.accepted = 3;
  report.signal = 2;
  report.inventory.coroutines = {{{"a.cpp", "Task", ""}, 2}};
  report.inventory.starts = {{{"a.cpp", "lib::spawn", "Lib"}, {3, 1}}};
  report.inventory.silenced = {{"a.cpp", {1, 2}}};
  const std::string text = printed("json", report);
  const tool::ReadReport read = tool::readJson(text);
  EXPECT_EQ(read.error, "");
  EXPECT_EQ(printed("json", read.report), text);
  EXPECT_EQ(read.report.contents, report.contents);
}

TEST_F(Formats, WhatIsNoReportIsToldWhatItIs) {
  EXPECT_EQ(tool::readJson("nothing").error, "no JSON");
  EXPECT_EQ(tool::readJson("[]").error, "no report of `corolint check --format=json`");
  EXPECT_NE(tool::readJson(R"({"version": 1})").error.find("key 'findings' not found"),
            std::string::npos)
      << tool::readJson(R"({"version": 1})").error;
}

// The built program.

/// A repository with findings of several kinds in a header and two files.
class OutputFiles : public Program {
protected:
  void SetUp() override {
    Program::SetUp();
    fs::create_directory(root_ / ".git");
    write("shared.h", "#include \"task.h\"\ninline void f() { work(); }\ntemplate <class T> void "
                      "g() { work(); }\n");
    for (int index = 0; index < 5; ++index) {
      files_.push_back("src/f" + std::to_string(index) + ".cpp");
      write(files_.back(), std::string("#include \"../shared.h\"\n/* ") + Grin + " */ void h" +
                               std::to_string(index) + "() { g<int>(); work(1); }\nTask run" +
                               std::to_string(index) + "() {\n  work();\n  co_await work();\n}\n");
    }
    write("src/lost.cpp", "#include \"../shared.h\"\nint x = nothing;\n");
    files_.push_back("src/lost.cpp");
    writeDatabase(files_);
  }

  std::vector<std::string> files_;
};

/// The arguments that write every format, each into its own file of a folder.
std::vector<std::string> everyFormat(const std::string &folder) {
  std::vector<std::string> arguments;
  for (const tool::Format &format : tool::allFormats())
    arguments.push_back("--output=" + std::string(format.name) + "=" + folder + "/" + format.name);
  return arguments;
}

TEST_F(OutputFiles, AreTheSameForAnyNumberOfJobsAndWhenMadeOfTheJson) {
  for (const char *folder : {"one", "three", "again"})
    fs::create_directory(root_ / folder);
  std::vector<std::string> arguments = everyFormat("one");
  arguments.insert(arguments.end(), {"-p", "build", "-j1"});
  EXPECT_EQ(run(arguments).exit, 1);
  arguments = everyFormat("three");
  arguments.insert(arguments.end(), {"-p", "build", "-j3"});
  EXPECT_EQ(run(arguments).exit, 1);
  arguments = everyFormat("again");
  arguments.insert(arguments.begin(), {"report", "one/json"});
  EXPECT_EQ(run(arguments).exit, 1);
  for (const tool::Format &format : tool::allFormats()) {
    SCOPED_TRACE(format.name);
    const std::string text = read(fs::path("one") / format.name);
    EXPECT_NE(text, "");
    EXPECT_EQ(text, read(fs::path("three") / format.name));
    EXPECT_EQ(text, read(fs::path("again") / format.name));
    EXPECT_NE(text.find("lost.cpp"),
              std::string::npos); // what was not analysed is named everywhere
  }
  const Json result = Json::parse(read("one/sarif"))["runs"][0]["results"][2];
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"],
            Json::parse(R"({"uri": "src/f0.cpp", "uriBaseId": "%SRCROOT%"})"));
}

TEST_F(OutputFiles, PathsAreThoseOfTheRepositoryWhereverTheProgramRuns) {
  const std::string program = "(cd " + (root_ / "src").string() +
                              " && " COROLINT_PROGRAM
                              " -p ../build --format=sarif --progress=never f0.cpp 2>/dev/null)";
  const Json results = Json::parse(ran(program).output)["runs"][0]["results"];
  ASSERT_EQ(results.size(), 4u);
  std::set<std::string> uris;
  for (const Json &result : results)
    uris.insert(
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].get<std::string>());
  EXPECT_EQ(uris, (std::set<std::string>{"shared.h", "src/f0.cpp"}));
}

TEST_F(OutputFiles, OfShardsMergeIntoThatOfTheWhole) {
  const std::string whole = run({"-p", "build", "--format=json"}).out;
  for (const char *part : {"1", "2", "3"})
    EXPECT_EQ(run({"-p", "build", "--shard=" + std::string(part) + "/3",
                   "--output=json=" + std::string(part) + ".json", "--fail-on=never"})
                  .exit,
              part[0] == '3' ? 3 : 0);
  const Outcome merged = run({"merge", "3.json", "1.json", "2.json", "--format=json"});
  EXPECT_EQ(merged.exit, 1);
  EXPECT_EQ(merged.out, whole);
  for (const char *bad : {"0/3", "4/3", "x", "1/"})
    EXPECT_EQ(run({"-p", "build", "--shard=" + std::string(bad)}).exit, 2) << bad;
}

TEST_F(OutputFiles, ReportAndMergeTellWhatIsWrong) {
  write("bad.json", "{");
  EXPECT_HAS(run({"report", "bad.json"}).err, "bad.json: no JSON");
  EXPECT_HAS(run({"report", "none.json"}).err, "none.json: it can't be read");
  EXPECT_EQ(run({"merge", "bad.json"}).exit, 2);
  EXPECT_EQ(run({"report"}).exit, 2);
}

TEST_F(OutputFiles, TheStepSummaryIsAppendedForGithubOnly) {
  write("summary.md", "before\n");
  const Setting setting{.environment = {"GITHUB_STEP_SUMMARY=" + (root_ / "summary.md").string()}};
  run({"-p", "build"}, setting);
  EXPECT_EQ(read("summary.md"), "before\n");
  run({"-p", "build", "--output=github=annotations", "--format=github"}, setting);
  EXPECT_EQ(countOf(read("summary.md"), "### corolint:"), 1u);
  EXPECT_TRUE(read("summary.md").starts_with("before\n### corolint: 12 findings"))
      << read("summary.md");
  const Setting broken{.environment = {"GITHUB_STEP_SUMMARY=/nowhere/at/all"}};
  EXPECT_EQ(run({"-p", "build", "--format=github"}, broken).exit, 2);
}

} // namespace
} // namespace corolint::test
