#include "checks/engine/values/ReusedBuffer.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

/// The variable that a returned expression is, is a part of, or points to.
static const VarDecl *variableReturned(const Expr &value) {
  const Expr *e = value.IgnoreParenImpCasts();
  if (const auto *address = dyn_cast<UnaryOperator>(e);
      address && address->getOpcode() == UO_AddrOf)
    e = address->getSubExpr()->IgnoreParenImpCasts();
  return variableHolding(*e);
}

/// `text.clear();`, `text.assign(...)`: what it held is gone.
static bool empties(const Stmt &statement, const VarDecl &variable) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(&statement);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || !method->getDeclName().isIdentifier() ||
      variableHolding(*call->getImplicitObjectArgument()) != &variable)
    return false;
  const llvm::StringRef name = method->getName();
  return name == "clear" || name == "assign" || name == "resize" || name == "reset";
}

/// `fill(request, pool);`: it may be changed there, and is given for nothing else.
static bool isGivenToFill(const Stmt &statement, const VarDecl &variable) {
  const auto *call = dyn_cast<CallExpr>(&statement);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || isa<CXXOperatorCallExpr>(call) || !callee->getReturnType()->isVoidType())
    return false;
  for (unsigned i = 0; i < std::min(call->getNumArgs(), callee->getNumParams()); ++i) {
    const QualType type = callee->getParamDecl(i)->getType();
    if (type->isLValueReferenceType() && !type->getPointeeType().isConstQualified() &&
        variableHolding(*call->getArg(i)) == &variable)
      return true;
  }
  return false;
}

/// Whether a statement of a body is reached whenever the body is run, as far as its blocks tell:
/// what stands in an `if` may be there to do it once.
static bool isUnconditional(const Body &body, const Stmt &statement) {
  for (const Stmt *outer = body.parent(statement); outer; outer = body.parent(*outer))
    if (isa<IfStmt, SwitchStmt, ConditionalOperator, LambdaExpr, CXXCatchStmt>(outer))
      return false;
  return true;
}

/// The first statement that overwrites the variable at each call; null for none.
static const Stmt *overwritten(const Body &body, const VarDecl &variable) {
  for (const Stmt *statement : body.statements()) {
    const Write write = writeOf(*statement);
    const bool writes = (write && variableHolding(*write.target) == &variable) ||
                        empties(*statement, variable) || isGivenToFill(*statement, variable);
    if (writes && isUnconditional(body, *statement))
      return statement;
  }
  return nullptr;
}

ReusedBuffer reusedBufferBehind(const Expr &source, Unit &unit) {
  const Expr *e = source.IgnoreUnlessSpelledInSource();
  if (const auto *address = dyn_cast<UnaryOperator>(e);
      address && address->getOpcode() == UO_AddrOf)
    e = address->getSubExpr()->IgnoreUnlessSpelledInSource();
  const auto *call = dyn_cast<CallExpr>(e);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee)
    return {};
  if (unit.models().reusedBuffer(*callee))
    return {callee, nullptr};
  const QualType type = callee->getReturnType();
  const FunctionDecl *definition =
      type->isReferenceType() || type->isPointerType() ? definitionOf(callee) : nullptr;
  if (!definition || type->getPointeeType()->isFunctionType())
    return {};
  const Body &body = unit.body(*definition);
  for (const Stmt *statement : body.statements()) {
    const auto *leave = dyn_cast<ReturnStmt>(statement);
    const VarDecl *variable =
        leave && leave->getRetValue() ? variableReturned(*leave->getRetValue()) : nullptr;
    if (variable && variable->isStaticLocal())
      if (const Stmt *written = overwritten(body, *variable))
        return {callee, written, variable->getTLSKind() != VarDecl::TLS_None};
  }
  return {};
}

} // namespace corolint
