#include "checks/engine/errors/VoidResult.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

/// `future_.value()`, of which nobody knows yet what it calls.
static const CXXDependentScopeMemberExpr *askedOf(const Stmt &statement) {
  if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(&statement);
      member && !member->isImplicitAccess() && ownField(*member->getBase()))
    return member;
  for (const Stmt *child : statement.children())
    if (child)
      if (const CXXDependentScopeMemberExpr *found = askedOf(*child))
        return found;
  return nullptr;
}

VoidResult unaskedForVoid(const CXXMethodDecl &resume) {
  const FunctionDecl *pattern = resume.getTemplateInstantiationPattern();
  if (!pattern || !pattern->getBody() || !resume.getBody() || !resume.getReturnType()->isVoidType())
    return {};
  const Body instance(resume);
  if (llvm::any_of(instance.statements(), [](const Stmt *statement) {
        return isa<CXXThisExpr, CallExpr, CXXThrowExpr>(statement);
      }))
    return {};
  const Body written(*pattern);
  for (const Stmt *statement : written.statements()) {
    const auto *branch = dyn_cast<IfStmt>(statement);
    const CXXDependentScopeMemberExpr *asked = branch && branch->isConstexpr() && !branch->getElse()
                                                   ? askedOf(*branch->getThen())
                                                   : nullptr;
    if (!asked || !asked->getMember().isIdentifier())
      continue;
    const FieldDecl *field = ownField(*asked->getBase());
    for (const FieldDecl *own : resume.getParent()->fields()) {
      const auto *record = own->getType()->getAsCXXRecordDecl();
      if (own->getDeclName() != field->getDeclName() || !record || !record->hasDefinition())
        continue;
      const auto *form =
          dyn_cast_or_null<FunctionDecl>(findMember(*record, asked->getMember().getAsString()));
      const QualType result = form ? form->getReturnType() : QualType();
      if (form && (result->isVoidType() || result->isUndeducedType()) && !promisesNotToThrow(*form))
        return {own, form};
    }
  }
  return {};
}

} // namespace corolint
