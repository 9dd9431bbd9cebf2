// Where a task goes after the call that made it, and what it refers to: so that a reference is only said to dangle where the task really
// outlives what the reference names.
#pragma once
#include "checks/engine/Body.h"
#include "checks/engine/Suspension.h"

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
};

/// Follows a task outwards, through combinators that give a task for tasks.
Destination destinationOf(const Body &body, const clang::Expr &task, Unit &unit);

/// How long something lives that a task refers to.
enum class Lifetime {
  Temporary, ///< to the end of the full expression
  Local,     ///< to the end of a local's scope
  Longer,    ///< longer than can be told, or not known
};

/// Something that a coroutine refers to without owning it.
struct Referent {
  enum Kind { Parameter, Captures, Captured, This } kind = Parameter; ///< Captures: the closure; Captured: what it holds by reference
  Lifetime lifetime = Lifetime::Longer;
  const clang::Expr *expression = nullptr;       ///< the argument, the closure, the object
  const clang::ParmVarDecl *parameter = nullptr; ///< of Parameter
  const clang::VarDecl *local = nullptr;         ///< of Lifetime::Local, and of Captured
  bool viewed = false;                           ///< by a view that a model knows, which is made for later use
};

/// What the coroutine that a call calls refers to: by reference, view and pointer parameters; a closure's captures; `this`.
llvm::SmallVector<Referent, 4> referentsOf(const clang::CallExpr &call, Unit &unit);

/// How long the object that an expression names lives, as seen from the body that names it.
Referent lifetimeOf(const clang::Expr &expression);

/// What a value of this type that is made of the expression refers to: the variable of a reference, the owner behind a view or a pointer. Lives longer
/// than can be told where the type owns what it gives.
Referent referentOfValue(const clang::Expr &expression, clang::QualType type, Unit &unit);

/// What a coroutine does with a referent after it was suspended.
struct LaterUse {
  enum { No, Yes, Unseen } answer = Unseen;          ///< Unseen: there is no body to look at
  const clang::FunctionDecl *coroutine = nullptr;    ///< its definition
  clang::SourceLocation suspension;                  ///< where it suspends; the function itself where it starts suspended
  clang::SourceLocation use;
};
LaterUse usedLater(const clang::FunctionDecl &coroutine, const Referent &referent, Unit &unit);

/// A lambda expression's own coroutine, or null: its call operator has a body that suspends.
const clang::FunctionDecl *coroutineOf(const clang::LambdaExpr &lambda);

/// Whether the function is declared in the user's code rather than in a system header.
bool isUserCode(const clang::FunctionDecl &function);

} // namespace corolint
