// Headers of others, compiled once for many units; see Proof for which may begin with them.
#pragma once
#include "tool/driver/analysis/Engine.h"
#include "tool/driver/base/Unit.h"
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

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

/// A header, and those that are included from it.
std::set<unsigned> allBelow(unsigned header, const Precompiled &headers);

/// Compiles headers as a unit would read them.
/// @param includes as they are written, in their order: what stands between the angle brackets
/// @param defined macros that units define: headers that ask for one are left out
/// @param path where the AST file goes; a source of the includes is written beside it
/// @returns nothing where they can't be compiled by themselves; those that others need are left out
std::optional<Precompiled> precompile(const CompileUnit &unit, const EngineOptions &options,
                                      std::vector<std::string> includes,
                                      const std::set<std::string> &defined,
                                      const std::string &path);

} // namespace corolint::tool
