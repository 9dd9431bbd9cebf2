#include "checks/engine/errors/Abandoned.h"
#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/NeverFails.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

using namespace clang;

/// What an expression is without a move of the standard library around it.
static const Expr *stripped(const Expr *value) {
  value = value->IgnoreUnlessSpelledInSource();
  const auto *call = dyn_cast<CallExpr>(value);
  return call && call->getNumArgs() == 1 && call->getDirectCallee() &&
                 call->getDirectCallee()->isInStdNamespace()
             ? call->getArg(0)->IgnoreUnlessSpelledInSource()
             : value;
}

/// `co_await task`, where a failure is thrown and the task has been running all the while.
static const Expr *awaitedTask(const Expr &taking, Unit &unit) {
  const auto *await = dyn_cast<CoawaitExpr>(&taking);
  if (!await || givesErrorAsValue(*await->getOperand(), unit) ||
      errorHolderOf(await->getType(), unit) != ErrorHolder::None)
    return nullptr;
  const Expr *operand = stripped(await->getOperand());
  const TaskType &task = unit.taskType(operand->getType().getNonReferenceType());
  return task.kind == TaskKind::Task && task.start == Start::Eager &&
                 task.dropped == Dropped::RunsOn
             ? operand
             : nullptr;
}

/// `f.get()`, which throws the error of a task that is done, and gives its result.
static const Expr *askedTask(const Expr &taking, Unit &unit) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(&taking);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || method->isConst() || call->getNumArgs() > 0 || promisesNotToThrow(*method) ||
      call->getType()->isBooleanType())
    return nullptr;
  const Expr *object = stripped(call->getImplicitObjectArgument());
  const auto *record = object->getType().getNonReferenceType()->getAsCXXRecordDecl();
  const Known<ResultRow> row =
      record && unit.taskType(object->getType().getNonReferenceType()).isAwaitable()
          ? unit.models().errorResult(*record)
          : Known<ResultRow>();
  return row && !llvm::is_contained(row->inspectors, method->getNameAsString()) &&
                 !isExceptionPtr(call->getType()) && !unit.taskType(call->getType()).isAwaitable()
             ? object
             : nullptr;
}

/// The loop that gives the variable, where nothing else in it asks the variable.
static const CXXForRangeStmt *loopOf(const Body &body, const Expr &taking, const Expr &task) {
  const VarDecl *element = variableNamed(task);
  const auto *loop = element ? body.enclosing<CXXForRangeStmt>(taking) : nullptr;
  if (!loop || loop->getLoopVariable() != element || body.uses(*element).size() != 1)
    return nullptr;
  const auto *attempt = body.enclosing<CXXTryStmt>(taking);
  return attempt && body.isWithin(*attempt, *loop) ? nullptr : loop;
}

/// The container of `tasks[i]` in a loop over `i` that asks its elements nothing else; null for
/// other expressions.
static const VarDecl *indexed(const Body &body, const Expr &taking, const Expr &task) {
  const auto *element = dyn_cast<CXXOperatorCallExpr>(&task);
  const VarDecl *container = element && element->getOperator() == OO_Subscript
                                 ? variableNamed(*element->getArg(0)->IgnoreParenImpCasts())
                                 : nullptr;
  const VarDecl *index =
      container ? variableNamed(*element->getArg(1)->IgnoreParenImpCasts()) : nullptr;
  const auto *loop = index ? body.enclosing<ForStmt>(taking) : nullptr;
  const auto *counted = loop ? dyn_cast_or_null<DeclStmt>(loop->getInit()) : nullptr;
  if (!counted || !llvm::is_contained(counted->decls(), index))
    return nullptr;
  const auto *attempt = body.enclosing<CXXTryStmt>(taking);
  if (attempt && body.isWithin(*attempt, *loop))
    return nullptr;
  const auto asked = llvm::count_if(body.uses(*container), [&](const DeclRefExpr *use) {
    return body.isWithin(*use, *loop->getBody());
  });
  return asked == 1 ? container : nullptr;
}

/// Whether anything may have put tasks into a container: `tasks.reserve(n)` alone doesn't.
static bool isFilled(const Body &body, const VarDecl &container) {
  const auto *made = container.getInit()
                         ? dyn_cast<CXXConstructExpr>(container.getInit()->IgnoreImplicit())
                         : nullptr;
  if (!made || made->getNumArgs() > 0)
    return true;
  return body.isCaptured(container) ||
         llvm::any_of(body.uses(container), [&](const DeclRefExpr *use) {
           const auto *loop = body.enclosing<CXXForRangeStmt>(*use);
           if (loop && loop->getRangeInit() && body.isWithin(*use, *loop->getRangeInit()))
             return false;
           const auto *member = dyn_cast_or_null<MemberExpr>(body.parent(*use));
           const auto *method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
           return !method || !(method->isConst() || (method->getDeclName().isIdentifier() &&
                                                     method->getName() == "reserve"));
         });
}

Abandoned abandonedBy(const Body &body, const Expr &taking, Unit &unit) {
  const Expr *running = awaitedTask(taking, unit);
  const Expr *task = running ? running : askedTask(taking, unit);
  const CXXForRangeStmt *loop = task ? loopOf(body, taking, *task) : nullptr;
  const VarDecl *container = loop && loop->getRangeInit()
                                 ? variableNamed(*loop->getRangeInit()->IgnoreImplicit())
                             : task ? indexed(body, taking, *task)
                                    : nullptr;
  if (!container || !container->hasLocalStorage() || !isFilled(body, *container))
    return {};
  if (!running)
    return {container, false};
  // Somebody else's tasks may be somebody else's to wait for, those that are given by value aren't;
  // what an await gave has been waited for.
  const Expr *made = isa<ParmVarDecl>(container) ? nullptr : container->getInit();
  if (container->getType()->isReferenceType() ||
      (made && awaitOperand(*made->IgnoreUnlessSpelledInSource())))
    return {};
  return {container, true};
}

} // namespace corolint
