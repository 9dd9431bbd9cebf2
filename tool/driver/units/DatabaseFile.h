// One compilation database on disk: where it is looked for, and what it says.
#pragma once
#include "tool/driver/base/Finding.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace corolint::tool {

/// One database as read. An entry that says too little is left out, and the others count.
struct DatabaseFile {
  std::string file;
  std::vector<clang::tooling::CompileCommand> commands;
  /// Answers for files that it doesn't have, too.
  std::unique_ptr<clang::tooling::CompilationDatabase> nearest;
  std::vector<NotAnalysed> unusable; ///< what the entries left out are of, and what is wrong
  std::string error;                 ///< why it is no database; empty where it is one
};

DatabaseFile readDatabase(const std::string &file);

/// The database of a `-p`: a file, or what is in a folder; empty where there is none.
std::string databaseIn(const std::string &given);

/// The databases of a folder and of its build folders, the best first: the folder's own, then the
/// newest.
std::vector<std::string> databasesOf(llvm::StringRef folder);

} // namespace corolint::tool
