// The documentation of a check is a test: its bad examples warn, its good ones are silent, and the
// generated pages are current.
#include "tests/Inputs.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/output/Pages.h"
#include <fstream>
#include <regex>
#include <sstream>
#include <unistd.h>

namespace corolint::test {

namespace fs = std::filesystem;

static tool::Report analyseText(const std::string &code, const std::string &check) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("documentation-" + check + "-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const fs::path file = folder / "example.cpp";
  std::ofstream(file) << code;
  tool::Report report = analyse(file, flagsOf(file),
                                llvm::StringRef(check).starts_with("coro-") ? "-*," + check : "");
  fs::remove_all(folder);
  for (const tool::NotAnalysed &lost : report.notAnalysed)
    ADD_FAILURE() << check << ": an example doesn't compile: " << lost.reason << "\n" << code;
  return report;
}

TEST(Documentation, BadExamplesWarn) {
  for (const Check *check : tool::allRules())
    for (const std::string &code : codeBlocks(check->documentation.str(), "cpp bad"))
      EXPECT_FALSE(analyseText(code, check->id.str()).findings.empty()) << check->id.str() << ":\n"
                                                                        << code;
}

TEST(Documentation, GoodExamplesAreSilent) {
  for (const Check *check : tool::allRules())
    for (const std::string &code : codeBlocks(check->documentation.str(), "cpp good"))
      for (const tool::Finding &finding : analyseText(code, check->id.str()).findings)
        ADD_FAILURE() << check->id.str() << ": " << finding.message << "\n" << code;
}

TEST(Documentation, GeneratedPagesAreCurrent) {
  const fs::path root = COROLINT_SOURCE_DIR;
  for (const tool::Page &page : tool::generatedPages())
    EXPECT_TRUE(readFile(root / page.path) == page.text)
        << page.path << " isn't current: run `build/bin/corolint docs .`";
  const std::string readme = readFile(root / "README.md");
  const auto current = tool::withCurrentTable(readme);
  ASSERT_TRUE(current.has_value());
  EXPECT_TRUE(*current == readme)
      << "the table in README.md isn't current: run `build/bin/corolint docs .`";
}

/// The links of a page that name a file: `[text](page.md#part)`.
static std::vector<std::string> linksOf(const std::string &page) {
  static const std::regex Link(R"(\]\(([^)#: ]+\.[a-z]+)(#[^)]*)?\))");
  std::vector<std::string> links;
  for (std::sregex_iterator at(page.begin(), page.end(), Link), end; at != end; ++at)
    links.push_back((*at)[1]);
  return links;
}

TEST(Documentation, LinksLeadSomewhere) {
  const fs::path root = COROLINT_SOURCE_DIR;
  std::vector<fs::path> pages{root / "README.md", root / "CONTRIBUTING.md"};
  for (const auto &entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md")
      pages.push_back(entry.path());
  size_t links = 0;
  for (const fs::path &page : pages)
    for (const std::string &link : linksOf(readFile(page))) {
      ++links;
      EXPECT_TRUE(fs::exists(page.parent_path() / link)) << page << " links to " << link;
    }
  EXPECT_GT(links, 20u);
}

/// Every page has its place in the site.
TEST(Documentation, TheSiteNamesEveryPage) {
  const fs::path root = COROLINT_SOURCE_DIR;
  const std::string site = readFile(root / "tool/site/mkdocs.yml");
  for (const auto &entry : fs::directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md")
      EXPECT_NE(site.find(entry.path().filename().string()), std::string::npos) << entry.path();
}

} // namespace corolint::test
