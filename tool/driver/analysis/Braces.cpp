#include "tool/driver/analysis/Braces.h"

namespace corolint::tool {

using namespace clang;

void Braces::see(const Token &token) {
  // The parser may try how to read something, and get the same tokens again.
  if (token.isOneOf(tok::l_brace, tok::r_brace) && !seen_.insert(token.getLocation()).second)
    return;
  if (token.is(tok::l_brace))
    open_.push_back(before_ != tok::string_literal || beforeThat_ != tok::kw_extern ? Kind::Other
                    : isC_                                                          ? Kind::C
                                                                                    : Kind::Cxx);
  else if (token.is(tok::r_brace) && !open_.empty())
    open_.pop_back();
  if (token.is(tok::string_literal) && token.getLiteralData())
    isC_ = llvm::StringRef(token.getLiteralData(), token.getLength()) == "\"C\"";
  beforeThat_ = std::exchange(before_, token.getKind());
}

} // namespace corolint::tool
