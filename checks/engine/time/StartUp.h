// What runs before a program serves anybody: the first step of what `main` starts.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Whether a statement of a coroutine runs only in the first step of work that `main` starts,
/// before anything was awaited: by then no other coroutine has begun to wait for something. What it
/// awaits first is part of that step, too.
bool isInFirstStep(const clang::Stmt &statement, const Body &body, Unit &unit);

} // namespace corolint
