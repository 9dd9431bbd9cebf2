// Headers of others that many files include are compiled once: the findings are what they are
// without, and a file that reads them otherwise reads them itself.
#include "tests/Inputs.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/units/Flags.h"
#include <fstream>
#include <unistd.h>

namespace corolint::test {
namespace {

namespace fs = std::filesystem;

/// A folder of sources, and of headers of a library beside it.
class SharedHeaders : public testing::Test {
protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "corolint-shared-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = fs::canonical(pattern);
    fs::create_directories(root_ / "project/.git");
    // Long enough to be worth it.
    std::string filling;
    for (int i = 0; i < 3000; ++i)
      filling += "template <class T> struct Filling" + std::to_string(i) +
                 " { using type = T; static constexpr int value = sizeof(T); };\n";
    write("library/lib/base.h", "#pragma once\n#include <coroutine>\n#include <string>\n"
                                "#include <thread>\n#define LIB_BASE 1\n" +
                                    filling);
    write("library/lib/task.h", R"(#ifndef LIB_TASK_H
#define LIB_TASK_H
#include <lib/base.h>
namespace lib {
struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  void await_resume() const {}
};
#ifdef LIB_TRACING
inline void trace() {}
#endif
}
#endif
)");
    write("library/lib/check.h", R"(#include <lib/base.h>
#undef LIB_CHECK
#ifdef LIB_NO_CHECK
#define LIB_CHECK(x) ((void)0)
#else
#define LIB_CHECK(x) ((x) ? (void)0 : __builtin_abort())
#endif
)");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const fs::path &file, const std::string &text) {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
  }

  /// A source whose coroutine blocks, with these lines before it.
  void source(const std::string &name, const std::string &above) {
    write("project/" + name, above + "\nlib::task work_" + name.substr(0, name.find('.')) +
                                 "(lib::task other) {\n"
                                 "  std::this_thread::sleep_for(std::chrono::seconds(1));\n"
                                 "  LIB_CHECK(1);\n  co_await other;\n}\n");
    names_.push_back(name);
  }

  tool::Report analyse(tool::Preambles preambles) {
    std::vector<tool::CompileUnit> units;
    for (const std::string &name : names_) {
      tool::CompileUnit unit;
      unit.file = (root_ / "project" / name).string();
      unit.directory = (root_ / "project").string();
      unit.command = {"clang++", "-std=c++20", "-I" + (root_ / "library").string(), unit.file};
      tool::repairFlags(unit);
      units.push_back(std::move(unit));
    }
    tool::AnalyseOptions options;
    options.preambles = preambles;
    options.across = tool::Across::Analysed;
    options.jobs = 1;
    options.cacheFolder = cacheFolder_;
    options.confidence = Confidence::Low;
    options.counted = [this](const tool::CrossFileCounts &counts) { counts_ = counts; };
    return tool::analyse(units, options);
  }

  /// The findings with everything that is told of them, the same with and without.
  std::vector<std::string> told(tool::Preambles preambles) {
    std::vector<std::string> lines;
    const tool::Report report = analyse(preambles);
    for (const Finding &finding : report.findings) {
      std::string line = finding.file + ":" + std::to_string(finding.line) + " " + finding.check +
                         " " + finding.message + " " + finding.fingerprint;
      for (const tool::Step &step : finding.steps)
        line += "\n  " + step.file + ":" + std::to_string(step.line) + " " + step.message;
      for (const tool::Fix &fix : finding.fixes)
        for (const tool::Edit &edit : fix.edits)
          line += "\n  fix " + std::to_string(edit.offset) + " " + edit.text;
      lines.push_back(std::move(line));
    }
    for (const tool::NotAnalysed &file : report.notAnalysed)
      lines.push_back(file.file + " " + file.reason);
    return lines;
  }

  using Finding = tool::Finding;
  fs::path root_;
  std::vector<std::string> names_;
  std::string cacheFolder_;
  tool::CrossFileCounts counts_;
};

constexpr const char *Usual = "#include <lib/task.h>\n#include <lib/check.h>\n";

TEST_F(SharedHeaders, AreReadOnceWhereAllFilesReadThemAlike) {
  source("a.cpp", Usual);
  source("b.cpp", Usual);
  source("c.cpp", std::string("#include <vector>\n") + Usual);
  source("d.cpp", std::string("#define OWN 1\n") + Usual + "#ifdef LIB_BASE\n#endif\n");
  const std::vector<std::string> without = told(tool::Preambles::Off);
  EXPECT_EQ(counts_.headerSets, 0u);
  EXPECT_EQ(told(tool::Preambles::Shared), without);
  EXPECT_EQ(without.size(), 4u);
  EXPECT_EQ(counts_.headerSets, 1u);
  EXPECT_EQ(counts_.sharing, 4u);
}

TEST_F(SharedHeaders, AreNothingThatAResultInTheCacheDependsOn) {
  for (const char *name : {"a.cpp", "b.cpp", "c.cpp"})
    source(name, Usual);
  cacheFolder_ = (root_ / "cache").string();
  EXPECT_EQ(analyse(tool::Preambles::Shared).statistics.cached, 0u);
  EXPECT_EQ(counts_.sharing, 3u);
  EXPECT_EQ(analyse(tool::Preambles::Shared).statistics.cached, 3u);
  EXPECT_EQ(analyse(tool::Preambles::Off).statistics.cached, 3u);
  // A header that was compiled before is one that they read.
  write("library/lib/check.h", "#include <lib/base.h>\n#define LIB_CHECK(x)\n");
  EXPECT_EQ(analyse(tool::Preambles::Shared).statistics.cached, 0u);
}

TEST_F(SharedHeaders, AreReadByAFileThatReadsThemOtherwise) {
  source("a.cpp", Usual);
  source("b.cpp", Usual);
  source("c.cpp", Usual);
  // What it defines is asked for in one of them.
  source("tracing.cpp",
         std::string("#define LIB_TRACING\n") + Usual + "void f() { lib::trace(); }");
  // It asks for what one of them defines, and gets another answer.
  source("asks.cpp", std::string("#ifdef LIB_BASE\nlib::task never();\n#endif\n") + Usual);
  source("inside.cpp", std::string("namespace own {\n#include <lib/check.h>\n}\n") + Usual);
  source("redefines.cpp", std::string("#define LIB_BASE 1\n#undef LIB_BASE\n") + Usual);
  source("broken.cpp", std::string(Usual) + "int x = y;\n");
  const std::vector<std::string> without = told(tool::Preambles::Off);
  EXPECT_EQ(told(tool::Preambles::Shared), without);
  EXPECT_GE(without.size(), 7u);
  EXPECT_EQ(counts_.headerSets, 1u);
  std::string refuted;
  for (const std::string &file : counts_.refuted)
    refuted += file.substr(file.rfind("project/") + 8) + "\n";
  EXPECT_EQ(refuted, "asks.cpp: 'LIB_BASE' is asked for before it is defined\n"
                     "inside.cpp: 'lib/base.h' is included inside braces\n"
                     "redefines.cpp: 'LIB_BASE' is defined in them and changed before\n"
                     "broken.cpp: it doesn't compile\n");
  EXPECT_EQ(counts_.sharing, 4u); // tracing.cpp, too: a header that asks for its macro is left out
}

TEST_F(SharedHeaders, WithoutAGuardAreReadAgain) {
  source("a.cpp", Usual);
  source("b.cpp", Usual);
  // As with assert.h: what the macro does follows what stands before the include.
  source("c.cpp", std::string(Usual) + "#define LIB_NO_CHECK\n#include <lib/check.h>\n");
  const std::vector<std::string> without = told(tool::Preambles::Off);
  EXPECT_EQ(told(tool::Preambles::Shared), without);
  EXPECT_EQ(counts_.sharing, 3u);
}

TEST_F(SharedHeaders, ThatAskForEachOtherKeepTheirOrder) {
  write("library/lib/first.h", "#pragma once\n#define LIB_FIRST\n");
  write("library/lib/second.h",
        "#pragma once\n#ifdef LIB_FIRST\ninline void afterTheFirst() {}\n#endif\n");
  for (const char *name : {"a.cpp", "b.cpp", "c.cpp"})
    source(name, std::string(Usual) + "#include <lib/first.h>\n#include <lib/second.h>\n"
                                      "inline void g() { afterTheFirst(); }\n");
  source("d.cpp", std::string(Usual) + "#include <lib/second.h>\n#include <lib/first.h>\n"
                                       "inline void afterTheFirst(int = 0) {}\n"
                                       "inline void g() { afterTheFirst(); }\n");
  const std::vector<std::string> without = told(tool::Preambles::Off);
  EXPECT_EQ(told(tool::Preambles::Shared), without);
  EXPECT_EQ(without.size(), 4u);
  EXPECT_EQ(counts_.sharing, 3u);
  ASSERT_EQ(counts_.refuted.size(), 1u);
  EXPECT_NE(counts_.refuted[0].find("in another order"), std::string::npos) << counts_.refuted[0];
}

TEST_F(SharedHeaders, ThatNeedOthersFirstAreLeftOut) {
  write("library/lib/needy.h", "inline NeededFirst needed;\n");
  for (const char *name : {"a.cpp", "b.cpp", "c.cpp"})
    source(name, std::string("struct NeededFirst {};\n#include <lib/needy.h>\n") + Usual);
  const std::vector<std::string> without = told(tool::Preambles::Off);
  EXPECT_EQ(told(tool::Preambles::Shared), without);
  EXPECT_EQ(without.size(), 3u);
  EXPECT_EQ(counts_.sharing, 3u);
}

TEST_F(SharedHeaders, AreNoneWhereTheyDontPay) {
  source("a.cpp", Usual);
  source("b.cpp", Usual);
  analyse(tool::Preambles::Shared);
  EXPECT_EQ(counts_.headerSets, 0u); // two files don't pay
}

} // namespace
} // namespace corolint::test
