// Who gets an exception that a promise only throws on: whoever resumes the coroutine.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Whether the promise of a coroutine that nobody can await rethrows what leaves it, so that it
/// comes out of whoever resumes the coroutine: of an event loop, a callback.
bool rethrowsToResumer(const clang::FunctionDecl &coroutine, Unit &unit);

/// Whether a coroutine handle is resumed in a `try` somewhere in the unit.
bool isResumedInTry(Unit &unit);

} // namespace corolint
