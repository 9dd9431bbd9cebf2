// Writes the generated pages: for who changes a check, not for users.
#include "tool/corolint/Verbs.h"
#include "tool/driver/base/Files.h"
#include "tool/output/Pages.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <CLI/CLI.hpp>

namespace corolint::tool {

static bool write(const std::string &path, const std::string &text) {
  llvm::sys::fs::create_directories(llvm::sys::path::parent_path(path), /*IgnoreExisting=*/true,
                                    llvm::sys::fs::all_all);
  if (readFile(path) == text)
    return true;
  const std::string error = writeFile(path, text);
  if (!error.empty())
    complain(path + ": " + error);
  return error.empty();
}

int runDocs(const Arguments &arguments) {
  CLI::App app("Write the generated pages into a checkout.", "corolint docs");
  std::string root;
  app.add_option("DIR", root, "the root of the repository")->required();
  if (const std::optional<int> exit = parse(app, arguments))
    return *exit;
  for (const Page &page : generatedPages())
    if (!write(root + "/" + page.path, page.text))
      return Failed;
  const std::string readmePath = root + "/README.md";
  const std::optional<std::string> readme = readFile(readmePath);
  const std::optional<std::string> current = readme ? withCurrentTable(*readme) : std::nullopt;
  if (!current) {
    complain(readmePath +
             ": no table between <!-- checks --> and <!-- /checks --> to bring up to date");
    return Failed;
  }
  return write(readmePath, *current) ? Clean : Failed;
}

} // namespace corolint::tool
