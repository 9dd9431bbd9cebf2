#include "checks/engine/code/Gap.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint {

using namespace clang;

Gap::Gap(SourceLocation from, SourceLocation to, const ASTContext &context)
    : context_(context), sources_(context.getSourceManager()) {
  from = Lexer::getLocForEndOfToken(sources_.getExpansionRange(from).getEnd(), 0, sources_,
                                    context.getLangOpts());
  to = sources_.getExpansionLoc(to);
  if (from.isInvalid() || to.isInvalid())
    return;
  const auto [file, begin] = sources_.getDecomposedLoc(from);
  const auto [otherFile, end] = sources_.getDecomposedLoc(to);
  if (file != otherFile || end <= begin)
    return;
  const llvm::StringRef text = sources_.getBufferData(file);
  lexer_.emplace(sources_.getLocForStartOfFile(file), context.getLangOpts(), text.begin(),
                 text.begin() + begin, text.end());
  end_ = sources_.getLocForStartOfFile(file).getLocWithOffset(static_cast<int>(end));
  next();
}

bool Gap::holdsOnlySeparators() {
  while (!isAtEnd())
    if (!skipSeparator())
      return isConditional_;
  return true;
}

SourceLocation Gap::find(tok::TokenKind kind) {
  while (!isAtEnd() && !token_.is(kind))
    next();
  return isAtEnd() ? SourceLocation() : token_.getLocation();
}

bool Gap::isAtEnd() const {
  return !lexer_ || token_.is(tok::eof) || !(token_.getLocation() < end_);
}

/// One semicolon, comma, ellipsis, attribute, directive, or macro that expands to nothing.
bool Gap::skipSeparator() {
  if (token_.isOneOf(tok::semi, tok::comma, tok::ellipsis))
    return next(), true;
  if (token_.is(tok::l_square))
    return skipBrackets(tok::l_square, tok::r_square), true;
  if (token_.is(tok::hash) && token_.isAtStartOfLine())
    return skipDirective();
  if (!token_.is(tok::raw_identifier))
    return false;
  const llvm::StringRef name = token_.getRawIdentifier();
  if (name != "__extension__" && !context_.Idents.get(name).hadMacroDefinition())
    return false;
  next();
  if (!isAtEnd() && token_.is(tok::l_paren))
    skipBrackets(tok::l_paren, tok::r_paren);
  return true;
}

void Gap::skipBrackets(tok::TokenKind open, tok::TokenKind close) {
  unsigned depth = 0;
  for (; !isAtEnd(); next()) {
    if (token_.is(open))
      ++depth;
    if (token_.is(close) && --depth == 0)
      return next();
  }
}

/// What `#if` leaves out can't be told from what the parser dropped; then nothing is dropped.
bool Gap::skipDirective() {
  next();
  if (token_.is(tok::raw_identifier) &&
      llvm::is_contained({"if", "ifdef", "ifndef", "elif", "else", "endif"},
                         token_.getRawIdentifier())) {
    isConditional_ = true;
    return false;
  }
  while (!isAtEnd() && !token_.isAtStartOfLine())
    next();
  return true;
}

} // namespace corolint
