#include "checks/engine/errors/ExpectedToThrow.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/ExceptionTypes.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

/// `EXPECT_THAT([&] {...}, Throws<std::exception>())`: what the lambda's user was made of names it.
static bool matchesThrowing(const CallExpr *user) {
  const auto *operation = dyn_cast_or_null<CXXOperatorCallExpr>(user);
  if (!operation || operation->getOperator() != OO_Call)
    return false;
  llvm::SmallVector<const Stmt *, 16> open{operation->getArg(0)};
  while (!open.empty()) {
    const Stmt *statement = open.pop_back_val();
    const auto *call = dyn_cast<CallExpr>(statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (callee && callee->getIdentifier() && says(Meaning::Throws, callee->getName()))
      return true;
    for (const Stmt *child : statement->children())
      if (child)
        open.push_back(child);
  }
  return false;
}

bool isExpectedToThrow(const Body &body, const Expr &made) {
  const auto *call = dyn_cast<CallExpr>(&made);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const FunctionDecl *definition = definitionOf(callee);
  if (definition && Body(*definition).isCoroutine())
    return false;
  const CallExpr *user = userOfLambda(body);
  const Expr *named = user ? user->getCallee()->IgnoreParenImpCasts() : nullptr;
  // In a template the closure's type is dependent, and with it the call's overload.
  const auto saysSo = [](const NamedDecl &function, ArrayRef<TemplateArgumentLoc> arguments) {
    return function.getIdentifier() &&
           (says(Meaning::Throws, function.getName()) ||
            llvm::any_of(arguments, [](const TemplateArgumentLoc &argument) {
              const CXXRecordDecl *record =
                  argument.getArgument().getKind() == TemplateArgument::Type
                      ? argument.getArgument().getAsType()->getAsCXXRecordDecl()
                      : nullptr;
              return record && record->hasDefinition() && isStdException(*record);
            }));
  };
  if (matchesThrowing(user))
    return true;
  if (const auto *one = dyn_cast_or_null<DeclRefExpr>(named))
    return isa<FunctionDecl>(one->getDecl()) && saysSo(*one->getDecl(), one->template_arguments());
  const auto *several = dyn_cast_or_null<OverloadExpr>(named);
  return several && several->getNumDecls() > 0 &&
         saysSo(**several->decls_begin(), several->template_arguments());
}

} // namespace corolint
