// Headers of others, compiled once for many units, and the proof that each unit may begin with
// them.
#pragma once
#include "tool/driver/analysis/Engine.h"
#include "tool/driver/base/Unit.h"
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clang {
class CompilerInstance;
}
namespace clang::tidy {
struct ClangTidyOptions;
}

namespace corolint::tool {

class NeededCode;

/// What a set of headers was when it was compiled: enough to tell whether a unit that includes them
/// one by one reads the same tokens in them, and sees the same macros between them.
struct Precompiled {
  std::string file;                            ///< Clang's AST file
  std::vector<std::string> headers;            ///< all that it read, absolute, each once
  std::vector<std::vector<unsigned>> includes; ///< for each of them those that it includes
  std::map<unsigned, unsigned> direct; ///< those that the source of the includes names, by its line
  std::vector<bool> guarded;   ///< whether a header tells by a macro of its own that it was read
  std::vector<bool> linked;    ///< whether a linkage around it would count: it declares functions
  std::vector<bool> inLinkage; ///< whether it was first included inside of `extern "C" {`
  /// What a header asked of others that it doesn't include: a macro that one of these had defined,
  /// for each macro; and those that hadn't defined one yet.
  std::map<unsigned, std::vector<std::vector<unsigned>>> behind;
  std::map<unsigned, std::set<unsigned>> ahead;
  std::set<std::string> contested; ///< macros that one header leaves otherwise than another
  std::map<std::string, std::vector<unsigned>> definers; ///< of macros that several leave alike
  std::map<std::string, std::vector<unsigned>> readers;  ///< of names, by the preprocessor
  std::vector<std::uint64_t> spoken; ///< what tells the names apart that the parser gets, sorted
};

/// Compiles headers as a unit would read them.
/// @param includes as they are written, in their order: what stands between the angle brackets
/// @param defined macros that units define: headers that ask for one are left out
/// @param path where the AST file goes; a source of the includes is written beside it
/// @returns nothing where they can't be compiled by themselves; those that others need are left out
std::optional<Precompiled> precompile(const CompileUnit &unit, const EngineOptions &options,
                                      std::vector<std::string> includes,
                                      const std::set<std::string> &defined,
                                      const std::string &path);

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
