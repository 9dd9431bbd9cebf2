// The built program, driven as a user drives it, in folders of its own.
#include "tests/Program.h"
#include <array>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <pwd.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace corolint::test {
namespace {

using CommandLine = Program;

std::vector<int> linesOf(const Json &report) {
  std::vector<int> lines;
  for (const Json &finding : report.at("findings"))
    lines.push_back(finding.at("line"));
  return lines;
}

// What is analysed.

TEST_F(CommandLine, FindsInAFileWithoutADatabaseAndSaysWhatItAssumes) {
  write("a.cpp", Dropped);
  const Outcome result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 1);
  EXPECT_HAS(result.out, "a.cpp:3:3: error: the task returned by 'work'");
  EXPECT_HAS(result.out, "[coro-unawaited-task]");
  EXPECT_HAS(result.err, "assuming -std=c++20");
}

TEST_F(CommandLine, IsSilentWhenThereIsNothingToSay) {
  write("a.cpp", Clean);
  writeDatabase({"a.cpp"});
  const Outcome result = run({"-p", "build"});
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "");
}

TEST_F(CommandLine, ChecksIsTheDefaultVerb) {
  write("a.cpp", Dropped);
  EXPECT_EQ(run({"check", "a.cpp"}).out, run({"a.cpp"}).out);
}

TEST_F(CommandLine, NoSuchPath) {
  const Outcome result = run({"nowhere/a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "no such file or folder: nowhere/a.cpp");
}

TEST_F(CommandLine, NothingToAnalyse) {
  const Outcome result = run({});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "no compile_commands.json found");
}

TEST_F(CommandLine, FindsTheDatabaseUpwardAndInBuildFolders) {
  write("src/a.cpp", "#include \"../task.h\"\nvoid f() { work(); }\n");
  writeDatabase({"src/a.cpp"}, "-std=c++20", "cmake-build-debug");
  const Outcome result = run({"src"});
  EXPECT_EQ(result.exit, 1);
  EXPECT_HAS(result.err, "using cmake-build-debug/compile_commands.json");
}

TEST_F(CommandLine, AFolderMeansTheEntriesBelowIt) {
  write("one/a.cpp", "#include \"../task.h\"\nvoid f() { work(); }\n");
  write("oneMore/b.cpp", "#include \"../task.h\"\nvoid g() { work(); }\n");
  writeDatabase({"one/a.cpp", "oneMore/b.cpp"});
  const Json result = report({"one"});
  ASSERT_EQ(result["findings"].size(), 1u);
  EXPECT_EQ(result["findings"][0]["file"], "one/a.cpp");
}

TEST_F(CommandLine, WhatStandsBesideTheProgramIsOfLowConfidence) {
  const std::string blocks = "#include \"../task.h\"\n#include <fstream>\n"
                             "Task run() {\n  std::ifstream in(\"a\");\n  co_await work();\n}\n";
  for (const std::string folder : {"src", "tests", "examples"})
    write(folder + "/a.cpp", blocks);
  writeDatabase({"src/a.cpp", "tests/a.cpp", "examples/a.cpp"});
  const Json sure = report({});
  ASSERT_EQ(sure["findings"].size(), 1u);
  EXPECT_EQ(sure["findings"][0]["file"], "src/a.cpp");
  EXPECT_EQ(report({"--confidence=low"})["findings"].size(), 3u);
}

TEST_F(CommandLine, CopiesOfOthersHeadersAreLeftAlone) {
  const std::string drops = "#pragma once\n#include \"../task.h\"\ninline void g() { work(); }\n";
  write("include/own.h", drops);
  write("third_party/copy.h", drops + "inline void h() { work(); }\n");
  write("third_party/b.cpp", "#include \"../task.h\"\nvoid f() { work(); }\n");
  write("a.cpp", "#include \"include/own.h\"\nTask run() { co_return; }\n");
  write("c.cpp", "#include \"third_party/copy.h\"\nTask other() { co_return; }\n");
  writeDatabase({"a.cpp", "c.cpp", "third_party/b.cpp"});
  const Json found = report({});
  ASSERT_EQ(found["findings"].size(), 2u) << found["findings"];
  EXPECT_EQ(found["findings"][0]["file"], "include/own.h");
  EXPECT_EQ(found["findings"][1]["file"], "third_party/b.cpp");
}

TEST_F(CommandLine, OfOthersHeadersOnlyThoseAboutCoroutinesAreReadWhole) {
  const std::string broken = "#pragma once\ninline int broken() { return undeclared; }\n";
  write("third_party/plain.h", broken);
  write("third_party/tasks.h", "#include <coroutine>\n" + broken);
  write("third_party/above.h", "#include \"tasks_all.h\"\n" + broken);
  write("third_party/tasks_all.h", "#include \"../task.h\"\n");
  write("own.h", broken);
  const auto exitOf = [&](const std::string &header, const std::vector<std::string> &options) {
    write("a.cpp",
          "#include \"task.h\"\n#include \"" + header + "\"\nTask run() { co_await work(); }\n");
    writeDatabase({"a.cpp"});
    return run(options).exit;
  };
  EXPECT_EQ(exitOf("third_party/plain.h", {}), 0);
  EXPECT_EQ(exitOf("third_party/plain.h", {"--header-bodies=all"}), 3);
  EXPECT_EQ(exitOf("third_party/tasks.h", {}), 3);
  EXPECT_EQ(exitOf("third_party/above.h", {}), 3);
  EXPECT_EQ(exitOf("own.h", {}), 3);
}

TEST_F(CommandLine, HeadersOutsideOfTheRepositoryAreOthers) {
  const std::string drops = "#pragma once\n#include \"task.h\"\ninline void g() { work(); }\n";
  write("project/src/own.h", drops);
  write("library/other.h", "#pragma once\n#include \"task.h\"\ninline void h() { work(); }\n");
  write("project/module/nested.h",
        "#pragma once\n#include \"task.h\"\ninline void n() { work(); }\n");
  write("project/.git/HEAD", "");
  write("project/module/.git", "gitdir: ../.git/modules/module\n");
  write("project/a.cpp", "#include \"src/own.h\"\n#include \"module/nested.h\"\n"
                         "#include \"other.h\"\nTask run() { co_return; }\n");
  write("build/compile_commands.json", Json::array({{{"directory", (root_ / "build").string()},
                                                     {"file", (root_ / "project/a.cpp").string()},
                                                     {"arguments",
                                                      {"c++", "-std=c++20", "-I" + root_.string(),
                                                       "-I" + (root_ / "library").string(), "-c",
                                                       (root_ / "project/a.cpp").string()}}}})
                                           .dump());
  const auto files = [&] {
    const Json found = report({"-p", "build"});
    std::vector<std::string> result;
    for (const Json &finding : found["findings"])
      result.push_back(finding["file"]);
    return result;
  };
  EXPECT_EQ(files(), std::vector<std::string>{"project/src/own.h"});
  const std::string seen = run({"doctor", "-p", "build", "project/a.cpp"}).out;
  EXPECT_HAS(seen, "library: of others, so nothing is told of its headers");
  write("project/.corolint.yaml", "own: [../library]\n");
  EXPECT_EQ(files(), (std::vector<std::string>{"library/other.h", "project/src/own.h"}));
  EXPECT_HAS(run({"doctor", "-p", "build", "project/a.cpp"}).out, "library: yours");
}

TEST_F(CommandLine, FlagsBehindTwoDashesReplaceTheDatabase) {
  write("a.cpp", "#ifdef WANTED\n#include \"task.h\"\nvoid f() { work(); }\n#endif\n");
  EXPECT_EQ(run({"a.cpp", "--", "-std=c++20", "-DWANTED"}).exit, 1);
  const Outcome assumed = run({"a.cpp", "--", "-DWANTED"});
  EXPECT_EQ(assumed.exit, 1);
  EXPECT_HAS(assumed.err, "assuming -std=c++20");
  EXPECT_EQ(run({"a.cpp", "--", "-std=c++20"}).exit, 0);
}

TEST_F(CommandLine, BrokenJsonIsAnErrorWithItsPosition) {
  write("build/compile_commands.json", "[\n  {\"directory\": \"/tmp\",,\n");
  const Outcome result = run({"-p", "build"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "build/compile_commands.json:2:24: not JSON");
}

TEST_F(CommandLine, AJsonThatIsNoDatabaseIsAnError) {
  write("build/compile_commands.json", "[{\"directory\": \"/tmp\"}]");
  const Outcome result = run({"-p", "build"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "not a compilation database");
}

TEST_F(CommandLine, ABuildFolderWithoutADatabaseIsAnError) {
  fs::create_directory(root_ / "build");
  const Outcome result = run({"-p", "build"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "CMAKE_EXPORT_COMPILE_COMMANDS");
}

TEST_F(CommandLine, EntriesWithAMissingDirectoryOrFileAreToldAndSkipped) {
  write("a.cpp", Dropped);
  const Json entries = {
      {{"directory", "/nowhere/at/all"}, {"file", "b.cpp"}, {"command", "c++ b.cpp"}},
      {{"directory", root_.string()}, {"file", "gone.cpp"}, {"command", "c++ gone.cpp"}},
      {{"directory", root_.string()}, {"file", "a.cpp"}, {"command", "c++ -std=c++20 a.cpp"}}};
  write("build/compile_commands.json", entries.dump());
  const Outcome result = run({"-p", "build"});
  EXPECT_EQ(result.exit, 1);
  EXPECT_HAS(result.out, "/nowhere/at/all/b.cpp: not fully analysed: its directory "
                         "/nowhere/at/all doesn't exist");
  EXPECT_HAS(result.out, "gone.cpp: not fully analysed: it doesn't exist");
}

TEST_F(CommandLine, DuplicateEntriesAreAnalysedOnce) {
  write("a.cpp", Dropped);
  writeDatabase({"a.cpp", "./a.cpp", (root_ / "a.cpp").string()});
  const Json result = report({"-p", "build"});
  EXPECT_EQ(result["statistics"]["files"], 1);
  EXPECT_EQ(result["findings"].size(), 1u);
}

TEST_F(CommandLine, SeveralDatabases) {
  write("a.cpp", Dropped);
  write("b.cpp", Dropped);
  writeDatabase({"a.cpp"}, "-std=c++20", "one");
  writeDatabase({"b.cpp", "a.cpp"}, "-std=c++20", "two");
  const Json result = report({"-p", "one", "-p", "two"});
  EXPECT_EQ(result["statistics"]["files"], 2);
  EXPECT_EQ(result["findings"].size(), 2u);
}

TEST_F(CommandLine, FlagsThatOnlyGccKnowsAreDropped) {
  write("a.cpp", Dropped);
  writeDatabase({"a.cpp"}, "-std=gnu++20 -fconcepts-diagnostics-depth=2 -fcoroutines -fno-tree-vrp "
                           "--param=foo=1 -mno-such-flag -Wno-no-such-warning -Wlogical-op");
  const Json result = report({"-p", "build"});
  EXPECT_EQ(result["notAnalysed"].size(), 0u) << result["notAnalysed"];
  EXPECT_EQ(result["findings"].size(), 1u);
}

TEST_F(CommandLine, ResponseFilesAreExpanded) {
  write("a.cpp", "#ifdef WANTED\n#include \"task.h\"\nvoid f() { work(); }\n#endif\n");
  write("flags.rsp", "-std=c++20\n-DWANTED");
  writeDatabase({"a.cpp"}, "@flags.rsp");
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 1u);
}

TEST_F(CommandLine, AFileThatTheDatabaseLacksTakesTheNearestFlagsAndSaysSo) {
  write("a.cpp", Clean);
  write("new.cpp", "#ifdef WANTED\n#include \"task.h\"\nvoid f() { work(); }\n#endif\n");
  writeDatabase({"a.cpp"}, "-std=c++20 -DWANTED");
  const Outcome result = run({"-p", "build", "new.cpp"});
  EXPECT_EQ(result.exit, 1);
  EXPECT_HAS(result.err, "new.cpp: not in build/compile_commands.json; flags inferred from");
}

TEST_F(CommandLine, WhatNeverReachesACoroutineHeaderIsNotParsed) {
  write("plain.cpp", "#include <vector>\nint broken = nothing;\n");
  write("old.cpp", "int main() {}\n");
  const Json entries = {{{"directory", root_.string()},
                         {"file", "plain.cpp"},
                         {"command", "c++ -std=c++20 plain.cpp"}},
                        {{"directory", root_.string()},
                         {"file", "old.cpp"},
                         {"command", "c++ -std=c++17 old.cpp -include task.h"}}};
  write("build/compile_commands.json", entries.dump());
  const Json result = report({"-p", "build"});
  EXPECT_EQ(result["statistics"]["withoutCoroutines"], 1);
  EXPECT_EQ(result["statistics"]["notCpp20"], 1);
  EXPECT_EQ(result["notAnalysed"].size(), 0u);
  EXPECT_EQ(last_.exit, 0);
}

TEST_F(CommandLine, CoroutinesBehindAChainOfHeadersAreReached) {
  write("deep.h", "#include \"deeper.h\"\n");
  write("deeper.h", "#include \"task.h\"\n");
  for (const char *file : {"a.cpp", "b.cpp"})
    write(file, std::string("#include \"deep.h\"\nvoid ") + file[0] + "() { work(); }\n");
  writeDatabase({"a.cpp", "b.cpp"});
  EXPECT_EQ(report({"-p", "build", "-j1"})["findings"].size(), 2u);
}

// Which checks run.

TEST_F(CommandLine, UnknownCheckWithTheNearestSpelling) {
  write("a.cpp", Dropped);
  const Outcome result = run({"a.cpp", "--checks=coro-unawaited-tsk"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "unknown check 'coro-unawaited-tsk'");
  EXPECT_HAS(result.err, "did you mean 'coro-unawaited-task'?");
}

TEST_F(CommandLine, ChecksAreAppendedToTheDefaults) {
  write("a.cpp", Dropped);
  EXPECT_EQ(run({"a.cpp", "--checks=-coro-unawaited-task"}).exit, 0);
  EXPECT_EQ(run({"a.cpp", "--checks=-*,coro-unawaited-*"}).exit, 1);
}

TEST_F(CommandLine, ClangTidyConfigurationTurnsACheckOff) {
  write("a.cpp", Dropped);
  write("sub/a.cpp", "#include \"../task.h\"\nvoid f() { work(); }\n");
  write("sub/.clang-tidy", "Checks: '-coro-unawaited-task'\n");
  EXPECT_EQ(run({"sub/a.cpp"}).exit, 0);
  EXPECT_EQ(run({"a.cpp"}).exit, 1);
  EXPECT_EQ(run({"sub/a.cpp", "--checks=coro-unawaited-task"}).exit, 1);
}

TEST_F(CommandLine, AConfigurationWithoutOurChecksLeavesTheDefaults) {
  write("a.cpp", Dropped);
  write(".clang-tidy", "Checks: '-*,bugprone-*'\n");
  EXPECT_EQ(run({"a.cpp"}).exit, 1);
}

TEST_F(CommandLine, WarningsAsErrorsOfTheConfigurationAreHeeded) {
  write("a.cpp", DroppedEager);
  EXPECT_EQ(report({"a.cpp"})["findings"][0]["severity"], "warning");
  write(".clang-tidy", "WarningsAsErrors: 'coro-*'\n");
  EXPECT_EQ(report({"a.cpp"})["findings"][0]["severity"], "error");
}

TEST_F(CommandLine, UnknownNamesInTheConfigurationAreErrorsWithTheirPosition) {
  write("a.cpp", Dropped);
  write(".clang-tidy", "Checks: '-*,coro-unawaited-tsk'\n");
  Outcome result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(
      result.err,
      ".clang-tidy:1:13: unknown check 'coro-unawaited-tsk'; did you mean 'coro-unawaited-task'?");
  write(".clang-tidy", "CheckOptions:\n  coro-unawaited-task.NoSuchOption: true\n");
  result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, ".clang-tidy:2:3: unknown option 'coro-unawaited-task.NoSuchOption'");
  write(".clang-tidy", "Cheks: '*'\n");
  result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, ".clang-tidy:1:1: unknown key 'Cheks'");
}

TEST_F(CommandLine, WhatTheProjectExcludesIsLeftOut) {
  write("a.cpp", "#include \"other/b.h\"\nvoid f() { work(); }\n");
  write("other/b.h", "#include \"../task.h\"\ninline void g() { work(); }\n");
  write("other/c.cpp", "#include \"b.h\"\nvoid h() { work(); }\n");
  writeDatabase({"a.cpp", "other/c.cpp"});
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 3u);
  write(".corolint.yaml", "exclude: [other]\n");
  const Json result = report({"-p", "build"});
  EXPECT_EQ(result["findings"].size(), 1u);
  EXPECT_EQ(result["statistics"]["excluded"], 1);
}

TEST_F(CommandLine, UnknownKeysOfTheProjectsConfigurationAreErrors) {
  write("a.cpp", Dropped);
  write(".corolint.yaml", "exclude: []\nexclud: []\n");
  const Outcome result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, ".corolint.yaml:2:");
}

TEST_F(CommandLine, NolintInAllItsForms) {
  write("a.cpp", "#include \"task.h\"\n"
                 "void f() {\n"
                 "  work(); // NOLINT\n"
                 "  work(); // NOLINT(coro-unawaited-task)\n"
                 "  work(); // NOLINT(coro-*): told elsewhere\n"
                 "  work(); // NOLINT(bugprone-other)\n" // line 6 stays
                 "  // NOLINTNEXTLINE\n"
                 "  work();\n"
                 "  // NOLINTNEXTLINE(coro-unawaited-task)\n"
                 "  work();\n"
                 "  // NOLINTBEGIN(coro-unawaited-task)\n"
                 "  work();\n"
                 "  work();\n"
                 "  // NOLINTEND(coro-unawaited-task)\n"
                 "  work();\n" // line 15 stays
                 "}\n");
  EXPECT_EQ(linesOf(report({"a.cpp"})), (std::vector<int>{6, 15}));
}

TEST_F(CommandLine, TheHeaderFilterOfTheConfigurationIsHeeded) {
  write("inner/used.h", "#include \"../task.h\"\ninline void f() { work(); }\n");
  write("a.cpp", "#include \"inner/used.h\"\n");
  EXPECT_EQ(run({"a.cpp"}).exit, 1);
  write(".clang-tidy", "HeaderFilterRegex: 'other/'\n");
  EXPECT_EQ(run({"a.cpp"}).exit, 0);
}

TEST_F(CommandLine, SystemHeadersAreNotTheUsersCode) {
  write("inner/used.h", "#include \"../task.h\"\ninline void f() { work(); }\n");
  write("a.cpp", "#include <used.h>\n");
  EXPECT_EQ(run({"a.cpp", "--", "-std=c++20", "-isystem", "inner"}).exit, 0);
  EXPECT_EQ(run({"a.cpp", "--", "-std=c++20", "-Iinner"}).exit, 1);
}

TEST_F(CommandLine, FlagsOfClangTidyAreTaken) {
  write("a.cpp", "#ifdef WANTED\n#include \"task.h\"\nvoid f() { work(); }\n#endif\n");
  writeDatabase({"a.cpp"});
  EXPECT_EQ(run({"-p", "build"}).exit, 0);
  EXPECT_EQ(run({"-p=build", "-extra-arg=-DWANTED", "-fail-on=error"}).exit, 1);
  const Outcome quiet = run({"a.cpp", "--extra-arg-before=-DWANTED", "--quiet"});
  EXPECT_EQ(quiet.exit, 1);
  EXPECT_EQ(quiet.err, "");
  const std::string globs = run({"rules", "--format=globs"}).out;
  EXPECT_EQ(run({"-p", "build", "--extra-arg=-DWANTED",
                 "--checks=-*," + globs.substr(0, globs.size() - 1)})
                .exit,
            1);
}

TEST_F(CommandLine, ASourceOnStdinIsAFileOfTheWorkingDirectory) {
  write("a.cpp", Dropped);
  const std::string command =
      "cd " + root_.string() + " && " COROLINT_PROGRAM " - --progress=never < a.cpp > out 2>err";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 1);
  EXPECT_HAS(read("out"), "stdin.cpp:3:3: error:");
  EXPECT_HAS(read("out"), "    3 |   work();");
}

// What is reported.

TEST_F(CommandLine, AHeadersFindingIsReportedOnceForAnyNumberOfJobs) {
  write("shared.h", "#include \"task.h\"\ninline void f() { work(); }\ntemplate <class T> void g() "
                    "{ work(); }\n");
  std::vector<std::string> files;
  for (int index = 0; index < 6; ++index) {
    files.push_back("f" + std::to_string(index) + ".cpp");
    write(files.back(), "#include \"shared.h\"\nvoid h" + std::to_string(index) +
                            "() { g<int>(); work(" + std::to_string(index) + "); }\n");
  }
  // Most are awaited: what isn't can't be meant so.
  files.push_back("awaits.cpp");
  write(files.back(), "#include \"shared.h\"\nTask all() {\n  co_await work();\n  co_await "
                      "work();\n  co_await work();\n}\n");
  writeDatabase(files);
  const Outcome one = run({"-p", "build", "--format=json", "-j1"});
  const Outcome four = run({"-p", "build", "--format=json", "-j4"});
  EXPECT_EQ(one.out, four.out);
  const Json result = Json::parse(one.out);
  EXPECT_EQ(result["findings"].size(), 8u);
  std::set<std::string> fingerprints;
  for (const Json &finding : result["findings"])
    fingerprints.insert(finding["fingerprint"].get<std::string>());
  EXPECT_EQ(fingerprints.size(), 8u);
  EXPECT_EQ(run({"-p", "build", "-j1"}).out, run({"-p", "build", "-j4"}).out);
}

TEST_F(CommandLine, AFingerprintSurvivesMovedLinesAndTellsOccurrencesApart) {
  write("a.cpp", "#include \"task.h\"\nvoid f() {\n  work();\n  work();\n}\n");
  const Json before = report({"a.cpp"});
  write("a.cpp",
        "#include \"task.h\"\nint more;\n\nvoid f() {\n  work( ); // why\n\n    work();\n}\n");
  const Json after = report({"a.cpp"});
  ASSERT_EQ(before["findings"].size(), 2u);
  ASSERT_EQ(after["findings"].size(), 2u);
  EXPECT_NE(before["findings"][0]["fingerprint"], before["findings"][1]["fingerprint"]);
  for (int index : {0, 1})
    EXPECT_EQ(before["findings"][index]["fingerprint"], after["findings"][index]["fingerprint"]);
}

TEST_F(CommandLine, AFileThatDoesNotCompileIsNamedAndItsFindingsAreStillReported) {
  write(
      "a.cpp",
      "#include \"task.h\"\nTask f() { work(); co_return; }\nint x = nothing;\nint y = nothing;\n");
  Json result = report({"a.cpp"});
  EXPECT_EQ(last_.exit, 1);
  EXPECT_EQ(result["findings"].size(), 1u);
  ASSERT_EQ(result["notAnalysed"].size(), 1u);
  EXPECT_EQ(result["notAnalysed"][0]["file"], "a.cpp");
  EXPECT_EQ(result["notAnalysed"][0]["reason"],
            "a.cpp:3:9: use of undeclared identifier 'nothing' (and 1 more error)");
  EXPECT_TRUE(
      result["findings"][0]["fixes"].empty()); // of code that clang misunderstood no fix is sure
  write("a.cpp", "#include \"task.h\"\n#include \"missing.h\"\n");
  result = report({"a.cpp"});
  EXPECT_EQ(last_.exit, 3);
  EXPECT_HAS(result["notAnalysed"][0]["reason"].get<std::string>(), "'missing.h' file not found");
}

TEST_F(CommandLine, ACrashLosesThatFileOnly) {
  write("a.cpp", Dropped);
  write("crash.cpp", "#include \"task.h\"\n#pragma clang __debug crash\n");
  write("fatal.cpp", "#include \"task.h\"\n#pragma clang __debug llvm_fatal_error\n");
  write("z.cpp", Dropped);
  writeDatabase({"a.cpp", "crash.cpp", "fatal.cpp", "z.cpp"});
  const Json result = report({"-p", "build", "-j1"});
  EXPECT_EQ(last_.exit, 1);
  EXPECT_EQ(result["findings"].size(), 2u);
  ASSERT_EQ(result["notAnalysed"].size(), 2u);
  EXPECT_EQ(result["notAnalysed"][0]["file"], "crash.cpp");
  EXPECT_HAS(result["notAnalysed"][0]["reason"].get<std::string>(), "the analysis crashed (SIG");
  EXPECT_EQ(result["notAnalysed"][1]["file"], "fatal.cpp");
}

/// Code that the compiler is busy with for longer than any test waits.
constexpr const char *Endless = "#include \"task.h\"\n"
                                "constexpr unsigned long spin() { unsigned long n = 0; while (n < "
                                "1000000000000ul) ++n; return n; }\n"
                                "static_assert(spin() > 0);\n";

TEST_F(CommandLine, AHangLosesThatFileOnly) {
  write("a.cpp", Dropped);
  write("hang.cpp", Endless);
  write("z.cpp", Dropped);
  writeDatabase({"a.cpp", "hang.cpp", "z.cpp"}, "-std=c++20 -fconstexpr-steps=2000000000");
  const Json result = report({"-p", "build", "--timeout=8", "-j2"});
  EXPECT_EQ(last_.exit, 1);
  EXPECT_EQ(result["findings"].size(), 2u);
  ASSERT_EQ(result["notAnalysed"].size(), 1u);
  EXPECT_EQ(result["notAnalysed"][0]["reason"], "it took longer than 8 s (--timeout)");
}

TEST_F(CommandLine, ExhaustedMemoryLosesThatFileOnly) {
  write("a.cpp", Dropped);
  write("big.cpp", "#include \"task.h\"\n"
                   "template <class T, T... N> struct List {};\n"
                   "__make_integer_seq<List, int, 100000000> many;\n");
  writeDatabase({"a.cpp", "big.cpp"});
  const Outcome result =
      run({"-p", "build", "-j1", "--format=json"}, {.addressSpace = rlim_t(2) << 30});
  EXPECT_EQ(result.exit, 1);
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json["findings"].size(), 1u);
  ASSERT_EQ(json["notAnalysed"].size(), 1u);
  EXPECT_HAS(json["notAnalysed"][0]["reason"].get<std::string>(), "more memory than there is");
}

TEST_F(CommandLine, AnInterruptedRunReportsWhatIsThere) {
  write("a.cpp", Dropped);
  write("hang.cpp", Endless);
  writeDatabase({"a.cpp", "hang.cpp"}, "-std=c++20 -fconstexpr-steps=2000000000");
  const auto start = std::chrono::steady_clock::now();
  const Outcome result = run({"-p", "build", "-j2", "--output=json=out.json", "--fix"},
                             {.interruptAfter = std::chrono::seconds(4)});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_EQ(result.exit, 130);
  EXPECT_HAS(result.out, "a.cpp:3:3: error:");
  EXPECT_HAS(result.out, "hang.cpp: not fully analysed: the run was interrupted");
  EXPECT_HAS(result.err, "interrupted");
  EXPECT_EQ(Json::parse(read("out.json"))["findings"].size(), 1u);
  EXPECT_EQ(read("a.cpp"), Dropped);
}

TEST_F(CommandLine, ExitCodesFollowFailOn) {
  write("a.cpp", Dropped);
  EXPECT_EQ(run({"a.cpp", "--fail-on=error"}).exit, 1);
  EXPECT_EQ(run({"a.cpp", "--fail-on=never"}).exit, 0);
  write("eager.cpp", DroppedEager);
  EXPECT_EQ(run({"eager.cpp"}).exit, 1);
  EXPECT_EQ(run({"eager.cpp", "--fail-on=error"}).exit, 0);
  const Outcome bad = run({"a.cpp", "--fail-on=sometimes"});
  EXPECT_EQ(bad.exit, 2);
}

TEST_F(CommandLine, UnknownFlagsAndVerbsAreToldWithTheNearestSpelling) {
  write("a.cpp", Dropped);
  Outcome result = run({"a.cpp", "--formt=json"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "unknown flag '--formt'; did you mean '--format'?");
  result = run({"rulse"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "did you mean 'rules'?");
  result = run({"a.cpp", "--format=sarfi"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "unknown format 'sarfi'");
}

TEST_F(CommandLine, AFlagOfClangTidyThatIsNotTakenIsToldWithWhatToUseInstead) {
  write("a.cpp", Dropped);
  const auto refusal = [&](const std::string &flag) {
    const Outcome result = run({"a.cpp", flag});
    EXPECT_EQ(result.exit, 2);
    EXPECT_EQ(result.out, "");
    return result.err;
  };
  EXPECT_HAS(refusal("--config-file=tidy.yaml"),
             "clang-tidy's '--config-file' isn't taken: the .clang-tidy upward");
  EXPECT_HAS(refusal("-header-filter=.*"), "HeaderFilterRegex in .clang-tidy");
  EXPECT_HAS(refusal("--warnings-as-errors=*"), "WarningsAsErrors in .clang-tidy");
  EXPECT_HAS(refusal("--list-checks"), "`corolint rules`");
}

TEST_F(CommandLine, ColoursFollowTheFlagTheTerminalAndNoColor) {
  write("a.cpp", Dropped);
  EXPECT_LACKS(run({"a.cpp"}).out, "\033[");
  EXPECT_HAS(run({"a.cpp", "--color=always"}).out, "\033[1;31m");
  EXPECT_HAS(run({"a.cpp", "--color=always"}, {.environment = {"NO_COLOR=1"}}).out, "\033[");
  EXPECT_LACKS(run({"a.cpp", "--color=never"}).out, "\033[");
}

TEST_F(CommandLine, OutputFilesAreAlwaysWritten) {
  write("a.cpp", Clean);
  EXPECT_EQ(run({"a.cpp", "--output=json=one.json", "--output=text=two.txt"}).exit, 0);
  EXPECT_EQ(Json::parse(read("one.json"))["findings"].size(), 0u);
  EXPECT_TRUE(fs::exists(root_ / "two.txt"));
  const Outcome result = run({"a.cpp", "--output=json=none/one.json"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "there is no folder");
}

TEST_F(CommandLine, StatisticsGoToStderr) {
  write("a.cpp", Dropped);
  const Outcome result = run({"a.cpp", "--statistics"});
  EXPECT_HAS(result.err, "coro-unawaited-task: 1 finding");
  EXPECT_HAS(result.err, "slowest files");
}

// Fixing.

TEST_F(CommandLine, FixWritesAndTheSecondRunIsClean) {
  write("a.cpp", Dropped);
  fs::permissions(root_ / "a.cpp", fs::perms(0640));
  const Outcome first = run({"a.cpp", "--fix"});
  EXPECT_EQ(first.exit, 0);
  EXPECT_HAS(first.err, "fixed 1 finding");
  EXPECT_EQ(read("a.cpp"), Clean);
  EXPECT_EQ(fs::status(root_ / "a.cpp").permissions(), fs::perms(0640));
  EXPECT_EQ(run({"a.cpp"}).exit, 0);
}

TEST_F(CommandLine, FixesThatNeedAReviewWantTheirOwnFlag) {
  write("a.cpp", DroppedEager);
  EXPECT_EQ(run({"a.cpp", "--fix"}).exit, 1);
  EXPECT_EQ(read("a.cpp"), DroppedEager);
  EXPECT_EQ(run({"a.cpp", "--fix-unsafe"}).exit, 0);
  EXPECT_HAS(read("a.cpp"), "co_await work();");
}

TEST_F(CommandLine, FixesOfASharedHeaderAreWrittenOnce) {
  write("shared.h", "#include \"task.h\"\ninline Task f() {\n  work();\n  co_return;\n}\n");
  for (const char *file : {"a.cpp", "b.cpp", "c.cpp"})
    write(file, "#include \"shared.h\"\n");
  writeDatabase({"a.cpp", "b.cpp", "c.cpp"});
  EXPECT_EQ(run({"-p", "build", "--fix", "-j3"}).exit, 0);
  EXPECT_EQ(read("shared.h"),
            "#include \"task.h\"\ninline Task f() {\n  co_await work();\n  co_return;\n}\n");
}

TEST_F(CommandLine, FixKeepsTheByteOrderMarkAndTheLineEnds) {
  write("a.cpp",
        "\xEF\xBB\xBF#include \"task.h\"\r\nTask run() {\r\n  work();\r\n  co_return;\r\n}\r\n");
  EXPECT_EQ(run({"a.cpp", "--fix"}).exit, 0);
  EXPECT_EQ(read("a.cpp"), "\xEF\xBB\xBF#include \"task.h\"\r\nTask run() {\r\n  co_await "
                           "work();\r\n  co_return;\r\n}\r\n");
}

TEST_F(CommandLine, DiffPrintsAPatchThatAppliesAndWritesNothing) {
  write("a.cpp", Dropped);
  const Outcome result = run({"a.cpp", "--diff"});
  EXPECT_EQ(result.exit, 1);
  EXPECT_EQ(read("a.cpp"), Dropped);
  EXPECT_HAS(result.out, "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,5 +1,5 @@\n");
  EXPECT_HAS(result.out, "-  work();\n+  co_await work();\n");
  write("fix.patch", result.out);
  EXPECT_EQ(std::system(("cd " + root_.string() + " && git apply fix.patch").c_str()), 0);
  EXPECT_EQ(read("a.cpp"), Clean);
}

TEST_F(CommandLine, AFileThatChangedMeanwhileIsNotFixed) {
  write("a.cpp", Dropped);
  write("hang.cpp", Endless); // keeps the run going until its timeout
  writeDatabase({"a.cpp", "hang.cpp"}, "-std=c++20 -fconstexpr-steps=2000000000");
  const std::string changed = "// changed\n" + std::string(Dropped);
  const Outcome result = run({"-p", "build", "--fix", "-j2", "--timeout=8"}, {.meanwhile = [&] {
                               std::this_thread::sleep_for(std::chrono::seconds(4));
                               write("a.cpp", changed);
                             }});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "a.cpp: not fixed: it has changed since it was analysed");
  EXPECT_HAS(result.out, "a.cpp:3:3: error:");
  EXPECT_EQ(read("a.cpp"), changed);
}

TEST_F(CommandLine, AReadOnlyFolderIsAnErrorAndNothingIsLost) {
  write("a.cpp", Dropped);
  fs::permissions(root_ / "a.cpp", fs::perms(0666));
  fs::permissions(root_, fs::perms(0555));
  Setting setting;
  if (::getuid() == 0) { // root ignores permissions
    const passwd *nobody = ::getpwnam("nobody");
    ASSERT_NE(nobody, nullptr);
    setting.user = nobody->pw_uid;
  }
  const Outcome result = run({"a.cpp", "--fix"}, setting);
  fs::permissions(root_, fs::perms(0755));
  if (result.exit == 127 || result.exit == 126)
    GTEST_SKIP() << "the program can't be run as another user here";
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "a.cpp: not fixed: it can't be written: Permission denied");
  EXPECT_HAS(result.out, "a.cpp:3:3: error:");
  EXPECT_EQ(read("a.cpp"), Dropped);
  EXPECT_EQ(std::distance(fs::directory_iterator(root_), {}), 2); // no temporary file is left
}

// Verbs that print what the checks say of themselves.

TEST_F(CommandLine, RulesListAllChecks) {
  const Outcome text = run({"rules"});
  EXPECT_EQ(text.exit, 0);
  EXPECT_HAS(text.out, "coro-unawaited-task");
  const Json json = Json::parse(run({"rules", "--format=json"}).out);
  EXPECT_EQ(json["checks"][0]["id"], "coro-unawaited-task");
  EXPECT_FALSE(json["checks"][0]["documentation"].get<std::string>().empty());
}

TEST_F(CommandLine, ExplainPrintsACheck) {
  const Outcome text = run({"explain", "unawaited-task"});
  EXPECT_EQ(text.exit, 0);
  EXPECT_HAS(text.out, "coro-unawaited-task");
  const Outcome unknown = run({"explain", "coro-unawaited-tasks"});
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_HAS(unknown.err, "did you mean 'coro-unawaited-task'?");
}

TEST_F(CommandLine, VersionAndHelp) {
  EXPECT_HAS(run({"version"}).out, "corolint ");
  EXPECT_EQ(run({"--version"}).out, run({"version"}).out);
  EXPECT_EQ(run({"--help"}).exit, 0);
  EXPECT_HAS(run({"check", "--help"}).out, "--fix-unsafe");
}

TEST_F(CommandLine, PluginPathIsThatOfThePluginThatClangTidyCanLoad) {
  const Outcome plain = run({"plugin-path"});
  EXPECT_EQ(plain.exit, 0);
  EXPECT_EQ(plain.out, std::string(COROLINT_PLUGIN) + "\n");
  EXPECT_EQ(run({"plugin-path", COROLINT_CLANG_TIDY}).out, plain.out);

  write("old", "#!/bin/sh\necho 'Debian LLVM version 14.0.6'\n");
  write("other", "#!/bin/sh\necho other 1.0\n");
  for (const char *program : {"old", "other"})
    fs::permissions(root_ / program, fs::perms(0755));
  const Outcome old = run({"plugin-path", "./old"});
  EXPECT_EQ(old.exit, 2);
  EXPECT_EQ(old.out, "");
  EXPECT_HAS(old.err, "./old is of LLVM 14, and the plugin is for LLVM 22: use clang-tidy-22");
  EXPECT_HAS(run({"plugin-path", "./other"}).err, "doesn't say which LLVM");
  EXPECT_EQ(run({"plugin-path", "./none"}).exit, 2);
}

TEST_F(CommandLine, LspRunsTheLanguageServer) {
  const Outcome version = run({"lsp", "--version"});
  if (std::string(COROLINT_LANGUAGE_SERVER).empty()) {
    EXPECT_EQ(version.exit, 2);
    EXPECT_HAS(version.err, "built without its language server");
    return;
  }
  EXPECT_EQ(version.exit, 0);
  EXPECT_HAS(version.out, "clangd version 22");
}

TEST_F(CommandLine, DocsRefreshesTheTableOfAReadme) {
  write("README.md", "before\n<!-- checks -->\nout of date\n<!-- /checks -->\nafter\n");
  EXPECT_EQ(run({"docs", "."}).exit, 0);
  EXPECT_HAS(read("README.md"), "| [coro-unawaited-task](docs/checks/coro-unawaited-task.md)");
  EXPECT_LACKS(read("README.md"), "out of date");
  EXPECT_TRUE(fs::exists(root_ / "docs/checks/coro-unawaited-task.md"));
  write("README.md", "no table\n");
  EXPECT_EQ(run({"docs", "."}).exit, 2);
}

// The cache.

TEST_F(CommandLine, AnEarlierResultIsUsedAndIsTheSame) {
  write("shared.h", "#pragma once\n#include \"task.h\"\ninline void shared() { work(); }\n");
  write("a.cpp", "#include \"shared.h\"\nTask run() {\n  work();\n  work(1); // "
                 "NOLINT(coro-unawaited-task): why\n  co_return;\n}\n");
  write("plain.cpp", "int plain;\n");
  writeDatabase({"a.cpp", "plain.cpp"});
  const std::vector<std::string> arguments{"-p", "build", "--format=json", "--show-suppressed",
                                           "--statistics"};
  const Outcome first = run(arguments);
  EXPECT_LACKS(first.err, "results of an earlier run");
  const Outcome second = run(arguments);
  EXPECT_HAS(second.err, "results of an earlier run: 2\n");
  EXPECT_EQ(second.out, first.out);
  EXPECT_EQ(second.exit, first.exit);
  std::vector<std::string> without = arguments;
  without.push_back("--no-cache");
  EXPECT_LACKS(run(without).err, "results of an earlier run");
  std::vector<std::string> elsewhere = arguments;
  elsewhere.push_back("--cache-dir=" + (root_ / "elsewhere").string());
  EXPECT_LACKS(run(elsewhere).err, "results of an earlier run");
  EXPECT_HAS(run(elsewhere).err, "results of an earlier run: 2\n");
}

TEST_F(CommandLine, AnEarlierResultIsNotUsedWhenAnythingChanged) {
  write("shared.h",
        "#pragma once\n#include \"task.h\"\ninline Task shared() { co_await work(); }\n");
  write("a.cpp", "#include \"shared.h\"\n");
  writeDatabase({"a.cpp"});
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 0u);
  write("shared.h",
        "#pragma once\n#include \"task.h\"\ninline Task shared() { work(); co_return; }\n");
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 1u);
  write(".clang-tidy", "Checks: '-coro-unawaited-task'\n");
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 0u);
  fs::remove(root_ / ".clang-tidy");
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 1u);
  EXPECT_EQ(report({"-p", "build", "--checks=-coro-unawaited-task"})["findings"].size(), 0u);
  writeDatabase({"a.cpp"}, "-std=c++17");
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 0u);
}

TEST_F(CommandLine, WhatDidNotCompileIsTriedAgain) {
  write("a.cpp", "#include \"task.h\"\n#include \"later.h\"\n");
  writeDatabase({"a.cpp"});
  EXPECT_EQ(run({"-p", "build"}).exit, 3);
  write("later.h", "");
  EXPECT_EQ(run({"-p", "build"}).exit, 0);
}

} // namespace
} // namespace corolint::test
