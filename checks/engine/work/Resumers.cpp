#include "checks/engine/work/Resumers.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/PromiseHandler.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

bool rethrowsToResumer(const FunctionDecl &coroutine, Unit &unit) {
  const TaskType &task = unit.taskType(coroutine.getReturnType());
  if (task.kind != TaskKind::Unobservable || task.model)
    return false;
  const FunctionDecl *handler = exceptionHandlerOf(task);
  return handler && handlingOfCurrent(unit.body(*handler), unit).always({ErrorEnd::Rethrown});
}

/// The classes of handles that the unit uses.
static llvm::SmallVector<const CXXRecordDecl *, 8> handleClasses(const ASTContext &context) {
  llvm::SmallVector<const CXXRecordDecl *, 8> classes;
  for (const NamedDecl *space :
       context.getTranslationUnitDecl()->lookup(&context.Idents.get("std")))
    if (const auto *standard = dyn_cast<NamespaceDecl>(space))
      for (const NamedDecl *found : standard->lookup(&context.Idents.get("coroutine_handle")))
        if (const auto *handle = dyn_cast<ClassTemplateDecl>(found))
          classes.append(handle->spec_begin(), handle->spec_end());
  return classes;
}

bool isResumedInTry(Unit &unit) {
  for (const CXXRecordDecl *handle : handleClasses(unit.context())) {
    const auto *resume = handle->hasDefinition()
                             ? dyn_cast_or_null<FunctionDecl>(findMember(*handle, "resume"))
                             : nullptr;
    if (!resume)
      continue;
    for (const CallSites::Site &site : unit.kept<CallSites>().of(*resume, unit)) {
      const auto *attempt = unit.body(*site.in).enclosing<CXXTryStmt>(*site.call);
      if (attempt && unit.body(*site.in).isWithin(*site.call, *attempt->getTryBlock()))
        return true;
    }
  }
  return false;
}

} // namespace corolint
