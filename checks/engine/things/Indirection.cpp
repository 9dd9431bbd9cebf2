#include "checks/engine/things/Indirection.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

static bool hasOperator(const CXXRecordDecl &record, OverloadedOperatorKind kind) {
  if (!record.hasDefinition())
    return false;
  if (!record.lookup(record.getASTContext().DeclarationNames.getCXXOperatorName(kind)).empty())
    return true;
  return llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &base) {
    const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl();
    return parent && hasOperator(*parent, kind);
  });
}

bool actsAsPointer(const CXXRecordDecl &record) { return hasOperator(record, OO_Arrow); }

/// Whether a view (std::string_view, std::span and their like) shows what it can't change.
static bool showsConstants(const CXXRecordDecl &view) {
  const auto *data = dyn_cast_or_null<CXXMethodDecl>(findMember(view, "data"));
  return data && data->getReturnType()->isPointerType() &&
         data->getReturnType()->getPointeeType().isConstQualified();
}

static bool ownsItsContent(const CXXRecordDecl &record) {
  // Copies and destroys what it holds: a string, a container, a value with an implementation behind
  // a pointer. One that is used as a pointer is none.
  const bool copies = llvm::any_of(record.ctors(), [](const CXXConstructorDecl *constructor) {
    return constructor->isCopyOrMoveConstructor() && !constructor->isImplicit() &&
           !constructor->isDeleted();
  });
  return record.hasUserDeclaredDestructor() && copies && !actsAsPointer(record);
}

static bool givesAccess(QualType type, llvm::SmallPtrSetImpl<const CXXRecordDecl *> &seen) {
  if (type.isNull() || type->isDependentType())
    return true;
  type = type.getCanonicalType();
  if (type->isReferenceType() || type->isPointerType()) {
    const QualType target = type->getPointeeType();
    return !target->isFunctionType() &&
           (!target.isConstQualified() || givesAccess(target.getUnqualifiedType(), seen));
  }
  if (const auto *array = dyn_cast<ArrayType>(type.getTypePtr()))
    return givesAccess(array->getElementType(), seen);
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record)
    return type->isRecordType() || type->isMemberPointerType();
  if (!seen.insert(record).second)
    return false;
  if (record->hasAttr<PointerAttr>())
    return !showsConstants(*record);
  // A callable may have any captures; a lambda's are its fields.
  if (actsAsPointer(*record) || (hasOperator(*record, OO_Call) && !record->isLambda()))
    return true;
  // A container gives access to what its elements do.
  if (const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
      specialization && (record->isInStdNamespace() || ownsItsContent(*record)))
    return llvm::any_of(
        specialization->getTemplateArgs().asArray(), [&](const TemplateArgument &argument) {
          // Allocators and comparators hold nothing.
          const CXXRecordDecl *part = argument.getKind() == TemplateArgument::Type
                                          ? argument.getAsType()->getAsCXXRecordDecl()
                                          : nullptr;
          const bool empty = part && part->hasDefinition() && part->isEmpty();
          return argument.getKind() == TemplateArgument::Type &&
                 argument.getAsType()->isObjectType() && !empty &&
                 givesAccess(argument.getAsType(), seen);
        });
  if (ownsItsContent(*record))
    return false;
  // Nobody knows what a class that derives from it has.
  if (record->isPolymorphic() && !record->isEffectivelyFinal())
    return true;
  for (const FieldDecl *field : record->fields())
    if (givesAccess(field->getType(), seen))
      return true;
  return llvm::any_of(record->bases(), [&](const CXXBaseSpecifier &base) {
    return givesAccess(base.getType(), seen);
  });
}

bool givesAccess(QualType type) {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> seen;
  return givesAccess(type, seen);
}

const CXXRecordDecl *heldRecord(QualType type) {
  const CXXRecordDecl *record = recordBehind(type);
  const auto *handle = dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  if (handle && actsAsPointer(*handle) && handle->getTemplateArgs().size() > 0 &&
      handle->getTemplateArgs().get(0).getKind() == TemplateArgument::Type)
    record = recordBehind(handle->getTemplateArgs().get(0).getAsType());
  return record ? record->getDefinition() : nullptr;
}

} // namespace corolint
