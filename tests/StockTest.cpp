// corolint-clangd is all of clangd: every request that clangd answers, asked of a stock clangd and
// of ours over the same files. None of the answers differ but where our findings are.
#include "tests/Inputs.h"
#include "tests/LanguageServer.h"
#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <unistd.h>

namespace corolint::test {
namespace {

namespace fs = std::filesystem;

const std::string Shapes = R"cpp(#pragma once
#include <string>
#include <vector>
#define TWICE(x) ((x) + (x))

namespace shapes {

/// Something that has an area.
class Shape {
public:
  virtual ~Shape() = default;
  virtual double area() const = 0;
  virtual std::string name() const;
  std::vector<int> corners;
  int left = 0, right = 0;
};

enum Colour { Red, Green, Blue };

struct Box : Shape {
  double area() const override { return TWICE(width) * height; }
  int width = 1;
  int height = 2;
};

struct Cube final : public Box {};

template <class T> T larger(T one, T other) { return one < other ? other : one; }

inline int count(const Shape &shape, int start) {
  int sum = start;
  for (int corner : shape.corners)
    sum += corner;
  return sum;
}

} // namespace shapes
)cpp";

const std::string Service = R"cpp(#include "shapes.h"
#include "task.h"

using namespace shapes;

/// Measures a box. See https://example.org/boxes.
task<int> measure(const Box &box);
task<void> store(int value);

std::string shapes::Shape::name() const { return "a \\ \"shape\"\n"; }

const char *describe(Colour colour) {
  switch (colour) {
  case Red:
    return "red";
  default:
    break;
  }
  if (colour == Green) {
    return "green";
  } else {
    return "blue";
  }
}

task<void> run(Box box) {
  store(1);
  auto wide = co_await measure(box);
  const auto twice = larger(wide, 2) * 2;
  if (twice > box.area())
    co_await store(count(box, twice));
  auto later = [&](int extra) { return extra + wide; };
  co_await store(later(3));
  measure(box);
}

struct Rest : Shape {
  int first;
  std::string second;
};

void unused() {
  int unused;
  std::vector<int> values{1, 2, 3};
  values.push_back(larger<int>(values.front(), 7));
}
)cpp";

const std::string Plain = R"c(#include <stdio.h>
#define LIMIT 10
typedef struct point { int x, y; } point;

static int add(point one, int more) { return one.x + one.y + more; }

int main(int argc, char **argv) {
  point here = {1, LIMIT};
  int total = add(here, argc);
  if (total > LIMIT)
    printf("%s %d\n", argv[0], total);
  else
    return undeclared;
  return 0;
}
)c";

/// All that clangd can be asked to do.
Json fullCapabilities() {
  Json capabilities = Json::parse(R"json({
    "workspace": {"applyEdit": true, "symbol": {}, "inactiveRegions": true,
                  "workspaceEdit": {"documentChanges": true},
                  "semanticTokens": {"refreshSupport": true}},
    "textDocument": {
      "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "info", "source"]}},
                     "isPreferredSupport": true},
      "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true, "versionSupport": true,
                             "categorySupport": true, "codeActionsInline": true},
      "completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown"], "labelDetailsSupport": true},
                     "editsNearCursor": true, "completionItemKind": {"valueSet": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 18, 20, 21, 22, 25]}},
      "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
      "hover": {"contentFormat": ["markdown"]},
      "references": {"container": true},
      "rename": {"prepareSupport": true},
      "signatureHelp": {"signatureInformation": {"parameterInformation": {"labelOffsetSupport": true}}},
      "foldingRange": {"lineFoldingOnly": false},
      "inactiveRegionsCapabilities": {"inactiveRegions": true},
      "semanticTokens": {"requests": {"full": true}},
      "semanticHighlightingCapabilities": {"semanticHighlighting": true}}})json");
  return capabilities;
}

/// Whether a diagnostic, or an action, is one that only corolint has.
bool isOurs(const Json &item) {
  for (const char *key : {"source", "kind"}) // the kind of other items is a number
    if (const auto value = item.find(key);
        value != item.end() && value->is_string() &&
        value->get_ref<const std::string &>().find("corolint") != std::string::npos)
      return true;
  const Json diagnostics = item.value("diagnostics", Json::array());
  return std::ranges::any_of(diagnostics, isOurs);
}

/// An answer without what is ours in it.
Json withoutOurs(Json answer) {
  if (answer.is_array())
    answer.erase(std::remove_if(answer.begin(), answer.end(),
                                [](const Json &item) { return item.is_object() && isOurs(item); }),
                 answer.end());
  return answer;
}

/// The shape of an answer whose numbers are of the moment: its names.
Json namesIn(const Json &answer) {
  Json names = Json::object();
  for (const auto &[name, value] : answer.items())
    if (name == "result" || name == "clangd_server" || name == "tuscheduler")
      names[name] = namesIn(value);
  return names;
}

/// An answer without what depends on how often a name is used, or on where a thing stands in
/// memory. Our preambles read the bodies of inline functions in headers, which a stock clangd
/// passes over: so ours counts more uses when it ranks, and knows where such a function ends.
Json comparable(const std::string &method, Json answer) {
  if (answer.is_string() && method == "textDocument/ast")
    return std::regex_replace(answer.get<std::string>(), std::regex("0x[0-9a-f]+"), "0x");
  if (!answer.is_structured())
    return answer;
  if (method == "textDocument/completion" || method == "workspace/symbol")
    for (const char *rank : {"score", "sortText"})
      if (answer.is_object())
        answer.erase(rank);
  if (method.find("Hierarchy") != std::string::npos && answer.is_object() &&
      answer.contains("selectionRange"))
    answer.erase("range");
  for (Json &part : answer)
    part = comparable(method, part);
  if (answer.is_array() && (method == "textDocument/completion" || method == "workspace/symbol"))
    std::sort(answer.begin(), answer.end());
  return answer;
}

/// Where words begin, and the ranges that a refactoring may be asked for.
struct Places {
  std::vector<Json> words;  ///< positions, one of each word
  std::vector<Json> ranges; ///< each word's start, whole lines, and pairs of lines
  std::vector<Json> ends;   ///< behind words that are long enough to leave few completions
  std::vector<Json> behind; ///< positions where something is typed: after `.`, `::`, `(` and so on
};

Json position(const std::string &text, std::size_t offset) {
  const Position at = positionOf(text, offset);
  return {{"line", at.line}, {"character", at.character}};
}

Places placesIn(const std::string &text) {
  const auto isWord = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
  };
  Places places;
  std::set<std::string> seen;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto end =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), isWord);
    const std::string word(text.begin() + static_cast<std::ptrdiff_t>(i), end);
    if (!word.empty() && !isWord(text[i - 1]) && seen.insert(word).second) {
      places.words.push_back(position(text, i));
      places.ranges.push_back({{"start", places.words.back()}, {"end", places.words.back()}});
      if (word.size() > 5)
        places.ends.push_back(position(text, i + word.size()));
    }
    if (std::string_view(".:(,<\"").find(text[i - 1]) != std::string_view::npos)
      places.behind.push_back(position(text, i));
  }
  std::size_t previous = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t first = std::min(text.find_first_not_of(' ', begin), end);
    places.ranges.push_back({{"start", position(text, first)}, {"end", position(text, end)}});
    places.ranges.push_back({{"start", position(text, previous)}, {"end", position(text, end)}});
    if (end > 0 && end > first && text[end - 1] == ';') // an expression, to be extracted
      places.ranges.push_back(
          {{"start", position(text, std::min(text.find_first_of("=n", first) + 2, end - 1))},
           {"end", position(text, end - 1)}});
    previous = first;
    begin = end + 1;
  }
  return places;
}

/// The same project, open in a stock clangd and in ours.
class Stock : public testing::Test {
protected:
  void SetUp() override {
    if (std::string(COROLINT_LANGUAGE_SERVER).empty())
      GTEST_SKIP() << "built without corolint-clangd";
    if (std::string(COROLINT_STOCK_CLANGD).empty())
      GTEST_SKIP() << "there is no clangd-22";
    std::string pattern = (fs::temp_directory_path() / "corolint-stock-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = fs::canonical(pattern);
    std::ofstream(root_ / "task.h")
        << readFile(fs::path(COROLINT_SOURCE_DIR) / "test-inputs/support/task.h");
    Json database = Json::array();
    for (const auto &[name, text] : files_) {
      std::ofstream(root_ / name) << text;
      if (!name.ends_with(".h"))
        database.push_back({{"directory", root_.string()},
                            {"file", (root_ / name).string()},
                            {"arguments",
                             {name.ends_with(".c") ? "clang" : "clang++",
                              name.ends_with(".c") ? "-std=c17" : "-std=c++20", "-Wall",
                              (root_ / name).string()}}});
    }
    std::ofstream(root_ / "compile_commands.json") << database;
    // The standard library's index is built beside the requests: whether it answers is chance.
    std::ofstream(root_ / ".clangd") << "Index:\n  StandardLibrary: No\n";
    stock_ = start(COROLINT_STOCK_CLANGD);
    ours_ = start(COROLINT_LANGUAGE_SERVER);
    for (const auto &[name, text] : files_) {
      const Json theirs = sorted(stock_->diagnostics(root_ / name));
      EXPECT_EQ(theirs, sorted(withoutOurs(ours_->diagnostics(root_ / name)))) << name;
      diagnostics_[name] = theirs;
    }
  }

  void TearDown() override {
    stock_.reset();
    ours_.reset();
    if (!root_.empty())
      fs::remove_all(root_);
  }

  /// Asks both, until what they know of other files is the same, and compares.
  Json same(const std::string &method, const Json &parameters) {
    ++asked_;
    Json theirs, mine;
    for (int tries = 0; tries < 10; ++tries) {
      theirs = answer(*stock_, method, parameters);
      mine = answer(*ours_, method, parameters);
      if (theirs == mine)
        return theirs;
      ::usleep(50'000 << tries); // the index is filled beside the requests
    }
    ADD_FAILURE() << method << " " << parameters << "\nclangd:   " << theirs.dump(1).substr(0, 3000)
                  << "\ncorolint: " << mine.dump(1).substr(0, 3000);
    return theirs;
  }

  Json document(const std::string &name) const { return {{"uri", addressOf(root_ / name)}}; }

  const std::map<std::string, std::string> files_ = {
      {"shapes.h", Shapes}, {"service.cpp", Service}, {"plain.c", Plain}};
  fs::path root_;
  std::unique_ptr<LanguageServer> stock_, ours_;
  std::map<std::string, Json> diagnostics_;
  unsigned asked_ = 0;

private:
  std::unique_ptr<LanguageServer> start(const char *program) {
    auto server = std::make_unique<LanguageServer>(
        std::vector<std::string>{program, "--background-index=false", "-j=1", "--log=error",
                                 "--clang-tidy=true", "--hidden-features"},
        root_, fullCapabilities());
    // One after the other: of a header that two preambles read, clangd keeps what the later said.
    for (const auto &[name, text] : files_) {
      server->open(root_ / name, text);
      server->diagnostics(root_ / name);
    }
    return server;
  }

  static Json sorted(Json diagnostics) {
    std::sort(diagnostics.begin(), diagnostics.end());
    return diagnostics;
  }

  static Json answer(LanguageServer &server, const std::string &method, const Json &parameters) {
    const std::size_t before = server.asked().size();
    Json answer = server.ask(method, parameters);
    answer.erase("id");
    if (answer.contains("result"))
      answer["result"] = withoutOurs(answer["result"]);
    if (method == "$/memoryUsage")
      return namesIn(answer);
    for (std::size_t i = before; i < server.asked().size(); ++i)
      if (server.asked()[i]["method"] == "workspace/applyEdit")
        answer["edit"].push_back(server.asked()[i]["params"]);
    return comparable(method, std::move(answer));
  }
};

TEST_F(Stock, SaysTheSameOfItself) {
  Json theirs = stock_->introduction();
  Json mine = ours_->introduction();
  for (Json *one : {&theirs, &mine}) {
    (*one)["capabilities"].erase("codeActionProvider"); // of ours, one kind more
    (*one)["serverInfo"].erase("version");              // names the program and its features
  }
  EXPECT_EQ(theirs, mine);
}

TEST_F(Stock, AnswersWhatIsAskedOfAPlace) {
  for (const auto &[name, text] : files_) {
    const Places places = placesIn(text);
    for (const Json &at : places.words) {
      const Json here = {{"textDocument", document(name)}, {"position", at}};
      for (const char *method : {"textDocument/hover", "textDocument/definition",
                                 "textDocument/declaration", "textDocument/typeDefinition",
                                 "textDocument/implementation", "textDocument/documentHighlight",
                                 "textDocument/symbolInfo", "textDocument/prepareRename"})
        same(method, here);
      Json references = here;
      references["context"] = {{"includeDeclaration", true}};
      same("textDocument/references", references);
      Json rename = here;
      rename["newName"] = "renamed";
      same("textDocument/rename", rename);
      same("textDocument/selectionRange", {{"textDocument", document(name)}, {"positions", {at}}});
    }
    for (const Json &at : places.behind)
      same("textDocument/signatureHelp", {{"textDocument", document(name)}, {"position", at}});
    for (const Json &at : places.ends)
      same("textDocument/completion", {{"textDocument", document(name)}, {"position", at}});
  }
  EXPECT_GT(asked_, 1000u);
}

TEST_F(Stock, AnswersWhatIsAskedOfAHierarchy) {
  unsigned calls = 0;
  unsigned types = 0;
  for (const auto &[name, text] : files_)
    for (const Json &at : placesIn(text).words) {
      const Json here = {{"textDocument", document(name)}, {"position", at}};
      Json typeHierarchy = here;
      typeHierarchy.update({{"resolve", 2}, {"direction", 2}});
      same("textDocument/typeHierarchy", typeHierarchy);
      const Json functions =
          same("textDocument/prepareCallHierarchy", here).value("result", Json());
      for (const Json &item : functions) {
        ++calls;
        same("callHierarchy/incomingCalls", {{"item", item}});
        same("callHierarchy/outgoingCalls", {{"item", item}});
      }
      const Json classes = same("textDocument/prepareTypeHierarchy", here).value("result", Json());
      for (const Json &item : classes) {
        ++types;
        same("typeHierarchy/supertypes", {{"item", item}});
        same("typeHierarchy/subtypes", {{"item", item}});
        same("typeHierarchy/resolve", {{"item", item}, {"resolve", 2}, {"direction", 2}});
      }
    }
  EXPECT_GT(calls, 8u);
  EXPECT_GT(types, 5u);
}

TEST_F(Stock, AnswersWhatIsAskedOfAFile) {
  const Json options = {{"tabSize", 2}, {"insertSpaces", true}};
  for (const auto &[name, text] : files_) {
    const Json file = {{"textDocument", document(name)}};
    const Json whole = {{"start", position(text, 0)}, {"end", position(text, text.size())}};
    for (const char *method :
         {"textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/documentLink",
          "textDocument/semanticTokens/full", "textDocument/formatting"})
      same(method, {{"textDocument", document(name)}, {"options", options}});
    same("textDocument/semanticTokens/full/delta",
         {{"textDocument", document(name)}, {"previousResultId", "1"}});
    for (const char *method : {"textDocument/inlayHint", "textDocument/ast",
                               "textDocument/rangeFormatting", "clangd/inlayHints"})
      same(method, {{"textDocument", document(name)}, {"range", whole}, {"options", options}});
    same("textDocument/rangesFormatting",
         {{"textDocument", document(name)}, {"ranges", {whole}}, {"options", options}});
    same("textDocument/switchSourceHeader", document(name));
    for (const Json &at : placesIn(text).behind)
      same(
          "textDocument/onTypeFormatting",
          {{"textDocument", document(name)}, {"position", at}, {"ch", "\n"}, {"options", options}});
  }
  for (const char *query : {"Box", "shapes::", "larger", "main"})
    same("workspace/symbol", {{"query", query}});
  same("$/memoryUsage", nullptr);
  same("textDocument/unheardOf", {{"textDocument", document("plain.c")}});
}

TEST_F(Stock, OffersTheSameActionsWhichDoTheSame) {
  std::map<std::string, unsigned> applied; // by kind of action
  for (const auto &[name, text] : files_)
    for (const Json &range : placesIn(text).ranges) {
      Json context = {{"diagnostics", Json::array()}};
      for (const Json &diagnostic : diagnostics_[name])
        if (diagnostic["range"]["start"]["line"] == range["start"]["line"])
          context["diagnostics"].push_back(diagnostic);
      const Json answer =
          same("textDocument/codeAction",
               {{"textDocument", document(name)}, {"range", range}, {"context", context}});
      for (const Json &action : answer.value("result", Json::array())) {
        if (!action.contains("command"))
          continue;
        const Json &command =
            action["command"].is_object() ? action["command"] : action; // older and newer form
        const Json argument = command.value("arguments", Json::array())[0];
        const std::string kind =
            argument.is_object() ? argument.value("tweakID", "") : command.value("command", "");
        if (applied[name + kind]++ < 3)
          same("workspace/executeCommand",
               {{"command", command["command"]}, {"arguments", command["arguments"]}});
      }
    }
  std::set<std::string> kinds;
  for (const auto &[kind, count] : applied)
    kinds.insert(kind.substr(kind.find_first_of("ch") + 1));
  EXPECT_GE(applied.size(), 12u);
}

} // namespace
} // namespace corolint::test
