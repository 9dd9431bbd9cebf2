// The verbs that explain: why, and doctor.
#include "tests/Program.h"

namespace corolint::test {
namespace {

using Why = Program;
using Doctor = Program;

TEST_F(Why, ATaskThatIsTakenCareOf) {
  write("a.cpp", "#include \"task.h\"\nvoid keep(Task);\nTask a() {\n"
                 "  co_await work();\n"
                 "  keep(work());\n"
                 "  auto later = work();\n"
                 "  int number = []{ return 1; }();\n"
                 "  try {\n    co_await later;\n"
                 "  } catch (...) {\n    throw;\n  }\n"
                 "\n"
                 "  co_await work(); // NOLINT(coro-blocking-call): no\n"
                 "  work(); // NOLINT(coro-unawaited-task): measured\n"
                 "}\n");
  const auto answer = [&](int line) { return run({"why", "a.cpp:" + std::to_string(line)}).out; };
  EXPECT_EQ(answer(4), "a.cpp:4\n  the task of 'work' is awaited\n");
  EXPECT_EQ(answer(5), "a.cpp:5\n  'keep' gives nothing that could be awaited\n  the task of "
                       "'work' is handed to 'keep', which may wait for it\n");
  EXPECT_EQ(answer(6),
            "a.cpp:6\n  the task of 'work' is kept in 'later', which on line 9 is awaited\n");
  EXPECT_HAS(answer(7), "gives 'int', which is no task");
  EXPECT_EQ(answer(10), "a.cpp:10\n  what this handler catches is rethrown\n");
  EXPECT_EQ(answer(13), "a.cpp:13\n  nothing here is any check's business: no call, await or "
                        "handler begins on this line\n");
  EXPECT_HAS(
      answer(15),
      "silenced by a NOLINT comment (measured): the task returned by 'work' is never awaited");
}

TEST_F(Why, ARetryLoop) {
  const auto answer = [&](const std::string &loop, const std::string &behind) {
    write("a.cpp", "#include \"task.h\"\nTask a() {\n  for (int i = 0; " + loop +
                       ") {\n    try {\n      co_await work();\n      co_return;\n"
                       "    } catch (...) {\n    }\n  }\n" +
                       behind + "}\n");
    return run({"why", "a.cpp:7"}).out;
  };
  EXPECT_HAS(answer("i < 3; ++i", ""), "reported: the error of 'work' ends in 'catch (...)'");
  EXPECT_HAS(answer("i < 3; ++i", ""), "what this handler catches is dropped");
  EXPECT_HAS(answer("i < 3; ++i", "  throw 1;\n"), "success leaves before");
  EXPECT_HAS(answer(";", ""), "success leaves before");
}

TEST_F(Why, AFileThatIsNotLookedAt) {
  write(".corolint.yaml", "exclude: [\"vendor/*\"]\n");
  write("vendor/a.cpp", Dropped);
  EXPECT_EQ(run({"why", "vendor/a.cpp:3"}).out,
            "vendor/a.cpp:3\n  not analysed: .corolint.yaml excludes it\n");
  write("plain.cpp", "#include <vector>\nint f();\nint x = f();\n");
  EXPECT_HAS(run({"why", "plain.cpp:3"}).out,
             "not parsed: none of its includes declares coroutines");
  write("broken.cpp", "#include \"task.h\"\nvoid f() { nonsense(); }\n");
  EXPECT_HAS(run({"why", "broken.cpp:2"}).out,
             "not fully analysed: broken.cpp:2:12: use of undeclared identifier 'nonsense'");
}

TEST_F(Why, AHeaderIsSeenThroughAFileThatIncludesIt) {
  write("only.h", "#pragma once\ninline Task shared() {\n  work();\n  co_return;\n}\n");
  write("a.cpp", "#include \"task.h\"\n#include \"only.h\"\n");
  writeDatabase({"a.cpp"});
  EXPECT_HAS(run({"why", "only.h:3"}).out,
             "reported: the task returned by 'work' is never awaited");
}

TEST_F(Why, ACheckThatIsOff) {
  write("a.cpp", Dropped);
  write(".clang-tidy", "Checks: '-coro-unawaited-task'\n");
  EXPECT_HAS(run({"why", "a.cpp:3"}).out, "coro-unawaited-task is turned off; it would say: the "
                                          "task returned by 'work' is never awaited");
}

TEST_F(Why, BadArguments) {
  write("a.cpp", Dropped);
  const std::pair<std::string, std::string> arguments[] = {{"a.cpp", "'a.cpp' is no FILE:LINE"},
                                                           {"a.cpp:0", "'a.cpp:0' is no FILE:LINE"},
                                                           {"none.cpp:3", "no such file: none.cpp"},
                                                           {"a.cpp:99", "a.cpp has only 5 lines"}};
  for (const auto &[argument, error] : arguments) {
    const Outcome result = run({"why", argument});
    EXPECT_EQ(result.exit, 2) << argument;
    EXPECT_HAS(result.err, error);
  }
  EXPECT_HAS(run({"why", "a.cpp:3:5"}).out, "a.cpp:3\n");
}

TEST_F(Doctor, TellsWhatItSeesOfAFile) {
  write("src/a.cpp", "#include \"../task.h\"\nvoid f() { work(); }\n");
  write(".clang-tidy", "Checks: '-coro-blocking-call'\n");
  writeDatabase({"src/a.cpp"}, "-std=c++20 -fconcepts-diagnostics-depth=2");
  const Outcome result = run({"doctor", "src/a.cpp"});
  EXPECT_EQ(result.exit, 0);
  EXPECT_HAS(result.out, "its entry in build/compile_commands.json");
  EXPECT_HAS(result.out, "c++ --driver-mode=g++ -std=c++20 -fconcepts-diagnostics-depth=2");
  EXPECT_HAS(result.out, "without -fconcepts-diagnostics-depth=2");
  EXPECT_HAS(result.out, "/coroutine\n");
  EXPECT_HAS(result.out, ".clang-tidy:    .clang-tidy\n");
  EXPECT_HAS(result.out, "coro-blocking-call (turned off)");
  EXPECT_HAS(result.out, "none; 1 finding\n");
}

TEST_F(Doctor, TellsWhatItSeesOfAProject) {
  write("a.cpp", Dropped);
  write("b.cpp", "int b;\n");
  write(".corolint.yaml", "exclude: [\"b.cpp\"]\n");
  writeDatabase({"a.cpp", "b.cpp"});
  const Outcome result = run({"doctor"});
  EXPECT_EQ(result.exit, 0);
  EXPECT_HAS(result.out, "build/compile_commands.json");
  EXPECT_HAS(result.out, "2, of which 1 reach a coroutine header; 1 are excluded");
  EXPECT_HAS(result.out, ".corolint.yaml\n");
}

TEST_F(Doctor, TellsWhatIsWrong) {
  write("a.cpp", "#include \"task.h\"\nvoid f() { nonsense(); }\n");
  write(".corolint.yaml", "excude: []\n");
  writeDatabase({"a.cpp"});
  const Outcome result = run({"doctor", "a.cpp"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_HAS(result.out, "use of undeclared identifier 'nonsense'");
  EXPECT_HAS(result.out, "unknown key 'excude'");
  EXPECT_EQ(run({"doctor", "-p", "nowhere"}).exit, 2);
}

using Init = Program;

TEST_F(Init, WritesWhatAProjectNeeds) {
  write("src/a.cpp", "#include \"../task.h\"\nvoid f() { work(); }\n");
  write("vendor/b.cpp", "#include \"../task.h\"\nvoid g() { work(); }\n");
  fs::create_directory(root_ / ".github");
  writeDatabase({"src/a.cpp", "vendor/b.cpp"});
  const Outcome result = run({"init"});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(result.out,
            ".clang-tidy: written\n.corolint.yaml: written\n.github/workflows/corolint.yml: "
            "written\ncorolint-baseline.jsonl: written, with 1 finding\n");
  // From then on only what is new is reported, with no flag at all.
  EXPECT_EQ(run({}).exit, 0);
  write("src/a.cpp", "#include \"../task.h\"\nvoid f() { work(); }\nvoid more() { work(1); }\n");
  EXPECT_EQ(report({})["findings"].size(), 1u);
  EXPECT_HAS(run({"init"}).out, ".clang-tidy: is there already, left alone\n");
}

using DefaultFlags = Program;

TEST_F(DefaultFlags, ComeFromTheConfiguration) {
  write("a.cpp", Dropped);
  writeDatabase({"a.cpp"}, "-std=c++20", "out/deep");
  write(".corolint.yaml", "defaults:\n  build: out/deep\n  fail-on: never\n");
  const Outcome result = run({});
  EXPECT_EQ(result.exit, 0);
  EXPECT_HAS(result.out, "a.cpp:3:3: error");
  EXPECT_EQ(run({"--fail-on=error"}).exit, 1);
  fs::create_directory(root_ / "below");
  write(".corolint.yaml", "defaults:\n  build: out/deep\n  fail-on: sometimes\n");
  EXPECT_EQ(run({}).exit, 2);
  write(".corolint.yaml", "defaults:\n  fail-om: never\n");
  const Outcome broken = run({});
  EXPECT_EQ(broken.exit, 2);
  EXPECT_HAS(broken.err, ".corolint.yaml:2:3: unknown key 'fail-om'; did you mean 'fail-on'?");
}

} // namespace
} // namespace corolint::test
