// Whether work that an expression stands for can fail, as far as can be seen.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Whether an error comes out of a task that an expression makes, as far as can be seen. None does
/// where it is a coroutine that lets nothing out and is given only tasks of the kind, a chain that
/// ends in a handler, or a combination of such: `parallel_for_each(range, f)` fails where f does.
/// True where nothing is known.
bool taskMayFail(const Body &body, const clang::Expr &task, Unit &unit);

/// Whether calling a callable, or the task that it gives, may fail; in the same sense.
bool callableMayFail(const Body &body, const clang::Expr &callable, Unit &unit);

/// The place where a callable lets an exception out that it throws itself or that comes out of a
/// callable which somebody else gave it, a std::function; null where there is none.
const clang::Stmt *escapeOfCallable(const Body &callable, Unit &unit);

} // namespace corolint
