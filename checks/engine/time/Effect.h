// What the body of a member does to the state of its own object, whatever the member is called.
#pragma once
#include "checks/engine/time/Action.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace corolint {

/// What a statement of a body begins or ends by itself.
using ReadAction = llvm::function_ref<Action(const Body &, const clang::Stmt &)>;

/// The one change of a counter of its object that a member has on each of its ways, or of a
/// container's element that is one of its parameters; where it is the whole body and nothing is
/// given, of a counter or a flag anywhere in it. Its key is the parameter. Of a coroutine only
/// where it is awaited: it may not have begun otherwise.
std::optional<Action> ownChange(const clang::CXXMethodDecl &method, const clang::CallExpr &call,
                                bool isAwaited, Unit &unit, ReadAction read);

/// The argument of the call that the parameter, named by an expression of the body, is given.
const clang::Expr *argumentFor(const clang::CallExpr &call, const clang::CXXMethodDecl &method,
                               const clang::Expr &parameter);

} // namespace corolint
