#include "checks/engine/things/Duration.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

bool isTime(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record)
    return false;
  if (const auto *optional = dyn_cast<ClassTemplateSpecializationDecl>(record);
      optional && optional->getName() == "optional" && record->isInStdNamespace())
    return isTime(optional->getTemplateArgs().get(0).getAsType());
  const auto *space =
      dyn_cast<NamespaceDecl>(record->getDeclContext()->getEnclosingNamespaceContext());
  for (; space && space->isInline(); space = dyn_cast<NamespaceDecl>(space->getParent())) {
  }
  return space && space->getName() == "chrono";
}

} // namespace corolint
