#include "checks/engine/errors/ErrorUse.h"
#include "checks/engine/code/ProcessEnd.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Kept.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/FailureValue.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

bool ErrorScan::namesError(const Expr &expression) const {
  const auto *name = dyn_cast<DeclRefExpr>(expression.IgnoreUnlessSpelledInSource());
  return error_.variable && name && name->getDecl() == error_.variable;
}

static bool isVoidCast(const Stmt &statement) {
  const auto *cast = dyn_cast<ExplicitCastExpr>(&statement);
  return cast && cast->getType()->isVoidType();
}

void ErrorScan::look(const Stmt *statement, ErrorUse &use) {
  if (!statement)
    return;
  if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement))
    return lookAtThrow(*thrown, use);
  if (const auto *name = dyn_cast<DeclRefExpr>(statement)) {
    if (error_.variable && name->getDecl() == error_.variable)
      use.add(Effect::Uses);
    return;
  }
  if (isVoidCast(*statement)) {
    const Expr *inner =
        cast<ExplicitCastExpr>(statement)->getSubExpr()->IgnoreUnlessSpelledInSource();
    if (!isa<DeclRefExpr>(inner) && !callsStd(*inner, "current_exception"))
      look(inner, use);
    return;
  }
  if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
    return lookAtLambda(*lambda, use, false);
  if (const auto *choice = dyn_cast<ConditionalOperator>(statement))
    return lookAtChoice(*choice, use);
  if (const auto *both = dyn_cast<BinaryOperator>(statement); both && both->isLogicalOp())
    return lookAtLogical(*both, use);
  if (const Write write = writeOf(*statement))
    return lookAtWrite(*write.target, write.value, *cast<Expr>(statement), use);
  if (const auto *call = dyn_cast<CallExpr>(statement))
    return lookAtCall(*call, use);
  for (const Stmt *child : statement->children())
    look(child, use);
  // A fatal line ends the process when its temporary is destroyed.
  if (!use.leaves && endsProcess(*statement))
    use.leave(use.effect == Effect::Uses ? ErrorEnd::Carried : ErrorEnd::Terminated, statement);
}

/// Only what both do leaves for sure: `condition ? (void)0 : std::abort()` is an assertion.
void ErrorScan::lookAtEither(const Expr *one, const Expr *other, ErrorUse &use) {
  const ErrorUse first = of(one), second = of(other);
  use.add(std::max(first.effect, second.effect));
  if (first.leaves && second.leaves)
    use.leave(first.end, first.at);
  else if (first.leaves || second.leaves)
    use.add(Effect::Reacts);
}

void ErrorScan::lookAtChoice(const ConditionalOperator &choice, ErrorUse &use) {
  // `assert(false)`: the build has decided.
  if (const std::optional<bool> taken = decidedByBuild(choice.getCond(), body_.context()))
    return look(*taken ? choice.getTrueExpr() : choice.getFalseExpr(), use);
  look(choice.getCond(), use);
  lookAtEither(choice.getTrueExpr(), choice.getFalseExpr(), use);
}

/// `(false) || (fail("text"), 0)` always fails.
void ErrorScan::lookAtLogical(const BinaryOperator &both, ErrorUse &use) {
  look(both.getLHS(), use);
  const std::optional<bool> left = decidedByBuild(both.getLHS(), body_.context());
  if (!left)
    return lookAtEither(both.getRHS(), nullptr, use);
  if (*left == (both.getOpcode() == BO_LAnd))
    look(both.getRHS(), use);
}

void ErrorScan::lookAtThrow(const CXXThrowExpr &thrown, ErrorUse &use) {
  if (!thrown.getSubExpr())
    return use.leave(ErrorEnd::Rethrown, &thrown);
  const bool carries = of(thrown.getSubExpr()).effect == Effect::Uses;
  use.leave(carries ? ErrorEnd::Carried : ErrorEnd::Replaced, &thrown);
}

/// A lambda that mentions the error takes it along; one called in place does what its body does.
void ErrorScan::lookAtLambda(const LambdaExpr &lambda, ErrorUse &use, bool calledHere) {
  for (const Expr *initialiser : lambda.capture_inits())
    look(initialiser, use);
  ErrorUse inner;
  lookInside(lambda.getBody(), inner);
  if (calledHere) {
    use.add(inner.effect);
    if (inner.leaves)
      use.leave(inner.end, inner.at);
  } else if (inner.effect == Effect::Uses || (inner.leaves && inner.end != ErrorEnd::Replaced)) {
    use.add(Effect::Uses);
  }
}

void ErrorScan::lookInside(const Stmt *statement, ErrorUse &use) {
  if (!statement)
    return;
  if (isa<Expr>(statement))
    return look(statement, use);
  for (const Stmt *child : statement->children())
    lookInside(child, use);
}

void ErrorScan::lookAtWrite(const Expr &target, const Expr *value, const Expr &write,
                            ErrorUse &use) {
  const Expr *spelled = target.IgnoreUnlessSpelledInSource();
  if (const auto *name = dyn_cast<DeclRefExpr>(spelled);
      name && name->getDecl()->isInStdNamespace() &&
      name->getDecl()->getDeclName().isIdentifier() && name->getDecl()->getName() == "ignore")
    return;
  const ErrorUse inner = of(value);
  if (inner.leaves)
    use.leave(inner.end, inner.at);
  const bool uses = inner.effect == Effect::Uses;
  const VarDecl *variable = variableHolding(*spelled);
  // What a lambda has captured outlives it.
  const bool captured = variable && variable->getDeclContext() != &body_.function() &&
                        variable->getDeclContext()->Encloses(&body_.function());
  if (!variable || !isLocalValue(*variable) || captured) {
    if (value && !uses && !captured && answersLikeSuccess(body_, target, *value, write))
      return;
    use.stored |= uses;
    return use.add(uses ? Effect::Uses : value ? Effect::Keeps : Effect::Reacts);
  }
  // A change of the error object itself isn't a look at it.
  if (variable == error_.variable || !isReadLater(body_, *variable, write) ||
      (value && answersLikeSuccess(body_, target, *value, write)))
    return;
  use.add(uses ? Effect::Uses : Effect::Keeps);
  use.stored |= uses;
}

// ---- Calls ------------------------------------------------------------------------------------

/// A member by which the holder of the error is told to forget it.
bool ErrorScan::forgetsError(const CallExpr &call) const {
  const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
  if (!member || !member->getMethodDecl() || !call.getType()->isVoidType() ||
      !namesError(*member->getImplicitObjectArgument()))
    return false;
  const auto row = unit_.models().errorResult(*member->getMethodDecl()->getParent());
  return row && llvm::is_contained(row->inspectors, member->getMethodDecl()->getNameAsString());
}

void ErrorScan::lookAtCall(const CallExpr &call, ErrorUse &use) {
  if (callsStd(call, "current_exception"))
    return use.add(Effect::Uses);
  if (callsStd(call, "rethrow_exception"))
    return use.leave(ErrorEnd::Rethrown, &call);
  if (callsStd(call, "throw_with_nested"))
    return use.leave(ErrorEnd::Carried, &call);
  if (forgetsError(call))
    return;
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
      member && emplacesLikeSuccess(body_, *member))
    return;
  const auto *invoked = dyn_cast<CXXOperatorCallExpr>(&call);
  if (invoked && invoked->getOperator() == OO_Call)
    if (const auto *lambda =
            dyn_cast<LambdaExpr>(invoked->getArg(0)->IgnoreUnlessSpelledInSource()))
      lookAtLambda(*lambda, use, true);

  const ErrorUse inner = lookAtOperands(call);
  if (inner.leaves)
    use.leave(inner.end, inner.at);
  const FunctionDecl *callee = calleeOf(call);
  if (takesExceptionAtHand(calledBy(call)))
    return use.add(Effect::Uses);
  if (callee && neverReturns(*callee))
    return use.leave(inner.effect == Effect::Uses ? ErrorEnd::Carried : ErrorEnd::Terminated,
                     &call);
  use.add(inner.effect == Effect::Uses ? Effect::Uses : ownEffect(call, inner.effect));
}

ErrorUse ErrorScan::lookAtOperands(const CallExpr &call) {
  ErrorUse use;
  for (const Expr *argument : call.arguments())
    look(argument, use);
  if (const auto *member = dyn_cast<MemberExpr>(call.getCallee()->IgnoreParens()))
    look(member->getBase(), use);
  else if (!isa<DeclRefExpr>(call.getCallee()->IgnoreImpCasts()))
    look(call.getCallee(), use);
  return use;
}

/// `object.get()` and `std::move(x)`: what is done with the result counts.
static bool isAccessor(const CallExpr &call, const FunctionDecl &callee) {
  if (const auto *method = dyn_cast<CXXMethodDecl>(&callee))
    return method->isConst() && !call.getType()->isVoidType() && !isa<CXXOperatorCallExpr>(call);
  return isOfStd(callee) && !call.getType()->isVoidType();
}

/// What a call does that isn't given the error.
Effect ErrorScan::ownEffect(const CallExpr &call, Effect ofArguments) {
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
      operation && operation->getOperator() == OO_LessLess)
    return isConstantInsertion(*operation) ? Effect::None : Effect::Reacts;
  const FunctionDecl *callee = calleeOf(call);
  if (callee && !isOfStd(*callee) && depth_ > 0)
    if (const FunctionDecl *definition = definitionOf(callee))
      if (const Effect inside = effectInside(*definition);
          inside == Effect::Uses || (inside == Effect::None && isConstantReport(call)))
        return inside;
  // Of a text that is always the same a log learns nothing. Whoever else is told may act on it:
  // `promise.Reject("no")`, `onError("no")`.
  if (isConstantReport(call) && writesToLog(call, body_.context()))
    return Effect::None;
  if (!callee)
    return Effect::Reacts;
  if (callee->getBuiltinID() || isAccessor(call, *callee))
    return ofArguments;
  // A function that can't be seen and is given nothing may ask what the exception at hand is.
  const bool mayAsk = error_.current && call.getNumArgs() == 0 && !callee->isDefined() &&
                      !isa<CXXMethodDecl>(callee) && !isOfStd(*callee);
  return mayAsk ? Effect::Uses : Effect::Reacts;
}

/// What a function that can be seen does about the exception at hand.
Effect ErrorScan::effectInside(const FunctionDecl &definition) {
  const Body inside(definition);
  for (const Stmt *statement : inside.statements()) {
    if (callsStd(*statement, "current_exception"))
      return Effect::Uses;
    if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement);
        thrown && !thrown->getSubExpr() && !inside.enclosing<CXXCatchStmt>(*thrown))
      return Effect::Uses;
    if (const auto *deeper = dyn_cast<CallExpr>(statement);
        deeper && deeper->getDirectCallee() && neverReturns(*deeper->getDirectCallee()))
      return Effect::Uses;
  }
  for (const Stmt *statement : inside.statements())
    if (const auto *deeper = dyn_cast<CallExpr>(statement);
        deeper && !(deeper->getDirectCallee() && isOfStd(*deeper->getDirectCallee())))
      if (const ErrorUse use =
              ErrorScan(inside, {nullptr, error_.current}, unit_, depth_ - 1).of(deeper);
          use.leaves || use.effect == Effect::Uses)
        return Effect::Uses;
  return onlyWritesToLog(inside) ? Effect::None : Effect::Reacts;
}

} // namespace corolint
