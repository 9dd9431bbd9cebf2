#include "checks/engine/errors/VoidResult.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Members.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
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

/// `std::rethrow_exception(state_->error)`
static OtherForm rethrownIn(const FunctionDecl &form) {
  const FunctionDecl *written = writtenDefinition(form);
  if (!written)
    return {};
  const Body body(*written);
  for (const Stmt *statement : body.statements())
    if (const auto *call = dyn_cast<CallExpr>(statement);
        call && call->getNumArgs() == 1 && calledBy(*call).getAsString() == "rethrow_exception")
      if (const llvm::StringRef name = memberNamed(*call->getArg(0)); !name.empty())
        return {name.str(), call};
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

/// The class that an `await_resume` was written in, and the template that this specializes.
static llvm::SmallVector<const CXXRecordDecl *, 4> classesOf(const FunctionDecl &written) {
  const auto *own = dyn_cast<CXXRecordDecl>(written.getDeclContext());
  llvm::SmallVector<const CXXRecordDecl *, 4> classes;
  if (own)
    classes.push_back(own);
  if (const auto *special = dyn_cast_or_null<ClassTemplateSpecializationDecl>(own))
    classes.push_back(special->getSpecializedTemplate()->getTemplatedDecl());
  return classes;
}

static llvm::SmallVector<const FunctionDecl *, 2> formsIn(const CXXRecordDecl &record,
                                                          const FunctionDecl &than) {
  llvm::SmallVector<const FunctionDecl *, 2> forms;
  for (const NamedDecl *member : findMembers(record, than.getName()))
    if (const auto *form = dyn_cast<FunctionDecl>(member);
        form && form->getLocation() != than.getLocation())
      forms.push_back(form);
  return forms;
}

OtherForm unaskedInThisForm(const CXXMethodDecl &resume) {
  const FunctionDecl *written = writtenDefinition(resume);
  if (!written)
    return {};
  for (const CXXRecordDecl *record : classesOf(*written))
    for (const FunctionDecl *form : formsIn(*record, resume)) {
      OtherForm other = rethrownIn(*form);
      if (other && keeps(*cast<CXXRecordDecl>(written->getDeclContext()), other.error) &&
          !mayAsk(Body(*written), other.error))
        return other;
    }
  return {};
}

// ---- A result that void hasn't

/// The template or class that a class derives from, where it is the only one.
static const NamedDecl *onlyBase(const CXXRecordDecl &record) {
  if (!record.hasDefinition() || record.getNumBases() != 1)
    return nullptr;
  const QualType base = record.bases_begin()->getType();
  if (const TemplateDecl *of = templateNamed(base))
    return cast<NamedDecl>(of->getCanonicalDecl());
  const CXXRecordDecl *plain = base->getAsCXXRecordDecl();
  return plain ? plain->getCanonicalDecl() : nullptr;
}

/// The classes beside one, in the class around it, that derive from the same.
static void addSiblings(const CXXRecordDecl &record,
                        llvm::SmallVectorImpl<const CXXRecordDecl *> &classes) {
  const auto *around = dyn_cast<CXXRecordDecl>(record.getDeclContext());
  const NamedDecl *base = around ? onlyBase(record) : nullptr;
  if (!base)
    return;
  for (const Decl *member : around->decls())
    if (const auto *sibling = dyn_cast<CXXRecordDecl>(member);
        sibling && sibling != &record && sibling->isThisDeclarationADefinition() &&
        onlyBase(*sibling) == base)
      classes.push_back(sibling);
}

/// `return this->reply_.result();`
static OtherForm askedIn(const FunctionDecl &form) {
  const FunctionDecl *written = writtenDefinition(form);
  if (!written)
    return {};
  const Body body(*written);
  for (const Stmt *statement : body.statements()) {
    const auto *call = dyn_cast<CallExpr>(statement);
    const Expr *object = call ? memberCalledOn(*call) : nullptr;
    if (object && call->getNumArgs() == 0 && body.enclosing<ReturnStmt>(*call))
      if (const llvm::StringRef name = memberNamed(*object); !name.empty())
        return {name.str(), call};
  }
  return {};
}

/// The field of this name in a class or in what it derives from.
static const FieldDecl *fieldNamed(const CXXRecordDecl &record, llvm::StringRef name) {
  return dyn_cast_or_null<FieldDecl>(findMember(record, name));
}

/// Whether a class has something to ask that waits, gives nothing and may throw: what the result
/// is asked by, or what says so.
static bool canBeAsked(const FieldDecl &field, llvm::StringRef by) {
  const CXXRecordDecl *record = recordBehind(field.getType());
  for (record = record ? record->getDefinition() : nullptr; record;) {
    for (const CXXMethodDecl *method : record->methods())
      if (method->getIdentifier() && method->getNumParams() == 0 &&
          method->getReturnType()->isVoidType() && !promisesNotToThrow(*method) &&
          (method->getName() == by || says(Meaning::Waits, method->getName())))
        return true;
    const CXXRecordDecl *base = record->getNumBases() == 1
                                    ? record->bases_begin()->getType()->getAsCXXRecordDecl()
                                    : nullptr;
    record = base ? base->getDefinition() : nullptr;
  }
  return false;
}

OtherForm unaskedForResult(const CXXMethodDecl &resume) {
  // What stands beside an instance need not be there as one.
  const FunctionDecl *pattern = resume.getTemplateInstantiationPattern();
  const FunctionDecl *written = pattern ? pattern : writtenDefinition(resume);
  if (!written || resume.isDependentContext() || !resume.getReturnType()->isVoidType() ||
      llvm::any_of(Body(*written).statements(), [](const Stmt *statement) {
        return isa<CXXThisExpr, CallExpr, CXXThrowExpr>(statement);
      }))
    return {};
  llvm::SmallVector<const CXXRecordDecl *, 4> classes = classesOf(*written);
  if (!classes.empty())
    addSiblings(*classes.front(), classes);
  for (const CXXRecordDecl *record : classes)
    for (const FunctionDecl *form : formsIn(*record, resume)) {
      OtherForm other = askedIn(*form);
      const FieldDecl *kept = other ? fieldNamed(*resume.getParent(), other.error) : nullptr;
      if (kept && !form->getReturnType()->isVoidType() &&
          canBeAsked(*kept, calledBy(*other.rethrown).getAsString()))
        return other;
    }
  return {};
}

} // namespace corolint
