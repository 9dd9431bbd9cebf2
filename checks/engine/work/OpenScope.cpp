#include "checks/engine/work/OpenScope.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

using namespace clang;

/// Whether an object's class has a member that ends it and gives a task, `future<> close()`, and
/// the guard is a class of its own, `gate::holder`, or one that a model knows.
static bool isHeldOpenBy(const CXXRecordDecl &guard, QualType object, Unit &unit) {
  const CXXRecordDecl *record = recordBehind(object);
  record = record ? record->getDefinition() : nullptr;
  return record && (guard.getDeclContext() == record || unit.models().guard(guard)) &&
         llvm::any_of(record->methods(), [&](const CXXMethodDecl *method) {
           return method->getDeclName().isIdentifier() && saysEnd(method->getName()) &&
                  !method->getReturnType()->isUndeducedType() &&
                  unit.taskType(method->getReturnType()).isAwaitable();
         });
}

bool keepsScopeOpen(const Body &coroutine, Unit &unit) {
  const auto isHolder = [&](const VarDecl &variable) {
    const CXXRecordDecl *record = variable.getType()->getAsCXXRecordDecl();
    const Expr *made =
        variable.getInit() ? variable.getInit()->IgnoreUnlessSpelledInSource() : nullptr;
    if (!record || !record->hasDefinition() || record->hasTrivialDestructor() || !made)
      return false;
    if (const auto *construct = dyn_cast<CXXConstructExpr>(made))
      return construct->getNumArgs() > 0 && construct->getArg(0)->isLValue() &&
             isHeldOpenBy(*record, construct->getArg(0)->getType(), unit);
    const auto *call = dyn_cast<CXXMemberCallExpr>(made);
    return call && call->getImplicitObjectArgument() &&
           isHeldOpenBy(*record, call->getObjectType(), unit);
  };
  return llvm::any_of(coroutine.statements(), [&](const Stmt *statement) {
    const auto *declaration = dyn_cast<DeclStmt>(statement);
    return declaration && llvm::any_of(declaration->decls(), [&](const Decl *declared) {
             const auto *variable = dyn_cast<VarDecl>(declared);
             return variable && variable->hasLocalStorage() && isHolder(*variable);
           });
  });
}

} // namespace corolint
