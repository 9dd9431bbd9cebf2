// What stands between two parts of the AST that follow each other in the text: the statements of a
// block, the parts of a loop's head, the bases of a class. The parser drops what it can't make
// sense of; then more is there than separators.
#pragma once
#include "clang/Basic/SourceLocation.h"
#include "clang/Basic/TokenKinds.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Token.h"
#include <optional>

namespace clang {
class ASTContext;
class SourceManager;
} // namespace clang

namespace corolint {

/// The tokens behind one place and before another of the same file; none where they are in
/// different ones.
class Gap {
public:
  Gap(clang::SourceLocation from, clang::SourceLocation to, const clang::ASTContext &context);

  /// Whether nothing but semicolons, commas, attributes, directives and macros that stand for
  /// nothing is left. True where `#if` leaves code out, which can't be told from what was dropped.
  bool holdsOnlySeparators();

  /// Where the next token of this kind is; invalid where there is none.
  clang::SourceLocation find(clang::tok::TokenKind kind);

private:
  bool isAtEnd() const;
  void next() { lexer_->LexFromRawLexer(token_); }
  bool skipSeparator();
  void skipBrackets(clang::tok::TokenKind open, clang::tok::TokenKind close);
  bool skipDirective();

  const clang::ASTContext &context_;
  const clang::SourceManager &sources_;
  std::optional<clang::Lexer> lexer_;
  clang::SourceLocation end_;
  clang::Token token_;
  bool isConditional_ = false;
};

} // namespace corolint
