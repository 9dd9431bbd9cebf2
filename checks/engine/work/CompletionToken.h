// Who gets the error of work that was started: the token or handler that a spawner is given, the
// calls between a task and its drop.
#pragma once
#include "checks/engine/work/Spawn.h"

namespace corolint {

/// Looks at the token or handler that a spawner is given, and notes in the result what becomes of
/// the error.
/// @returns whether it is lost; not where it comes to somebody who looks at it, or where that can't
///   be told
bool resolveToken(const clang::CallExpr &call, const SpawnerRow &row, Spawned &result, Unit &unit);

/// Whether some call on the way from the task to its drop is given the error:
/// `f().handle_exception(...)`, `f().then(use, fail)`.
bool isWatched(const clang::Expr &made, Unit &unit);

} // namespace corolint
