// Which units read the same headers of others, so that it pays to compile those once for all of
// them.
#pragma once
#include "tool/driver/base/Unit.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// Numbers for files: one for each, whatever it is called.
class FileNumbers {
public:
  unsigned of(const std::string &file);
  /// The name under which it was met first.
  const std::string &operator[](unsigned number) const { return names_[number]; }

private:
  llvm::StringMap<unsigned> numbers_; ///< of each name
  std::map<llvm::sys::fs::UniqueID, unsigned> known_;
  std::vector<std::string> names_;
};

/// What a unit reads.
struct UnitReads {
  size_t unit = 0;                 ///< its index
  std::uint64_t circumstances = 0; ///< equal for units that read a header alike
  std::vector<unsigned> files;     ///< in the order in which they are first read
};

/// Units that include the same headers of others.
struct HeaderGroup {
  std::vector<size_t> units;
  std::vector<std::string> includes;     ///< as they are written in the user's files
  std::set<std::string> defined;         ///< macros of the user's files, before an include
  std::map<size_t, std::uint64_t> bytes; ///< for each of the units how much it reads of others
};

/// The groups that pay. A unit may be in several, of which a later one includes more.
/// @param reads of the units that will be parsed
std::vector<HeaderGroup> headerGroups(const std::vector<CompileUnit> &units,
                                      const std::vector<UnitReads> &reads,
                                      const FileNumbers &files);

} // namespace corolint::tool
