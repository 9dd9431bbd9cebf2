// Who needs a function to give a task: somebody who wants a function of its type, somebody its
// tasks are handed to, and a promise that runs its body elsewhere.
#pragma once
#include "checks/engine/code/Body.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

class Unit;

/// Where the code of one translation unit needs tasks, or functions that make them.
class Demand {
public:
  explicit Demand(Unit &unit);

  /// Whether the function is named elsewhere than as what is called.
  bool wantsFunction(const clang::FunctionDecl &function) const {
    return named_.contains(function.getCanonicalDecl());
  }

  /// Whether a task that it made goes to somebody else than an await or a wait right there: a
  /// spawner, an aggregate, a member, a caller.
  bool wantsTask(const clang::FunctionDecl &function) const {
    return handedOn_.contains(function.getCanonicalDecl());
  }

  const Unit &unit() const { return unit_; }

private:
  class Survey;

  Unit &unit_;
  llvm::DenseSet<const clang::Decl *> named_;
  llvm::DenseSet<const clang::Decl *> handedOn_;
};

/// Whether the promise may resume the coroutine somewhere else before its body begins: what it
/// awaits first neither goes on at once nor only leaves the start to whoever awaits the task. Then
/// the function is a way to another executor, whatever its body does.
bool startsElsewhere(const clang::FunctionDecl &coroutine);

} // namespace corolint
