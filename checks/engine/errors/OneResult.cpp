#include "checks/engine/errors/OneResult.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <optional>

namespace corolint {

using namespace clang;

/// Whether nobody can have put an object of a derived class there: a variable of the class itself,
/// or a pointer that `make_shared` or `make_unique` made for it.
static bool isExactly(const Expr &object) {
  const Expr *e = object.IgnoreParenImpCasts();
  if (const Expr *pointer = dereferencedBy(*e))
    e = pointer->IgnoreParenImpCasts();
  const auto *name = dyn_cast<DeclRefExpr>(e);
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  if (!variable || !variable->hasLocalStorage() || variable->getType()->isReferenceType() ||
      variable->getType()->isPointerType())
    return false;
  if (e->getType()->getAsCXXRecordDecl() == object.getType()->getAsCXXRecordDecl())
    return true;
  const auto *made = variable->getInit()
                         ? dyn_cast<CallExpr>(variable->getInit()->IgnoreUnlessSpelledInSource())
                         : nullptr;
  return made &&
         made->getType().getCanonicalType().getUnqualifiedType() ==
             variable->getType().getCanonicalType().getUnqualifiedType() &&
         (callsStd(*made, "make_shared") || callsStd(*made, "make_unique"));
}

static bool mayBeOverridden(const CallExpr &call) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  const Expr *object = objectOf(call);
  return method && method->isVirtual() && !method->hasAttr<FinalAttr>() &&
         !method->getParent()->hasAttr<FinalAttr>() && !(object && isExactly(*object));
}

/// `{}`, `T()`
static bool isMadeOfNothing(const Expr &value) {
  const Expr *e = value.IgnoreUnlessSpelledInSource();
  if (const auto *list = dyn_cast<InitListExpr>(e))
    return list->getNumInits() == 0;
  const auto *construct = dyn_cast<CXXConstructExpr>(e);
  return construct && construct->getNumArgs() == 0;
}

/// The constant that an expression names: an enumerator, a constant of the program. Null for
/// others.
static const ValueDecl *constantIn(const Expr &value) {
  const auto *name = dyn_cast<DeclRefExpr>(value.IgnoreUnlessSpelledInSource());
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  const bool isConstant =
      name &&
      (isa<EnumConstantDecl>(name->getDecl()) ||
       (variable && variable->hasGlobalStorage() && variable->getType().isConstQualified()));
  return isConstant ? name->getDecl() : nullptr;
}

bool hasOneResult(const FunctionDecl &definition, Unit &unit) {
  std::optional<const ValueDecl *> first; // null in it: `{}`
  for (const Stmt *statement : unit.body(definition).statements()) {
    const auto *plain = dyn_cast<ReturnStmt>(statement);
    const auto *awaited = dyn_cast<CoreturnStmt>(statement);
    const Expr *value = plain ? plain->getRetValue() : awaited ? awaited->getOperand() : nullptr;
    if (!value)
      continue;
    const ValueDecl *constant = constantIn(*value);
    if ((!constant && !isMadeOfNothing(*value)) || (first && *first != constant))
      return false;
    first = constant;
  }
  return first.has_value();
}

bool givesOneResult(const CallExpr &call, Unit &unit) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee || mayBeOverridden(call))
    return false;
  if (const FunctionDecl *definition = definitionOf(callee))
    return hasOneResult(*definition, unit);
  const ProgramFact *told = toldElsewhere(FactKind::OneResult, *callee, unit);
  return told && told->claim == 1;
}

} // namespace corolint
