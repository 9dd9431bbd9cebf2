// Which statement ends what another has begun, and what becomes of it without.
#pragma once
#include "checks/engine/time/Action.h"

namespace corolint {

/// Whether one action ends what the other begins, on the same object.
bool undoes(const Action &end, const Action &begin, Unit &unit);

/// Whether the pair is of something that goes on from one to the other: begin and end.
bool endsWhatGoesOn(const Action &begin, const Action &end);

/// What becomes of the object without the end, as messages say it: "'m' stays locked", "the
/// transaction on 'c' stays open".
std::string leftBehind(const Action &begin, const Action &end, llvm::StringRef object);

} // namespace corolint
