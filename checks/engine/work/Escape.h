// Where a task goes after the call that made it: so that a reference is only said to dangle where
// the task really outlives what the reference names.
#pragma once
#include "checks/Metadata.h"
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

/// Where a task is when the full expression that made it ends.
enum class Where {
  AwaitedHere, ///< awaited in the same full expression: all that it refers to is alive
  Local,       ///< in a local variable, or a container that is one
  Returned,    ///< on its way to the caller
  Iterated,    ///< the range of a loop, which ends with the loop
  Spawned,     ///< handed to something that runs it in the background
  Stored,      ///< in a member, a global, a container that isn't local
  Dropped,     ///< nowhere; an eager one runs on
  Unknown,     ///< handed to something that may wait for it
};

struct Destination {
  Where where = Where::Unknown;
  const clang::Stmt *at = nullptr;          ///< what takes it there
  const clang::VarDecl *variable = nullptr; ///< of Local: the variable or container
  Confidence confidence = Confidence::High; ///< lower where only a type tells
};

/// Follows a task outwards, through combinators that give a task for tasks.
Destination destinationOf(const Body &body, const clang::Expr &task, Unit &unit);

/// Where a task that is first named goes in the end: to the caller, where the name is returned, or
/// into a container that is one; but not where somebody asked before whether it is done.
Destination finalDestinationOf(const Body &body, const clang::Expr &task, Unit &unit);

/// A class template of the standard library whose members take over what they are given:
/// containers, std::optional.
bool isStandardContainer(clang::QualType type);

/// Whether a word of a function's name says that whoever calls it waits: `run_until_complete`,
/// `syncWait`.
bool soundsLikeWaiting(const clang::FunctionDecl &function);

/// A lambda expression's own coroutine, or null: its call operator has a body that suspends.
const clang::FunctionDecl *coroutineOf(const clang::LambdaExpr &lambda);

/// Whether the function is declared in the user's code rather than in a system header.
bool isUserCode(const clang::FunctionDecl &function);

} // namespace corolint
