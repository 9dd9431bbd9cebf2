// Results as bytes, for the pipe between a worker and its parent. Texts are kept byte by byte:
// source code need not be UTF-8.
#pragma once
#include "tool/driver/analysis/Precompiled.h"
#include "tool/driver/base/JudgedUnit.h"
#include <optional>
#include <set>
#include <string>

namespace corolint::tool {

std::string toBytes(const JudgedUnit &result);
/// Nothing when the bytes are not what toBytes() wrote.
std::optional<JudgedUnit> fromBytes(const std::string &bytes);

/// A result as it is kept, and the hashes of the files that it comes of.
struct CachedResult {
  std::map<std::string, std::uint64_t> files;
  JudgedUnit result;
};
std::string toBytes(const CachedResult &cached);
std::optional<CachedResult> cachedFromBytes(const std::string &bytes);

std::string toBytes(const Precompiled &headers);
std::optional<Precompiled> precompiledFromBytes(const std::string &bytes);

/// What is known of a program, and what tells whether that still holds.
struct KeptProgram {
  std::string version;
  bool joinsWithoutHeader = false;
  StatedFacts facts;
  std::map<std::string, std::set<std::string>> behind; ///< by function: the files of its facts
  std::map<std::string, std::uint64_t> files;          ///< their hashes
  std::set<std::uint64_t> practices;                   ///< see Practice
};
std::string toBytes(const KeptProgram &kept);
std::optional<KeptProgram> programFromBytes(const std::string &bytes);

} // namespace corolint::tool
