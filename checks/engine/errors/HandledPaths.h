// The ways through a handler's code, and what becomes of the error on each.
#pragma once
#include "checks/engine/errors/ErrorUse.h"

namespace corolint {

/// Follows an error through the statements of a body.
Handling pathsThrough(const clang::Stmt *statement, const Body &body, Followed error, Unit &unit);

} // namespace corolint
