#include "checks/engine/time/Element.h"
#include "checks/engine/time/Suspension.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

bool sameValue(const Expr &one, const Expr &other) {
  const Expr *a = one.IgnoreUnlessSpelledInSource(), *b = other.IgnoreUnlessSpelledInSource();
  if (const auto *x = dyn_cast<IntegerLiteral>(a))
    if (const auto *y = dyn_cast<IntegerLiteral>(b))
      return x->getValue() == y->getValue();
  if (const auto *x = dyn_cast<StringLiteral>(a))
    if (const auto *y = dyn_cast<StringLiteral>(b))
      return x->getBytes() == y->getBytes();
  return sameObject(one, other);
}

bool sameElement(const CallExpr &one, const CallExpr &other) {
  const auto *callee = dyn_cast_or_null<CXXMethodDecl>(one.getDirectCallee());
  if (!callee || other.getDirectCallee() != callee || one.getNumArgs() != other.getNumArgs() ||
      !callee->getReturnType()->isReferenceType())
    return false;
  const auto *a = dyn_cast<CXXMemberCallExpr>(&one), *b = dyn_cast<CXXMemberCallExpr>(&other);
  if (a && b && !sameObject(*a->getImplicitObjectArgument(), *b->getImplicitObjectArgument()))
    return false;
  return llvm::all_of(llvm::zip_equal(one.arguments(), other.arguments()), [](const auto &pair) {
    return sameValue(*std::get<0>(pair), *std::get<1>(pair));
  });
}

} // namespace corolint
