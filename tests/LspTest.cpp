// corolint-clangd as an editor meets it: sessions over stdio, in folders of their own.
#include "checks/All.h"
#include "checks/Editor.h"
#include "tests/Inputs.h"
#include "tests/LanguageServer.h"
#include "tests/NodeModules.h"
#include "tests/Program.h"
#include "tool/clangd/Address.h"
#include <algorithm>
#include <fstream>
#include <set>
#include <unistd.h>

namespace corolint::test {
namespace {

namespace fs = std::filesystem;

const std::string Lines = R"(#include "task.h"
task<void> work(int row = 0);

task<void> run() {
  work();
  co_await work(1);
}
)";

/// A project that is gone after the test, with a task type in task.h, and a session in it.
class Lsp : public testing::Test {
protected:
  void SetUp() override {
    if (std::string(COROLINT_LANGUAGE_SERVER).empty())
      GTEST_SKIP() << "built without corolint-clangd";
    std::string pattern = (fs::temp_directory_path() / "corolint-lsp-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = fs::canonical(pattern);
    write("task.h", readFile(fs::path(COROLINT_SOURCE_DIR) / "test-inputs/support/task.h"));
    server_ = std::make_unique<LanguageServer>(std::vector<std::string>{COROLINT_LANGUAGE_SERVER,
                                                                        "--background-index=false",
                                                                        "-j=2", "--log=error"},
                                               root_);
  }
  void TearDown() override {
    server_.reset();
    if (!root_.empty())
      fs::remove_all(root_);
  }

  fs::path write(const fs::path &file, const std::string &text) {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file, std::ios::binary) << text;
    return root_ / file;
  }

  /// Writes and opens a file.
  fs::path open(const fs::path &file, const std::string &text) {
    const fs::path path = write(file, text);
    server_->open(path, text);
    return path;
  }

  fs::path root_;
  std::unique_ptr<LanguageServer> server_;
};

std::vector<std::string> messagesOf(const Json &notes) {
  std::vector<std::string> result;
  for (const Json &note : notes)
    result.push_back(note["message"]);
  return result;
}

bool isSuppression(const std::string &title) {
  return title == SuppressTitle.str() || title == SuppressAboveTitle.str();
}

/// clangd begins every message with a capital.
std::string capitalised(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

/// A session with a server in which a check crashes at the finding about 'work', and its log.
class LspCrash : public Lsp, public testing::WithParamInterface<std::string> {
protected:
  void SetUp() override {
    Lsp::SetUp();
    if (!server_)
      return;
    server_ = std::make_unique<LanguageServer>(
        std::vector<std::string>{"/bin/sh", "-c",
                                 "COROLINT_CLANGD_CRASH_AT=\"" + GetParam() +
                                     ":'work'\" exec " COROLINT_LANGUAGE_SERVER
                                     " --background-index=false -j=2 --log=error 2>log"},
        root_);
  }

  /// "line: message" of each finding in a file, without what clangd appends of its fixes.
  std::vector<std::string> said(const fs::path &file) {
    std::vector<std::string> result;
    for (const Json &finding : server_->findings(file)) {
      const std::string message = finding["message"];
      result.push_back(std::to_string(finding["range"]["start"]["line"].get<int>() + 1) + ": " +
                       message.substr(0, message.find(" (fix")));
    }
    return result;
  }
};

TEST_P(LspCrash, EndsTheChecksOfThisVersionAndNotTheServer) {
  const std::string crashed = "'coro-unawaited-task' crashed here: nothing more is looked for in "
                              "this version of the file";
  const std::string later = "void rethrow() { try { run(); } catch (int &e) { throw e; } }\n";
  const fs::path file = open("a.cpp", Lines + later);
  EXPECT_EQ(said(file), std::vector{"4: " + crashed});
  EXPECT_EQ(server_->findings(file)[0]["severity"], 3);
  EXPECT_HAS(readFile(root_ / "log"), "a.cpp:4:12: " + crashed + "\n");
  EXPECT_HAS(readFile(root_ / "log"), "corolint: a check crashed with signal 11\n");
  EXPECT_HAS(readFile(root_ / "log"),
             GetParam() == "jump" ? "corolint: its stack can't be read\n"
                                  : "#0 0x"); // of the trace
  // What clangd knows of the file is still there, the next version is looked at anew, and so is
  // another file; the checks crash as often as they like.
  EXPECT_FALSE(
      server_
          ->request("textDocument/documentSymbol", {{"textDocument", {{"uri", addressOf(file)}}}})
          .empty());
  server_->change(file, "#include \"task.h\"\ntask<void> play();\nvoid f() { play(); }\n");
  const std::string found = "The task returned by 'play' is never awaited, so it never runs";
  EXPECT_EQ(said(file), std::vector{"3: " + found});
  server_->change(file, Lines);
  EXPECT_EQ(said(file), std::vector{"4: " + crashed});
  const fs::path other =
      open("b.cpp", "#include \"task.h\"\ntask<void> play();\nvoid g() { play(); }\n");
  EXPECT_EQ(said(other), std::vector{"3: " + found});
  EXPECT_TRUE(server_->alive());
}

INSTANTIATE_TEST_SUITE_P(By, LspCrash, testing::Values("null", "jump", "recursion"),
                         [](const auto &how) { return how.param; });

TEST_F(Lsp, FindingsComeAndGoWithTheText) {
  const fs::path file = open("a.cpp", Lines);
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 1u) << server_->diagnostics(file);
  EXPECT_EQ(found[0]["code"], "coro-unawaited-task");
  EXPECT_EQ(found[0]["severity"], 1);
  EXPECT_EQ(found[0]["source"], "corolint");
  EXPECT_EQ(
      found[0]["range"],
      Json::parse(R"({"start": {"line": 4, "character": 2}, "end": {"line": 4, "character": 8}})"));
  std::string text = Lines;
  server_->change(file, text.replace(text.find("  work()"), 2, "  co_await "));
  EXPECT_EQ(server_->diagnostics(file), Json::array());
  server_->change(file, Lines);
  EXPECT_EQ(server_->findings(file).size(), 1u);
}

TEST_F(Lsp, TheSeverityIsThatOfTheFinding) {
  std::string text = R"(#include "task.h"
#include <stdexcept>
task<void> work();
job<void> begin();
task<void> run() {
  begin();
  try { co_await work(); } catch (std::runtime_error &e) { throw e; }
)";
  write(".clang-tidy",
        "Checks: '-*,coro-unawaited-task,coro-lost-exception-context,coro-no-await'\n");
  const std::string advice = "task<int> never_suspends() { co_return 1; }\n";
  // More errors than the compiler's own limit.
  for (int i = 0; i < 30; ++i)
    text += "  work();\n";
  const fs::path file = open("a.cpp", text + "}\n" + advice);
  std::map<int, int> counts;
  for (const Json &finding : server_->findings(file))
    ++counts[finding["severity"].get<int>()];
  EXPECT_EQ(counts, (std::map<int, int>{{1, 30}, {2, 2}, {3, 1}})) << server_->diagnostics(file);
}

TEST_F(Lsp, CommentsThatSilenceOtherThanTheySayAreTold) {
  const std::string text = "#include \"task.h\"\ntask<void> work();\ntask<void> run() {\n"
                           "  /* \xC3\xA4 */ work(); // NOLINT(coro-unawaited-tusk): later\n"
                           "  work(); // NOLINT (coro-unawaited-task)\n"
                           "  work(); // NOLINT(coro-unawaited-task)\n  co_return;\n}\n";
  const fs::path file = open("a.cpp", text);
  const std::vector<Json> found = server_->findings(file, "corolint-nolint");
  ASSERT_EQ(found.size(), 2u) << server_->diagnostics(file);
  EXPECT_EQ(found[0]["message"], "No check is called 'coro-unawaited-tusk'; did you mean "
                                 "'coro-unawaited-task'?");
  EXPECT_EQ(found[0]["range"]["start"], Json({{"line", 3}, {"character", 21}}));
  EXPECT_EQ(found[0]["severity"], 2);
  EXPECT_EQ(found[0]["source"], "corolint");
  EXPECT_HAS(found[0]["codeDescription"]["href"].get<std::string>(), "corolint-nolint");
  const std::vector<Json> fixes = server_->quickFixes(file, found[0]);
  ASSERT_EQ(fixes.size(), 2u);
  EXPECT_EQ(fixes[0]["title"], "write 'coro-unawaited-task'");
  EXPECT_HAS(server_->applied(file, fixes[0]), "NOLINT(coro-unawaited-task): later");
  EXPECT_EQ(fixes[1]["title"], "fix all of corolint-nolint in this file");
  const std::string fixed = server_->applied(file, fixes[1]);
  EXPECT_HAS(fixed, "  work(); // NOLINT(coro-unawaited-task)\n  work();");
  write(".clang-tidy", "CheckOptions: {corolint-nolint.RequireReason: true}\n");
  server_->change(file, fixed);
  EXPECT_EQ(server_->findings(file, "corolint-nolint").size(), 2u) << server_->diagnostics(file);
  write(".clang-tidy", "Checks: '-corolint-nolint'\n");
  server_->change(file, text);
  EXPECT_EQ(server_->findings(file, "corolint-nolint").size(), 0u) << server_->diagnostics(file);
}

/// Whatever editors show of a finding, for every check: the bad examples of its page, as files.
class LspExamples : public Lsp {
protected:
  void SetUp() override {
    Lsp::SetUp();
    if (!server_)
      return;
    std::string flags;
    for (const std::string &flag : flagsOf(root_ / "task.h"))
      flags += flag + "\n";
    write("compile_flags.txt", flags);
    write(".clang-tidy", "Checks: '-*,coro-*'\n");
  }

  /// Makes each bad example of each check the text of one file, and calls back with the check and
  /// the file. Where the includes stay the same, clangd needn't read them again.
  void forEachExample(const std::function<void(const Check &, const fs::path &)> &then) {
    const fs::path file = open("example.cpp", "");
    for (const Check *check : allChecks())
      for (const std::string &code : codeBlocks(check->documentation.str(), "cpp bad")) {
        SCOPED_TRACE(check->id.str() + "\n" + code);
        write("example.cpp", code);
        server_->change(file, code);
        then(*check, file);
      }
  }
};

TEST_F(LspExamples, EachFindingLinksToItsPageAndTellsItsSteps) {
  forEachExample([&](const Check &check, const fs::path &file) {
    const std::vector<Json> found = server_->findings(file, check.id.str());
    const tool::Report expected = analyse(file, flagsOf(file), "-*," + check.id.str());
    ASSERT_EQ(found.size(), expected.findings.size()) << server_->diagnostics(file);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const fs::path page =
          clangd::fileOfAddress(found[i]["codeDescription"]["href"].get<std::string>());
      EXPECT_NE(readFile(page).find("\n# " + check.id.str() + "\n"), std::string::npos) << page;
      std::vector<std::string> steps;
      for (const tool::Step &step : expected.findings[i].steps)
        steps.push_back(capitalised(step.message));
      EXPECT_EQ(messagesOf(found[i].value("relatedInformation", Json::array())), steps);
    }
  });
}

TEST_F(Lsp, AnInstalledOneLinksToTheInstalledPages) {
  const fs::path program = root_ / "usr/bin/corolint-clangd";
  const fs::path page =
      write("usr/share/doc/corolint/checks/coro-unawaited-task.md", "# the page\n");
  fs::create_directories(program.parent_path());
  fs::copy_file(COROLINT_LANGUAGE_SERVER, program);
  server_ = std::make_unique<LanguageServer>(
      std::vector<std::string>{program.string(), "--log=error"}, root_);
  const std::vector<Json> found = server_->findings(open("a.cpp", Lines));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["codeDescription"]["href"], addressOf(page));
}

TEST_F(LspExamples, EachQuickFixEndsItsFinding) {
  unsigned safe = 0;
  unsigned unsafe = 0;
  forEachExample([&](const Check &check, const fs::path &file) {
    const std::string before = server_->text(file);
    const std::vector<Json> found = server_->findings(file, check.id.str());
    for (const Json &finding : found) {
      std::vector<std::string> titles;
      for (const Json &fix : server_->quickFixes(file, finding)) {
        const std::string title = fix["title"];
        SCOPED_TRACE(title);
        if (title.starts_with("fix all of "))
          continue;
        titles.push_back(title);
        const bool needsReview = title.ends_with(NeedsReview.str());
        const bool isSafe = !needsReview && !isSuppression(title);
        EXPECT_EQ(fix.value("isPreferred", false), isSafe);
        safe += isSafe;
        unsafe += needsReview;
        server_->change(file, server_->applied(file, fix));
        EXPECT_LT(server_->findings(file, check.id.str()).size(), found.size())
            << server_->text(file);
        for (const Json &diagnostic : server_->diagnostics(file))
          EXPECT_TRUE(diagnostic["severity"] != 1 || diagnostic["source"] == "corolint")
              << diagnostic << server_->text(file);
        server_->change(file, before);
        ASSERT_EQ(server_->findings(file, check.id.str()).size(), found.size());
      }
      ASSERT_GE(titles.size(), 2u);
      EXPECT_EQ(titles.back(), SuppressAboveTitle.str());
      EXPECT_EQ(titles[titles.size() - 2], SuppressTitle.str());
      EXPECT_TRUE(std::ranges::is_sorted(
          titles.begin(), titles.end() - 2, {},
          [](const std::string &title) { return title.ends_with(NeedsReview.str()); }));
    }
  });
  EXPECT_GT(safe, 0u);
  EXPECT_GT(unsafe, 0u);
}

TEST_F(Lsp, NothingIsSuppressedWhereACommentWouldNotStand) {
  const fs::path file = open("a.cpp", R"cpp(#include "task.h"
task<void> work(const char * = "");
task<void> run() {
  work(R"(
)");
  work(); /* a
  comment */ work();
  // NOLINTNEXTLINE(bugprone-a)
  work();
  co_return;
}
)cpp");
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 4u);
  const auto titles = [&](const Json &finding) {
    std::set<std::string> result;
    for (const Json &fix : server_->quickFixes(file, finding))
      if (isSuppression(fix["title"]))
        result.insert(fix["title"]);
    return result;
  };
  const std::set<std::string> above = {SuppressAboveTitle.str()};
  const std::set<std::string> behind = {SuppressTitle.str()};
  EXPECT_EQ(titles(found[0]), above);
  EXPECT_EQ(titles(found[1]), above);
  EXPECT_EQ(titles(found[2]), behind);
  EXPECT_EQ(titles(found[3]), behind);
}

const std::string Three = R"cpp(#include "task.h"
#include <stdexcept>
task<void> work(int row = 0);
task<void> run() {
  work();
  work(1);
  try {
    co_await work(2);
  } catch (std::runtime_error &e) {
    throw e;
  }
}
)cpp";

/// The code actions of some kinds, at the top of a file.
std::vector<Json> actionsOf(LanguageServer &server, const fs::path &file, const Json &only,
                            const Json &diagnostics = Json::array()) {
  const Json range = {{"start", {{"line", 0}, {"character", 0}}},
                      {"end", {{"line", 1}, {"character", 0}}}};
  return server.request("textDocument/codeAction",
                        {{"textDocument", {{"uri", addressOf(file)}}},
                         {"range", range},
                         {"context", {{"diagnostics", diagnostics}, {"only", only}}}});
}

TEST_F(Lsp, OneActionAppliesAllSafeFixes) {
  EXPECT_EQ(server_->introduction()["capabilities"]["codeActionProvider"]["codeActionKinds"].back(),
            "source.fixAll.corolint");
  const fs::path file = open("a.cpp", Three);
  for (const char *kind : {"source", "source.fixAll", "source.fixAll.corolint"}) {
    SCOPED_TRACE(kind);
    // Asked at once after an edit, as an editor does that saves: the answer is of the new text.
    server_->change(file, Three + "// " + kind + "\n");
    const std::vector<Json> actions = actionsOf(*server_, file, {kind});
    ASSERT_EQ(actions.size(), 1u);
    EXPECT_EQ(actions[0]["kind"], "source.fixAll.corolint");
    const std::string fixed = server_->applied(file, actions[0]);
    EXPECT_NE(fixed.find("  co_await work();\n  co_await work(1);\n"), std::string::npos) << fixed;
    EXPECT_NE(fixed.find("    throw;\n"), std::string::npos) << fixed;
    EXPECT_EQ(fixed.find("NOLINT"), std::string::npos) << fixed;
  }
  server_->change(file, server_->applied(file, actionsOf(*server_, file, {"source.fixAll"})[0]));
  EXPECT_EQ(server_->diagnostics(file), Json::array());
  EXPECT_EQ(actionsOf(*server_, file, {"source.fixAll"}).size(), 0u);
  EXPECT_EQ(actionsOf(*server_, file, {"source.organizeImports"}).size(), 0u);
}

TEST_F(Lsp, TheSameTextSentAgainIsAnsweredToo) {
  const fs::path file = open("a.cpp", Three);
  server_->diagnostics(file);
  server_->change(file, Three);
  EXPECT_EQ(actionsOf(*server_, file, {"source.fixAll"}).size(), 1u);
}

TEST_F(Lsp, OneActionFixesAllOfACheck) {
  const fs::path file = open("a.cpp", Three);
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 3u);
  const std::string title = "fix all of coro-unawaited-task in this file";
  for (const Json &finding : found) {
    const std::vector<Json> fixes = server_->quickFixes(file, finding);
    const auto all = std::ranges::find_if(fixes, [&](const Json &fix) {
      return fix["title"].get<std::string>().starts_with("fix all of ");
    });
    if (finding["code"] != "coro-unawaited-task") {
      EXPECT_EQ(all, fixes.end()) << "there is one only";
      continue;
    }
    ASSERT_NE(all, fixes.end());
    EXPECT_EQ((*all)["title"], title);
    EXPECT_EQ((*all)["diagnostics"].size(), 2u);
    const std::string fixed = server_->applied(file, *all);
    EXPECT_NE(fixed.find("  co_await work();\n  co_await work(1);\n"), std::string::npos) << fixed;
    EXPECT_NE(fixed.find("    throw e;\n"), std::string::npos) << fixed;
  }
}

TEST_F(Lsp, AnUnusedValueIsToldOnce) {
  write("compile_flags.txt", "-std=c++20\n-Wall\n");
  const fs::path file = open("a.cpp", R"cpp(#include <coroutine>
struct [[nodiscard]] job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
job work();
[[nodiscard]] job more();
job run() {
  work();
  more();
  1 + 1;
  co_await work();
}
)cpp");
  std::vector<std::string> codes;
  for (const Json &diagnostic : server_->diagnostics(file))
    codes.push_back(std::to_string(diagnostic["range"]["start"]["line"].get<int>()) + " " +
                    diagnostic["code"].get<std::string>());
  std::ranges::sort(codes);
  EXPECT_EQ(codes, (std::vector<std::string>{"16 coro-unawaited-task", "17 coro-unawaited-task",
                                             "18 -Wunused-value"}));
}

TEST_F(Lsp, ColumnsCountAsUtf16) {
  const fs::path file =
      open("a b.cpp", "#include \"task.h\"\ntask<void> work(const char *);\ntask<void> run() {\n"
                      "  /* 🙂 ü */ work(\"🙂\");\n  co_return;\n}\n");
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["range"],
            Json::parse(
                R"({"start": {"line": 3, "character": 13}, "end": {"line": 3, "character": 23}})"));
  const std::vector<Json> fixes = server_->quickFixes(file, found[0]);
  ASSERT_EQ(fixes.size(), 3u);
  EXPECT_NE(server_->applied(file, fixes[0]).find("  /* 🙂 ü */ co_await work(\"🙂\");\n"),
            std::string::npos);
  EXPECT_NE(server_->applied(file, fixes[1])
                .find("work(\"🙂\"); // NOLINT(coro-unawaited-task): reason\n"),
            std::string::npos);
  EXPECT_NE(server_->applied(file, fixes[2])
                .find("{\n  // NOLINTNEXTLINE(coro-unawaited-task): reason\n  /* 🙂 ü */"),
            std::string::npos);
}

TEST_F(Lsp, AHeaderStandsOnItsOwn) {
  const fs::path file =
      open("work.h", "#pragma once\n#include \"task.h\"\ntask<void> work();\ninline task<void> "
                     "run() {\n  work();\n  co_return;\n}\n");
  EXPECT_EQ(server_->findings(file).size(), 1u) << server_->diagnostics(file);
}

/// Whether a message tells the diagnostics of a file.
std::function<bool(const Json &)> isAbout(const fs::path &file) {
  return [address = addressOf(file)](const Json &message) {
    return message.value("method", "") == "textDocument/publishDiagnostics" &&
           message["params"]["uri"] == address;
  };
}

TEST_F(Lsp, AHeadersTemplatesAreKnownThroughAFileThatIncludesIt) {
  const std::string header = "#pragma once\n#include \"task.h\"\n"
                             "template <class F> task<void> twice(F f) {\n"
                             "  f();\n  co_await f();\n}\n";
  const fs::path source = root_ / "a.cpp";
  write("compile_commands.json",
        Json::array({{{"directory", root_.string()},
                      {"file", source.string()},
                      {"arguments", {"clang++", "-std=c++20", source.string()}}}})
            .dump());
  open("a.cpp", "#include \"twice.h\"\ntask<void> work();\n"
                "task<void> run() { co_await twice(work); }\n");
  const fs::path file = open("twice.h", header);
  const auto hasFinding = [&](const Json &message) {
    return isAbout(file)(message) && message["params"]["diagnostics"].size() == 1;
  };
  const Json told = server_->waitFor(hasFinding)["params"]["diagnostics"];
  EXPECT_EQ(told[0]["code"], "coro-unawaited-task");
  EXPECT_EQ(told[0]["range"]["start"], Json::parse(R"({"line": 3, "character": 2})"));
  server_->change(file, header + "// changed\n");
  EXPECT_EQ(server_->findings(file).size(), 0u) << "it isn't known whether it is still there";
  write("twice.h", header + "// changed\n");
  server_->notify("textDocument/didSave", {{"textDocument", {{"uri", addressOf(file)}}}});
  EXPECT_EQ(server_->waitFor(hasFinding)["params"]["version"], 2);
}

TEST_F(Lsp, WhatAHelperInAHeaderDoesIsKnown) {
  write("nap.h", "#pragma once\n#include <chrono>\n#include <thread>\n"
                 "inline void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }\n");
  const fs::path file = open("a.cpp", "#include \"task.h\"\n#include \"nap.h\"\n"
                                      "task<void> work();\n"
                                      "task<void> run() {\n  nap();\n  co_await work();\n}\n");
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["code"], "coro-blocking-call");
}

/// What the last run over a project knows of its files counts in the editor, as long as they are
/// what they were.
TEST_F(Lsp, WhatARunOverTheProjectKnowsOfOtherFilesIsKnown) {
  write("log.h", "#pragma once\n#include \"task.h\"\ntask<void> save();\ntask<void> quiet();\n"
                 "void nap();\n");
  const std::string quiet = "#include \"log.h\"\n#include <chrono>\n#include <thread>\n"
                            "void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }\n"
                            "task<void> quiet() { co_await save(); }\n";
  write("log.cpp", quiet);
  const std::string text = "#include \"log.h\"\ntask<void> run() {\n  nap();\n"
                           "  co_await quiet();\n}\n";
  const fs::path file = open("a.cpp", text);
  EXPECT_TRUE(server_->findings(file).empty()) << "nobody has told it yet";
  write("compile_commands.json",
        Json::array({{{"directory", root_.string()},
                      {"file", "a.cpp"},
                      {"arguments", {"clang++", "-std=c++20", "a.cpp"}}},
                     {{"directory", root_.string()},
                      {"file", "log.cpp"},
                      {"arguments", {"clang++", "-std=c++20", "log.cpp"}}}})
            .dump());
  const std::string command = "cd " + root_.string() + " && XDG_CACHE_HOME=" + root_.string() +
                              " " COROLINT_PROGRAM " -p . --progress=never >out.txt 2>&1";
  ASSERT_EQ(WEXITSTATUS(std::system(command.c_str())), 1) << readFile(root_ / "out.txt");
  server_->change(file, text + "\n");
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["code"], "coro-blocking-call");
  write("log.cpp", quiet + "// changed\n");
  server_->change(file, text);
  EXPECT_TRUE(server_->findings(file).empty()) << "it may be another now";
}

TEST_F(Lsp, ClangTidyConfigurationIsInForce) {
  const std::string two =
      "#include \"../task.h\"\n#include <stdexcept>\ntask<void> work();\ntask<void> run() {\n  "
      "work();\n"
      "  try { co_await work(); } catch (std::runtime_error &e) { throw e; }\n}\n";
  const auto codes = [&](const std::string &folder, const std::string &configuration) {
    write(folder + "/.clang-tidy", configuration);
    std::set<std::string> result;
    for (const Json &finding : server_->findings(open(folder + "/a.cpp", two)))
      result.insert(finding["code"]);
    return result;
  };
  const std::set<std::string> both = {"coro-unawaited-task", "coro-lost-exception-context"};
  EXPECT_EQ(codes("less", "Checks: '-coro-unawaited-task'"),
            (std::set<std::string>{"coro-lost-exception-context"}));
  EXPECT_EQ(codes("only", "Checks: '-*,coro-unawaited-task'"),
            (std::set<std::string>{"coro-unawaited-task"}));
  EXPECT_EQ(codes("none", "Checks: '-coro-*'"), std::set<std::string>());
  EXPECT_EQ(codes("others", "Checks: '-*,bugprone-use-after-move'"), both);
  EXPECT_EQ(codes("nothing", "Checks: '-*'"), both);
}

TEST_F(Lsp, AddingAddsToTheDefaults) {
  const std::string text = "#include \"../task.h\"\ntask<void> work();\n"
                           "task<void> run() {\n  work();\n  co_await work();\n}\n"
                           "task<int> never_suspends() { co_return 1; }\n";
  const auto codes = [&](const std::string &folder) {
    std::set<std::string> result;
    for (const Json &finding : server_->findings(open(folder + "/a.cpp", text)))
      result.insert(finding["code"]);
    return result;
  };
  const std::string add = "Diagnostics:\n  ClangTidy:\n    Add: coro-no-await\n";
  const std::set<std::string> both = {"coro-unawaited-task", "coro-no-await"};
  write("clang-tidy/.clang-tidy", "Checks: 'coro-no-await'\n");
  EXPECT_EQ(codes("clang-tidy"), both);
  write("clangd/.clangd", add);
  EXPECT_EQ(codes("clangd"), both);
  write("others/.clang-tidy", "Checks: '-*,bugprone-*'\n");
  write("others/.clangd", add);
  EXPECT_EQ(codes("others"), both) << "the '-*' of one file isn't about what another adds";
  write("taken/.clang-tidy", "Checks: 'coro-no-await'\n");
  write("taken/.clangd", "Diagnostics:\n  ClangTidy:\n    Remove: coro-unawaited-task\n");
  EXPECT_EQ(codes("taken"), (std::set<std::string>{"coro-no-await"}));
}

/// The codes of the findings among diagnostics.
std::set<std::string> codesOf(const Json &diagnostics) {
  std::set<std::string> result;
  for (const Json &diagnostic : diagnostics)
    if (diagnostic.value("code", "").starts_with("coro-"))
      result.insert(diagnostic["code"]);
  return result;
}

TEST_F(Lsp, ASavedConfigurationTakesEffectWithoutAnEdit) {
  const fs::path file = open("a.cpp", Lines);
  ASSERT_EQ(server_->findings(file).size(), 1u);
  const auto seen = [&](const char *method, const fs::path &saved) {
    const Json address = {{"uri", addressOf(saved)}};
    if (method == std::string("textDocument/didSave"))
      server_->notify(method, {{"textDocument", address}});
    else
      server_->notify(method, {{"changes", {{{"uri", addressOf(saved)}, {"type", 2}}}}});
    return codesOf(server_->waitFor(isAbout(file))["params"]["diagnostics"]);
  };
  const std::set<std::string> one = {"coro-unawaited-task"};
  const std::set<std::string> none;
  const char *watched = "workspace/didChangeWatchedFiles";
  EXPECT_EQ(seen(watched, write(".clang-tidy", "Checks: '-coro-unawaited-task'\n")), none);
  fs::remove(root_ / ".clang-tidy");
  EXPECT_EQ(seen(watched, root_ / ".clang-tidy"), one);
  EXPECT_EQ(seen(watched, write(".clangd", "Diagnostics: {ClangTidy: {Remove: coro-*}}\n")), none);
  // An editor that watches nothing says that the file at hand was saved.
  write(".clangd", "");
  EXPECT_EQ(seen("textDocument/didSave", file), one);
  write(".corolint.yaml", "library: ours\ntasks:\n  - name: task\n    self-reporting: true\n");
  EXPECT_EQ(seen("textDocument/didSave", root_ / ".corolint.yaml"), none);
}

TEST_F(Lsp, AWatchingEditorIsAskedToWatch) {
  Json capabilities = LanguageServer::usualCapabilities();
  capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] = true;
  server_ = std::make_unique<LanguageServer>(
      std::vector<std::string>{COROLINT_LANGUAGE_SERVER, "--log=error"}, root_, capabilities);
  ASSERT_EQ(server_->findings(open("a.cpp", Lines)).size(), 1u);
  ASSERT_EQ(server_->asked().size(), 1u);
  EXPECT_EQ(server_->asked()[0]["method"], "client/registerCapability");
  const Json &registration = server_->asked()[0]["params"]["registrations"][0];
  EXPECT_EQ(registration["method"], "workspace/didChangeWatchedFiles");
  EXPECT_EQ(registration["registerOptions"]["watchers"][0]["globPattern"], "**/.clang-tidy");
}

TEST_F(Lsp, AProblemOfAConfigurationIsToldThereAndAtTheTopOfTheFile) {
  struct {
    const char *name;
    const char *text;
    unsigned line, character;
    const char *message;
  } const cases[] = {
      {".clang-tidy", "Checks: 'coro-unawaited-tsk'\n", 0, 9,
       "unknown check 'coro-unawaited-tsk'; did you mean 'coro-unawaited-task'?"},
      {".clang-tidy", "CheckOptions:\n  coro-unawaited-task.Nothing: 1\n", 1, 2,
       "unknown option 'coro-unawaited-task.Nothing'"},
      {".clang-tidy", "Colour: 1\n", 0, 0, "unknown key 'Colour'"},
      {".corolint.yaml", "library: ours\ntasks:\n  - name: task\n    strat: eager\n", 3, 4,
       "strat"},
      {".clangd", "Diagnostics:\n  ClangTidy:\n    Add: coro-unawaited-tsk\n", 2, 9,
       "coro-unawaited-tsk"},
      {".clangd", "Diagnostics:\n  ClangTidy:\n    CheckOptions:\n      coro-no-await.X: 1\n", 3, 6,
       "unknown option 'coro-no-await.X'"},
  };
  unsigned number = 0;
  std::string text = Lines;
  text.replace(text.find("task.h"), 6, "../task.h");
  for (const auto &[name, content, line, character, message] : cases) {
    SCOPED_TRACE(std::string(name) + ": " + content);
    const std::string folder = "p" + std::to_string(++number);
    const fs::path configuration = write(folder + "/" + name, content);
    const fs::path file = open(folder + "/a.cpp", text);
    const Json told = server_->diagnostics(file);
    EXPECT_EQ(codesOf(told), std::set<std::string>{"coro-unawaited-task"});
    const auto top = std::ranges::find_if(
        told, [](const Json &diagnostic) { return diagnostic["range"]["start"]["line"] == 0; });
    ASSERT_NE(top, told.end()) << told;
    const std::string atTop = (*top)["message"];
    EXPECT_NE(atTop.find(folder + "/" + name + ":" + std::to_string(line + 1)), std::string::npos)
        << atTop;
    EXPECT_NE(atTop.find(message), std::string::npos) << atTop;
    const auto isIt = isAbout(configuration);
    const auto &received = server_->received();
    const auto earlier = std::ranges::find_if(received, isIt);
    const Json there = earlier != received.end() ? *earlier : server_->waitFor(isIt);
    ASSERT_EQ(there["params"]["diagnostics"].size(), 1u) << there;
    const Json &problem = there["params"]["diagnostics"][0];
    EXPECT_EQ(problem["range"]["start"]["line"], line);
    EXPECT_EQ(problem["range"]["start"]["character"], character);
    EXPECT_NE(problem["message"].get<std::string>().find(message), std::string::npos) << problem;
  }
}

TEST_F(Lsp, ConfigurationOfOursIsInForce) {
  write("known/.corolint.yaml",
        "library: ours\ntasks:\n  - name: task\n    self-reporting: true\n");
  write("left-out/.corolint.yaml", "exclude: [\"a.cpp\"]\n");
  std::string text = Lines;
  text.replace(text.find("task.h"), 6, "../task.h");
  EXPECT_EQ(server_->findings(open("plain/a.cpp", text)).size(), 1u);
  EXPECT_EQ(server_->findings(open("known/a.cpp", text)).size(), 0u);
  EXPECT_EQ(server_->findings(open("left-out/a.cpp", text)).size(), 0u);
}

TEST_F(Lsp, ABrokenConfigurationIsToldWhereItIs) {
  const fs::path configuration =
      write(".corolint.yaml", "library: ours\ntasks:\n  - name: task\n    strat: eager\n");
  const auto isAboutIt = [&](const Json &message) {
    return message.value("method", "") == "textDocument/publishDiagnostics" &&
           message["params"]["uri"] == addressOf(configuration);
  };
  const fs::path file = open("a.cpp", Lines);
  const Json told = server_->waitFor(isAboutIt);
  ASSERT_EQ(told["params"]["diagnostics"].size(), 1u);
  const Json &error = told["params"]["diagnostics"][0];
  EXPECT_EQ(error["range"]["start"], Json::parse(R"({"line": 3, "character": 4})"));
  EXPECT_NE(error["message"].get<std::string>().find("strat"), std::string::npos) << error;
  EXPECT_EQ(server_->findings(file).size(), 1u) << "the checks run on without it";

  write(".corolint.yaml", "library: ours\ntasks:\n  - name: task\n    self-reporting: true\n");
  server_->change(file, Lines + "\n");
  EXPECT_EQ(server_->waitFor(isAboutIt)["params"]["diagnostics"], Json::array());
  EXPECT_EQ(server_->findings(file).size(), 0u);
}

/// What Neovim 0.11, which Debian hasn't got, says of itself on Linux, as far as clangd heeds it.
const char *const Neovim11 = R"json({
  "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
  "window": {"workDoneProgress": true, "showMessage": {"messageActionItem": {"additionalPropertiesSupport": true}}},
  "workspace": {"applyEdit": true, "configuration": true, "didChangeWatchedFiles": {"dynamicRegistration": false},
                "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]}},
  "textDocument": {
    "codeAction": {"dynamicRegistration": true, "dataSupport": true, "isPreferredSupport": true,
                   "resolveSupport": {"properties": ["edit", "command"]},
                   "codeActionLiteralSupport": {"codeActionKind": {"valueSet":
                     ["", "quickfix", "refactor", "refactor.extract", "refactor.inline", "refactor.rewrite", "source", "source.organizeImports"]}}},
    "diagnostic": {"dynamicRegistration": false, "tagSupport": {"valueSet": [1, 2]}},
    "publishDiagnostics": {"relatedInformation": true, "dataSupport": true, "tagSupport": {"valueSet": [1, 2]}},
    "synchronization": {"dynamicRegistration": false, "willSave": true, "willSaveWaitUntil": true, "didSave": true}}})json";

/// The calls of `vim.lsp.buf.code_action({context = {only = {"source.fixAll.corolint"}}, apply =
/// true})` behind an incremental change, with columns in bytes.
TEST_F(Lsp, NeovimsCallsFixOnSave) {
  server_ = std::make_unique<LanguageServer>(
      std::vector<std::string>{COROLINT_LANGUAGE_SERVER, "--log=error"}, root_,
      Json::parse(Neovim11));
  EXPECT_EQ(server_->introduction()["capabilities"]["positionEncoding"], "utf-8");
  const std::string text = "#include \"task.h\"\ntask<void> work(const char *);\n"
                           "task<void> run() {\n  /* 🙂 ü */ work(\"🙂\");\n  co_return;\n}\n";
  const fs::path file = open("a.cpp", text);
  ASSERT_EQ(server_->findings(file).size(), 1u);
  const Json here = {{"uri", addressOf(file)}, {"version", 2}};
  const Json at = {{"line", 2}, {"character", 0}};
  server_->notify("textDocument/didChange", {{"textDocument", here},
                                             {"contentChanges",
                                              {{{"range", {{"start", at}, {"end", at}}},
                                                {"rangeLength", 0},
                                                {"text", "// changed\n"}}}}});
  const Json context = {
      {"only", {"source.fixAll.corolint"}}, {"diagnostics", Json::array()}, {"triggerKind", 1}};
  const Json actions =
      server_->request("textDocument/codeAction", {{"textDocument", {{"uri", addressOf(file)}}},
                                                   {"range", {{"start", at}, {"end", at}}},
                                                   {"context", context}});
  ASSERT_EQ(actions.size(), 1u);
  const Json edits = actions[0]["edit"]["changes"][addressOf(file)];
  ASSERT_EQ(edits.size(), 1u) << actions;
  EXPECT_EQ(edits[0]["newText"], "co_await ");
  const Json where = {{"line", 4}, {"character", std::string("  /* 🙂 ü */ ").size()}};
  EXPECT_EQ(edits[0]["range"], Json({{"start", where}, {"end", where}}));
}

TEST_F(Lsp, TheClientLibraryOfVSCodeFixesOnSave) {
  const std::string library = nodeModules("vscode");
  if (library.empty())
    GTEST_SKIP() << "there is no npm, which brings VS Code's client library";
  write("a.cpp", Lines);
  const std::string output = run("XDG_CONFIG_HOME='" + root_.string() +
                                 "' timeout 500 " COROLINT_NODE " '" COROLINT_SOURCE_DIR
                                 "/tests/vscode/session.js' '" COROLINT_LANGUAGE_SERVER "' '" +
                                 root_.string() + "' '" + library + "' 2>&1");
  const Json saw = Json::parse(output, nullptr, false);
  ASSERT_TRUE(saw.is_object() && !saw.contains("problem")) << output;
  EXPECT_EQ(saw["finding"]["line"], 4);
  EXPECT_EQ(saw["finding"]["source"], "corolint");
  EXPECT_EQ(saw["finding"]["severity"], 0);
  EXPECT_NE(std::ranges::count(saw["kinds"], Json("source.fixAll.corolint")), 0) << output;
  EXPECT_NE(std::ranges::count(saw["watched"], Json("**/.clang-tidy")), 0) << output;
  EXPECT_EQ(saw["titles"], Json({"await it", SuppressTitle.str(), SuppressAboveTitle.str()}));
  EXPECT_EQ(saw["preferred"], Json::array({"await it"}));
  EXPECT_EQ(saw["fixAll"]["kind"], "source.fixAll.corolint");
  std::string fixed = Lines;
  EXPECT_EQ(saw["text"], fixed.replace(fixed.find("  work()"), 2, "  co_await "));
}

TEST_F(Lsp, ARealEditorShowsTheFindingAndAppliesTheFix) {
  if (std::string(COROLINT_NEOVIM).empty())
    GTEST_SKIP() << "there is no Neovim";
  const fs::path file = write("a.cpp", Lines);
  const fs::path seen = root_ / "seen.json";
  const std::string command =
      "cd '" + root_.string() +
      "' && XDG_CONFIG_HOME=. XDG_CACHE_HOME=. XDG_DATA_HOME=. XDG_STATE_HOME=. "
      "COROLINT_PROGRAM='" COROLINT_PROGRAM "' COROLINT_SEEN='" +
      seen.string() +
      "' timeout 500 " COROLINT_NEOVIM
      " --headless -u NONE -i NONE -n a.cpp -c 'luafile " COROLINT_SOURCE_DIR
      "/tests/editor.lua' 2>&1";
  const std::string output = run(command);
  const Json saw = Json::parse(readFile(seen), nullptr, false);
  ASSERT_TRUE(saw.is_object()) << output;
  ASSERT_FALSE(saw.contains("problem")) << saw << output;
  EXPECT_EQ(saw["line"], 5);
  EXPECT_EQ(saw["source"], "corolint");
  EXPECT_NE(saw["message"].get<std::string>().find("'work' is never awaited"), std::string::npos)
      << saw;
  EXPECT_EQ(saw["titles"], Json({"await it", SuppressTitle.str(), SuppressAboveTitle.str()}));
  EXPECT_EQ(saw["lines"][4], "  co_await work();");
}

} // namespace
} // namespace corolint::test
