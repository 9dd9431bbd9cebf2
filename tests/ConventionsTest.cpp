// What docs/architecture.md promises of the sources themselves.
#include "checks/All.h"
#include "checks/Models.h"
#include "checks/engine/code/Vocabulary.h"
#include "tests/Inputs.h"
#include "tool/driver/configuration/Rules.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <regex>
#include <set>

namespace corolint::test {

namespace fs = std::filesystem;

static const fs::path Root = COROLINT_SOURCE_DIR;

static std::vector<fs::path> sourcesIn(const fs::path &folder) {
  std::vector<fs::path> result;
  for (const auto &entry : fs::recursive_directory_iterator(Root / folder))
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h")
      result.push_back(entry.path());
  std::ranges::sort(result);
  EXPECT_FALSE(result.empty()) << folder;
  return result;
}

static std::vector<fs::path> checkSources() {
  std::vector<fs::path> result;
  for (const fs::path &file : sourcesIn("checks"))
    if (file.extension() == ".cpp" &&
        readFile(file).find("constexpr llvm::StringLiteral Documentation") != std::string::npos)
      result.push_back(file);
  return result;
}

/// The code of a file without its comments and without the text of raw strings.
static std::string codeOf(const fs::path &file) {
  std::string text = readFile(file);
  for (auto at = text.find("R\"md("); at != std::string::npos; at = text.find("R\"md(", at))
    text.erase(at, text.find(")md\"", at) + 4 - at);
  return std::regex_replace(text, std::regex("//[^\n]*"), "");
}

TEST(Conventions, EveryCheckHasAFile) { EXPECT_EQ(checkSources().size(), allChecks().size()); }

TEST(Conventions, ChecksNameNoLibrary) {
  // The standard library's vocabulary is the language's; every other namespace of the models is a
  // library's name.
  std::set<std::string> names;
  for (const Library *library : Models::builtin()->libraries())
    for (const std::string &space : library->namespaces)
      if (space != "std")
        names.insert(space.substr(0, space.find("::")));
  ASSERT_GE(names.size(), 10u);
  std::vector<fs::path> files = checkSources();
  for (const fs::path &file : sourcesIn("checks/engine"))
    files.push_back(file);
  for (const fs::path &file : files)
    for (const std::string &name : names)
      EXPECT_FALSE(std::regex_search(codeOf(file), std::regex("\"[^\"\n]*\\b" + name + "::")))
          << file << " names " << name;
}

TEST(Conventions, ChecksOnlyReport) {
  const std::regex world(
      "std::cout|std::cerr|llvm::outs|llvm::errs|ifstream|ofstream|fopen|getenv|\\bprintf *\\(");
  for (const fs::path &file : sourcesIn("checks"))
    EXPECT_FALSE(std::regex_search(codeOf(file), world)) << file;
}

TEST(Conventions, EngineStandsAlone) {
  for (const fs::path &file : sourcesIn("checks/engine"))
    EXPECT_FALSE(std::regex_search(
        readFile(file), std::regex("#include \"(clang-tidy|tool|checks/(Check|All)\\.h)")))
        << file;
}

/// The files that a source file includes and that stand in a room: `checks/engine/values/Fate.h`.
static std::vector<std::pair<std::string, std::string>> doorsOf(const fs::path &file,
                                                                const std::string &house) {
  std::vector<std::pair<std::string, std::string>> doors;
  const std::string text = readFile(file);
  const std::regex include("#include \"" + house + "/(\\w+)/(\\w+)\\.h\"");
  for (std::sregex_iterator at(text.begin(), text.end(), include), end; at != end; ++at)
    doors.emplace_back((*at)[1], (*at)[2]);
  return doors;
}

/// Rooms from the ground up: a room asks those below it, never one above. Each has a page at its
/// head, and each is in the picture of docs/architecture.md.
static void expectOneWayDoors(const std::string &house, const std::vector<std::string> &rooms) {
  const std::string picture = readFile(Root / "docs/architecture.md");
  std::set<std::string> folders;
  for (const auto &entry : fs::directory_iterator(Root / house))
    if (entry.is_directory())
      folders.insert(entry.path().filename());
    else
      ADD_FAILURE() << entry.path() << " stands in no room";
  EXPECT_EQ(folders, std::set<std::string>(rooms.begin(), rooms.end()));
  std::size_t doors = 0;
  for (std::size_t own = 0; own < rooms.size(); ++own) {
    const std::string page = readFile(Root / house / rooms[own] / "README.md");
    EXPECT_TRUE(page.starts_with("# " + rooms[own] + ": ")) << rooms[own];
    EXPECT_LE(std::ranges::count(page, '\n'), 8) << rooms[own];
    EXPECT_NE(picture.find("    " + rooms[own] + "/"), std::string::npos) << rooms[own];
    for (const fs::path &file : sourcesIn(house + "/" + rooms[own]))
      for (const auto &[room, name] : doorsOf(file, house)) {
        const auto other = std::ranges::find(rooms, room) - rooms.begin();
        EXPECT_LE(other, static_cast<std::ptrdiff_t>(own)) << file << " includes " << name;
        ++doors;
      }
  }
  EXPECT_GT(doors, 20u);
}

TEST(Conventions, DoorsOfTheEngineLeadOneWay) {
  expectOneWayDoors("checks/engine", {"code", "facts", "things", "text", "values", "errors",
                                      "blocking", "time", "work", "answers"});
}

TEST(Conventions, DoorsOfTheDriverLeadOneWay) {
  expectOneWayDoors("tool/driver",
                    {"base", "configuration", "units", "analysis", "comparison", "edits"});
}

/// Every guess by a name stands in one table, says why, works as words are written, and is asked
/// for.
TEST(Conventions, GuessesByNameAreInOneTable) {
  std::string code;
  for (const fs::path &file : sourcesIn("checks"))
    if (file.stem() != "Vocabulary")
      code += codeOf(file);
  const std::string header = readFile(Root / "checks/engine/code/Vocabulary.h");
  const std::regex meaning("\n  (\\w+), +///< ");
  const std::string list =
      header.substr(header.find("enum class Meaning"),
                    header.find("enum class Match") - header.find("enum class Meaning"));
  std::size_t count = 0;
  for (std::sregex_iterator at(list.begin(), list.end(), meaning), end; at != end; ++at, ++count)
    EXPECT_NE(code.find("Meaning::" + (*at)[1].str()), std::string::npos)
        << (*at)[1] << " is asked for nowhere";
  std::set<Meaning> known;
  for (const Guess &guess : guesses()) {
    known.insert(guess.meaning);
    EXPECT_GE(guess.because.size(), 20u);
    for (const llvm::StringRef words : guess.words) {
      std::string spaced = words.str(), snake = spaced, camel;
      std::ranges::replace(snake, ' ', '_');
      for (std::size_t i = 0; i < spaced.size(); ++i)
        if (spaced[i] != ' ')
          camel += i == 0 || spaced[i - 1] == ' ' ? llvm::toUpper(spaced[i]) : spaced[i];
      EXPECT_TRUE(says(guess.meaning, guess.match == Match::Anywhere ? spaced : snake)) << spaced;
      if (guess.match != Match::Anywhere)
        EXPECT_TRUE(says(guess.meaning, "x" + camel)) << camel;
      EXPECT_FALSE(says(guess.meaning, "qqq")) << spaced;
    }
  }
  EXPECT_EQ(known.size(), count);
}

TEST(Conventions, ToolKnowsNoCheckByName) {
  for (const fs::path &file : sourcesIn("tool"))
    for (const Check *check : allChecks())
      EXPECT_EQ(codeOf(file).find(check->id.str()), std::string::npos)
          << file << " names " << check->id.str();
}

TEST(Conventions, SourcesAreFormatted) {
  std::string files;
  for (const char *folder : {"checks", "tool", "tests"})
    for (const fs::path &file : sourcesIn(folder))
      files += " '" + file.string() + "'";
  EXPECT_EQ(run(COROLINT_CLANG_FORMAT " --style=file --dry-run" + files + " 2>&1"), "")
      << "clang-format-22 -i mends it";
}

TEST(Conventions, IdsAreFoldersAndPages) {
  std::set<std::string> ids, folders, pages;
  for (const Check *check : allChecks())
    ids.insert(check->id.str());
  for (const fs::path &input : allInputs())
    folders.insert(checkOf(input));
  for (const auto &page : fs::directory_iterator(Root / "docs/checks"))
    pages.insert(page.path().stem().string());
  EXPECT_EQ(ids, folders);
  ids.insert(tool::NolintCheck.id
                 .str()); // its inputs need a whole run: the command line's tests have them
  EXPECT_EQ(ids, pages);
}

TEST(Conventions, ChecksSayWhatTheyAre) {
  for (const Check *check : allChecks()) {
    SCOPED_TRACE(check->id.str());
    EXPECT_TRUE(check->id.starts_with("coro-"));
    EXPECT_FALSE(check->summary.empty());
    EXPECT_FALSE(check->summary.ends_with("."));
    EXPECT_TRUE(check->documentation.contains("```cpp bad"));
    EXPECT_TRUE(check->documentation.contains("```cpp good"));
    EXPECT_NE(check->make, nullptr);
    for (const Option &option : check->options)
      EXPECT_TRUE(option.type == "bool" || option.type == "integer" || option.type == "string" ||
                  option.type == "list")
          << option.name.str();
  }
}

} // namespace corolint::test
