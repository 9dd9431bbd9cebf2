// Whether a task is still there when the scope of what it refers to ends, and whether anybody in
// that scope can wait for it.
#pragma once
#include "checks/engine/values/Referent.h"
#include "checks/engine/work/Escape.h"
#include <optional>

namespace corolint {

struct TaskType;

/// Whether the task of a call outlives a referent, and how sure that is; nothing where somebody may
/// wait for it.
std::optional<Confidence> outlives(const Body &body, const Destination &destination,
                                   const Referent &referent, const clang::Expr &call);

/// Whether the task of a call is there when the full expression is at its end.
bool outlivesExpression(const Body &body, const clang::Expr &call, Unit &unit);

/// Whether nothing in the rest of the variable's scope can wait for what the statement of this
/// expression started, and how sure that is.
std::optional<Confidence> leftAtEndOf(const Body &body, const clang::VarDecl &variable,
                                      const clang::Expr &call);

/// What is to be presumed of a callee whose body isn't seen: the user's own functions that return
/// lazy tasks are coroutines that use their arguments later; a member of a local that is returned
/// needs the local; so does what a class calls that is made of any function object.
bool presumablyUsedLater(const clang::FunctionDecl &callee, const Referent &referent,
                         const Destination &destination, const TaskType &task);

} // namespace corolint
