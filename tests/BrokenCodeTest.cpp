// Broken code is the normal state of an editor: nothing that is typed ends the analysis, and what
// wasn't understood is no ground for a finding.
#include "tests/BrokenCode.h"
#include "tests/Program.h"

namespace corolint::test {
namespace {

class BrokenCode : public Program {
protected:
  /// "line: message" of each finding in the code, which need not compile.
  std::vector<std::string> findings(const std::string &code) {
    write("broken.cpp", code);
    const tool::Report report =
        analyse(root_ / "broken.cpp", {"-std=c++20", "-I" + root_.string()}, "-*,coro-*");
    EXPECT_FALSE(report.notAnalysed.empty()) << "this compiles, and should be broken: " << code;
    std::vector<std::string> result;
    for (const tool::Finding &finding : report.findings)
      result.push_back(std::to_string(finding.line) + ": " + finding.message);
    return result;
  }

  void expectSilent(const std::string &code) {
    for (const std::string &finding : findings("#include \"task.h\"\n" + code))
      ADD_FAILURE() << finding << "\n" << code;
  }
};

TEST_F(BrokenCode, OfAFunctionThatIsntUnderstoodNothingIsTold) {
  // The task is dropped as far as the parser goes; what was left out may have taken it.
  expectSilent("Task run() { auto t = work(); consume(unknown, t); co_return; }");
  expectSilent("Task run() { auto t = work(); co_await t. ; co_return; }");
  expectSilent("Task run() { auto t = work(); return_(t; co_return; }");
  expectSilent("Task run() { auto t = work(); [&] { co_await t. ; }; co_return; }");
  expectSilent("Task run() { work(); unknown x; co_return; }");
  expectSilent("Task run() { work(); try {} catch (unknown &e) {} co_return; }");
  expectSilent("Task run(unknown x) { work(); co_return; }");
  // The lambda is part of it.
  expectSilent("Task run() { unknown([] { work(); }); co_return; }");
}

TEST_F(BrokenCode, OfATypeThatIsntUnderstoodNothingIsTold) {
  expectSilent("unknown make(); void run() { make(); }");
  expectSilent("#include \"missing.h\"\nfuture<int> make(); void run() { make(); }");
}

TEST_F(BrokenCode, WhatIsWholeIsTold) {
  const std::string dropped = "the task returned by 'work' is never awaited, so it never runs";
  EXPECT_EQ(findings("#include \"task.h\"\n#include \"missing.h\"\n"
                     "void whole() { work(); }\nTask other() { co_await unknown(); }\n"),
            std::vector{"3: " + dropped});
  // Nothing but separators is left out here: a macro for nothing, an attribute, directives.
  EXPECT_EQ(
      findings("#include \"task.h\"\n#define NOTHING(x)\nint error = unknown;\n"
               "void whole(int x) {\n  NOTHING(x);\n  NOTHING(x)\n  [[maybe_unused]] int y = x;"
               ";\n#define SOMETHING 1 + \\\n  2\n  if (x) { work(); }\n  /* ) */ // }\n}\n"),
      std::vector{"10: " + dropped});
}

TEST_F(BrokenCode, WhatTheParserLeavesOutOfAHeadIsMissed) {
  const auto expectHeadSilent = [&](const std::string &head) {
    expectSilent("Task run() { auto t = work(); int n = 0; " + head + " {} co_return; }");
  };
  expectHeadSilent("for (int i = t.; i < 2; ++i)");
  expectHeadSilent("for (int i = 1, j = t.; i < 2; ++i)");
  expectHeadSilent("for (; t.; ++n)");
  expectHeadSilent("for (; n < 2; t.)");
  expectHeadSilent("for (int i : t.)");
  expectHeadSilent("while (t.)");
  expectHeadSilent("if (t.; n > 1)");
  expectHeadSilent("if (t.)");
  expectHeadSilent("switch (t.)");
  expectHeadSilent("do {} while (t.); while (n < 1)");
}

TEST_F(BrokenCode, AHeadThatIsWholeIsRead) {
  const std::string code =
      "#include \"task.h\"\n#include \"missing.h\"\n#define ALSO\n"
      "void whole(int n) {\n  for (int i = 0, j = 1; i < j; ++i, ++j) {}\n"
      "  for (;;) { if (int k = n; k) break; }\n"
      "  while (int m = n) { switch (ALSO m) {} }\n"
      "  for (int x, z = 1, a[2]; int y = n; (void)x, (void)y) {}\n  work();\n}\n";
  EXPECT_EQ(findings(code).size(), 1u);
}

TEST_F(BrokenCode, OfAClassWithABaseThatDoesntExistNothingIsTold) {
  const std::string rest = " { using promise_type = Task::promise_type; }; ";
  const std::string use = "mine make(); void run() { make(); }";
  const std::string known = "struct first {}; struct second {}; ";
  expectSilent(known + "struct mine : unknown" + rest + use);
  expectSilent(known + "struct mine final : first, private virtual a::unknown, second" + rest +
               use);
  expectSilent(known + "struct other : unknown {}; struct mine : other" + rest + use);
  expectSilent(known + "template <class T> struct any : unknown<T>" + rest +
               "any<int> make(); void run() { make(); }");
  const auto found = [&](const std::string &bases) {
    return findings("#include \"task.h\"\n#define NONE\nint error = unknown;\n" + known +
                    "template <class T> struct box {}; template <class... T> struct mine NONE" +
                    bases + rest + "mine<> make(); void run() { make(); }")
        .size();
  };
  EXPECT_EQ(found(""), 1u);
  EXPECT_EQ(found(" final : public virtual first, box<box<int>>"), 1u);
  EXPECT_EQ(found(" : NONE box<T>..., second"), 1u);
}

TEST_F(BrokenCode, WhyTellsThatThereIsAnError) {
  write("a.cpp", "#include \"task.h\"\nTask run() {\n  work();\n  unknown();\n  co_return;\n}\n");
  writeDatabase({"a.cpp"});
  EXPECT_HAS(run({"why", "-p", "build", "a.cpp:3"}).out, "there is an error in 'run'");
}

TEST_F(BrokenCode, AClassThatIsAMemberOfItselfIsLookedThrough) {
  write("a.cpp", "#include \"task.h\"\nclass parser {\n  parser inner;\n  Task next();\n};\n"
                 "Task serve() {\n  parser all;\n  co_await all.next();\n}\n");
  writeDatabase({"a.cpp"});
  const std::string told = run({"check", "-p", "build"}).out;
  EXPECT_HAS(told, "field has incomplete type 'parser'");
  EXPECT_EQ(told.find("crashed"), std::string::npos) << told;
}

// ---- Whatever the text is

void expectNoCrash(const std::vector<Crash> &crashes) {
  for (const Crash &crash : crashes)
    ADD_FAILURE() << (crash.signal == SIGPROF ? "this goes on for ever:\n" : "this crashes:\n")
                  << crash.text << "\n"
                  << crash.trace;
}

const Apart AsInAnEditor([](EditedFile &file, const std::string &text) { file.analyse(text); });

/// Code that broke the checks while it was typed, or is of that kind.
const std::vector<std::string> Typed = {
    "auto [it] = names.insert({1, 2});",
    "auto [a, b] = std::pair(co_await read(), 2);",
    "const auto &[key, value] = *names.find(co_await read());",
    "for (auto &[key, value] : names) co_await write(value);",
    "auto t = read(); if (auto n = co_await std::move(t); n > 0) co_return;",
    "try { co_await write(co_await read()); } catch (const std::exception &e) { throw; }",
    "auto f = [this, n = co_await read()]() -> task<> { co_await write(n); }; co_await f();",
    "std::vector<task<int>> all; all.push_back(read()); for (auto &t : all) co_await t;",
};

TEST_F(BrokenCode, NothingThatIsTypedEndsTheAnalysis) {
  const std::string before = "#include \"task.h\"\n#include <map>\n#include <stdexcept>\n"
                             "#include <tuple>\n#include <vector>\n"
                             "task<int> read(); task<> write(int n);\nstruct session {\n"
                             "  std::map<int, int> names;\n  task<> run() {\n    ";
  const std::string after = "\n    co_await write(1);\n  }\n};\n";
  write("typed.cpp", before + after);
  EditedFile file(root_ / "typed.cpp",
                  {"-std=c++20", "-I" COROLINT_SOURCE_DIR "/test-inputs/support"});
  ASSERT_TRUE(file.isOpen());
  Effort effort;
  for (const std::string &line : Typed) {
    const std::vector<std::string> texts = typing(before, line, after);
    expectNoCrash(AsInAnEditor.run(
        file, static_cast<unsigned>(texts.size()), [&](unsigned i) { return texts[i]; }, effort));
  }
  RecordProperty("executions", static_cast<int>(effort.executions));
}

/// A sample of what `--target fuzz` does for as long as it is let.
TEST(BrokenInputs, NoneEndsTheAnalysis) {
  constexpr std::size_t Step = 23, Mutants = 20;
  const std::vector<fs::path> inputs = allInputs();
  Effort effort;
  for (std::size_t index = 0; index < inputs.size(); index += Step) {
    EditedFile file(inputs[index], flagsOf(inputs[index]));
    ASSERT_TRUE(file.isOpen()) << inputs[index];
    const std::string other = readFile(inputs[(index + Step) % inputs.size()]);
    expectNoCrash(AsInAnEditor.run(
        file, Mutants,
        [&](unsigned i) { return Mutator(index * Mutants + i).broken(file.text(), other); },
        effort));
  }
  RecordProperty("executions", static_cast<int>(effort.executions));
}

TEST(Typing, ClosesBracketsAndTypesOverThem) {
  EXPECT_EQ(typing("<", "f(\")\")", ">"),
            (std::vector<std::string>{"<f>", "<f()>", "<f(\"\")>", "<f(\")\")>", "<f(\")\")>",
                                      "<f(\")\")>"}));
}

TEST(Mutator, BreaksTheSameWayForTheSameSeed) {
  const std::string text = "#include <x>\nint f() {\n  return 1;\n}\n";
  EXPECT_EQ(endOfIncludes(text), 13u);
  EXPECT_EQ(Mutator(7).broken(text, text), Mutator(7).broken(text, text));
  unsigned changed = 0;
  for (unsigned seed = 0; seed < 100; ++seed)
    changed += Mutator(seed).broken(text, text) != text;
  EXPECT_GT(changed, 80u);
}

} // namespace
} // namespace corolint::test
