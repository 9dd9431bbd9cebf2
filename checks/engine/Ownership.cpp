#include "checks/engine/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

/// A class template over the class, or a base of it: `shared_ptr<session>`.
static bool isHandleOf(QualType type, const CXXRecordDecl &record) {
  const auto *handle = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!handle || handle->getTemplateArgs().size() == 0 || handle->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
    return false;
  const auto *held = handle->getTemplateArgs().get(0).getAsType()->getAsCXXRecordDecl();
  return held && held->hasDefinition() && (held->getCanonicalDecl() == record.getCanonicalDecl() || record.isDerivedFrom(held));
}

/// Whether a member gives a handle of the object that it is called on, strong or weak: `shared_from_this()` and its like.
static bool givesItself(const CXXMethodDecl &method, const CXXRecordDecl &record) {
  return method.getNumParams() == 0 && !method.isStatic() && isHandleOf(method.getReturnType(), record);
}

bool isSharedOwned(const CXXRecordDecl &record) {
  return !record.forallBases([&](const CXXRecordDecl *base) {
    return llvm::none_of(base->methods(), [&](const CXXMethodDecl *method) { return givesItself(*method, record); });
  });
}

static bool takesItself(const Stmt &statement, const CXXRecordDecl &record) {
  const auto *member = dyn_cast<MemberExpr>(&statement);
  const auto *method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
  return method && givesItself(*method, record);
}

bool keepsItself(const Body &body, const CXXRecordDecl &record) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) { return takesItself(*statement, record); }) ||
         llvm::any_of(body.function().parameters(), [&](const ParmVarDecl *parameter) { return isHandleOf(parameter->getType(), record); });
}

bool mentionsItself(const Body &body, const Stmt &part, const CXXRecordDecl &record) {
  const auto isInside = [&](const Stmt &statement) {
    for (const Stmt *s = &statement; s; s = body.parent(*s))
      if (s == &part)
        return true;
    return false;
  };
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    if (!isInside(*statement))
      return false;
    if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
      return llvm::any_of(lambda->captures(), [&](const LambdaCapture &capture) { return capture.capturesVariable() && isHandleOf(capture.getCapturedVar()->getType(), record); });
    const auto *name = dyn_cast<DeclRefExpr>(statement);
    return takesItself(*statement, record) || (name && isHandleOf(name->getType(), record));
  });
}

} // namespace corolint
