// The parts of the driver, each by itself.
#include "checks/All.h"
#include "tests/Inputs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/analysis/Wire.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Fingerprint.h"
#include "tool/driver/base/SourceText.h"
#include "tool/driver/base/Spelling.h"
#include "tool/driver/configuration/ChecksInForce.h"
#include "tool/driver/configuration/Configuration.h"
#include "tool/driver/configuration/TidyFile.h"
#include "tool/driver/units/Flags.h"
#include "tool/driver/units/IncludeScan.h"
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace corolint::test {
namespace {

namespace fs = std::filesystem;
using tool::CompileUnit;
using tool::Finding;

/// A folder that is gone after the test.
class Folder : public testing::Test {
protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "corolint-driver-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = fs::canonical(pattern);
  }
  void TearDown() override { fs::remove_all(root_); }
  fs::path write(const fs::path &file, const std::string &text) {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file, std::ios::binary) << text;
    return root_ / file;
  }
  fs::path root_;
};

// Spelling.

TEST(Spelling, OffersOnlyWhatIsNear) {
  EXPECT_EQ(tool::didYouMean("--formt", {"--fix", "--format"}), "; did you mean '--format'?");
  EXPECT_EQ(tool::didYouMean("elephant", {"--fix", "--format"}), "");
}

// Which checks run.

TEST(EffectiveChecks, AreTheDefaultsWhereNothingIsSaidOfOurs) {
  const std::string defaults = "-*," + defaultChecks();
  EXPECT_EQ(tool::effectiveChecks({}, ""), defaults);
  EXPECT_EQ(tool::effectiveChecks({"-*,bugprone-*"}, ""), defaults);
  EXPECT_EQ(tool::effectiveChecks({"*"}, ""), defaults);
}

TEST(EffectiveChecks, AddToTheDefaultsAndTakeFromThem) {
  const std::string defaults = "-*," + defaultChecks();
  EXPECT_EQ(tool::effectiveChecks({"coro-x"}, ""), defaults + ",coro-x");
  EXPECT_EQ(tool::effectiveChecks({"bugprone-*,coro-x"}, ""), defaults + ",coro-x");
  EXPECT_EQ(tool::effectiveChecks({"-*, -coro-x\nmisc-*"}, ""), defaults + ",-coro-x");
  EXPECT_EQ(tool::effectiveChecks({"-coro-*,coro-x"}, ""), defaults + ",-coro-*,coro-x");
  EXPECT_EQ(tool::effectiveChecks({"coro-x"}, "coro-y"), defaults + ",coro-x,coro-y");
}

TEST(EffectiveChecks, AreWhatOneListSaysThatNamesOursAndTakesAllElse) {
  const std::string defaults = "-*," + defaultChecks();
  EXPECT_EQ(tool::effectiveChecks({"-*,coro-x"}, ""), defaults + ",-coro-*,coro-x");
  // The outer file's '-*' is about the others' checks: the inner one adds.
  EXPECT_EQ(tool::effectiveChecks({"-*,bugprone-*", "coro-x"}, ""), defaults + ",coro-x");
}

// `.clang-tidy`, of which one broken entry doesn't lose the rest.

/// "line:column message" of each problem, those that were passed over in parentheses.
std::vector<std::string> problemsOf(const tool::TidyFile &file) {
  std::vector<std::string> result;
  for (const tool::ConfigurationProblem &problem : file.problems) {
    const std::string text =
        std::to_string(problem.line) + ":" + std::to_string(problem.column) + " " + problem.message;
    result.push_back(problem.isOurs ? text : "(" + text + ")");
  }
  return result;
}

TEST(TidyFile, ABrokenEntryOfOthersIsPassedOver) {
  const tool::TidyFile file = tool::readTidyFile("Checks: 'coro-no-await'\n"
                                                 "Colour: blue\n"
                                                 "CheckOptions:\n"
                                                 "  - key: misc-a.B\n"
                                                 "    valeu: 1\n"
                                                 "  - key: misc-a.C\n"
                                                 "    value: 2\n"
                                                 "UseColor: [\n",
                                                 "/p/.clang-tidy");
  ASSERT_TRUE(file.options);
  EXPECT_EQ(file.options->Checks, "coro-no-await");
  EXPECT_EQ(file.options->CheckOptions.size(), 1u);
  EXPECT_EQ(file.options->CheckOptions.count("misc-a.C"), 1u);
  const std::vector<std::string> problems = problemsOf(file);
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0], "(2:1 unknown key 'Colour')");
  EXPECT_EQ(problems[1].substr(0, 3), "(4:");
  EXPECT_EQ(problems[2].substr(0, 3), "(8:");
}

TEST(TidyFile, WhatMayBeAboutOursIsAnError) {
  const auto isRead = [](const char *text) {
    const tool::TidyFile file = tool::readTidyFile(text, "/p/.clang-tidy");
    EXPECT_EQ(file.problems.size(), 1u) << text;
    EXPECT_TRUE(!file.problems.empty() && file.problems.front().isOurs) << text;
    return file.options.has_value();
  };
  EXPECT_FALSE(isRead("Cheks: '*'\n"));
  EXPECT_FALSE(isRead("Checks: [coro-\n"));
  EXPECT_FALSE(isRead("CheckOptions:\n  - key: coro-x.y\n    valeu: 1\n"));
  EXPECT_FALSE(isRead("not a map"));
  EXPECT_TRUE(isRead("Checks: 'coro-no-awiat'\n"));
  EXPECT_TRUE(isRead("CheckOptions: {coro-unawaited-task.Nothing: 1}\n"));
}

TEST(ErrorsInChecks, OnlyPlainNamesCanBeWrong) {
  EXPECT_TRUE(tool::errorsInChecks("-*,coro-*,no-such-*").empty());
  EXPECT_EQ(tool::errorsInChecks("coro-no-such, -other").size(), 2u);
}

// Flags.

std::vector<std::string> repaired(std::vector<std::string> command) {
  CompileUnit unit{"/a.cpp", "/", std::move(command)};
  tool::repairFlags(unit);
  return unit.command;
}

TEST(Flags, WhatOnlyGccKnowsIsDropped) {
  const std::vector<std::string> kept =
      repaired({"g++", "-std=c++20", "-fconcepts-diagnostics-depth=2", "-O2", "-mno-such-thing",
                "-Iinc", "-I", "inc2", "a.cpp"});
  EXPECT_EQ(fs::path(kept.front()).filename(), "g++");
  for (const char *gone : {"-fconcepts-diagnostics-depth=2", "-mno-such-thing"})
    EXPECT_EQ(std::ranges::count(kept, gone), 0) << gone;
  for (const char *stays : {"-std=c++20", "-O2", "-Iinc", "-I", "inc2", "a.cpp"})
    EXPECT_EQ(std::ranges::count(kept, stays), 1) << stays;
}

TEST(Flags, ACompilerWithoutAFolderIsFoundWhereItIs) {
  EXPECT_TRUE(fs::path(repaired({"clang++-22", "a.cpp"}).front()).is_absolute());
  EXPECT_EQ(repaired({"no-such-compiler", "a.cpp"}).front(), "no-such-compiler");
  EXPECT_EQ(repaired({"tools/clang++", "a.cpp"}).front(), "tools/clang++");
}

TEST(Flags, TheResourceDirectoryIsNamedUnlessItIsAlready) {
  const auto count = [](const std::vector<std::string> &command) {
    return std::ranges::count_if(
        command, [](const std::string &flag) { return flag.starts_with("-resource-dir"); });
  };
  EXPECT_EQ(count(repaired({"c++", "a.cpp"})), 1);
  EXPECT_EQ(count(repaired({"c++", "-resource-dir=/x", "a.cpp"})), 1);
}

TEST(Flags, PrecompiledHeadersAreDropped) {
  const std::vector<std::string> kept =
      repaired({"c++", "-Xclang", "-include-pch", "-Xclang", "x.pch", "-Xclang", "-include",
                "-Xclang", "x.hxx", "a.cpp"});
  EXPECT_EQ(std::ranges::count(kept, "x.pch"), 0);
  EXPECT_EQ(std::ranges::count(kept, "x.hxx"), 1);
  EXPECT_EQ(std::ranges::count(kept, "-Xclang"), 2);
}

TEST(Flags, NamesStandard) {
  EXPECT_TRUE(tool::namesStandard({"-O2", "-std=c++23"}));
  EXPECT_FALSE(tool::namesStandard({"-O2", "-stdlib=libc++"}));
}

// Includes.

TEST(Includes, TheHeaderThatDeclaresCoroutinesIsKnownByItsName) {
  EXPECT_TRUE(
      tool::reachesCoroutines({"/usr/include/c++/12/vector", "/usr/include/c++/12/coroutine"}));
  EXPECT_TRUE(tool::reachesCoroutines({"/usr/include/c++/v1/experimental/coroutine"}));
  EXPECT_FALSE(tool::reachesCoroutines({"/usr/include/c++/12/vector", "/src/coroutine.h"}));
}

// Files.

TEST_F(Folder, WritingKeepsPermissionsAndLinks) {
  const fs::path target = write("target.cpp", "old");
  fs::permissions(target, fs::perms(0600));
  fs::create_symlink("target.cpp", root_ / "link.cpp");
  EXPECT_EQ(tool::writeFile((root_ / "link.cpp").string(), "new"), "");
  EXPECT_EQ(readFile(target), "new");
  EXPECT_TRUE(fs::is_symlink(root_ / "link.cpp"));
  EXPECT_EQ(fs::status(target).permissions(), fs::perms(0600));
  EXPECT_EQ(std::distance(fs::directory_iterator(root_), {}), 2);
}

TEST_F(Folder, WritingWhereNothingCanBeWrittenIsAnError) {
  EXPECT_NE(tool::writeFile("/proc/no/such/file", "x"), "");
}

TEST(Paths, AreShownRelativeToTheWorkingDirectoryWhereBelowIt) {
  const std::string here = fs::current_path().string();
  EXPECT_EQ(tool::displayPath(here + "/a/../b.cpp"), "b.cpp");
  EXPECT_EQ(tool::displayPath("b.cpp", here + "/sub"), "sub/b.cpp");
  EXPECT_EQ(tool::displayPath("/elsewhere/b.cpp"), "/elsewhere/b.cpp");
  EXPECT_EQ(tool::displayPath(here + "more/b.cpp"), here + "more/b.cpp");
}

TEST(Lines, AreCountedFromOneWithoutTheirEnds) {
  EXPECT_EQ(tool::lineOf("a\r\nb\nc", 1), "a");
  EXPECT_EQ(tool::lineOf("a\r\nb\nc", 3), "c");
  EXPECT_EQ(tool::lineOf("a\r\nb\nc", 4), "");
}

// Results on their way between processes.

TEST(Wire, KeepsEveryByte) {
  tool::JudgedUnit result;
  result.outcome = tool::Outcome::Lost;
  result.reason = "why";
  Finding finding;
  finding.check = "coro-x";
  finding.severity = Severity::Error;
  finding.message = std::string("not UTF-8: \xE9\xFF, and a null: ") + '\0';
  finding.offset = 4000000000u;
  finding.steps.push_back({"step", "b.h", 3, 4});
  finding.fixes.push_back({"fix", Safety::Safe, {{"a.cpp", 1, 2, "\x80"}}});
  result.findings.push_back(finding);
  result.contents["a.cpp"] = ~std::uint64_t(0);
  const Question question{FactKind::Blocks, "c:@F@f#", -1};
  result.asked[question] = 7;
  result.facts["c:@F@g#"].facts[{FactKind::Blocks, -1}].needs.push_back(
      {question, {"g", "g.cpp", 3, 4}});
  const auto back = tool::fromBytes(tool::toBytes(result));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->asked, result.asked);
  EXPECT_EQ(back->facts, result.facts);
  EXPECT_EQ(back->outcome, tool::Outcome::Lost);
  EXPECT_EQ(back->reason, "why");
  EXPECT_EQ(back->findings[0].message, finding.message);
  EXPECT_EQ(back->findings[0].severity, Severity::Error);
  EXPECT_EQ(back->findings[0].offset, 4000000000u);
  EXPECT_EQ(back->findings[0].steps[0].column, 4u);
  EXPECT_EQ(back->findings[0].fixes[0].edits, finding.fixes[0].edits);
  EXPECT_EQ(back->contents, result.contents);
}

TEST(Wire, NonsenseIsRefused) {
  const std::string bytes = tool::toBytes(tool::JudgedUnit{});
  EXPECT_FALSE(tool::fromBytes(bytes.substr(0, bytes.size() / 2)));
  EXPECT_FALSE(tool::fromBytes("nonsense"));
}

// Workers.

TEST(Workers, AnswerInOrderAndOutliveTheirDead) {
  tool::WorkerPlan plan;
  plan.jobs = 3;
  plan.timeout = std::chrono::seconds(2);
  plan.nameOf = [](unsigned index) { return std::to_string(index); };
  plan.work = [](unsigned index) {
    if (index == 2) {
      ::signal(SIGSEGV, SIG_DFL); // a sanitizer's own handler ends otherwise
      ::raise(SIGSEGV);
    }
    if (index == 4)
      ::_exit(7);
    if (index == 5)
      ::pause();
    tool::JudgedUnit result;
    result.reason = std::string(index * 100000, 'x'); // more than a pipe holds
    return result;
  };
  const tool::WorkerOutcome outcome = tool::runInWorkers(9, plan);
  ASSERT_EQ(outcome.results.size(), 9u);
  EXPECT_EQ(outcome.signal, 0);
  EXPECT_NE(outcome.results[2].reason.find("SIGSEGV"), std::string::npos)
      << outcome.results[2].reason;
  EXPECT_NE(outcome.results[4].reason.find("exit code 7"), std::string::npos)
      << outcome.results[4].reason;
  EXPECT_NE(outcome.results[5].reason.find("longer than 2 s"), std::string::npos)
      << outcome.results[5].reason;
  for (const unsigned index : {0u, 1u, 3u, 6u, 7u, 8u})
    EXPECT_EQ(outcome.results[index].reason.size(), index * 100000) << index;
}

// Fingerprints.

Finding named(const std::string &function, const std::string &tokens) {
  Finding finding;
  finding.check = "coro-x";
  finding.file = "/nowhere/a.cpp";
  finding.function = function;
  finding.tokens = tokens;
  return finding;
}

TEST(Fingerprints, DependOnFunctionAndCodeAndCountWhatIsTheSame) {
  std::vector<Finding> findings{named("f", "work ( ) ;"), named("g", "work ( ) ;"),
                                named("f", "other ( ) ;"), named("f", "work ( ) ;")};
  tool::addFingerprints(findings);
  for (size_t a = 0; a < findings.size(); ++a)
    for (size_t b = 0; b < a; ++b)
      EXPECT_NE(findings[a].fingerprint, findings[b].fingerprint);
  std::vector<Finding> moved{named("f", "work ( ) ;")};
  moved[0].line = 77;
  tool::addFingerprints(moved);
  EXPECT_EQ(moved[0].fingerprint, findings[0].fingerprint);
}

TEST_F(Folder, FingerprintsAreTheSameInEveryCheckout) {
  const auto fingerprint = [&](const std::string &checkout) {
    fs::create_directories(root_ / checkout / ".git");
    std::vector<Finding> findings{named("f", "work ( ) ;")};
    findings[0].file = (root_ / checkout / "src/a.cpp").string();
    tool::addFingerprints(findings);
    return findings[0].fingerprint;
  };
  EXPECT_EQ(fingerprint("one"), fingerprint("two"));
}

// The engine.

TEST(Engine, SkippedBodiesChangeNoFinding) {
  size_t findings = 0;
  const std::vector<fs::path> inputs = allInputs();
  for (size_t index = 0; index < inputs.size();
       index += 6) { // each is parsed twice: a sample will do
    const fs::path &input = inputs[index];
    const auto analyse = [&](tool::Bodies bodies) {
      return tool::analyseInProcess(input.string(), flagsOf(input), "-*," + checkOf(input), bodies)
          .findings;
    };
    const std::vector<Finding> some = analyse(tool::Bodies::Needed);
    const std::vector<Finding> all = analyse(tool::Bodies::All);
    ASSERT_EQ(some.size(), all.size()) << input;
    for (size_t which = 0; which < some.size(); ++which)
      EXPECT_EQ(std::tie(some[which].line, some[which].message),
                std::tie(all[which].line, all[which].message))
          << input;
    findings += some.size();
  }
  EXPECT_GT(findings, 0u);
}

TEST_F(Folder, WhatIsLeftOutOfOthersHeadersChangesNoFinding) {
  const fs::path mocks = fs::path(COROLINT_SOURCE_DIR) / "test-inputs/mock";
  fs::create_directories(root_ / "project/.git");
  fs::copy(mocks, root_ / "library", fs::copy_options::recursive);
  size_t findings = 0;
  const std::vector<fs::path> inputs = allInputs();
  for (size_t index = 3; index < inputs.size(); index += 24) {
    const fs::path input = root_ / "project" / inputs[index].filename();
    fs::copy(inputs[index], input, fs::copy_options::overwrite_existing);
    std::vector<std::string> flags = flagsOf(inputs[index]);
    std::ranges::replace(flags, "-I" + mocks.string(), "-I" + (root_ / "library").string());
    const auto analyse = [&](tool::Bodies bodies) {
      std::vector<std::pair<unsigned, std::string>> found;
      for (const Finding &finding :
           tool::analyseInProcess(input, flags, "-*," + checkOf(inputs[index]), bodies).findings)
        found.emplace_back(finding.line, finding.message);
      return found;
    };
    const auto needed = analyse(tool::Bodies::Needed);
    EXPECT_EQ(needed, analyse(tool::Bodies::All)) << inputs[index];
    findings += needed.size();
  }
  EXPECT_GT(findings, 0u);
}

TEST_F(Folder, MacrosKeepStepsAndFixesInTheirPlaces) {
  const fs::path file = write("a.cpp", R"(#include <coroutine>
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
Task work(int);
#define DROP(x) work(x)
Task run() {
  DROP(1);
  work(2);
  co_return;
}
)");
  const tool::Report report =
      tool::analyseInProcess(file.string(), {"-std=c++20"}, "-*,coro-unawaited-task");
  ASSERT_EQ(report.notAnalysed.size(), 0u) << report.notAnalysed[0].reason;
  ASSERT_EQ(report.findings.size(), 2u);
  EXPECT_EQ(report.findings[0].line, 17u);
  EXPECT_TRUE(report.findings[0].fixes.empty()); // none in a macro
  EXPECT_EQ(report.findings[1].line, 18u);
  EXPECT_EQ(report.findings[1].function, "run");
  EXPECT_EQ(report.findings[1].tokens, "work ( 2 ) ;");
  ASSERT_EQ(report.findings[1].fixes.size(), 1u);
  EXPECT_EQ(report.findings[1].fixes[0].safety, Safety::Safe);
  for (const Finding &finding : report.findings)
    for (const tool::Step &step : finding.steps)
      EXPECT_EQ(step.message.find("expanded from macro"), std::string::npos);
}

} // namespace
} // namespace corolint::test
