// How work was started in the background, and what becomes of an exception that leaves it.
#pragma once
#include "checks/Models.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/work/StartedWork.h"
#include <optional>
#include <string>

namespace corolint {

class Unit;

/// One place where work is started that nobody waits for.
struct Spawned {
  const clang::Expr *at =
      nullptr;      ///< the call that starts it, or that makes an eager task whose value is dropped
  std::string by;   ///< what starts it, by its unqualified name; empty for an eager task
  std::string work; ///< what runs, as messages name it; may be empty
  const clang::FunctionDecl *runs =
      nullptr; ///< the coroutine that runs, where that can be told; may have no body to be seen
  const clang::Expr *started = nullptr;     ///< the task or callable as the spawner is given it
  SpawnError error = SpawnError::Discarded; ///< with the token or handler looked at: never ByToken
  std::string reason;
  const clang::Expr *token = nullptr; ///< the token that discards, as written
  Known<TokenRow> discards;           ///< the token's row
  const clang::FunctionDecl *handler =
      nullptr;                                 ///< the handler that is given the error and drops it
  const clang::ParmVarDecl *ignored = nullptr; ///< its parameter
};

/// What a call starts in the background; none where it starts nothing, or where the error comes to
/// somebody who looks at it.
std::optional<Spawned> spawnedBy(const Body &body, const clang::CallExpr &call, Unit &unit);

/// Whether a call starts a parameter that is a task by a member of its own class,
/// `std::move(work).detach();`, and nobody learns of its error then: which work that is, the caller
/// says.
bool leavesAlone(const Body &body, const clang::CallExpr &call, Unit &unit);

/// What becomes of an exception that leaves a coroutine whose type nobody can await or query, from
/// its model or from its promise; none where that can't be told, or where the promise hands it to
/// somebody.
std::optional<SpawnError> unobservedError(const clang::FunctionDecl &coroutine, Unit &unit);

} // namespace corolint
