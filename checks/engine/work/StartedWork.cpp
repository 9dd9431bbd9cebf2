#include "checks/engine/work/StartedWork.h"
#include "checks/Models.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"

namespace corolint {

using namespace clang;

const FunctionDecl *lambdaOperator(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->isLambda() ? record->getLambdaCallOperator() : nullptr;
}

bool isTask(const Expr &expression, Unit &unit) {
  return unit.taskType(expression.getType().getNonReferenceType()).kind == TaskKind::Task;
}

static Work workIn(const Expr &argument, Unit &unit, unsigned depth) {
  const Expr *value = argument.IgnoreUnlessSpelledInSource();
  if (const auto *name = dyn_cast<DeclRefExpr>(value)) {
    if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl()))
      return unit.taskType(function->getReturnType()).kind == TaskKind::Task ? Work{value, function}
                                                                             : Work();
    const auto *variable = dyn_cast<VarDecl>(name->getDecl());
    if (const FunctionDecl *callable = lambdaOperator(value->getType()))
      return {value, callable};
    if (!isTask(*value, unit))
      return {};
    if (variable && variable->hasLocalStorage() && !isa<ParmVarDecl>(variable) &&
        variable->getInit() && depth < 2)
      if (const Work made = workIn(*variable->getInit(), unit, depth + 1); made.runs)
        return {value, made.runs};
    return {value, nullptr};
  }
  if (const auto *reference = dyn_cast<UnaryOperator>(value);
      reference && reference->getOpcode() == UO_AddrOf)
    return workIn(*reference->getSubExpr(), unit, depth);
  if (const auto *lambda = dyn_cast<LambdaExpr>(value))
    return {value, lambda->getCallOperator()};
  const auto *call = dyn_cast<CallExpr>(value);
  if (!call)
    return isTask(*value, unit) ? Work{value, nullptr} : Work();
  // std::move(x), and whatever wraps a task: on(scheduler, f()), f().setExecutor(...).
  const FunctionDecl *callee = call->getDirectCallee();
  const bool makes = isTask(*call, unit);
  if (depth < 5) {
    // A ready task that a library makes is no work, where the user's function is given one.
    const bool own = callee && !unit.models().libraryOf(*callee);
    for (const Expr *inner : call->arguments())
      if (isTask(*inner, unit))
        if (const Work work = workIn(*inner, unit, depth + 1);
            work.expression && !(own && work.runs && unit.models().libraryOf(*work.runs)))
          return work;
    if (const Expr *object = objectOf(*call); object && isTask(*object, unit))
      if (const Work work = workIn(*object, unit, depth + 1); work.expression)
        return work;
    // `co_invoke([self]() -> task<> {...})`: the task is the lambda's.
    if (makes && callee && unit.models().libraryOf(*callee))
      for (const Expr *inner : call->arguments())
        if (const FunctionDecl *callable = lambdaOperator(inner->getType().getNonReferenceType());
            callable && unit.taskType(callable->getReturnType()).kind == TaskKind::Task)
          return {inner->IgnoreUnlessSpelledInSource(), callable};
    // `std::bind(&session::run, self)`.
    if (!makes && callee && callee->isInStdNamespace())
      for (const Expr *inner : call->arguments())
        if (const Work work = workIn(*inner, unit, depth + 1); work.runs)
          return work;
  }
  return makes ? Work{value, callee} : Work();
}

Work workOf(const Expr &argument, Unit &unit) { return workIn(argument, unit, 0); }

const FunctionDecl *runBy(const Expr &task, Unit &unit) { return workOf(task, unit).runs; }

} // namespace corolint
