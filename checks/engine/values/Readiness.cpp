#include "checks/engine/values/Readiness.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

using namespace clang;

/// Whether awaiting the operand makes the object ready: it is the object, a member of a task that
/// gives no result of its own (`co_await f.resolve()`), or a function that is given it
/// (`co_await until_ready(f)`).
static bool awaits(const Expr &operand, const ValueDecl &variable, Unit &unit) {
  const Expr &value = stripped(operand);
  if (namedBy(value) == &variable)
    return true;
  const auto *call = dyn_cast<CallExpr>(&value);
  if (!call)
    return mentions(value, variable);
  if (llvm::any_of(call->arguments(),
                   [&](const Expr *argument) { return mentions(*argument, variable); }))
    return true;
  const Expr *object = isa<CXXMemberCallExpr>(call) ? objectOf(*call) : nullptr;
  if (!object || !mentions(*object, variable))
    return false;
  // A client, a connection: what it is asked for is done, the next thing isn't.
  return unit.taskType(variable.getType().getNonReferenceType()).isAwaitable();
}

/// `if (f.is_ready())`, `f.wait_for(0s) == ready`: whoever asks knows.
static bool asks(const Body &body, const CXXMemberCallExpr &call, const Expr &asked, Unit &unit) {
  const CXXMethodDecl &method = *call.getMethodDecl();
  if (method.getDeclName().isIdentifier() && says(Meaning::StillThere, method.getName()))
    return false;
  const Known<BlockingRow> row = unit.models().blocking(method);
  const bool timed = row && row->duration && *row->duration < static_cast<int>(call.getNumArgs()) &&
                     isConstantZero(*call.getArg(*row->duration), body.context());
  const bool waited = row && row->task == -1 && !row->duration;
  return timed || waited || (!row && method.isConst() && method.getReturnType()->isBooleanType()) ||
         fateOf(body, asked, unit).fate == Fate::Inspected;
}

bool isSettled(const Body &body, const Expr &object, const CallExpr &call, Unit &unit) {
  const ValueDecl *variable = namedBy(object);
  if (!variable)
    return false;
  // What an await gave comes when it is there.
  if (const auto *local = dyn_cast<VarDecl>(variable);
      local && local->getInit() && awaitOperand(stripped(*local->getInit())))
    return true;
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *statement : body.statements()) {
    if (statement->getBeginLoc() == call.getBeginLoc() ||
        sources.isBeforeInTranslationUnit(call.getBeginLoc(), statement->getBeginLoc()))
      continue;
    if (const Expr *operand = suspensionOperand(*statement);
        operand && awaits(*operand, *variable, unit))
      return true;
    const auto *earlier = dyn_cast<CXXMemberCallExpr>(statement);
    const Expr *asked =
        earlier && earlier != &call && earlier->getMethodDecl() ? objectOf(*earlier) : nullptr;
    if (asked && namedBy(*asked) == variable && asks(body, *earlier, *asked, unit))
      return true;
  }
  return false;
}

bool isUnfinished(const Body &body, const Expr &object) {
  const Expr &value = stripped(object);
  if (awaitOperand(value))
    return false;
  if (isa<CallExpr>(value))
    return value.isPRValue();
  const auto *variable = dyn_cast_or_null<VarDecl>(namedBy(value));
  if (!variable)
    return isa_and_nonnull<FieldDecl>(namedBy(value));
  if (isa<ParmVarDecl>(variable)) {
    const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
    return !method || !method->getParent()->isLambda();
  }
  if (!variable->getInit() || isa<DecompositionDecl>(variable))
    return false;
  const Expr &made = stripped(*variable->getInit());
  return isa<CallExpr>(made) && !awaitOperand(made) && made.isPRValue();
}

} // namespace corolint
