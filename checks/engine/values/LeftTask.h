// The ways through a body on which a task that a local variable keeps is left behind: around what
// awaits it, over its next value, out of the loop that starts it.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/values/Paths.h"
#include "checks/engine/values/TaskHolder.h"
#include <optional>

namespace corolint {

class Unit;
struct TaskType;

/// A way from a variable's declaration around all its consuming uses. None where the variable is
/// awaited twice on some path (another bug), and none through loops that may run not at all.
std::optional<MissedPath> wayAround(const Body &body, const clang::VarDecl &variable,
                                    const TaskType &task,
                                    llvm::ArrayRef<const clang::DeclRefExpr *> consuming);

/// The assignment that gives a variable another task before anything took the one that it was
/// initialised with, or null.
const clang::Stmt *overwriting(const Body &body, const clang::VarDecl &variable,
                               const clang::Expr &made,
                               llvm::ArrayRef<const clang::DeclRefExpr *> consuming, Unit &unit);

/// A `throw` between the call that fills a container with started work and whatever takes the work
/// out of it again, or null: it leaves with the work running.
const clang::Stmt *throwBehind(const Body &body, const clang::Stmt &filling,
                               const TaskHolder &holder, Unit &unit);

/// Whether words at the place say that the work is left to itself on purpose: a function that is
/// called so, or an argument of a class that is, `f(Uncancellable())`, `in_background(f())`.
bool isLeftAloneByName(const clang::Expr &made);

} // namespace corolint
