// The ready-made pieces for CI, pre-commit and CMake, run as their users' machines run them, on
// repositories with a bad pull request.
#include "tests/Program.h"
#include <cstdlib>
#include <sys/wait.h>

namespace corolint::test {
namespace {

constexpr const char *Source = COROLINT_SOURCE_DIR;

/// A shared repository `origin`, whose main branch has one old mistake; a pull request adds one in
/// a file and one in a header.
class ReadyMade : public Program {
protected:
  void SetUp() override {
    Program::SetUp();
    write("work/task.h", Header);
    write("work/.gitignore", "build/\ncorolint.*\ngl-*\n");
    write("work/src/shared.h",
          "#pragma once\n#include \"../task.h\"\ninline Task shared() {\n  co_return;\n}\n");
    write("work/src/a.cpp", "#include \"shared.h\"\nTask a() {\n  work(1);\n  co_return;\n}\n");
    write("work/src/b.cpp", "#include \"shared.h\"\nTask b() {\n  co_return;\n}\n");
    shell("git init -q -b main work && git init -q --bare -b main origin && git -C work remote add "
          "origin file://$PWD/origin");
    shell("git -C origin config uploadpack.allowReachableSHA1InWant true"); // as GitHub and GitLab
                                                                            // have it
    commitAndPush("main");
    for (int index = 0; index < 3; ++index) { // history, for shallow clones to lack
      write("work/notes.txt", std::to_string(index));
      commitAndPush("main");
    }
    shell("git -C work checkout -q -b feature");
    write("work/src/b.cpp", "#include \"shared.h\"\nTask b() {\n  work(2);\n  co_return;\n}\n");
    commitAndPush("feature");
    write("work/src/shared.h", "#pragma once\n#include \"../task.h\"\ninline Task shared() {\n  "
                               "work(3);\n  co_return;\n}\n");
    commitAndPush("feature");
    base_ = shell("git -C work rev-parse main");
    // Meanwhile main goes on; GitHub tests the pull request as merged into it.
    shell("git -C work checkout -q main");
    write("work/notes.txt", "later");
    commitAndPush("main");
    shell("git -C work checkout -q --detach && git -C work " + Identity +
          " merge -q --no-edit feature && git -C work push -q origin HEAD:refs/pull/1/merge");
  }

  static inline const std::string Identity = "-c user.name=test -c user.email=test@example.org";

  void commitAndPush(const std::string &branch) {
    shell("cd work && git add -A && git " + Identity +
          " commit -qm change && git push -q origin HEAD:refs/heads/" + branch);
  }

  /// Runs a command in the folder; answers what it printed on stdout, without the last line end. It
  /// must succeed.
  std::string shell(const std::string &command) {
    const Outcome result = shellIn("", command);
    EXPECT_EQ(result.exit, 0) << command << "\n" << result.out << result.err;
    return result.out.substr(0, result.out.find_last_not_of('\n') + 1);
  }

  /// Runs a command in a folder below, with corolint on the PATH; both streams are kept.
  Outcome shellIn(const fs::path &folder, const std::string &command) {
    const std::string path = "PATH=" + fs::path(COROLINT_PROGRAM).parent_path().string() + ":$PATH";
    const std::string all = "cd '" + (root_ / folder).string() +
                            "' && env -u GITHUB_STEP_SUMMARY " + path + " bash -c '" +
                            replaceAll(command, "'", "'\\''") + "' >" + (root_ / ".out").string() +
                            " 2>" + (root_ / ".err").string();
    const int status = std::system(all.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, read(".out"), read(".err")};
  }

  static std::string replaceAll(std::string text, const std::string &what,
                                const std::string &with) {
    for (size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
      text.replace(at, what.size(), with);
    return text;
  }

  /// A checkout as a CI makes it, with its compile_commands.json.
  void checkOut(const std::string &folder, const std::string &reference,
                const std::string &flags = "--depth=1") {
    shell("git init -q " + folder + " && cd " + folder + " && git remote add origin file://" +
          (root_ / "origin").string() + " && git fetch -q " + flags + " --no-tags origin " +
          reference + " && git checkout -q --detach FETCH_HEAD");
    writeDatabaseOf(folder);
  }

  void writeDatabaseOf(const std::string &folder) {
    Json entries = Json::array();
    for (const char *file : {"src/a.cpp", "src/b.cpp"})
      entries.push_back({{"directory", (root_ / folder).string()},
                         {"file", file},
                         {"command", std::string("c++ -std=c++20 -c ") + file}});
    write(fs::path(folder) / "build/compile_commands.json", entries.dump());
  }

  /// Runs tests/ci-step.
  Outcome step(const std::string &folder, const std::string &environment,
               const std::string &arguments) {
    const std::string program = std::string(Source) + "/tests/ci-step " + arguments;
    Outcome result = shellIn(folder, environment + " /usr/bin/python3 " +
                                         program); // where tool/setup puts the YAML reader
    return result.exit == 77 || result.exit == 127
               ? shellIn(folder, environment + " python3 " + program)
               : result;
  }

  std::string base_; ///< where the pull request and main parted
};

#define SKIP_WITHOUT_READER(result)                                                                \
  if ((result).exit == 77)                                                                         \
  GTEST_SKIP() << (result).err

size_t linesWith(const std::string &text, const std::string &part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

// GitHub.

TEST_F(ReadyMade, TheActionAnnotatesWhatAPullRequestBringsIn) {
  checkOut("checkout", "refs/pull/1/merge"); // one commit deep, as actions/checkout does by default
  const std::string action = std::string("action ") + Source + "/tool/ci/action.yml";
  const std::string environment =
      "GITHUB_ACTIONS=true GITHUB_BASE_REF=main GITHUB_REF=refs/pull/1/merge GITHUB_STEP_SUMMARY=" +
      (root_ / "summary.md").string();
  const Outcome result = step("checkout", environment, action);
  SKIP_WITHOUT_READER(result);
  EXPECT_EQ(result.exit, 1) << result.out << result.err;
  EXPECT_EQ(linesWith(result.out, "::error "), 2u) << result.out;
  EXPECT_HAS(result.out, "::error file=src/b.cpp,line=3,");
  EXPECT_HAS(result.out, "::error file=src/shared.h,line=4,");
  EXPECT_EQ(Json::parse(read("checkout/corolint.sarif"))["runs"][0]["results"].size(), 2u);
  EXPECT_HAS(read("summary.md"), "### corolint: 2 findings");
  EXPECT_EQ(step("checkout", environment, action + " fail-on=never").exit, 0);
}

TEST_F(ReadyMade, TheActionReportsAllElsewhereAndTakesArguments) {
  checkOut("checkout", "refs/heads/feature");
  const std::string action = std::string("action ") + Source + "/tool/ci/action.yml";
  Outcome result = step("checkout", "", action + " sarif=all.sarif");
  SKIP_WITHOUT_READER(result);
  EXPECT_EQ(linesWith(result.out, "::error "), 3u) << result.out;
  EXPECT_EQ(Json::parse(read("checkout/all.sarif"))["runs"][0]["results"].size(), 3u);
  result = step("checkout", "GITHUB_BASE_REF=main",
                action + " only-new=false $'arguments=--output=json=my file.json\\nsrc/a.cpp'");
  EXPECT_EQ(linesWith(result.out, "::error "), 2u) << result.out; // the header's is among them
  EXPECT_TRUE(fs::exists(root_ / "checkout/my file.json"));
  result = step("checkout", "", action + " program=no-such-program");
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.out, "::error title=corolint::there is no 'no-such-program'");
}

// GitLab.

TEST_F(ReadyMade, TheGitlabTemplateReportsWhatAMergeRequestBringsIn) {
  checkOut("checkout", "refs/heads/feature");
  const std::string job = std::string("gitlab ") + Source + "/tool/ci/gitlab.yml .corolint";
  Outcome result = step("checkout", "CI_MERGE_REQUEST_DIFF_BASE_SHA=" + base_, job);
  SKIP_WITHOUT_READER(result);
  EXPECT_EQ(result.exit, 1) << result.out << result.err;
  const Json issues = Json::parse(read("checkout/gl-code-quality-report.json"));
  ASSERT_EQ(issues.size(), 2u) << result.err;
  EXPECT_EQ(issues[0]["location"]["path"], "src/b.cpp");
  EXPECT_EQ(issues[1]["location"]["path"], "src/shared.h");
  EXPECT_HAS(read("checkout/corolint.xml"), "failures=\"2\"");
  EXPECT_TRUE(fs::exists(root_ / "checkout/corolint.html"));
  result = step("checkout", "COROLINT_ARGUMENTS='-p build --fail-on=never'", job);
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(Json::parse(read("checkout/gl-code-quality-report.json")).size(), 3u);
}

// Commits.

TEST_F(ReadyMade, TheHookStopsACommitThatBringsAMistake) {
  const std::string hook =
      std::string("#!/bin/sh\nexec ") + Source + "/tool/ci/pre-commit -p build\n";
  write("work/.git/hooks/pre-commit", hook);
  fs::permissions(root_ / "work/.git/hooks/pre-commit", fs::perms(0755));
  shell("git -C work checkout -q main");
  writeDatabaseOf("work");
  const std::string commit = "git add -A && git " + Identity + " commit -qm change";
  write("work/src/b.cpp", "#include \"shared.h\"\nTask b() {\n  work(2);\n  co_return;\n}\n");
  Outcome result = shellIn("work", commit);
  EXPECT_NE(result.exit, 0);
  EXPECT_HAS(result.out + result.err, "src/b.cpp:3:3: error: the task returned by 'work'");
  EXPECT_LACKS(result.out + result.err, "src/a.cpp:3"); // which has been there before
  write("work/src/b.cpp",
        "#include \"shared.h\"\nTask b() {\n  co_await work(2);\n  co_return;\n}\n");
  EXPECT_EQ(shellIn("work", commit).exit, 0);
  // The first commit of all.
  shell("git init -q fresh && cp -r work/src work/task.h fresh && cp work/.git/hooks/pre-commit "
        "fresh/.git/hooks");
  writeDatabaseOf("fresh");
  EXPECT_NE(shellIn("fresh", commit).exit, 0);
  result =
      shellIn("work", "COROLINT=no-such-program " + std::string(Source) + "/tool/ci/pre-commit");
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "there is no 'no-such-program'");
}

TEST_F(ReadyMade, TheHookFileNamesTheHook) {
  const std::string text = readFile(fs::path(Source) / ".pre-commit-hooks.yaml");
  EXPECT_HAS(text, "- id: corolint\n");
  EXPECT_HAS(text, "  entry: tool/ci/pre-commit\n  language: script\n");
  EXPECT_EQ(::access((fs::path(Source) / "tool/ci/pre-commit").c_str(), X_OK), 0);
}

// What `cmake --install` and the packages put somewhere.

TEST_F(ReadyMade, InstalledProgramsHaveClangsHeadersWithThem) {
  shell("cmake --install " COROLINT_BUILD_DIR " --component programs --prefix installed");
  write("sample/task.h", Header);
  write("sample/a.cpp", Dropped);
  shell("mv installed moved"); // they know each other by where they stand, not by where they stood
  const std::string program = (root_ / "moved/bin/corolint").string();
  EXPECT_HAS(shell(program + " doctor sample/a.cpp"),
             (root_ / "moved/lib/corolint/clang").string());
  const Outcome result = shellIn("", program + " sample/a.cpp -- -std=c++20");
  EXPECT_EQ(result.exit, 1);
  EXPECT_HAS(result.out, "coro-unawaited-task");
  EXPECT_NE(shellIn("", program + " plugin-path").exit, 0); // which comes by itself
  for (const char *file : {"share/man/man1/corolint.1", "share/doc/corolint/checks.md",
                           "share/bash-completion/completions/corolint"})
    EXPECT_TRUE(fs::exists(root_ / "moved" / file)) << file;
}

// CMake.

TEST_F(ReadyMade, TheCmakeModuleChecksATarget) {
  write("sample/CMakeLists.txt",
        std::string("cmake_minimum_required(VERSION 3.20)\nproject(sample "
                    "CXX)\nset(CMAKE_CXX_STANDARD 20)\ninclude(") +
            Source +
            "/tool/cmake/Corolint.cmake)\nadd_subdirectory(app)\nadd_library(other OBJECT "
            "other.cpp)\n");
  write("sample/app/CMakeLists.txt",
        "add_library(app OBJECT a.cpp a.h)\ncorolint_check(app "
        "\"--output=json=${CMAKE_BINARY_DIR}/app.json\")\n"
        "target_sources(app PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/later.cpp)\n");
  write("sample/task.h", Header);
  write("sample/app/a.h", "");
  write("sample/app/a.cpp", "#include \"../task.h\"\nTask a() {\n  work(1);\n  co_return;\n}\n");
  write("sample/app/later.cpp",
        "#include \"../task.h\"\nTask later() {\n  work(2);\n  co_return;\n}\n");
  write("sample/other.cpp", "#include \"task.h\"\nTask other() {\n  work(3);\n  co_return;\n}\n");
  const std::string configure =
      "cmake -S sample -B sample/build -G Ninja -DCMAKE_CXX_COMPILER=clang++-22 ";
  shell(configure + "-DCOROLINT=" COROLINT_PROGRAM);
  Outcome result = shellIn("", "cmake --build sample/build --target corolint");
  EXPECT_NE(result.exit, 0);
  EXPECT_HAS(result.out, "app/a.cpp:3:3: error:");
  EXPECT_HAS(result.out, "app/later.cpp:3:3: error:");
  EXPECT_LACKS(result.out, "other.cpp");
  EXPECT_EQ(Json::parse(read("sample/build/app.json"))["findings"].size(), 2u);
  write("sample/app/a.cpp", "#include \"../task.h\"\nTask a() {\n  co_await work(1);\n}\n");
  write("sample/app/later.cpp", "");
  EXPECT_EQ(shellIn("", "cmake --build sample/build --target app-corolint").exit, 0);
  fs::remove_all(root_ / "sample/build");
  shell("PATH=${PATH#*:} " + configure); // who doesn't lint can still configure
  result = shellIn("", "cmake --build sample/build --target corolint");
  EXPECT_NE(result.exit, 0);
  EXPECT_HAS(result.out, "corolint isn't on the PATH");
}

} // namespace
} // namespace corolint::test
