// Names for findings that survive unrelated edits.
#pragma once
#include "tool/driver/Finding.h"

namespace corolint::tool {

/// Gives each finding its fingerprint: made of the check, the file relative to its repository (or as shown, outside of
/// one), the enclosing function, the code at hand, and a number where these are the same for several findings. Expects
/// findings in their final order.
void addFingerprints(std::vector<Finding> &findings);

} // namespace corolint::tool
