// What a call does with a callable that it is given: for how long the closure of a lambda coroutine lives, and with it the captures.
#pragma once
#include "checks/engine/Body.h"

namespace corolint {

class Unit;

/// How long a callee keeps the callable of one argument.
enum class Keeps {
  Unknown,
  ForItsTask,    ///< until the task that the callable returned is done, or for ever
  UntilReturned, ///< in a place of its own, until the callable has returned its task
  InPlace,       ///< not at all: it calls what the caller owns, which lives to the end of the full expression
};

/// Tells from the models, from the types of a continuation (`f().then(callable)`), and from the callee where its body can be seen: what it does
/// with its own parameter, through other calls and through the continuations that it moves it into.
Keeps keepsCallable(const clang::CallExpr &call, const clang::Expr &callable, Unit &unit);

/// The same for a callable that a constructor is given; InPlace or Unknown.
Keeps keepsCallable(const clang::CXXConstructExpr &construct, Unit &unit);

/// A member of a task that is called with a callable and gives another task: what it is given runs later.
bool continuesTask(const clang::CallExpr &call, Unit &unit);

} // namespace corolint
