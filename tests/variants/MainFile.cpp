#include "tests/variants/MainFile.h"
#include "clang/Lex/Lexer.h"

namespace corolint::test {

using namespace clang;

std::optional<Extent> MainFile::extentOf(SourceRange range) const {
  if (!contains(range.getBegin()) || !contains(range.getEnd()))
    return std::nullopt;
  const SourceLocation end =
      Lexer::getLocForEndOfToken(range.getEnd(), 0, sources_, context_.getLangOpts());
  return Extent{offsetOf(range.getBegin()), offsetOf(end)};
}

std::optional<Extent> MainFile::withSemicolon(SourceRange range) const {
  std::optional<Extent> extent = extentOf(range);
  if (!extent)
    return std::nullopt;
  if (text()[extent->end - 1] == ';')
    return extent;
  const auto next = Lexer::findNextToken(range.getEnd(), sources_, context_.getLangOpts());
  if (!next || next->isNot(tok::semi) || !contains(next->getLocation()))
    return std::nullopt;
  extent->end = offsetOf(next->getLocation()) + 1;
  return extent;
}

} // namespace corolint::test
