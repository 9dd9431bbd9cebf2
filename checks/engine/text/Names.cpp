#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

using namespace clang;

static bool isLambda(const Expr &callee) {
  const auto *record = callee.getType().getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->isLambda() && isa<LambdaExpr>(callee.IgnoreUnlessSpelledInSource());
}

/// What stands there, where a message has room for it.
static std::string shortText(const Expr &expression, const ASTContext &context) {
  const std::string text = sourceText(expression.getSourceRange(), context);
  return text.size() > 40 ? "" : text;
}

std::string calleeName(const FunctionDecl &callee) {
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  if (method && method->getParent()->isLambda())
    return "lambda";
  // Nobody knows a function by its operator: `*f()` goes by what is called, an object by its class.
  if (method && !callee.getIdentifier())
    return method->getParent()->getNameAsString();
  return callee.getIdentifier() ? callee.getNameAsString() : "";
}

/// An operator's expression by what stands there, or by what it is applied to: `*f()` is 'f'.
static std::string operationName(const CXXOperatorCallExpr &call, const ASTContext &context) {
  const Expr *operand =
      call.getNumArgs() > 0 ? call.getArg(0)->IgnoreUnlessSpelledInSource() : nullptr;
  if (!operand)
    return "";
  if (call.getOperator() == OO_Call && isLambda(*call.getArg(0)))
    return "lambda";
  const bool whole = call.isInfixBinaryOp() && call.getOperator() != OO_Call;
  if (std::string text = shortText(whole ? call : *operand, context);
      !text.empty() && (whole || call.getOperator() == OO_Call || !isa<CallExpr>(operand)))
    return text;
  return calledName(*operand, context);
}

/// What a dependent call is named by: the same as in an instance.
static std::string dependentName(const Expr &callee) {
  DeclarationName name;
  if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(&callee))
    name = member->getMember();
  else if (const auto *overloads = dyn_cast<OverloadExpr>(&callee))
    name = overloads->getName();
  return name.isIdentifier() && !name.isEmpty() ? name.getAsString() : "";
}

std::string calledName(const Expr &origin, const ASTContext &context) {
  if (const Expr *operand = awaitOperand(origin))
    return calledName(*operand->IgnoreUnlessSpelledInSource(), context);
  if (const auto *call = dyn_cast<CXXOperatorCallExpr>(&origin))
    return operationName(*call, context);
  if (const auto *call = dyn_cast<CallExpr>(&origin)) {
    const FunctionDecl *callee = call->getDirectCallee();
    // `std::move(work)` goes by the name of the work.
    if (callee && call->getNumArgs() == 1 && call->isXValue() && callee->isInStdNamespace())
      return calledName(*call->getArg(0)->IgnoreUnlessSpelledInSource(), context);
    // A conversion goes by the name of what is converted.
    if (const auto *conversion = dyn_cast_or_null<CXXConversionDecl>(callee))
      if (const Expr *object = objectOf(*call); object && conversion)
        return calledName(*object->IgnoreUnlessSpelledInSource(), context);
    if (callee)
      return calleeName(*callee);
    const std::string name = dependentName(*call->getCallee()->IgnoreParenImpCasts());
    return name.empty() ? shortText(*call->getCallee(), context) : name;
  }
  if (std::string text = shortText(origin, context); !text.empty())
    return text;
  // Written in a macro: by what is declared.
  if (const auto *name = dyn_cast<DeclRefExpr>(&origin))
    return name->getDecl()->getDeclName().isIdentifier() ? name->getDecl()->getNameAsString() : "";
  if (const auto *member = dyn_cast<MemberExpr>(&origin))
    return member->getMemberDecl()->getDeclName().isIdentifier()
               ? member->getMemberDecl()->getNameAsString()
               : "";
  const auto *record = isa<CXXConstructExpr>(origin) && !origin.getType().isNull()
                           ? origin.getType()->getAsCXXRecordDecl()
                           : nullptr;
  return record ? record->getNameAsString() : "";
}

} // namespace corolint
