// What becomes of a value in the expression that it stands in: awaited, returned, handed on, kept
// in a variable, looked at, or dropped.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;
struct TaskType;

enum class Fate {
  Awaited,  ///< operand of a `co_await`
  Returned, ///< by `return`, `co_return` or `co_yield`
  Passed,   ///< an argument of a call or of another class's constructor
  Kept, ///< stored, captured, thrown, put into an aggregate: it lives on where this doesn't look
  Consumed,     ///< a member is called that may do something with it (`.start()`, `.then(...)`,
                ///< `.get()`)
  Inspected,    ///< only looked at: converted to bool, asked by a const member that gives a plain
                ///< value
  Named,        ///< initialises a local variable
  Assigned,     ///< assigned to a local variable
  Discarded,    ///< a statement, the left of a comma, a for-increment
  DeclaredDrop, ///< `(void)x`, `std::ignore = x`
  Unevaluated,  ///< not part of the running code
};

struct ValueUse {
  Fate fate = Fate::Kept;
  const clang::Stmt *at = nullptr;          ///< what decides: the await, the call, the statement
  const clang::Expr *value = nullptr;       ///< the outermost expression that still is the value
  const clang::VarDecl *variable = nullptr; ///< of Named and Assigned
  const clang::FunctionDecl *callee =
      nullptr;           ///< of Passed, Consumed and Inspected, where it is known
  unsigned argument = 0; ///< of Passed to a call
};

/// Follows a value (a prvalue, or the name of a variable) outwards through parentheses, moves,
/// copies, `?:` and the right of a comma to what decides about it.
ValueUse fateOf(const Body &body, const clang::Expr &value, Unit &unit);

/// `f.hasException()`, `f.status()` of work that runs by itself: whoever asks how it ended looks at
/// its error.
bool asksForError(const ValueUse &use, const TaskType &task);

} // namespace corolint
