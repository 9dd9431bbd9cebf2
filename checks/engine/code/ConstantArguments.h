// What the constants that a call gives decide in the body of the function that it calls:
// `read(path, /*wait=*/false)` never comes to what `read` does `if (wait)`.
#pragma once
#include "checks/engine/code/Body.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// Whether a call with these arguments never comes to a statement of the function's body: a branch
/// around it, or one that leaves before it, asks for a parameter that is a constant of the call,
/// and that the function doesn't change.
bool isNeverReached(const clang::Stmt &statement, const Body &body,
                    llvm::ArrayRef<const clang::Expr *> arguments);

/// The arguments of a call or construction, one for each parameter; none of anything else.
llvm::ArrayRef<const clang::Expr *> argumentsOf(const clang::Stmt &call);

} // namespace corolint
