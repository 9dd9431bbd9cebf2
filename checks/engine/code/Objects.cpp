#include "checks/engine/code/Objects.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

static bool isZero(const APValue &value) {
  if (value.isInt())
    return value.getInt().isZero();
  if (value.isFloat())
    return value.getFloat().isZero();
  if (!value.isStruct())
    return false;
  for (unsigned i = 0; i < value.getStructNumFields(); ++i)
    if (!isZero(value.getStructField(i)))
      return false;
  for (unsigned i = 0; i < value.getStructNumBases(); ++i)
    if (!isZero(value.getStructBase(i)))
      return false;
  return value.getStructNumFields() + value.getStructNumBases() > 0;
}

bool isConstantZero(const Expr &expression, const ASTContext &context) {
  const Expr *value = expression.IgnoreParens();
  if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(value))
    value = temporary->getSubExpr();
  Expr::EvalResult result;
  if (value->isValueDependent() || value->isTypeDependent())
    return false;
  if (value->isPRValue() && value->EvaluateAsConstantExpr(result, context))
    return isZero(result.Val);
  // A constexpr constant that is passed by reference.
  const auto *name = dyn_cast<DeclRefExpr>(value->IgnoreParenImpCasts());
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  if (variable && variable->isConstexpr())
    if (const APValue *constant = variable->evaluateValue())
      return isZero(*constant);
  return false;
}

const Expr *dereferencedBy(const Stmt &statement) {
  const auto *operation = dyn_cast<CXXOperatorCallExpr>(&statement);
  return operation && operation->getNumArgs() == 1 &&
                 (operation->getOperator() == OO_Arrow || operation->getOperator() == OO_Star)
             ? operation->getArg(0)
             : nullptr;
}

const CXXRecordDecl *recordBehind(QualType type) {
  if (type.isNull())
    return nullptr;
  type = type.getNonReferenceType();
  return type->isPointerType() ? type->getPointeeCXXRecordDecl() : type->getAsCXXRecordDecl();
}

const FieldDecl *ownField(const Expr &expression) {
  const auto *member = dyn_cast<MemberExpr>(expression.IgnoreParenImpCasts());
  return member && isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts())
             ? dyn_cast<FieldDecl>(member->getMemberDecl())
             : nullptr;
}

const FieldDecl *ownFieldHolding(const Expr &expression) {
  const FieldDecl *found = nullptr;
  for (const Expr *inner = &stripped(expression);; inner = &stripped(*inner)) {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(inner))
      inner = operation->getArg(0);
    else if (const auto *dereference = dyn_cast<UnaryOperator>(inner))
      inner = dereference->getSubExpr();
    else if (const auto *member = dyn_cast<MemberExpr>(inner)) {
      found = dyn_cast<FieldDecl>(member->getMemberDecl());
      inner = member->getBase();
    } else
      return isa<CXXThisExpr>(inner) ? found : nullptr;
  }
}

const Expr &stripped(const Expr &expression) {
  const Expr *value = expression.IgnoreUnlessSpelledInSource();
  for (;;) {
    const Expr *before = value;
    value = value->IgnoreParenImpCasts();
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(value))
      value = temporary->getSubExpr();
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(value))
      value = bound->getSubExpr();
    if (const auto *call = dyn_cast<CallExpr>(value);
        call && call->getNumArgs() == 1 && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call))
      if (const FunctionDecl *callee = call->getDirectCallee();
          callee && callee->getReturnType()->isRValueReferenceType())
        value = call->getArg(0);
    if (value == before)
      return *value;
  }
}

const ValueDecl *namedBy(const Expr &expression) {
  const Expr &value = stripped(expression);
  if (const auto *name = dyn_cast<DeclRefExpr>(&value))
    return name->getDecl();
  if (const auto *member = dyn_cast<MemberExpr>(&value))
    return dyn_cast<FieldDecl>(member->getMemberDecl());
  if (const Expr *pointer = dereferencedBy(value))
    return namedBy(*pointer);
  if (const auto *deref = dyn_cast<UnaryOperator>(&value);
      deref && (deref->getOpcode() == UO_Deref || deref->getOpcode() == UO_AddrOf))
    return namedBy(*deref->getSubExpr());
  return nullptr;
}

bool mentions(const Stmt &statement, const ValueDecl &variable) {
  if (const auto *expression = dyn_cast<Expr>(&statement);
      expression && (isa<DeclRefExpr>(expression) || isa<MemberExpr>(expression)) &&
      namedBy(*expression) == &variable)
    return true;
  return llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && mentions(*child, variable); });
}

} // namespace corolint
