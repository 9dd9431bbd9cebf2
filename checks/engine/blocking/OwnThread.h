// Code that a loop's own thread doesn't reach: it asks first which thread it is on.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

/// Whether a statement is left to other threads than the one that runs the work: a branch before it
/// that returns, or the one around it, asks for the thread (`if (is_loop_thread()) return f();`),
/// by its id or as its name says.
bool isLeftToOtherThreads(const Body &body, const clang::Stmt &statement);

} // namespace corolint
