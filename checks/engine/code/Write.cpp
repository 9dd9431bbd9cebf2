#include "checks/engine/code/Write.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

Write writeOf(const Stmt &statement) {
  if (const auto *binary = dyn_cast<BinaryOperator>(&statement))
    return binary->isAssignmentOp() ? Write{binary->getLHS(), binary->getRHS()} : Write();
  if (const auto *unary = dyn_cast<UnaryOperator>(&statement))
    return unary->isIncrementDecrementOp() ? Write{unary->getSubExpr(), nullptr} : Write();
  const auto *call = dyn_cast<CXXOperatorCallExpr>(&statement);
  if (!call || call->getNumArgs() == 0)
    return {};
  if (call->isAssignmentOp())
    return {call->getArg(0), call->getNumArgs() > 1 ? call->getArg(1) : nullptr};
  const OverloadedOperatorKind op = call->getOperator();
  return op == OO_PlusPlus || op == OO_MinusMinus ? Write{call->getArg(0), nullptr} : Write();
}

const VarDecl *variableHolding(const Expr &whole) {
  const Expr *expression = &whole;
  for (;;) {
    expression = expression->IgnoreUnlessSpelledInSource();
    if (const auto *member = dyn_cast<MemberExpr>(expression); member && !member->isArrow())
      expression = member->getBase();
    else if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(expression))
      expression = subscript->getBase();
    else
      break;
  }
  const auto *name = dyn_cast<DeclRefExpr>(expression);
  return name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
}

bool isLocalValue(const VarDecl &variable) {
  return variable.hasLocalStorage() && !variable.getType()->isReferenceType() &&
         !variable.getType()->isPointerType();
}

} // namespace corolint
