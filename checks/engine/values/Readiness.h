// Whether a result is there when it is asked for: whoever takes it then waits for nothing.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Whether an earlier statement of the body has awaited this object, waited for it, or asked it
/// whether it is ready. That something else was awaited that the object gave, `co_await
/// client.connect();`, says nothing of the object.
bool isSettled(const Body &body, const clang::Expr &object, const clang::CallExpr &call,
               Unit &unit);

/// Whether the object is a task whose result isn't there yet, as far as can be seen: made by a
/// call, or kept in a variable since. What an await gave, what came as a lambda's argument (a
/// continuation's), and elements of containers are not.
bool isUnfinished(const Body &body, const clang::Expr &object);

} // namespace corolint
