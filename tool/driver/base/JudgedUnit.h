// What became of one translation unit as a part of a program.
#pragma once
#include "checks/engine/facts/Inventory.h"
#include "checks/engine/facts/Program.h"
#include "tool/driver/base/Finding.h"
#include <cstdint>
#include <map>

namespace corolint::tool {

/// A result, and what joins it with those of other units.
struct JudgedUnit : UnitResult {
  StatedFacts facts;   ///< what it says of its functions
  Inventory inventory; ///< what there is in the user's files that it reads
  std::map<Question, std::uint64_t>
      asked; ///< what it asked about functions of others, and what tells the answers apart
  bool stayedParsed = false;       ///< its twin judged it
  bool sharesHeaders = false;      ///< it began with headers that were compiled before
  std::string refuted{};           ///< why it couldn't, though it was tried
  std::uint64_t circumstances = 0; ///< under which it reads headers, where only that was asked
};

} // namespace corolint::tool
