// corolint-clangd as an editor meets it: sessions over stdio, in folders of their own.
#include "checks/All.h"
#include "checks/Editor.h"
#include "tests/Inputs.h"
#include "tests/LanguageServer.h"
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
    server_ = std::make_unique<LanguageServer>(
        std::vector<std::string>{COROLINT_LANGUAGE_SERVER, "--background-index=false", "-j=2", "--log=error"}, root_);
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

/// clangd begins every message with a capital.
std::string capitalised(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

TEST_F(Lsp, FindingsComeAndGoWithTheText) {
  const fs::path file = open("a.cpp", Lines);
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 1u) << server_->diagnostics(file);
  EXPECT_EQ(found[0]["code"], "coro-unawaited-task");
  EXPECT_EQ(found[0]["severity"], 1);
  EXPECT_EQ(found[0]["source"], "corolint");
  EXPECT_EQ(found[0]["range"], Json::parse(R"({"start": {"line": 4, "character": 2}, "end": {"line": 4, "character": 8}})"));
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
  write(".clang-tidy", "Checks: '-*,coro-unawaited-task,coro-lost-exception-context,coro-no-await'\n");
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

  /// Makes each bad example of each check the text of one file, and calls back with the check and the file. Where the includes stay the same,
  /// clangd needn't read them again.
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
      const fs::path page = clangd::fileOfAddress(found[i]["codeDescription"]["href"].get<std::string>());
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
  const fs::path page = write("usr/share/doc/corolint/checks/coro-unawaited-task.md", "# the page\n");
  fs::create_directories(program.parent_path());
  fs::copy_file(COROLINT_LANGUAGE_SERVER, program);
  server_ = std::make_unique<LanguageServer>(std::vector<std::string>{program.string(), "--log=error"}, root_);
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
        titles.push_back(title);
        const bool needsReview = title.ends_with(NeedsReview.str());
        EXPECT_EQ(fix.value("isPreferred", false), !needsReview && title != SuppressTitle.str());
        safe += !needsReview && title != SuppressTitle.str();
        unsafe += needsReview;
        server_->change(file, server_->applied(file, fix));
        EXPECT_LT(server_->findings(file, check.id.str()).size(), found.size()) << server_->text(file);
        for (const Json &diagnostic : server_->diagnostics(file))
          EXPECT_TRUE(diagnostic["severity"] != 1 || diagnostic["source"] == "corolint") << diagnostic << server_->text(file);
        server_->change(file, before);
        ASSERT_EQ(server_->findings(file, check.id.str()).size(), found.size());
      }
      ASSERT_FALSE(titles.empty());
      EXPECT_EQ(titles.back(), SuppressTitle.str());
      EXPECT_TRUE(std::ranges::is_sorted(titles.begin(), titles.end() - 1, {}, [](const std::string &title) { return title.ends_with(NeedsReview.str()); }));
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
  comment */
  co_return;
}
)cpp");
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 2u);
  for (const Json &finding : found)
    for (const Json &fix : server_->quickFixes(file, finding))
      EXPECT_NE(fix["title"], SuppressTitle.str());
}

TEST_F(Lsp, ColumnsCountAsUtf16) {
  const fs::path file = open("a b.cpp", "#include \"task.h\"\ntask<void> work(const char *);\ntask<void> run() {\n"
                                        "  /* 🙂 ü */ work(\"🙂\");\n  co_return;\n}\n");
  const std::vector<Json> found = server_->findings(file);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["range"], Json::parse(R"({"start": {"line": 3, "character": 13}, "end": {"line": 3, "character": 23}})"));
  const std::vector<Json> fixes = server_->quickFixes(file, found[0]);
  ASSERT_EQ(fixes.size(), 2u);
  EXPECT_NE(server_->applied(file, fixes[0]).find("  /* 🙂 ü */ co_await work(\"🙂\");\n"), std::string::npos);
  EXPECT_NE(server_->applied(file, fixes[1]).find("work(\"🙂\"); // NOLINT(coro-unawaited-task): reason\n"), std::string::npos);
}

TEST_F(Lsp, AHeaderStandsOnItsOwn) {
  const fs::path file = open("work.h", "#pragma once\n#include \"task.h\"\ntask<void> work();\ninline task<void> run() {\n  work();\n  co_return;\n}\n");
  EXPECT_EQ(server_->findings(file).size(), 1u) << server_->diagnostics(file);
}

TEST_F(Lsp, ClangTidyConfigurationIsInForce) {
  const std::string two = "#include \"../task.h\"\n#include <stdexcept>\ntask<void> work();\ntask<void> run() {\n  work();\n"
                          "  try { co_await work(); } catch (std::runtime_error &e) { throw e; }\n}\n";
  const auto codes = [&](const std::string &folder, const std::string &configuration) {
    write(folder + "/.clang-tidy", configuration);
    std::set<std::string> result;
    for (const Json &finding : server_->findings(open(folder + "/a.cpp", two)))
      result.insert(finding["code"]);
    return result;
  };
  const std::set<std::string> both = {"coro-unawaited-task", "coro-lost-exception-context"};
  EXPECT_EQ(codes("less", "Checks: '-coro-unawaited-task'"), (std::set<std::string>{"coro-lost-exception-context"}));
  EXPECT_EQ(codes("only", "Checks: '-*,coro-unawaited-task'"), (std::set<std::string>{"coro-unawaited-task"}));
  EXPECT_EQ(codes("none", "Checks: '-coro-*'"), std::set<std::string>());
  EXPECT_EQ(codes("others", "Checks: '-*,bugprone-use-after-move'"), both);
  EXPECT_EQ(codes("nothing", "Checks: '-*'"), both);
}

TEST_F(Lsp, ConfigurationOfOursIsInForce) {
  write("known/.corolint.yaml", "library: ours\ntasks:\n  - name: task\n    self-reporting: true\n");
  write("left-out/.corolint.yaml", "exclude: [\"a.cpp\"]\n");
  std::string text = Lines;
  text.replace(text.find("task.h"), 6, "../task.h");
  EXPECT_EQ(server_->findings(open("plain/a.cpp", text)).size(), 1u);
  EXPECT_EQ(server_->findings(open("known/a.cpp", text)).size(), 0u);
  EXPECT_EQ(server_->findings(open("left-out/a.cpp", text)).size(), 0u);
}

TEST_F(Lsp, ABrokenConfigurationIsToldWhereItIs) {
  const fs::path configuration = write(".corolint.yaml", "library: ours\ntasks:\n  - name: task\n    strat: eager\n");
  const auto isAboutIt = [&](const Json &message) {
    return message.value("method", "") == "textDocument/publishDiagnostics" && message["params"]["uri"] == addressOf(configuration);
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

TEST_F(Lsp, ARealEditorShowsTheFindingAndAppliesTheFix) {
  if (std::string(COROLINT_NEOVIM).empty())
    GTEST_SKIP() << "there is no Neovim";
  const fs::path file = write("a.cpp", Lines);
  const fs::path seen = root_ / "seen.json";
  const std::string command = "cd '" + root_.string() + "' && XDG_CONFIG_HOME=. XDG_CACHE_HOME=. XDG_DATA_HOME=. XDG_STATE_HOME=. COROLINT_PROGRAM='" COROLINT_PROGRAM "' COROLINT_SEEN='" +
                              seen.string() + "' timeout 500 " COROLINT_NEOVIM " --headless -u NONE -i NONE -n a.cpp -c 'luafile " COROLINT_SOURCE_DIR "/tests/editor.lua' 2>&1";
  const std::string output = run(command);
  const Json saw = Json::parse(readFile(seen), nullptr, false);
  ASSERT_TRUE(saw.is_object()) << output;
  ASSERT_FALSE(saw.contains("problem")) << saw << output;
  EXPECT_EQ(saw["line"], 5);
  EXPECT_EQ(saw["source"], "corolint");
  EXPECT_NE(saw["message"].get<std::string>().find("'work' is never awaited"), std::string::npos) << saw;
  EXPECT_EQ(saw["titles"], Json({"await it", SuppressTitle.str()}));
  EXPECT_EQ(saw["lines"][4], "  co_await work();");
}

} // namespace
} // namespace corolint::test
