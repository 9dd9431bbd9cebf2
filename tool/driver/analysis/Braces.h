// In which braces the preprocessor is.
#pragma once
#include "clang/Lex/Token.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <utility>
#include <vector>

namespace corolint::tool {

class Braces {
public:
  /// Takes the next token that the parser gets.
  void see(const clang::Token &token);
  /// In any but those of a linkage: `extern "C" {`.
  bool isInside() const { return llvm::is_contained(open_, Kind::Other); }
  bool isInLinkage() const { return !open_.empty() && open_.back() == Kind::C; }

private:
  enum class Kind { C, Cxx, Other };
  std::vector<Kind> open_;
  bool isC_ = false; ///< of the last string
  llvm::DenseSet<clang::SourceLocation> seen_;
  clang::tok::TokenKind before_ = clang::tok::unknown, beforeThat_ = clang::tok::unknown;
};

} // namespace corolint::tool
