#include "checks/engine/errors/KeptText.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/things/PromiseHandler.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

/// A text, or an optional that holds one.
static bool isText(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  const auto *instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  if (!instance || !instance->isInStdNamespace() || !instance->getIdentifier())
    return false;
  if (instance->getName() == "basic_string")
    return true;
  return instance->getName() == "optional" && instance->getTemplateArgs().size() > 0 &&
         instance->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         isText(instance->getTemplateArgs()[0].getAsType());
}

/// Whether an object of the class may have the exception itself.
static bool holdsException(const CXXRecordDecl &record) {
  const auto isHolder = [](const FieldDecl *field) {
    const auto *held = field->getType()->getAsCXXRecordDecl();
    return isExceptionPtr(field->getType()) ||
           (held && !isText(field->getType()) && !held->isEmpty() &&
            isa<ClassTemplateSpecializationDecl>(held) && !held->isInStdNamespace());
  };
  return llvm::any_of(record.fields(), isHolder) ||
         llvm::any_of(record.bases(), [](const CXXBaseSpecifier &base) {
           const auto *above = base.getType()->getAsCXXRecordDecl();
           return !above || !above->hasDefinition() || holdsException(*above->getDefinition());
         });
}

/// Where the promise's handler fills the field; null where it doesn't.
static const Stmt *filledAt(const CXXRecordDecl &promise, const FieldDecl &field, Unit &unit) {
  const FunctionDecl *handler = exceptionHandlerOf(promise);
  if (!handler)
    return nullptr;
  for (const Stmt *statement : unit.body(*handler).statements())
    if (const Write write = writeOf(*statement)) {
      const FieldDecl *written = ownField(*write.target);
      if (written && written->getLocation() == field.getLocation())
        return statement;
    }
  return nullptr;
}

static KeptText keptIn(const MemberExpr &member, Unit &unit) {
  const auto *field = dyn_cast<FieldDecl>(member.getMemberDecl());
  const auto *promise = field ? dyn_cast<CXXRecordDecl>(field->getParent()) : nullptr;
  if (!promise || !isText(field->getType()) || !findMember(*promise, "get_return_object") ||
      holdsException(*promise))
    return {};
  const Stmt *kept = filledAt(*promise, *field, unit);
  return kept ? KeptText{field, kept} : KeptText();
}

KeptText keptTextIn(const Expr &expression, Unit &unit) {
  llvm::SmallVector<const Stmt *, 16> open{&expression};
  while (!open.empty()) {
    const Stmt *statement = open.pop_back_val();
    if (const auto *member = dyn_cast<MemberExpr>(statement))
      if (const KeptText kept = keptIn(*member, unit))
        return kept;
    for (const Stmt *child : statement->children())
      if (child)
        open.push_back(child);
  }
  return {};
}

} // namespace corolint
