#include "tool/clangd/Documentation.h"
#include "tool/clangd/Address.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/configuration/Rules.h"
#include "llvm/Support/FileSystem.h"

namespace corolint::clangd {

/// The folder of the pages, as built or as installed beside the program.
static std::string folderOfPages() {
  const std::string installed = tool::besideProgram("../share/doc/corolint/checks");
  if (llvm::sys::fs::is_directory(installed))
    return installed;
  return COROLINT_SOURCE_DIR "/docs/checks";
}

std::string pageOf(llvm::StringRef check) {
  if (!tool::findRule(check))
    return {};
  if (constexpr llvm::StringLiteral Site = COROLINT_DOCUMENTATION_URL; !Site.empty())
    return (Site + check + COROLINT_DOCUMENTATION_SUFFIX).str();
  static const std::string Folder = folderOfPages();
  const std::string page = Folder + "/" + check.str() + ".md";
  return llvm::sys::fs::exists(page) ? addressOfFile(page) : "";
}

} // namespace corolint::clangd
