#include "checks/engine/errors/VoidResult.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/DeclTemplate.h"
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

// ---- Two forms

/// The name of the member that an expression is at its end; empty for others.
static std::string memberNamed(const Expr &expression) {
  const Expr &named = stripped(expression);
  if (const auto *member = dyn_cast<MemberExpr>(&named))
    return member->getMemberDecl()->getNameAsString();
  if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(&named);
      member && member->getMember().isIdentifier())
    return member->getMember().getAsString();
  return "";
}

/// `std::rethrow_exception(state_->error)`
static OtherForm rethrownIn(const FunctionDecl &form) {
  const FunctionDecl *written = writtenDefinition(form);
  if (!written)
    return {};
  const Body body(*written);
  for (const Stmt *statement : body.statements())
    if (const auto *call = dyn_cast<CallExpr>(statement);
        call && call->getNumArgs() == 1 && calledBy(*call).getAsString() == "rethrow_exception")
      if (std::string name = memberNamed(*call->getArg(0)); !name.empty())
        return {std::move(name), call};
  return {};
}

/// Whether a body calls something, throws, or names the member.
static bool mayAsk(const Body &body, llvm::StringRef member) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *expression = dyn_cast<Expr>(statement);
    return isa<CXXThrowExpr>(statement) ||
           (isa<CallExpr>(statement) && !isa<CXXOperatorCallExpr>(statement)) ||
           (expression && memberNamed(*expression) == member);
  });
}

/// Whether the class, or one in it, has a member of this name.
static bool keeps(const CXXRecordDecl &record, llvm::StringRef name) {
  return llvm::any_of(record.decls(), [&](const Decl *declared) {
    const auto *field = dyn_cast<FieldDecl>(declared);
    const auto *inner = dyn_cast<CXXRecordDecl>(declared);
    return (field && field->getIdentifier() && field->getName() == name) ||
           (inner && !inner->isInjectedClassName() && inner->isThisDeclarationADefinition() &&
            keeps(*inner, name));
  });
}

OtherForm unaskedInThisForm(const CXXMethodDecl &resume) {
  const FunctionDecl *written = writtenDefinition(resume);
  const auto *own = written ? dyn_cast<CXXRecordDecl>(written->getDeclContext()) : nullptr;
  if (!own)
    return {};
  llvm::SmallVector<const CXXRecordDecl *, 2> records{own};
  if (const auto *special = dyn_cast<ClassTemplateSpecializationDecl>(own))
    records.push_back(special->getSpecializedTemplate()->getTemplatedDecl());
  for (const CXXRecordDecl *record : records)
    for (const NamedDecl *member : findMembers(*record, resume.getName())) {
      const auto *form = dyn_cast<FunctionDecl>(member);
      if (!form || form->getLocation() == resume.getLocation())
        continue;
      OtherForm other = rethrownIn(*form);
      if (other && keeps(*own, other.error) && !mayAsk(Body(*written), other.error))
        return other;
    }
  return {};
}

} // namespace corolint
