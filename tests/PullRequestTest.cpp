// corolint on pull requests: only what is new, baselines, and comments that silence.
#include "tests/Program.h"
#include <cstdlib>

namespace corolint::test {
namespace {

/// A folder that is a git repository.
class PullRequest : public Program {
protected:
  void SetUp() override {
    Program::SetUp();
    git("init -q -b main");
    write(".gitignore", "build/\n");
  }
  void git(const std::string &arguments) {
    const std::string command =
        "cd " + root_.string() +
        " && git -c user.name=test -c user.email=test@example.org -c core.autocrlf=false " +
        arguments + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  void commit() {
    git("add -A && git -c user.name=test -c user.email=test@example.org commit -qm change");
  }

  /// A source file in src/ with so many mistakes.
  static std::string source(const std::string &name, int mistakes) {
    std::string text = "#include \"../task.h\"\n\nTask " + name + "() {\n";
    for (int index = 0; index < mistakes; ++index)
      text += "  work(" + std::to_string(index) + ");\n";
    return text + "  co_return;\n}\n";
  }

  std::vector<std::string> places(const Json &report) {
    std::vector<std::string> result;
    for (const Json &finding : report.at("findings"))
      result.push_back(finding.at("file").get<std::string>() + ":" +
                       std::to_string(finding.at("line").get<int>()));
    return result;
  }
  using Places = std::vector<std::string>;
};

std::string replaced(std::string text, const std::string &what, const std::string &with) {
  const size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what << " in " << text;
  return text.replace(at, what.size(), with);
}

// The whole story: twenty accepted findings; code moves, a file is renamed, and two mistakes come
// in.
TEST_F(PullRequest, FindsExactlyWhatItBringsIn) {
  write("src/shared.h", "#pragma once\n#include \"../task.h\"\ninline Task shared() {\n  "
                        "work(100);\n  co_return;\n}\n");
  write("src/a.cpp", replaced(source("a", 10), "#include \"../task.h\"", "#include \"shared.h\""));
  write("src/b.cpp", replaced(source("b", 5), "#include \"../task.h\"", "#include \"shared.h\""));
  write("src/c.cpp", replaced(source("c", 4), "#include \"../task.h\"", "#include \"shared.h\""));
  // Most are awaited: what isn't can't be meant so.
  std::string awaits;
  for (int index = 0; index < 10; ++index)
    awaits += "  co_await work(" + std::to_string(index) + ");\n";
  write("src/other.cpp", replaced(source("other", 0), "  co_return;\n", awaits));
  writeDatabase({"src/a.cpp", "src/b.cpp", "src/c.cpp", "src/other.cpp"});
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 20u);
  EXPECT_EQ(run({"-p", "build", "--write-baseline=baseline.jsonl"}).exit, 0);
  EXPECT_EQ(run({"-p", "build", "--baseline=baseline.jsonl"}).exit, 0);
  commit();

  git("checkout -q -b feature");
  // Code moves down, and from one function into another; a file is renamed.
  write("src/a.cpp", "// A comment that moves everything.\n\n" + read("src/a.cpp") +
                         "\nTask later() {\n  co_await work();\n}\n");
  write("src/b.cpp", replaced(replaced(read("src/b.cpp"), "  work(4);\n", ""), "Task b()",
                              "Task split() {\n  work(4);\n  co_return;\n}\n\nTask b()"));
  git("mv src/c.cpp src/renamed.cpp");
  // One mistake in a source file, one in a header that three files include.
  write("src/b.cpp", replaced(read("src/b.cpp"), "  work(2);\n", "  work(2);\n  work(77);\n"));
  write("src/shared.h",
        replaced(read("src/shared.h"), "  work(100);\n", "  work(100);\n  work(200);\n"));
  writeDatabase({"src/a.cpp", "src/b.cpp", "src/renamed.cpp", "src/other.cpp"});
  const Places brought{"src/b.cpp:12", "src/shared.h:5"};

  EXPECT_EQ(places(report({"-p", "build", "--baseline=baseline.jsonl"})), brought);
  EXPECT_EQ(last_.exit, 1);
  const Json uncommitted = report({"-p", "build", "--new-from=main"});
  EXPECT_EQ(places(uncommitted), brought);
  EXPECT_EQ(last_.exit, 1);
  EXPECT_EQ(uncommitted["statistics"]["unchanged"], 1);
  EXPECT_EQ(uncommitted["statistics"]["known"], 20);
  commit();
  EXPECT_EQ(places(report({"-p", "build", "--new-from=main"})), brought);
  EXPECT_EQ(places(report({"-p", "build", "--new-from-merge-base=main"})), brought);
  EXPECT_EQ(places(report({"-p", "build", "--new-from=main", "--header-files=one"})), brought);
  EXPECT_EQ(report({"-p", "build", "--new-from=main", "-j1"}),
            report({"-p", "build", "--new-from=main", "-j3"}));

  write("src/b.cpp", replaced(read("src/b.cpp"), "  work(77);\n", "  co_await work(77);\n"));
  write("src/shared.h",
        replaced(read("src/shared.h"), "  work(200);\n", "  co_await work(200);\n"));
  EXPECT_EQ(run({"-p", "build", "--baseline=baseline.jsonl"}).exit, 0);
  EXPECT_EQ(run({"-p", "build", "--new-from=main"}).exit, 0);
}

// Only what is new.

TEST_F(PullRequest, AMistakeThatAChangedLineCausesElsewhereIsNew) {
  write("src/api.h", "#pragma once\n#include \"../task.h\"\ninline void api() {}\n");
  write("src/a.cpp", "#include \"api.h\"\nvoid a() {\n  api();\n}\n");
  writeDatabase({"src/a.cpp"});
  commit();
  write("src/api.h", "#pragma once\n#include \"../task.h\"\ninline Task api() { co_return; }\n");
  EXPECT_EQ(places(report({"-p", "build", "--new-from=HEAD"})), Places{"src/a.cpp:3"});
}

TEST_F(PullRequest, ASecondMistakeOfTheSameTextIsNew) {
  write("src/a.cpp", source("a", 1));
  writeDatabase({"src/a.cpp"});
  commit();
  write("src/a.cpp", replaced(read("src/a.cpp"), "  work(0);\n", "  work(0);\n  work(0);\n"));
  EXPECT_EQ(report({"-p", "build", "--new-from=HEAD"})["findings"].size(), 1u);
}

TEST_F(PullRequest, ACommentThatIsTakenAwayBringsItsFindingBack) {
  write("src/a.cpp",
        replaced(source("a", 1), "work(0);", "work(0); // NOLINT(coro-unawaited-task)"));
  writeDatabase({"src/a.cpp"});
  commit();
  write("src/a.cpp", source("a", 1));
  EXPECT_EQ(places(report({"-p", "build", "--new-from=HEAD"})), Places{"src/a.cpp:4"});
}

TEST_F(PullRequest, AFileThatGitDoesNotKnowYetIsNew) {
  write("src/a.cpp", source("a", 1));
  commit();
  write("src/b.cpp", source("b", 1));
  writeDatabase({"src/a.cpp", "src/b.cpp"});
  EXPECT_EQ(places(report({"-p", "build", "--new-from=HEAD"})), Places{"src/b.cpp:4"});
}

TEST_F(PullRequest, AHeaderThatTheBuildMadeIsThereForTheRevisionToo) {
  write("src/a.cpp", "#include \"../made/config.h\"\n" + source("a", 1));
  writeDatabase({"src/a.cpp"});
  commit();
  write(
      "made/config.h",
      "#pragma once\n#include \"../task.h\"\ninline Task made() {\n  work(9);\n  co_return;\n}\n");
  write("src/a.cpp", "#include \"../made/config.h\"\n" + source("a", 2));
  EXPECT_EQ(places(report({"-p", "build", "--new-from=HEAD"})),
            (Places{"made/config.h:4", "src/a.cpp:6"}));
}

TEST_F(PullRequest, ATemplateThatWasUsedElsewhereBringsNothingNew) {
  write("each.h", "#pragma once\n#include \"task.h\"\nstruct Job { Task run(); };\ntemplate <class "
                  "T> Task each(T job) {\n  job.run();\n  co_return;\n}\n");
  const std::string includes = "#include \"../each.h\"\n";
  write("src/a.cpp", includes + "Task a() { co_await each(Job()); }\n");
  write("src/b.cpp", includes);
  writeDatabase({"src/a.cpp", "src/b.cpp"});
  commit();
  EXPECT_EQ(places(report({"-p", "build"})), Places{"each.h:5"});
  write("src/b.cpp", includes + "Task b() { co_await each(Job()); }\n");
  EXPECT_EQ(places(report({"-p", "build", "--new-from=HEAD"})), Places{});
  write("each.h",
        replaced(readFile(root_ / "each.h"), "  job.run();\n", "  job.run();\n  job.run();\n"));
  EXPECT_EQ(places(report({"-p", "build", "--new-from=HEAD", "--header-files=one"})),
            Places{"each.h:6"})
      << "one of the two is new";
}

TEST_F(PullRequest, CodeOfADeletedFileThatMovedIsNotNew) {
  write("src/a.cpp", source("a", 0));
  write("src/gone.cpp", source("gone", 2));
  writeDatabase({"src/a.cpp"});
  commit();
  git("rm -q src/gone.cpp");
  write("src/a.cpp",
        source("a", 0) + "\nTask gone() {\n  work(0);\n  work(1);\n  work(2);\n  co_return;\n}\n");
  EXPECT_EQ(report({"-p", "build", "--new-from=HEAD"})["findings"].size(), 1u);
}

TEST_F(PullRequest, TheCheckoutIsLeftAlone) {
  write("src/a.cpp", source("a", 1));
  writeDatabase({"src/a.cpp"});
  commit();
  write("src/a.cpp", source("a", 2));
  const std::string before = read(".git/index");
  EXPECT_EQ(run({"-p", "build", "--new-from=HEAD"}).exit, 1);
  EXPECT_EQ(read("src/a.cpp"), source("a", 2));
  EXPECT_FALSE(fs::exists(root_ / ".git/worktrees"));
  EXPECT_EQ(read(".git/HEAD"), "ref: refs/heads/main\n");
}

TEST_F(PullRequest, WorksFromAFolderOfTheRepository) {
  write("src/a.cpp", source("a", 1));
  writeDatabase({"src/a.cpp"});
  commit();
  write("src/a.cpp", source("a", 2));
  root_ /= "src";
  EXPECT_EQ(places(report({"-p", "../build", "--new-from=HEAD"})), Places{"a.cpp:5"});
  root_ = root_.parent_path();
}

TEST_F(PullRequest, WhatTheRevisionCannotCompileIsTold) {
  write("src/a.cpp", replaced(source("a", 1), "../task.h", "../nothing.h"));
  writeDatabase({"src/a.cpp"});
  commit();
  write("src/a.cpp", source("a", 1));
  const Outcome result = run({"-p", "build", "--new-from=HEAD"});
  EXPECT_EQ(result.exit, 1);
  EXPECT_HAS(result.err, "src/a.cpp at HEAD can't be analysed, so what it had counts as new");
}

TEST_F(PullRequest, ARevisionThatIsNotThereIsAnError) {
  write("src/a.cpp", source("a", 1));
  writeDatabase({"src/a.cpp"});
  commit();
  Outcome result = run({"-p", "build", "--new-from=nowhere"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "git knows no revision 'nowhere' here");
  result = run({"-p", "build", "--new-from="});
  EXPECT_EQ(result.exit, 2);
  EXPECT_EQ(result.out, "");
}

TEST_F(PullRequest, AShallowCloneSaysHowToGetTheRevision) {
  write("src/a.cpp", source("a", 1));
  writeDatabase({"src/a.cpp"});
  commit();
  write("src/a.cpp", source("a", 2));
  commit();
  git("clone -q --depth=1 file://" + root_.string() + " clone");
  const fs::path outer = root_;
  root_ = outer / "clone";
  const Outcome result = run({"src/a.cpp", "--new-from=HEAD~1"});
  root_ = outer;
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "shallow clone");
  EXPECT_HAS(result.err, "fetch-depth: 0");
}

using OutsideGit = Program;

TEST_F(OutsideGit, IsAnErrorWithNewFrom) {
  write("a.cpp", Dropped);
  const Outcome result = run({"a.cpp", "--new-from=HEAD"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "in no git repository");
}

// The baseline.

TEST_F(PullRequest, ABaselineIsALineForEachFinding) {
  write("src/a.cpp", source("a", 3));
  writeDatabase({"src/a.cpp"});
  EXPECT_EQ(run({"-p", "build", "--write-baseline=baseline.jsonl"}).exit, 0);
  const std::string text = read("baseline.jsonl");
  EXPECT_EQ(std::ranges::count(text, '\n'), 3);
  const Json first = Json::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(first["file"], "src/a.cpp");
  EXPECT_EQ(first["check"], "coro-unawaited-task");
  EXPECT_EQ(run({"-p", "build", "--write-baseline=baseline.jsonl"}).exit, 0);
  EXPECT_EQ(read("baseline.jsonl"), text);
}

TEST_F(PullRequest, AStaleEntryFailsAndIsPruned) {
  write("src/a.cpp", source("a", 2));
  write("src/b.cpp", source("b", 1));
  writeDatabase({"src/a.cpp", "src/b.cpp"});
  run({"-p", "build", "--write-baseline=baseline.jsonl"});
  write("src/a.cpp", source("a", 1));
  Outcome result = run({"-p", "build", "--baseline=baseline.jsonl"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "baseline.jsonl:1: there no more: coro-unawaited-task in src/a.cpp, a");
  EXPECT_HAS(result.err, "--prune-baseline");
  // A run that doesn't see the file says nothing about it; nor does one without the check.
  EXPECT_EQ(run({"-p", "build", "src/b.cpp", "--baseline=baseline.jsonl"}).exit, 0);
  EXPECT_EQ(
      run({"-p", "build", "--checks=-*,coro-blocking-call", "--baseline=baseline.jsonl"}).exit, 0);
  EXPECT_EQ(run({"-p", "build", "--baseline=baseline.jsonl", "--prune-baseline"}).exit, 0);
  EXPECT_EQ(std::ranges::count(read("baseline.jsonl"), '\n'), 2);
  EXPECT_EQ(run({"-p", "build", "--baseline=baseline.jsonl"}).exit, 0);
}

TEST_F(PullRequest, EntriesKeepTheirWordsAndRunOut) {
  write("src/a.cpp", source("a", 2));
  writeDatabase({"src/a.cpp"});
  run({"-p", "build", "--write-baseline=baseline.jsonl"});
  std::string text = read("baseline.jsonl");
  text.insert(text.find("}\n"),
              ",\"reason\":\"legacy\",\"owner\":\"ann\",\"expires\":\"2001-01-01\"");
  write("baseline.jsonl", text);
  const Outcome result = run({"-p", "build", "--baseline=baseline.jsonl"});
  EXPECT_EQ(result.exit, 1);
  EXPECT_HAS(result.err, "baseline.jsonl:1: accepted until 2001-01-01 and reported again: "
                         "coro-unawaited-task in src/a.cpp (ann)");
  run({"-p", "build", "--write-baseline=baseline.jsonl"});
  EXPECT_EQ(read("baseline.jsonl"), text);
  write("baseline.jsonl", replaced(text, "2001", "2999"));
  const Json all = report({"-p", "build", "--baseline=baseline.jsonl", "--show-suppressed"});
  EXPECT_EQ(last_.exit, 0);
  ASSERT_EQ(all["findings"].size(), 2u);
  EXPECT_EQ(all["findings"][0]["suppressed"]["by"], "baseline");
  EXPECT_EQ(all["findings"][0]["suppressed"]["reason"].get<std::string>() +
                all["findings"][1]["suppressed"]["reason"].get<std::string>(),
            "legacy (ann)");
}

TEST_F(PullRequest, WhatIsWrongWithABaselineIsToldWithItsLine) {
  write("src/a.cpp", source("a", 1));
  writeDatabase({"src/a.cpp"});
  EXPECT_HAS(run({"-p", "build", "--baseline=none.jsonl"}).err,
             "none.jsonl: there is no such baseline");
  run({"-p", "build", "--write-baseline=baseline.jsonl"});
  const std::string good = read("baseline.jsonl");
  const std::pair<std::string, std::string> broken[] = {
      {good + "nonsense\n", "baseline.jsonl:2: not a JSON object"},
      {good + "<<<<<<< HEAD\n", "baseline.jsonl:2: an unfinished merge"},
      {replaced(good, "\"file\"", "\"fille\""), "baseline.jsonl:1: it has no 'file'"},
      {replaced(good, "}\n", ",\"ower\":\"ann\"}\n"),
       "baseline.jsonl:1: unknown key 'ower'; did you mean 'owner'?"},
      {replaced(good, "}\n", ",\"expires\":\"soon\"}\n"),
       "baseline.jsonl:1: 'expires' takes a day as YYYY-MM-DD, not 'soon'"},
  };
  for (const auto &[text, error] : broken) {
    write("baseline.jsonl", text);
    const Outcome result = run({"-p", "build", "--baseline=baseline.jsonl"});
    EXPECT_EQ(result.exit, 2);
    EXPECT_HAS(result.err, error);
  }
  write("baseline.jsonl", good + good); // both sides of a merge
  EXPECT_EQ(run({"-p", "build", "--baseline=baseline.jsonl"}).exit, 0);
}

// Comments that silence.

TEST_F(PullRequest, CommentsThatSilenceNothingOrTooMuchAreTold) {
  write("a.cpp", "#include \"task.h\"\n"
                 "Task a() {\n"
                 "  work(); // NOLINT(coro-unawaited-task): measured\n"
                 "  co_await work(); // NOLINT(coro-unawaited-task)\n"
                 "  work(2); // NOLINT (coro-unawaited-task)\n"
                 "  work(3); // NOLINT(coro-unawaited)\n"
                 "  // NOLINTNEXTLINE(coro-unawaited-task, bugprone-unused)\n"
                 "  co_await work(5);\n"
                 "  // NOLINTBEGIN(coro-*)\n"
                 "  work(6);\n"
                 "  // NOLINTEND(coro-*)\n"
                 "  const char *s = \"NOLINT(coro-none)\"; // NOLINT(bugprone-unused)\n"
                 "}\n");
  const Json result = report({"a.cpp", "--checks=-*,coro-unawaited-task,corolint-nolint"});
  std::vector<std::string> told;
  for (const Json &finding : result["findings"])
    if (finding["check"] == "corolint-nolint")
      told.push_back(std::to_string(finding["line"].get<int>()) + ": " +
                     finding["message"].get<std::string>());
  EXPECT_EQ(
      told,
      (std::vector<std::string>{
          "4: nothing on this line needs 'NOLINT(coro-unawaited-task)' any more",
          "5: 'NOLINT (...)' silences every check: a blank before the list hides it",
          "6: no check is called 'coro-unawaited'; did you mean 'coro-unawaited-task'?",
          "7: nothing on the next line needs 'NOLINTNEXTLINE(coro-unawaited-task)' any more"}));
  run({"a.cpp", "--checks=-*,corolint-nolint,coro-unawaited-task", "--fix"});
  const std::string fixed = read("a.cpp");
  EXPECT_HAS(fixed, "  co_await work();\n");
  EXPECT_HAS(fixed, "  work(2); // NOLINT(coro-unawaited-task)\n");
  EXPECT_HAS(fixed, "work(3); // NOLINT(coro-unawaited-task)\n");
  EXPECT_HAS(fixed, "  // NOLINTNEXTLINE(bugprone-unused)\n");
}

TEST_F(PullRequest, TheCheckOfCommentsCanBeTurnedOffAndAskForReasons) {
  write("a.cpp", "#include \"task.h\"\nvoid a() {\n  work(); // NOLINT(coro-unawaited-task)\n  int "
                 "x; // NOLINT(coro-unawaited-task)\n}\n");
  EXPECT_EQ(report({"a.cpp"})["findings"].size(), 1u);
  EXPECT_EQ(report({"a.cpp", "--checks=-corolint-nolint"})["findings"].size(), 0u);
  // Where its check doesn't run, nothing can be said of a comment.
  EXPECT_EQ(report({"a.cpp", "--checks=-coro-unawaited-task"})["findings"].size(), 0u);
  write(".clang-tidy",
        "Checks: '-*,coro-*'\nCheckOptions:\n  corolint-nolint.RequireReason: true\n");
  const Json result = report({"a.cpp"});
  ASSERT_EQ(result["findings"].size(), 3u);
  EXPECT_EQ(result["findings"][0]["message"], "'NOLINT(...)' doesn't say why");
  write(".clang-tidy", "Checks: '-*,coro-*,-corolint-nolint'\n");
  EXPECT_EQ(report({"a.cpp"})["findings"].size(), 0u);
}

TEST_F(PullRequest, ACommentInAHeaderIsJudgedOnlyWhenAllIsSeen) {
  write("shared.h", "#pragma once\n#include \"task.h\"\ninline void shared() {\n  int x; // "
                    "NOLINT(coro-unawaited-task)\n}\n");
  write("a.cpp", "#include \"shared.h\"\n");
  write("b.cpp", "#include \"shared.h\"\n");
  writeDatabase({"a.cpp", "b.cpp"});
  EXPECT_EQ(report({"-p", "build", "a.cpp"})["findings"].size(), 0u);
  EXPECT_EQ(places(report({"-p", "build"})), Places{"shared.h:4"});
}

TEST_F(PullRequest, SuppressWritesComments) {
  write("a.cpp", "#include \"task.h\"\n#define TWICE \\\n  work(); \\\n  work();\nvoid a() "
                 "{\n\twork();\n  if (true) work(); else work(1);\n  TWICE\n}\n");
  Outcome result = run({"suppress", "coro-unawaited-task", "--reason=only measured", "a.cpp"});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(
      read("a.cpp"),
      "#include \"task.h\"\n#define TWICE \\\n  work(); \\\n  work();\nvoid a() {\n"
      "\t// NOLINTNEXTLINE(coro-unawaited-task): only measured\n\twork();\n"
      "  // NOLINTNEXTLINE(coro-unawaited-task): only measured\n  if (true) work(); else work(1);\n"
      "  // NOLINTNEXTLINE(coro-unawaited-task): only measured\n  TWICE\n}\n");
  EXPECT_EQ(run({"a.cpp"}).exit, 0);
  EXPECT_HAS(run({"suppress", "coro-unawaited", "--reason=x", "a.cpp"}).err,
             "did you mean 'coro-unawaited-task'?");
  EXPECT_EQ(run({"suppress", "coro-unawaited-task", "--reason= ", "a.cpp"}).exit, 2);
}

TEST_F(PullRequest, SuppressTakesShortNamesAndAnyReason) {
  write("a.cpp", "#include \"task.h\"\nvoid a() {\n  work();\n}\n");
  writeDatabase({"a.cpp"});
  const Outcome result =
      run({"suppress", "unawaited-task", "-p", "build", "--reason", "see C:\\dir\\"});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_HAS(read("a.cpp"), "// NOLINTNEXTLINE(coro-unawaited-task): see C:\\dir\\.\n  work();");
  EXPECT_EQ(run({"-p", "build"}).exit, 0);
}

} // namespace
} // namespace corolint::test
