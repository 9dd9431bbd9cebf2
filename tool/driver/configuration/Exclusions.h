// Files that the user doesn't want to hear of: the `exclude` globs of `.corolint.yaml`.
#pragma once
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/GlobPattern.h"
#include <deque>
#include <string>
#include <vector>

namespace corolint::tool {

/// Reads the `.corolint.yaml` upward from each file that it is asked about, once for each folder.
class Exclusions {
public:
  /// Whether the file (absolute) matches a glob of the `.corolint.yaml` in force for it. A glob is
  /// relative to the folder of its file; one that names a folder means all below it.
  bool contains(const std::string &file);
  /// What is wrong with the configurations met so far, each with its file, line and column.
  const std::vector<std::string> &errors() const { return errors_; }

private:
  struct Configured {
    std::string folder;
    std::vector<llvm::GlobPattern> globs;
  };
  const Configured &configuredFor(llvm::StringRef file);
  Configured read(const std::string &configuration);

  std::deque<std::string> patterns_; ///< the texts of the globs, which only refer to them
  llvm::StringMap<std::string> configurationOfFolder_;
  llvm::StringMap<Configured> configured_;
  std::vector<std::string> errors_;
};

} // namespace corolint::tool
