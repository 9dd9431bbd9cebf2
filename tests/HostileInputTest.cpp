// What a project, a shell or a stranger may hand to the program: nothing is lost without a word,
// and nothing is believed that wasn't looked at.
#include "tests/Program.h"
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace corolint::test {
namespace {

class HostileInput : public Program {
protected:
  /// A setting in which permissions count, also where the tests run as root.
  static Setting asSomebody() {
    Setting setting;
    if (::getuid() == 0)
      if (const passwd *nobody = ::getpwnam("nobody"))
        setting.user = nobody->pw_uid;
    return setting;
  }

  static std::string reasonsOf(const Json &report) {
    std::string text;
    for (const Json &file : report["notAnalysed"])
      text += file["file"].get<std::string>() + ": " + file["reason"].get<std::string>() + "\n";
    return text;
  }
};

// Databases.

TEST_F(HostileInput, ABrokenEntryIsNamedAndTheOthersCount) {
  write("a.cpp", Dropped);
  const std::string root = root_.string();
  write("build/compile_commands.json",
        "[{\"directory\": \"" + root +
            "\", \"file\": \"empty.cpp\", \"arguments\": []},\n"
            " {\"directory\": \"" +
            root +
            "\", \"file\": \"none.cpp\"},\n"
            " {\"directory\": \"" +
            root +
            "\", \"command\": \"c++ a.cpp\"},\n"
            " {\"directory\": \"" +
            root +
            "\", \"file\": \"odd\xE9.cpp\", \"command\": \"c++ odd\xE9.cpp\"},\n"
            " 7, {\"directory\": \"" +
            root +
            "\", \"file\": \"a.cpp\", \"command\": \"c++ -std=c++20 a.cpp\",\n"
            "  \"more\": [[[[1]]]]}]");
  const Json result = report({"-p", "build"});
  EXPECT_EQ(last_.exit, 1);
  EXPECT_EQ(result["findings"].size(), 1u);
  const std::string reasons = reasonsOf(result);
  EXPECT_HAS(reasons,
             "empty.cpp: its entry in build/compile_commands.json (entry 1) has no command");
  EXPECT_HAS(reasons,
             "none.cpp: its entry in build/compile_commands.json (entry 2) has no command");
  EXPECT_HAS(reasons, "build/compile_commands.json: entry 3 names no file");
  EXPECT_HAS(reasons, "(entry 4) isn't UTF-8");
  EXPECT_HAS(reasons, "build/compile_commands.json: entry 5 is no object");
}

TEST_F(HostileInput, FilesThatAreNotThereAreNotAnalysed) {
  write("a.cpp", Clean);
  writeDatabase({"a.cpp", "gone.cpp"});
  EXPECT_EQ(reasonsOf(report({"-p", "build"})), "gone.cpp: it doesn't exist\n");
  EXPECT_EQ(last_.exit, 3);
  EXPECT_HAS(run({"-p", "build", "--format=sarif"}).out, "it doesn't exist");
}

TEST_F(HostileInput, AScanThatFailsIsAFileNotAnalysed) {
  write("a.cpp", "#include \"missing.h\"\nint x;\n");
  writeDatabase({"a.cpp"});
  EXPECT_HAS(reasonsOf(report({"-p", "build"})), "'missing.h' file not found");
  EXPECT_EQ(last_.exit, 3);
}

TEST_F(HostileInput, CoroutinesOfGccInAnOlderLanguageAreAnalysed) {
  write("a.cpp", Dropped);
  writeDatabase({"a.cpp"}, "-std=c++17 -fcoroutines");
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 1u) << last_.out;
  writeDatabase({"a.cpp"}, "-fcoroutines");
  EXPECT_EQ(report({"-p", "build"})["findings"].size(), 1u) << last_.out;
}

TEST_F(HostileInput, AModuleMapThatIsNotBuiltYetMattersOnlyToModules) {
  write("a.cpp", Dropped);
  writeDatabase({"a.cpp"}, "-std=c++20 @a.cpp.o.modmap");
  EXPECT_EQ(report({"-p", "build"})["notAnalysed"].size(), 0u) << last_.out;
  EXPECT_EQ(last_.exit, 1);
  write("a.cpp", "import thing;\n");
  EXPECT_EQ(run({"-p", "build"}).exit, 3);
}

// Files and folders.

TEST_F(HostileInput, WhatIsNoCppIsRefusedByNameAndContent) {
  write("CMakeLists.txt", "project(x)\n");
  write("a.cpp", std::string("\x7F"
                             "ELF\0\0",
                             6));
  write("header", "#include \"task.h\"\ninline void f() { work(); }\n");
  ASSERT_EQ(::mkfifo((root_ / "pipe.cpp").c_str(), 0600), 0);
  const Json result = report({"CMakeLists.txt", "a.cpp", "pipe.cpp"});
  EXPECT_EQ(last_.exit, 3);
  EXPECT_EQ(reasonsOf(result),
            "CMakeLists.txt: its name isn't that of C++ code (it is, with -x c++ "
            "behind --)\na.cpp: it isn't text\npipe.cpp: it is no regular file\n");
  EXPECT_EQ(run({"header"}).exit, 1);
  write("code.txt", Dropped);
  EXPECT_EQ(run({"code.txt", "--", "-std=c++20", "-x", "c++"}).exit, 1);
}

TEST_F(HostileInput, AFolderIsReadWholeOrTold) {
  write("src/a.cpp", Clean);
  write("src/secret/b.cpp", Clean);
  fs::create_symlink(".", root_ / "src/loop");
  fs::create_symlink("a.cpp", root_ / "src/alias.cpp");
  write("src/task.h", Header);
  fs::permissions(root_ / "src/secret", fs::perms(0));
  const Outcome result = run({"src", "--format=json", "--no-cache"}, asSomebody());
  fs::permissions(root_ / "src/secret", fs::perms(0755));
  if (result.exit == 126 || result.exit == 127)
    GTEST_SKIP() << "the program can't be run as another user here";
  EXPECT_EQ(result.exit, 3);
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json["statistics"]["files"], 1);
  EXPECT_EQ(reasonsOf(json), "src/secret: it can't be read: Permission denied\n");
}

TEST_F(HostileInput, AFileUnderTwoNamesIsOne) {
  write("real/a.cpp", "#include \"../task.h\"\nTask run() {\n  work();\n  co_return;\n}\n");
  fs::create_directory_symlink("real", root_ / "link");
  fs::create_hard_link(root_ / "real/a.cpp", root_ / "real/b.cpp");
  writeDatabase({"real/a.cpp", "link/a.cpp", "real/b.cpp"});
  const Json result = report({"-p", "build"});
  EXPECT_EQ(result["statistics"]["files"], 1);
  EXPECT_EQ(result["findings"].size(), 1u);
  writeDatabase({"real/a.cpp"});
  EXPECT_EQ(report({"-p", "build", "link"})["findings"].size(), 1u);
  EXPECT_EQ(report({"-p", "build", "link/a.cpp"})["statistics"]["files"], 1);
  EXPECT_EQ(run({"-p", "build", "--fix"}).exit, 0);
  EXPECT_HAS(read("real/b.cpp"), "co_await work();"); // still the same file
}

TEST_F(HostileInput, AHeaderIsAnalysedThroughAFileThatIncludesIt) {
  write("include/x.h", "#pragma once\n#include \"../task.h\"\n"
                       "template <class T> void f(T t) { t.make(); }\n");
  write("include/alone.h", "#pragma once\n#include \"../task.h\"\ninline void g() { work(); }\n");
  write("a.cpp", "#include \"include/x.h\"\nstruct Maker { Task make(); };\n"
                 "void use() { f(Maker()); work(); }\n");
  writeDatabase({"a.cpp"});
  const Json one = report({"-p", "build", "include/x.h"});
  ASSERT_EQ(one["findings"].size(), 1u) << last_.out;
  EXPECT_EQ(one["findings"][0]["file"], "include/x.h");
  const Json all = report({"-p", "build", "include"});
  EXPECT_EQ(last_.exit, 1);
  EXPECT_EQ(all["findings"].size(), 2u) << last_.out;
  EXPECT_HAS(last_.err, "include/alone.h: no file of the database includes it; analysed by itself");
}

// Configuration.

TEST_F(HostileInput, ConfigurationThatCannotBeReadIsAnError) {
  write("a.cpp", Clean);
  fs::create_directory(root_ / ".clang-tidy");
  Outcome result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, ".clang-tidy: it is no file");
  fs::remove(root_ / ".clang-tidy");
  fs::create_symlink("nowhere.yaml", root_ / ".corolint.yaml");
  result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, ".corolint.yaml: it is a link to nothing");
}

TEST_F(HostileInput, WhatIsMisspeltIsToldWithTheNearestSpelling) {
  write("a.cpp", Clean);
  write(".clang-tidy", "Cheks: '*'\n");
  EXPECT_HAS(run({"a.cpp"}).err, "unknown key 'Cheks'; did you mean 'Checks'?");
  fs::remove(root_ / ".clang-tidy");
  write(".corolint.yaml", "exclud: []\n");
  EXPECT_HAS(run({"a.cpp"}).err, "unknown key 'exclud'; did you mean 'exclude'?");
  fs::remove(root_ / ".corolint.yaml");
  EXPECT_HAS(run({"a.cpp", "--checks=no-await"}).err, "did you mean 'coro-no-await'?");
  EXPECT_HAS(run({"a.cpp", "--checks=coro-unawated-*"}).err, "did you mean 'coro-unawaited-task'?");
  const Outcome none = run({"a.cpp", "--checks=-*"});
  EXPECT_EQ(none.exit, 2);
  EXPECT_HAS(none.err, "--checks=-* leaves no check that runs");
}

TEST_F(HostileInput, ABadDefaultIsToldWithItsPlace) {
  write("a.cpp", Clean);
  write(".corolint.yaml", "exclude: []\ndefaults:\n  timeout: long\n");
  EXPECT_HAS(run({"a.cpp"}).err, ".corolint.yaml:3: ");
  write(".corolint.yaml", "defaults: {fail-on: never, build: nowhere}\n");
  const Outcome result = run({"a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, ".corolint.yaml:1: build: there is no nowhere");
}

TEST_F(HostileInput, AnEmptyBaselineIsOneThatWasCutShort) {
  write("a.cpp", Clean);
  EXPECT_EQ(run({"a.cpp", "--write-baseline=baseline.jsonl"}).exit, 0);
  EXPECT_EQ(run({"a.cpp", "--baseline=baseline.jsonl"}).exit, 0);
  write("baseline.jsonl", "");
  const Outcome result = run({"a.cpp", "--baseline=baseline.jsonl"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "baseline.jsonl: it is empty");
}

// Outputs.

TEST_F(HostileInput, NamesAndCodeCommandNoTerminalAndNoCi) {
  const std::string name = "::error::x\n::error::y\033[31m.cpp";
  write(name, "#include \"task.h\"\nTask run() {\n  work(/* \033]0;x\a \xE2\x80\xAE */);\n  "
              "co_return;\n}\n");
  for (const char *format : {"text", "github"}) {
    const Outcome result = run({name, "--format=" + std::string(format)});
    EXPECT_EQ(result.exit, 1);
    EXPECT_LACKS(result.out + result.err, "\033");
    EXPECT_LACKS(result.out + result.err, "\a");
    EXPECT_LACKS("\n" + result.out + result.err, "\n::error::");
  }
  EXPECT_HAS(run({name}).out, "./::error::x\\n::error::y\\x1B[31m.cpp:3:3: error:");
  write("fix.patch", run({name, "--diff"}).out);
  EXPECT_EQ(std::system(("cd " + root_.string() + " && git apply fix.patch").c_str()), 0);
  EXPECT_HAS(read(name), "co_await work(");
}

TEST_F(HostileInput, WhyCommandsNoTerminalAndNoCiEither) {
  const std::string name = "::error::x\033[31m.cpp";
  write(name, Dropped);
  write(".clang-tidy", "Checks: '-coro-unawaited-task'\n");
  const Outcome result = run({"why", name + ":3"});
  EXPECT_LACKS(result.out + result.err, "\033");
  EXPECT_HAS(result.out, "./::error::x\\x1B[31m.cpp:3\n");
}

TEST_F(HostileInput, AnOutputTakesNothingAway) {
  write("a.cpp", Dropped);
  Outcome result = run({"a.cpp", "--output=json=a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "it is source code, and stays as it is");
  EXPECT_EQ(read("a.cpp"), Dropped);
  result = run({"a.cpp", "--output=json=x", "--output=sarif=./x"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "another output goes to the same file");
  write("old.json", "old");
  fs::permissions(root_ / "old.json", fs::perms(0444));
  EXPECT_EQ(run({"a.cpp", "--output=json=old.json"}).exit, 2);
  EXPECT_EQ(read("old.json"), "old");
}

TEST_F(HostileInput, AnOutputThatCannotBeWrittenIsExitTwo) {
  write("a.cpp", Dropped);
  const Outcome full = run({"a.cpp", "--output=json=/dev/full"});
  EXPECT_EQ(full.exit, 2);
  EXPECT_HAS(full.err, "/dev/full: it can't be written: No space left on device");
  const std::string program = "cd " + root_.string() + " && " COROLINT_PROGRAM;
  const auto exitOf = [](const std::string &command) {
    return WEXITSTATUS(std::system(command.c_str()));
  };
  EXPECT_EQ(exitOf(program + " a.cpp >&- 2>err"), 2);
  EXPECT_HAS(read("err"), "stdout is closed");
  EXPECT_EQ(exitOf(program + " rules >/dev/full 2>err"), 2);
  EXPECT_HAS(read("err"), "stdout can't be written");
}

TEST_F(HostileInput, AReadOnlyFileIsNotFixedAndAnotherOwnersStaysTheirs) {
  write("a.cpp", Dropped);
  fs::permissions(root_ / "a.cpp", fs::perms(0444));
  const Outcome result = run({"a.cpp", "--fix"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.err, "a.cpp: not fixed: it can't be written: Permission denied");
  EXPECT_EQ(read("a.cpp"), Dropped);
  const Setting somebody = asSomebody();
  if (!somebody.user)
    GTEST_SKIP() << "only root can make files of several owners";
  fs::permissions(root_, fs::perms(0777));
  fs::permissions(root_ / "a.cpp", fs::perms(0666));
  const Outcome fixed = run({"a.cpp", "--fix", "--no-cache"}, somebody);
  if (fixed.exit == 126 || fixed.exit == 127)
    GTEST_SKIP() << "the program can't be run as another user here";
  EXPECT_EQ(fixed.exit, 0) << fixed.err;
  EXPECT_EQ(read("a.cpp"), Clean);
  struct stat status{};
  ASSERT_EQ(::stat((root_ / "a.cpp").c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, ::getuid());
}

TEST_F(HostileInput, AfterFixingTheReportIsThatOfTheNextRun) {
  write("a.cpp", "#include \"task.h\"\nTask run() {\n  work();\n  co_return;\n}\n"
                 "void f() { work(); }\n");
  const Outcome first = run({"a.cpp", "--fix"});
  EXPECT_EQ(first.exit, 1);
  EXPECT_EQ(run({"a.cpp"}).out, first.out);
}

// The cache.

TEST_F(HostileInput, AnEntryOfTheCacheThatWasChangedIsNotBelieved) {
  write("a.cpp", Dropped);
  write("b.cpp", Clean);
  writeDatabase({"a.cpp", "b.cpp"});
  const std::vector<std::string> arguments{"-p", "build", "--cache-dir=cache"};
  EXPECT_EQ(run(arguments).exit, 1);
  std::vector<fs::path> entries;
  for (const auto &entry : fs::directory_iterator(root_ / "cache"))
    if (entry.path().filename().string().starts_with("llvmcache-"))
      entries.push_back(fs::relative(entry.path(), root_));
  ASSERT_EQ(entries.size(), 2u);
  const std::string one = read(entries[0]), other = read(entries[1]);
  write(entries[0], other);
  write(entries[1], one);
  EXPECT_EQ(run(arguments).exit, 1);
  for (const fs::path &entry : entries) {
    std::string text = read(entry);
    text[text.size() / 2] ^= 1;
    write(entry, text);
  }
  const Outcome again = run({"-p", "build", "--cache-dir=cache", "--statistics"});
  EXPECT_EQ(again.exit, 1);
  EXPECT_LACKS(again.err, "results of an earlier run");
}

TEST_F(HostileInput, ACacheThatCannotBeIsTold) {
  write("a.cpp", Clean);
  write("file", "");
  const Outcome result = run({"a.cpp", "--cache-dir=file"});
  EXPECT_EQ(result.exit, 0);
  EXPECT_HAS(result.err, "--cache-dir=file: no results can be kept there");
  run({"a.cpp"}, {.environment = {"XDG_CACHE_HOME=relative", "HOME=" + root_.string()}});
  EXPECT_FALSE(fs::exists(root_ / "relative"));
  EXPECT_TRUE(fs::exists(root_ / ".cache/corolint"));
}

// Reports from elsewhere.

TEST_F(HostileInput, AReportIsNotBelieved) {
  write("a.cpp", Dropped);
  Json good = report({"a.cpp"});
  EXPECT_HAS(run({"report", "/dev/zero"}).err, "/dev/zero: it is longer than 256 MB");
  const auto told = [&](const std::function<void(Json &)> &change) {
    Json changed = good;
    change(changed["findings"][0]);
    write("report.json", changed.dump());
    const Outcome result = run({"report", "report.json"});
    return std::to_string(result.exit) + " " + result.out + result.err;
  };
  EXPECT_HAS(told([](Json &) {}), "3 |   work();"); // its code is shown
  EXPECT_HAS(told([](Json &finding) { finding["line"] = -1; }), "'line' isn't a count");
  EXPECT_HAS(told([](Json &finding) { finding["line"] = 1e30; }), "'line' isn't a count");
  EXPECT_HAS(told([](Json &finding) { finding["severity"] = "bogus"; }), "'bogus' is no severity");
  EXPECT_TRUE(told([](Json &finding) {
                finding["fixes"][0]["edits"][0]["offset"] = 4294967295u;
              }).starts_with("1 "));
  for (const char *file :
       {"/etc/passwd", "../../../../../../etc/passwd", "secret.txt", "/dev/zero"}) {
    write("secret.txt", "root:x\n");
    EXPECT_LACKS(told([&](Json &finding) {
                   finding["file"] = file;
                   finding["line"] = 1;
                 }),
                 "root:x");
  }
}

TEST_F(HostileInput, ShardsAreThoseOfOneRun) {
  std::vector<std::string> files;
  for (const char *file : {"a.cpp", "b.cpp", "c.cpp"}) {
    write(file, Clean);
    files.push_back(file);
  }
  writeDatabase(files);
  for (const char *part : {"1", "2", "3"})
    run({"-p", "build", "--shard=" + std::string(part) + "/3",
         "--output=json=" + std::string(part) + ".json"});
  run({"-p", "build", "--checks=-coro-no-await", "--shard=2/3", "--output=json=other.json"});
  EXPECT_EQ(run({"merge", "1.json", "2.json", "3.json"}).exit, 0);
  const auto told = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "merge");
    const Outcome result = run(arguments);
    EXPECT_EQ(result.exit, 3);
    return result.out;
  };
  EXPECT_HAS(told({"1.json", "3.json"}), "shard 2 of 3: not fully analysed: its report is missing");
  EXPECT_HAS(told({"1.json", "2.json", "2.json", "3.json"}),
             "shard 2 of 3: not fully analysed: its report is given twice");
  EXPECT_HAS(told({"1.json", "other.json", "3.json"}),
             "shard 2 of 3: not fully analysed: its report is of another run");
}

} // namespace
} // namespace corolint::test
