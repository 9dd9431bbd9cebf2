#include "checks/engine/things/PromiseHandler.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/things/EachBody.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

const FunctionDecl *exceptionHandlerOf(const CXXRecordDecl &promise) {
  return definitionOf(dyn_cast_or_null<FunctionDecl>(findMember(promise, "unhandled_exception")));
}

const FunctionDecl *exceptionHandlerOf(const TaskType &task) {
  const CXXRecordDecl *promise = task.record ? promiseTypeOf(*task.record) : nullptr;
  return promise ? exceptionHandlerOf(*promise) : nullptr;
}

/// The template that a class was made of, or the class.
static const CXXRecordDecl *patternOf(const CXXRecordDecl &record) {
  const CXXRecordDecl *pattern = record.getTemplateInstantiationPattern();
  return (pattern ? pattern : &record)->getCanonicalDecl();
}

static bool isOrDerivesFrom(const CXXRecordDecl &record, const CXXRecordDecl &pattern) {
  return patternOf(record) == &pattern ||
         (record.hasDefinition() && llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &base) {
            const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl();
            return !parent || isOrDerivesFrom(*parent, pattern);
          }));
}

/// The promise of a coroutine. In a template it is that of the type, as far as that is known there.
static const CXXRecordDecl *promiseOf(const FunctionDecl &coroutine,
                                      const CoroutineBodyStmt &body) {
  const VarDecl *own = body.getPromiseDecl();
  const CXXRecordDecl *promise = own ? own->getType()->getAsCXXRecordDecl() : nullptr;
  const CXXRecordDecl *type = coroutine.getReturnType()->getAsCXXRecordDecl();
  return promise ? promise : type && type->hasDefinition() ? promiseTypeOf(*type) : nullptr;
}

bool hasCoroutine(const CXXRecordDecl &promise, Unit &unit) {
  const CXXRecordDecl &pattern = *patternOf(promise);
  bool found = false;
  eachBody(unit.context().getTraversalScope(), Instances::AreVisited, unit, [&](const Body &body) {
    const auto *coroutine = dyn_cast_or_null<CoroutineBodyStmt>(body.function().getBody());
    const CXXRecordDecl *own = coroutine ? promiseOf(body.function(), *coroutine) : nullptr;
    found |= coroutine && (!own || isOrDerivesFrom(*own, pattern));
  });
  return found;
}

} // namespace corolint
