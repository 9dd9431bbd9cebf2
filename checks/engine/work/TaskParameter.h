// What a function does with a task that it is given: the roles "awaiter", "keeper", "spawner" of
// anybody's functions, worked out from what they do.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/facts/Fact.h"
#include <optional>

namespace corolint {

class Unit;

/// What becomes of a task that is an argument.
enum class TaskEnd {
  Unknown,
  Awaited,   ///< before the function, or the task that it returns, is done: its error comes back
  Returned,  ///< given back to the caller, alone or in another task
  Kept,      ///< in a member, a container, a closure: somebody may await it later
  Started,   ///< it runs on by itself, and its error goes to somebody
  Forgotten, ///< it runs on by itself, and nobody learns of its error
  Dropped,   ///< nothing: destroyed by the time the function returns
  Unheard,   ///< it runs on by itself, nobody learns of its error, and only who gave it can help
};

llvm::StringRef toString(TaskEnd end);

/// From the models, from the definition (through the calls that it makes), from the type, and last
/// from the function's name.
/// @param parameter of the function; its type is a task, by value or by reference
Fact<TaskEnd> endOfTask(const clang::FunctionDecl &function, unsigned parameter, Unit &unit);

/// Whether a function waits, or runs a loop, `loop.run();`, for what it has taken.
bool waitsItself(const Body &body, Unit &unit);

/// The parameter that an argument of a call goes to; none for what a call operator is called on.
std::optional<unsigned> parameterOf(const clang::CallExpr &call, const clang::Expr &argument);

/// The argument that goes to a parameter; null where the call has none for it.
const clang::Expr *argumentFor(const clang::CallExpr &call, unsigned parameter);

/// The parameters of a function that are tasks.
llvm::SmallVector<unsigned, 2> taskParameters(const clang::FunctionDecl &function, Unit &unit);

} // namespace corolint
