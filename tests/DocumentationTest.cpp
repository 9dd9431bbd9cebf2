// The documentation of a check is a test: its bad examples warn, its good ones are silent, and the
// generated pages are current.
#include "tests/Inputs.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/output/Pages.h"
#include <fstream>
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

} // namespace corolint::test
