#include "checks/engine/work/LeftToItself.h"
#include "checks/Models.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/LeftTask.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

/// Whether all that could be lost with a task that runs by itself is its error.
static bool losesOnlyItsError(const TaskType &task, const Models &models) {
  return task.start == Start::Eager && task.dropped != Dropped::Cancelled &&
         task.dropped != Dropped::EndsProcess && !isHeldResource(task.result, models);
}

static bool mayBeDropped(const TaskType &task) {
  return task.record && !task.record->hasAttr<WarnUnusedResultAttr>();
}

bool isLeftOnPurpose(const Expr &made, const TaskType &task, Unit &unit) {
  if (task.start != Start::Eager || task.dropped == Dropped::EndsProcess ||
      isHeldResource(task.result, unit.models()))
    return false;
  const auto *call = dyn_cast<CallExpr>(&made);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return (callee && coversItsErrors(*callee, unit)) || isLeftAloneByName(made);
}

bool isStartedByTest(const TaskType &task, Unit &unit) {
  return unit.isTest() && losesOnlyItsError(task, unit.models());
}

/// Whether what comes out of a coroutine first is the error of an operation whose library says what
/// it throws.
static bool failsByOperation(const Body &coroutine, Unit &unit) {
  const Stmt *escape = findEscape(coroutine, Suspect::Awaits, unit);
  const Expr *operand = escape ? awaitOperand(*escape) : nullptr;
  const auto *record =
      operand ? operand->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  const Library *library = record ? unit.models().libraryOf(*record) : nullptr;
  return library && !library->errorBases.empty() && unit.taskType(operand->getType()).model;
}

static bool isBegunInPlace(const Expr &made, const TaskType &task) {
  const auto *call = dyn_cast<CXXOperatorCallExpr>(made.IgnoreUnlessSpelledInSource());
  return call && call->getOperator() == OO_Call &&
         isa<LambdaExpr>(call->getArg(0)->IgnoreUnlessSpelledInSource()) &&
         task.start == Start::Eager && task.dropped == Dropped::RunsOn && mayBeDropped(task);
}

bool mayBeLeftToItself(const Expr &made, const TaskType &task, const Body &body, Unit &unit) {
  if (isBegunInPlace(made, task))
    return true;
  const auto *call = dyn_cast<CallExpr>(&made);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  // What a std::function gives its caller may be meant for it.
  if (!callee || callee->isOverloadedOperator() || body.isCoroutine() ||
      unit.taskType(body.function().getReturnType()).isAwaitable() ||
      !losesOnlyItsError(task, unit.models()) || !mayBeDropped(task))
    return false;
  const FunctionDecl *definition = definitionOf(callee);
  return !definition || (!findEscape(unit.body(*definition), Suspect::Throws, unit) &&
                         !failsByOperation(unit.body(*definition), unit));
}

} // namespace corolint
