#include "checks/engine/code/UnderstoodClass.h"
#include "checks/engine/code/Gap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint {

using namespace clang;

/// The parser leaves out a base that it doesn't know.
static bool hasAllBases(const CXXRecordDecl &definition) {
  const ASTContext &context = definition.getASTContext();
  const SourceLocation open = definition.getBraceRange().getBegin();
  if (open.isInvalid() || open.isMacroID() || definition.isLambda())
    return true;
  SourceLocation end = Gap(definition.getLocation(), open, context).find(tok::colon);
  if (end.isInvalid()) // it names none
    return true;
  for (const CXXBaseSpecifier &base : definition.bases()) {
    if (!Gap(end, base.getBeginLoc(), context).holdsOnlySeparators())
      return false;
    end = base.getEndLoc();
  }
  return Gap(end, open, context).holdsOnlySeparators();
}

bool isUnderstood(const CXXRecordDecl &definition) {
  if (definition.isInvalidDecl())
    return false;
  if (!definition.getASTContext().getDiagnostics().hasUncompilableErrorOccurred())
    return true;
  // An instantiation has as many bases as its arguments ask for.
  const CXXRecordDecl *pattern = definition.getTemplateInstantiationPattern();
  return hasAllBases(pattern ? *pattern : definition) &&
         llvm::all_of(definition.bases(), [](const CXXBaseSpecifier &base) {
           const CXXRecordDecl *record = base.getType()->getAsCXXRecordDecl();
           const CXXRecordDecl *above = record ? record->getDefinition() : nullptr;
           return !above || isUnderstood(*above);
         });
}

const CXXRecordDecl *understoodDefinition(const CXXRecordDecl &record) {
  const CXXRecordDecl *definition = record.getDefinition();
  if (!definition)
    if (const CXXRecordDecl *pattern = record.getTemplateInstantiationPattern())
      definition = pattern->getDefinition();
  return definition && definition->isCompleteDefinition() && isUnderstood(*definition) ? definition
                                                                                       : nullptr;
}

const CXXRecordDecl *understoodClassOf(QualType type) {
  if (type.isNull())
    return nullptr;
  const QualType canonical = type.getCanonicalType();
  if (const CXXRecordDecl *record = canonical->getAsCXXRecordDecl())
    return understoodDefinition(*record);
  // task<T> inside a template that has a T.
  if (const auto *dependent = canonical->getAs<TemplateSpecializationType>())
    if (const auto *pattern =
            dyn_cast_or_null<ClassTemplateDecl>(dependent->getTemplateName().getAsTemplateDecl()))
      return understoodDefinition(*pattern->getTemplatedDecl());
  return nullptr;
}

} // namespace corolint
