#include "checks/engine/errors/ExceptionTypes.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint {

using namespace clang;

bool isStdException(const CXXRecordDecl &record) {
  if (record.isInStdNamespace() && record.getName() == "exception")
    return true;
  if (!record.hasDefinition())
    return false;
  return llvm::any_of(record.bases(), [](const CXXBaseSpecifier &base) {
    const auto *parent = base.getType()->getAsCXXRecordDecl();
    return parent && base.getAccessSpecifier() == AS_public && isStdException(*parent);
  });
}

bool catches(QualType handler, QualType thrown) {
  if (handler.isNull())
    return true;
  handler = handler.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  thrown = thrown.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (handler == thrown)
    return true;
  const auto *base = handler->getAsCXXRecordDecl(), *derived = thrown->getAsCXXRecordDecl();
  return base && derived && base->hasDefinition() && derived->hasDefinition() &&
         derived->isDerivedFrom(base);
}

bool promisesNotToThrow(const FunctionDecl &function) {
  const auto *type = function.getType()->getAs<FunctionProtoType>();
  return type && !isUnresolvedExceptionSpec(type->getExceptionSpecType()) && type->isNothrow();
}

} // namespace corolint
