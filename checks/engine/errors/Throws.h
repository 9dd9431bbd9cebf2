// Whether a body can let an exception out at its root, judged only from what is visible: an unknown
// function is suspected of throwing only where a check says so.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/errors/ExceptionTypes.h"

namespace corolint {

class Unit;

/// What counts as throwing, besides `throw` itself.
enum class Suspect {
  Throws,         ///< only a visible `throw` and what rethrows
  Awaits,         ///< also an await whose await_resume isn't noexcept
  AwaitsAndCalls, ///< also a call of a function that isn't noexcept
};

/// The first place from which an exception leaves the body, past all its handlers; null when there
/// is none. A handler of `...` stops every exception, one of std::exception all but a visible
/// `throw` of something else; what handlers throw themselves counts.
const clang::Stmt *findEscape(const Body &body, Suspect suspect, Unit &unit);

/// The same, for awaits, of all but the tasks that the function is given: whether those fail is for
/// who gives them to say.
const clang::Stmt *findOwnEscape(const Body &body, Unit &unit);

/// Whether awaiting lets an exception out, as far as can be seen: not where the error comes as a
/// value, what takes the result up is noexcept, a model says that it never fails, or the coroutine
/// that is awaited can be seen whole and lets nothing out.
bool awaitThrows(const Body &body, const clang::Expr &await, Unit &unit);

/// Whether no exception of visible origin (throws and awaits) leaves the function: nothing in it
/// throws, or handlers at its root stop everything. False for a function whose body can't be seen.
/// What the handlers do with the error is for Handled to say.
bool coversItsErrors(const clang::FunctionDecl &function, Unit &unit);

} // namespace corolint
