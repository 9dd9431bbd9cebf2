// Code beside the program: tests, examples, benchmarks, and what others wrote, as the folders say
// in which a project keeps them. The project begins where the way to a file parts from that to the
// folder that it is compiled in.
#pragma once
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>

namespace clang {
class ASTContext;
}

namespace corolint {

enum class Trial {
  None,
  Test,
  Example, ///< or a benchmark: small programs that show something
};

/// What the file of a place is for, by the folders of the project that it is in.
Trial trialAt(clang::SourceLocation at, const clang::ASTContext &context);

/// Whether a place is in a header that others wrote, which whoever includes it can't do much about:
/// one that the project keeps a copy of, `third_party/fakeit/fakeit.hpp`, and one outside of the
/// project. The project is the repository that the main file is in, without those that are nested
/// in it; without a repository, what the main file has in common with the folder that it is
/// compiled in, where a compilation database says that it is one. What is compiled by itself is the
/// user's.
/// @param own folders whose headers are the user's all the same; absolute
bool isOthers(clang::SourceLocation at, const clang::ASTContext &context,
              llvm::ArrayRef<std::string> own);

/// The same of a header's path.
/// @param main the file that includes it
/// @param compiledIn the folder that this is compiled in; all absolute
bool isOthers(llvm::StringRef header, llvm::StringRef main, llvm::StringRef compiledIn,
              llvm::vfs::FileSystem &files, llvm::ArrayRef<std::string> own);

} // namespace corolint
