// One translation unit to analyse.
#pragma once
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// A source file and the command that compiles it, as repaired for clang.
struct CompileUnit {
  std::string file;                 ///< absolute
  std::string directory;            ///< where the command runs
  std::vector<std::string> command; ///< compiler, flags, file
  std::vector<std::string> given{}; ///< the same as the build has it
  std::string source{};             ///< where the command comes from, in words
  bool isHeader = false; ///< a header that was asked for, with the flags of a file that is like it
  std::set<std::string> only{}; ///< the files (absolute) whose findings count; all where empty
};

} // namespace corolint::tool
