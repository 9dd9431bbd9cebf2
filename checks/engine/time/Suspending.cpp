#include "checks/engine/time/Suspending.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

/// Whether the function's whole body is `return true;`.
static bool alwaysTrue(const FunctionDecl *function) {
  const auto *body = function ? dyn_cast_or_null<CompoundStmt>(function->getBody()) : nullptr;
  if (!body && function)
    if (const FunctionDecl *pattern = function->getTemplateInstantiationPattern())
      body = dyn_cast_or_null<CompoundStmt>(pattern->getBody());
  if (!body || body->size() != 1)
    return false;
  const auto *result = dyn_cast<ReturnStmt>(body->body_front());
  const auto *literal = result && result->getRetValue()
                            ? dyn_cast<CXXBoolLiteralExpr>(result->getRetValue()->IgnoreImplicit())
                            : nullptr;
  return literal && literal->getValue();
}

const FunctionDecl *calledFunction(const Expr *expression) {
  const auto *call = expression ? dyn_cast<CallExpr>(expression->IgnoreImplicit()) : nullptr;
  return call ? call->getDirectCallee() : nullptr;
}

/// `co_await this_coro::executor`: a constant without a value, which nobody but the promise could
/// make an awaiter of, asks the promise for something that it has at hand.
static bool asksThePromise(const Expr &operand) {
  const auto *name = dyn_cast<DeclRefExpr>(operand.IgnoreUnlessSpelledInSource());
  const auto *constant = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  const CXXRecordDecl *record =
      constant && constant->hasGlobalStorage() && constant->getType().isConstQualified()
          ? constant->getType()->getAsCXXRecordDecl()
          : nullptr;
  if (!record || !record->hasDefinition() || record->isDependentContext() || !record->isEmpty() ||
      findMember(*record, "await_ready") || findMember(*record, "promise_type"))
    return false;
  auto &names = record->getASTContext().DeclarationNames;
  return record->lookup(names.getCXXOperatorName(OO_Coawait)).empty();
}

bool maySuspend(const Stmt &statement) {
  const Expr *operand = suspensionOperand(statement);
  if (!operand)
    return false;
  const auto *suspension = dyn_cast<CoroutineSuspendExpr>(&statement);
  const FunctionDecl *ready = suspension ? calledFunction(suspension->getReadyExpr()) : nullptr;
  // Bodies of libraries aren't always there to be read.
  if (!(ready && ready->hasBody()) && asksThePromise(*operand))
    return false;
  return !alwaysTrue(ready);
}

/// Whether the body of a coroutine begins as soon as it is called or awaited, rather than where a
/// scheduler says.
static bool startsAtOnce(const FunctionDecl &coroutine, Unit &unit) {
  const TaskType &task = unit.taskType(coroutine.getReturnType());
  const CXXRecordDecl *promise = task.record ? promiseTypeOf(*task.record) : nullptr;
  const auto *initial =
      promise ? dyn_cast_or_null<FunctionDecl>(findMember(*promise, "initial_suspend")) : nullptr;
  const CXXRecordDecl *awaiter = initial ? initial->getReturnType()->getAsCXXRecordDecl() : nullptr;
  return awaiter && awaiter->isInStdNamespace();
}

/// The function that an await calls; null where it waits for something else.
static const FunctionDecl *awaitedFunction(const Stmt &suspension) {
  const Expr *operand = awaitOperand(suspension);
  return operand ? calledFunction(operand->IgnoreUnlessSpelledInSource()) : nullptr;
}

Fact<Suspends> bodySuspends(const FunctionDecl &definition, Unit &unit) {
  Fact<Suspends> fact{Suspends::Maybe, FactSource::Definition, {}, {}};
  const Body &body = unit.body(definition);
  if (body.isPattern() || !body.isCoroutine() || !startsAtOnce(definition, unit))
    return fact;
  for (const Stmt *statement : body.statements()) {
    if (!maySuspend(*statement))
      continue;
    const FunctionDecl *awaited = awaitedFunction(*statement);
    if (!awaited || suspendsFact(*awaited, unit).claim == Suspends::Maybe) {
      fact.at = statement->getBeginLoc();
      return fact;
    }
  }
  fact.claim = Suspends::Never;
  return fact;
}

static Fact<Suspends> readSuspends(const FunctionDecl &function, Unit &unit) {
  const FunctionDecl *definition = nullptr;
  // An override may do otherwise.
  if (!isDispatched(function) && function.getBody(definition))
    return bodySuspends(*definition, unit);
  const ProgramFact *told = toldElsewhere(FactKind::Suspends, function, unit);
  if (told && told->claim == static_cast<int>(Suspends::Never))
    return {Suspends::Never, FactSource::Program, {}, {}};
  return {Suspends::Maybe, FactSource::Definition, {}, {}};
}

Fact<Suspends> suspendsFact(const FunctionDecl &function, Unit &unit) {
  return unit.kept<FactTable<const FunctionDecl *, Suspends>>().of(
      function.getCanonicalDecl(), askedBy(unit), [&] { return readSuspends(function, unit); });
}

bool neverSuspends(const Expr &suspension, Unit &unit) {
  const FunctionDecl *awaited = awaitedFunction(suspension);
  return awaited && suspendsFact(*awaited, unit).claim == Suspends::Never;
}

bool isSeenToComeBack(const Expr &suspension, Unit &unit) {
  const Program *program = programOf(unit);
  return !(program && program->isNoting()) && neverSuspends(suspension, unit);
}

} // namespace corolint
