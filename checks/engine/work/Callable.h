// What a call does with a callable that it is given: for how long the closure of a lambda coroutine
// lives, and with it the captures; and whether it is called when the call has returned.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/facts/Fact.h"
#include <optional>

namespace corolint {

class Unit;

/// How long a callee keeps the callable of one argument.
enum class Keeps {
  Unknown,
  ForItsTask,    ///< until the task that the callable returned is done, or for ever
  UntilReturned, ///< in a place of its own, until the callable has returned its task
  InPlace,       ///< not at all: it calls what the caller owns, which lives to the end of the full
                 ///< expression
  WithObject,    ///< as long as an object keeps it among its handlers
  Blindly,       ///< somewhere, by somebody who isn't told when the task is done
};

/// What becomes of a callable.
struct CallableUse {
  Keeps keeps = Keeps::Unknown;
  bool later = false;  ///< it may be called when the call that was given it has returned
  bool starts = false; ///< its task is started or stored, where it would never run by itself
  friend bool operator==(const CallableUse &, const CallableUse &) = default;
};

/// Tells from the models, from the types of a continuation (`f().then(callable)`), from the callee
/// where its body can be seen, through any number of calls, continuations and containers, and last
/// from the parameter: a class that is made of any function object, and whose own call gives no
/// task, can't know when the task is done.
/// @param callable one of the call's arguments
Fact<CallableUse> callableOf(const clang::CallExpr &call, const clang::Expr &callable, Unit &unit);

/// What the definition of a function says of a callable parameter, whoever calls it.
Fact<CallableUse> callableDefinition(const clang::FunctionDecl &function, unsigned parameter,
                                     Unit &unit);

/// The use as one number, zero where it is unknown; and back.
int claimOf(const CallableUse &use);
CallableUse callableUseFrom(int claim);

/// How it keeps the callable, in words.
std::string toString(const CallableUse &use);

/// The same for a callable that a constructor is given; only models tell.
Fact<CallableUse> callableOf(const clang::CXXConstructExpr &construct, Unit &unit);

/// A member of a task that is called with a callable and gives another task: what it is given runs
/// later.
bool continuesTask(const clang::CallExpr &call, Unit &unit);

/// The lambda that an argument is: as written, moved, converted to a class that is made of any
/// function object, or by the name of the local that keeps it. Null where it is none.
const clang::LambdaExpr *lambdaGiven(const clang::Expr &argument);

/// A class that is made of any function object and called in its stead: std::function, a delegate.
bool isErased(clang::QualType type);

/// What calling such a class gives, by itself or by way of a member that is one; none of others.
/// @param depth how many members deep
std::optional<clang::QualType> resultOfErased(clang::QualType type, unsigned depth = 4);

} // namespace corolint
