// Whether awaiting a function lets others run at all: a coroutine that awaits nothing, or only such
// coroutines, comes back without having been suspended.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/facts/Fact.h"

namespace corolint {

class Unit;

/// The function that an expression calls, looked at through what the compiler adds: `await_ready`
/// of an await. Null where it calls none, or there is no expression.
const clang::FunctionDecl *calledFunction(const clang::Expr *expression);

/// Whether the statement is an await or yield that can suspend: its awaiter isn't always ready.
bool maySuspend(const clang::Stmt &statement);

enum class Suspends {
  Unknown, ///< only while a recursion is worked out, which by itself suspends nobody
  Never,
  Maybe, ///< it does, or there is no body to be seen
};

/// Whether a body does, though a call of its function may reach one that overrides it.
Fact<Suspends> bodySuspends(const clang::FunctionDecl &definition, Unit &unit);

/// Whether a function that gives a task suspends whoever awaits it.
Fact<Suspends> suspendsFact(const clang::FunctionDecl &function, Unit &unit);

/// Whether it can be seen that nobody else runs at this await.
bool neverSuspends(const clang::Expr &suspension, Unit &unit);

/// The same where notes are taken for the program, too: what another file might say of the awaited
/// function isn't taken for said.
bool isSeenToComeBack(const clang::Expr &suspension, Unit &unit);

} // namespace corolint
