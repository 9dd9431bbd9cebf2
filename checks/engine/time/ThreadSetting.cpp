#include "checks/engine/time/ThreadSetting.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/values/Shared.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

static const VarDecl *threadVariable(const Expr &target) {
  const auto *name = dyn_cast<DeclRefExpr>(target.IgnoreParenImpCasts());
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  return variable && variable->getTLSKind() != VarDecl::TLS_None ? variable : nullptr;
}

/// Whether a value is a local that was made of the variable: `auto before = context; ... context =
/// before;`.
static bool keeps(const Expr &value, const VarDecl &variable) {
  const auto *local = dyn_cast_or_null<VarDecl>(namedBy(value));
  return local && local->hasLocalStorage() && local->hasInit() &&
         mentions(*local->getInit(), variable);
}

/// `context.reset()`, `context.clear()`: an object that holds nothing any more.
static ThreadWrite byMember(const CXXMemberCallExpr &call) {
  const CXXMethodDecl *method = call.getMethodDecl();
  const Expr *object = call.getImplicitObjectArgument();
  const VarDecl *variable = object ? threadVariable(*object) : nullptr;
  if (!variable || !method || method->isConst() || !method->getIdentifier())
    return {};
  const bool isEmptied =
      call.getNumArgs() == 0 && (method->getName() == "reset" || method->getName() == "clear");
  const bool isFilled =
      call.getNumArgs() > 0 && (method->getName() == "emplace" || method->getName() == "assign");
  return isEmptied || isFilled ? ThreadWrite{variable, &call, isEmptied} : ThreadWrite();
}

llvm::SmallVector<ThreadWrite, 4> threadWritesOf(const Body &body) {
  llvm::SmallVector<ThreadWrite, 4> writes;
  for (const Stmt *statement : body.statements()) {
    ThreadWrite found;
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(statement))
      found = byMember(*call);
    else if (const Write write = writeOf(*statement); write && write.value)
      if (const VarDecl *variable = threadVariable(*write.target))
        found = {variable, statement,
                 standsForNothing(*write.value) || keeps(*write.value, *variable)};
    if (found.variable)
      writes.push_back(found);
  }
  return writes;
}

} // namespace corolint
