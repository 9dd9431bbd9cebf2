// Texts by their lines, and what of them a terminal gets to see.
#include "tool/driver/base/SourceText.h"
#include "tool/driver/base/Heartbeat.h"
#include "tool/driver/base/Spelling.h"
#include "tool/output/Diff.h"
#include "tool/output/Formats.h"
#include "tool/output/Terminal.h"
#include <atomic>
#include <gtest/gtest.h>

namespace corolint::test {
namespace {

using tool::SourceText;

TEST(SourceTexts, HaveLinesWithAndWithoutTheirEnds) {
  const SourceText text("a\r\nb\n\nlast");
  EXPECT_EQ(text.lineCount(), 4u);
  EXPECT_EQ(text.line(1), "a");
  EXPECT_EQ(text.wholeLine(1), "a\r\n");
  EXPECT_EQ(text.line(3), "");
  EXPECT_EQ(text.line(4), "last");
  EXPECT_EQ(text.line(5), "");
  EXPECT_EQ(text.line(0), "");
  EXPECT_EQ(text.lineAt(0), 1u);
  EXPECT_EQ(text.lineAt(3), 2u);
  EXPECT_EQ(text.lineAt(100), 4u);
  EXPECT_EQ(text.lineEnds(), tool::LineEnds::CrLf);
  EXPECT_EQ(SourceText("").lineCount(), 1u);
  EXPECT_EQ(SourceText("a\n").lineCount(), 1u);
}

TEST(Printable, SpellsOutWhatCommandsATerminal) {
  EXPECT_EQ(tool::printable("plain \xC3\xA9\ttext"), "plain \xC3\xA9\ttext");
  EXPECT_EQ(tool::printable("\033[2J\n\r\x7F"), "\\x1B[2J\\n\\x0D\\x7F");
  EXPECT_EQ(tool::printable("\xC2\x9B"
                            "2J"),
            "\\x9B2J");                                  // the same in one character
  EXPECT_EQ(tool::printable("\xE2\x80\xAE"), "\\u202E"); // turns the text around
  EXPECT_EQ(tool::printable("\xE9 \xF0\x9F\x98\x80"), "\xEF\xBF\xBD \xF0\x9F\x98\x80");
  EXPECT_EQ(tool::atLineStart("::error::"), "./::error::");
  EXPECT_EQ(tool::atLineStart("##[error]"), "./##[error]");
  EXPECT_EQ(tool::atLineStart("src/a.cpp"), "src/a.cpp");
}

TEST(Excerpts, CutALongLineAroundWhatIsMarked) {
  const std::string line = std::string(1000, 'a') + "MARK" + std::string(1000, 'b');
  const tool::Excerpt cut = tool::excerptOf(line, 1000, 1004);
  EXPECT_TRUE(cut.isCut);
  EXPECT_EQ(cut.text.slice(cut.begin, cut.end), "MARK");
  EXPECT_LT(cut.text.size(), 200u);
  const tool::Excerpt whole = tool::excerptOf("short", 2, 99);
  EXPECT_FALSE(whole.isCut);
  EXPECT_EQ(whole.text, "short");
  EXPECT_EQ(whole.end, 5u);
}

TEST(Excerpts, AGeneratedLineIsNotPrintedForEachFinding) {
  tool::Report report;
  report.texts["a.cpp"] = std::string(1 << 20, ' ') + "f();\n";
  tool::Finding finding;
  finding.file = "a.cpp";
  finding.message = "lost";
  finding.line = finding.endLine = 1;
  finding.column = (1 << 20) + 1;
  finding.endColumn = finding.column + 3;
  finding.fixes.push_back({"await it", Safety::Safe, {{"a.cpp", 1 << 20, 0, "co_await "}}});
  report.findings.push_back(finding);
  const std::string text = tool::printText(report, tool::Colours::Off);
  EXPECT_LT(text.size(), 1000u);
  EXPECT_NE(text.find("f();"), std::string::npos) << text;
}

TEST(Hunks, OfEditsThatMakeNoSenseAreNone) {
  const SourceText text("one\ntwo\n");
  EXPECT_EQ(tool::hunksOf(text, {{"", 4, 1, "T"}}).size(), 1u);
  EXPECT_TRUE(tool::hunksOf(text, {{"", 4, 100, "T"}}).empty());
  EXPECT_TRUE(tool::hunksOf(text, {{"", 0xFFFFFFFF, 0xFFFFFFFF, "T"}}).empty());
  EXPECT_TRUE(tool::hunksOf(text, {{"", 4, 1, "T"}, {"", 0, 1, "O"}}).empty());
}

TEST(Diff, QuotesNamesAsGitDoes) {
  const auto diff = [](const std::string &name) {
    return tool::unifiedDiff({name, "a\n", {{name, 0, 1, "b"}}});
  };
  EXPECT_TRUE(diff("x y.cpp").starts_with("--- a/x y.cpp\t\n+++ b/x y.cpp\t\n"));
  EXPECT_TRUE(diff("x\ny\".cpp").starts_with("--- \"a/x\\ny\\\".cpp\"\n"));
  EXPECT_TRUE(diff("x\033.cpp").starts_with("--- \"a/x\\033.cpp\"\n"));
}

TEST(Spelling, OffersTheKeyThatAReaderDoesNotKnow) {
  EXPECT_EQ(tool::withNearestKey("a:1:1: unknown key 'exclud'", {"exclude"}),
            "a:1:1: unknown key 'exclud'; did you mean 'exclude'?");
  EXPECT_EQ(tool::withNearestKey("a:1:1: not a mapping", {"exclude"}), "a:1:1: not a mapping");
}

TEST(Heartbeat, BeatsUntilItsEnd) {
  std::atomic<int> beats = 0;
  {
    const tool::Heartbeat heartbeat(std::chrono::milliseconds(1), [&] { ++beats; });
    while (beats < 3)
      std::this_thread::yield();
  }
  const int after = beats;
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(beats, after);
}

} // namespace
} // namespace corolint::test
