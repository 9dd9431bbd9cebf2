#include "checks/engine/things/PromiseHandler.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/things/Task.h"

namespace corolint {

using namespace clang;

const FunctionDecl *exceptionHandlerOf(const CXXRecordDecl &promise) {
  return definitionOf(dyn_cast_or_null<FunctionDecl>(findMember(promise, "unhandled_exception")));
}

const FunctionDecl *exceptionHandlerOf(const TaskType &task) {
  const CXXRecordDecl *promise = task.record ? promiseTypeOf(*task.record) : nullptr;
  return promise ? exceptionHandlerOf(*promise) : nullptr;
}

} // namespace corolint
