// What a precompiled preamble was made of: an editor keeps what stands above a file's own code.
#pragma once
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringMap.h"
#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace corolint {

struct Preamble {
  std::set<std::string, std::less<>> names; ///< of all its files
  std::vector<unsigned> userFiles;          ///< its files that aren't the systems': their entries

  /// Those of its user's files in which something of a name is mentioned, or in which the word
  /// `throw` or `delete` stands. To know it takes a walk
  /// through their bodies, which the first translation unit that asks makes for all that follow.
  llvm::ArrayRef<unsigned> filesThatMention(llvm::StringRef name,
                                            const clang::ASTContext &context) const;

  /// The preamble that a translation unit begins with; an empty one without. It tells its files by
  /// its entries only, which are loaded one by one, those of macros too: tens of thousands for one
  /// edit. It serves many edits, so that the answer is kept.
  static std::shared_ptr<const Preamble> of(const clang::SourceManager &sources);

private:
  using Mentions = llvm::StringMap<std::vector<unsigned>>;
  mutable std::atomic<std::shared_ptr<const Mentions>> mentions_;
};

/// What stands at the top of one of the preamble's files.
llvm::SmallVector<clang::Decl *, 32> declarationsOf(const clang::ASTContext &context,
                                                    unsigned userFile);

/// The declarations at the top of the translation unit's own text, none of the preamble's.
llvm::SmallVector<clang::Decl *, 0> ownDeclarations(const clang::ASTContext &context);

/// Hands out the declarations that somebody walks through as far as he needs them, each once: those
/// of the translation unit's own text, and of the preamble's files that he asks for.
class Unvisited {
public:
  llvm::SmallVector<clang::Decl *, 0> next(llvm::ArrayRef<unsigned> userFiles,
                                           const clang::ASTContext &context);

private:
  bool own_ = true;
  std::set<unsigned> visited_; ///< files of the preamble
};

/// The declarations at the top of the translation unit that don't come from system headers. What
/// else a preamble declares isn't loaded for it.
llvm::SmallVector<clang::Decl *, 0> userDeclarations(const clang::ASTContext &context);

} // namespace corolint
