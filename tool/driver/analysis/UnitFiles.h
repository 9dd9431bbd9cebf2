// What the preprocessor reads for a unit.
#pragma once
#include "tool/driver/base/Unit.h"
#include <cstdint>
#include <string>
#include <vector>

namespace corolint::tool {

class IncludeScan;

struct UnitFiles {
  std::vector<std::string> files; ///< the unit's own included, absolute, in the order in which they
                                  ///< are first read; none where that can't be told
  std::uint64_t circumstances = 0; ///< equal for units that read a header alike; 0 where none does
};
UnitFiles filesOf(const CompileUnit &unit, IncludeScan &scan);

} // namespace corolint::tool
