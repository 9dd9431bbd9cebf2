// One `.clang-tidy` as it is read: what is broken in it and isn't ours is passed over, and told.
#pragma once
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// What is wrong at a place of a configuration.
struct ConfigurationProblem {
  std::string file;  ///< absolute
  unsigned line = 0; ///< from 1; 0 where it is about the whole file
  unsigned column = 0;
  std::string message;
  bool isOurs = true; ///< about our checks, or more than one entry; else the entry was passed over
};

/// "file:line:column: message", with the file as shown.
std::string textOf(const ConfigurationProblem &problem);

/// The content of a `.clang-tidy`.
struct TidyFile {
  std::optional<clang::tidy::ClangTidyOptions> options; ///< nothing where it can't be read at all
  std::vector<ConfigurationProblem> problems;           ///< in the order of their lines
};

/// Reads one. An entry that clang-tidy can't read is left out where it says nothing of our checks:
/// a top-level key with what belongs to it, or one option of many.
TidyFile readTidyFile(llvm::StringRef text, const std::string &path);

} // namespace corolint::tool
