#include "tests/NodeModules.h"
#include "gtest/gtest.h"
#include <cstdlib>
#include <filesystem>

namespace corolint::test {

namespace fs = std::filesystem;

std::string nodeModules(const std::string &name) {
  if (std::string(COROLINT_NPM).empty() || std::string(COROLINT_NODE).empty())
    return {};
  const fs::path folder = fs::path(COROLINT_BUILD_DIR) / ("test-" + name);
  // Written last.
  const fs::path installed = folder / "node_modules/.package-lock.json";
  if (!fs::exists(installed)) {
    fs::create_directories(folder);
    for (const char *file : {"package.json", "package-lock.json"})
      fs::copy_file(fs::path(COROLINT_SOURCE_DIR) / "tests" / name / file, folder / file,
                    fs::copy_options::overwrite_existing);
    const std::string command =
        "cd '" + folder.string() + "' && " COROLINT_NPM " ci --no-audit --no-fund --ignore-scripts";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    EXPECT_TRUE(fs::exists(installed));
  }
  return (folder / "node_modules").string();
}

} // namespace corolint::test
