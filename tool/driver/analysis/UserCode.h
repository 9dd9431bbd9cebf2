// Whose code it is, and how much of the rest is read.
#pragma once
#include "checks/NeededBodies.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "tool/driver/analysis/Engine.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Regex.h"
#include <optional>
#include <vector>

namespace corolint::tool {

/// Whose code a place is in, by clang-tidy's own filters: the main file, and headers that aren't
/// the system's and pass the header filter.
class UserCode {
public:
  UserCode(const clang::SourceManager &sources, const clang::tidy::ClangTidyOptions &options);

  bool contains(clang::SourceLocation at);

private:
  bool holds(clang::FileID file);

  const clang::SourceManager &sources_;
  llvm::Regex wanted_;
  llvm::Regex excluded_;
  bool hasExclusions_;
  bool systemToo_;
  llvm::DenseMap<clang::FileID, bool> answers_;
};

/// Says while a unit is parsed which function bodies are skipped.
class NeededCode {
public:
  /// @param file the main file, whose models are in force
  NeededCode(clang::CompilerInstance &compiler, const clang::tidy::ClangTidyOptions &options,
             llvm::StringRef file, Bodies bodies);

  bool isSkipped(const clang::Decl &function) {
    return needed_ && !(code_.contains(function.getLocation()) && needed_->contains(function));
  }
  UserCode &code() { return code_; }
  /// Null where all bodies are read.
  NeededBodies *bodies() { return needed_ ? &*needed_ : nullptr; }

private:
  UserCode code_;
  std::optional<NeededBodies> needed_;
};

} // namespace corolint::tool
