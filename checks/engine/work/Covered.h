// Whether the errors of work that is started stay in it, or come to somebody who waits for it.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;
struct Spawned;

/// The place where an exception leaves what a spawn runs, or null: nothing visible leaves it. Only
/// for coroutines that can be seen.
const clang::Stmt *escapeOf(const clang::FunctionDecl &coroutine, Unit &unit);

/// The place in another file where an exception leaves the coroutine that stands there; invalid
/// where none is known.
clang::SourceLocation escapeElsewhere(const clang::FunctionDecl &coroutine, Unit &unit);

/// Whether a coroutine can be seen whole and lets no error of visible origin out. Follows an
/// ordinary function that only returns another's task.
bool isCovered(const clang::FunctionDecl &coroutine, Unit &unit);

/// Whether no error of visible origin leaves what a spawn runs: neither the coroutine itself nor
/// what it is wrapped into lets one out.
bool isCovered(const Body &body, const Spawned &spawned, Unit &unit);

/// Whether a task, `std::move(t)` of a function that is given it, comes of callers each of which
/// gives one that handles its own errors.
bool isOnlyGivenCovered(const Body &body, const clang::Expr &task, Unit &unit);

/// Whether all tasks that anybody is seen to put into a container, a member or a variable, handle
/// their own errors; false where nobody is.
bool isOnlyFilledWithCovered(const clang::Expr &container, Unit &unit);

/// Whether the starter waits further down, in this thread, at the other end of a promise that the
/// work is given.
bool isWaitedForBelow(const Body &body, const Spawned &spawned, Unit &unit);

} // namespace corolint
