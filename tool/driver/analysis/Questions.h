// What the checks' engine says of one unit when it is asked, outside of a run.
#pragma once
#include "checks/engine/answers/Roles.h"
#include "tool/driver/base/Unit.h"
#include <string>
#include <vector>

namespace corolint::tool {

/// What the code on a line of a file (absolute) is to the checks, as one unit that reads it sees
/// it: sentences.
std::vector<std::string> explainLine(const CompileUnit &unit, const std::string &file,
                                     unsigned line);

/// The roles that the engine worked out for the user's functions and types that a unit sees.
std::vector<Role> rolesIn(const CompileUnit &unit);

} // namespace corolint::tool
