// Results that go from machine to machine: the parts of a run on several machines send what they
// know of each unit along with their reports, so that whoever joins them can do so without
// analysing anything again that is as it was.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <string>

namespace corolint::tool {

/// What a cache would keep of each unit (see CachedResult), by a key that doesn't depend on the
/// machine.
using CarriedResults = std::map<std::string, std::string>;

/// The results as one text that a report can hold: compressed, in base64.
std::string pack(const CarriedResults &results);

/// Nothing where the text isn't what pack() wrote, or would take more than 1 GiB.
std::optional<CarriedResults> unpack(llvm::StringRef packed);

} // namespace corolint::tool
