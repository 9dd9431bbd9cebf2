#include "checks/engine/code/UnderstoodClass.h"
#include "checks/engine/code/Gap.h"
#include "clang/AST/ASTContext.h"
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

} // namespace corolint
