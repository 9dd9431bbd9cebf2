// Which function bodies of headers are worth parsing: nine tenths of an analysis are the parser's.
#pragma once
#include "checks/Models.h"
#include "clang/Basic/FileEntry.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include <memory>

namespace clang {
class CompilerInstance;
class Decl;
class PPCallbacks;
} // namespace clang

namespace corolint {

/// Says of the functions in headers of one unit, while it is parsed, whether what their bodies do
/// counts. It does in the user's headers. No finding is told in what others wrote (see isOthers),
/// and their bodies say something of coroutines only where a header has to do with them, that is,
/// reaches `<coroutine>` by its includes or speaks of them in its text, and where a function is
/// given another one. Of a library that models describe only those count that end
/// a coroutine.
class NeededBodies {
public:
  /// @param file the main file, whose models are in force
  NeededBodies(const clang::CompilerInstance &compiler, llvm::StringRef file);

  bool contains(const clang::Decl &function);

  /// Whether a function says by its name that it is where a coroutine ends: what its promise does
  /// with an exception, and whether a result is moved out of an awaiter, is told by its body only.
  static bool endsCoroutine(const clang::Decl &function);

  /// A header that was precompiled reaches coroutines.
  void learnThatReaches(const clang::FileEntry &header) { reaching_.insert(&header); }

  /// Learns which headers reach coroutines, for the preprocessor of this unit; it mustn't be asked
  /// anything once this is gone.
  std::unique_ptr<clang::PPCallbacks> watchIncludes();

private:
  class Includes;
  bool isOfOthers(clang::FileID file);
  bool isInOthersFolder(clang::FileID file);
  bool isAboutCoroutines(clang::FileID file);

  const clang::CompilerInstance &compiler_;
  std::shared_ptr<const Models> models_; ///< null where they are broken, which is told elsewhere
  std::string main_;                     ///< absolute
  llvm::DenseSet<const clang::FileEntry *> reaching_;
  llvm::DenseMap<clang::FileID, bool> speaking_, others_;
  llvm::StringMap<bool> folders_; ///< those whose headers are others'
};

} // namespace corolint
