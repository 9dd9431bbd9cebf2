// What two reports of the same code, made at different times, have in common.
#pragma once
#include "tool/driver/base/Finding.h"

namespace corolint::tool {

/// Splits the findings of a report by whether an earlier one had them, told by their fingerprints:
/// `findings` are those that it hadn't, `comparison` has the others and those that are gone. What
/// was suppressed before or is now counts as not found then or now.
void compare(Report &report, Report earlier);

} // namespace corolint::tool
