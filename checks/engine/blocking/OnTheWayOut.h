// Code whose process is about to end, and code that a child process runs: nothing of what it does
// matters to the coroutines of this process.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Whether a call that doesn't return comes behind a statement, in its block or a block around it,
/// with no suspension and no way out between: a backtrace that is printed on the way to `abort`.
bool endsProcessBehind(const Body &body, const clang::Stmt &statement);

/// Whether a statement stands in the branch that only a forked child takes.
bool isInForkedChild(const Body &body, const clang::Stmt &statement, Unit &unit);

} // namespace corolint
