#include "checks/engine/code/Members.h"
#include "checks/engine/code/Objects.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

llvm::StringRef memberNamed(const Expr &expression) {
  const Expr &named = stripped(expression);
  DeclarationName name;
  if (const auto *member = dyn_cast<MemberExpr>(&named))
    name = member->getMemberDecl()->getDeclName();
  else if (const auto *unknown = dyn_cast<CXXDependentScopeMemberExpr>(&named))
    name = unknown->getMember();
  const IdentifierInfo *identifier = name.getAsIdentifierInfo();
  return identifier ? identifier->getName() : "";
}

const Expr *memberCalledOn(const CallExpr &call) {
  const Expr *callee = call.getCallee()->IgnoreParenImpCasts();
  if (const auto *member = dyn_cast<MemberExpr>(callee))
    return member->getBase();
  const auto *unknown = dyn_cast<CXXDependentScopeMemberExpr>(callee);
  return unknown && !unknown->isImplicitAccess() ? unknown->getBase() : nullptr;
}

const TemplateDecl *templateNamed(QualType type) {
  const auto *made = type->getAs<TemplateSpecializationType>();
  return made ? made->getTemplateName().getAsTemplateDecl() : nullptr;
}

} // namespace corolint
