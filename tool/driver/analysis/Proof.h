// The proof that a unit may begin with precompiled headers, made while it is parsed.
#pragma once
#include <string>

namespace clang {
class CompilerInstance;
}

namespace corolint::tool {

class NeededCode;
struct Precompiled;

/// Watches a unit that begins with precompiled headers: whether it reads what it would read without
/// them. It does where
/// * it includes each of the headers, outside of any braces but those of `extern "C"`,
/// * nothing that it defines or undefines before one of them is read in that one, and what one
///   defines too it defines alike,
/// * what a header asks whether others were read before it has the same answer, and
/// * before a header is included nothing asks for a macro of it, nor for one that several contest.
/// Once this is broken, the unit is parsed no further.
class Proof {
public:
  /// @param needed learns which of the headers reach coroutines
  Proof(const Precompiled &headers, clang::CompilerInstance &compiler, NeededCode &needed);
  ~Proof();

  /// Whether it read them all, and all that it read is as it would have been; asked behind the last
  /// token.
  bool holds() const;
  /// What broke it, in words; empty while it holds.
  std::string reason() const;

private:
  class Watch;
  Watch *watch_; ///< the preprocessor's
};

} // namespace corolint::tool
