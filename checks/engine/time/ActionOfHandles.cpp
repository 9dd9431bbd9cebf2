// Of what is taken out of an object, or made by a function.
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/ActionReader.h"
#include "checks/engine/time/ClosesItself.h"
#include "checks/engine/time/Suspension.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

Action ActionReader::made(const CallExpr &call) const {
  Action action;
  const FunctionDecl *callee = call.getDirectCallee();
  // A failed test ends, with all that it has opened.
  if (unit_.isTest() || !callee || !callee->getDeclName().isIdentifier())
    return action;
  action.kind = Action::Made;
  action.function = callee;
  action.variable = variableFor(call, action);
  action.row = action.variable ? cleanupOf(action.variable->getType(), unit_.models()) : nullptr;
  if (action.row) {
    action.begins = action.variable->hasLocalStorage() && !isHandedOn(*action.variable);
    return action;
  }
  if (llvm::none_of(makerVerbs(),
                    [&](const Verbs &pair) { return hasWord(callee->getName(), pair.begin); }))
    return action;
  // Its last owner destroys what a smart pointer holds.
  const auto *record = action.variable && action.variable->getType()->isRecordType()
                           ? heldRecord(action.variable->getType())
                           : nullptr;
  action.begins = record && action.awaited && action.variable->hasLocalStorage() &&
                  !isHandedOn(*action.variable) && !closesItself(*record);
  return action;
}

Action ActionReader::constructed(const CXXConstructExpr &construct) const {
  Action action;
  const CXXConstructorDecl *constructor = construct.getConstructor();
  if (construct.getNumArgs() == 0 || constructor->isCopyOrMoveConstructor() || unit_.isTest())
    return action;
  action.kind = Action::Made;
  action.function = constructor;
  action.variable = variableFor(construct, action);
  action.row = action.variable ? cleanupOf(action.variable->getType(), unit_.models()) : nullptr;
  action.begins = action.row && action.variable->hasLocalStorage() &&
                  !isHandedOn(*action.variable) && !body_.isCaptured(*action.variable);
  return action;
}

bool ActionReader::isHandedOn(const VarDecl &variable) const {
  const auto *record = variable.getType()->getAsCXXRecordDecl();
  const bool isPointer = record && record->isInStdNamespace() && actsAsPointer(*record);
  return llvm::any_of(body_.uses(variable),
                      [&](const DeclRefExpr *use) {
                        const Stmt *user = body_.parent(*use);
                        while (isa_and_nonnull<ImplicitCastExpr>(user))
                          user = body_.parent(*user);
                        const auto *call = dyn_cast_or_null<CallExpr>(user);
                        return (call && call->isXValue()) ||
                               (isPointer && (isa_and_nonnull<CXXConstructExpr>(user) ||
                                              (call && !isa<CXXOperatorCallExpr>(call))));
                      }) ||
         (isPointer && body_.isCaptured(variable));
}

Action ActionReader::handleBegin(const CXXMemberCallExpr &call) const {
  Action action;
  const CXXMethodDecl *method = call.getMethodDecl();
  if (!method || !method->getDeclName().isIdentifier())
    return action;
  action.kind = Action::Handle;
  action.function = method;
  action.object = call.getImplicitObjectArgument();
  action.verb = verbOf(method->getName());
  if (llvm::none_of(handleVerbs(), [&](const Verbs &pair) { return action.verb == pair.begin; }))
    return action;
  action.variable = variableFor(call, action);
  action.begins = action.variable && isHandle(*action.variable);
  return action;
}

bool ActionReader::isHandle(const VarDecl &variable) {
  const CXXRecordDecl *record = variable.getType()->getAsCXXRecordDecl();
  const bool isShared = record && record->hasDefinition() && findMember(*record, "use_count");
  if (!variable.hasLocalStorage() || !variable.getInit() ||
      (variable.getType()->isRecordType() && !isShared) || variable.getType()->isBooleanType())
    return false;
  const Expr *made = variable.getInit()->IgnoreUnlessSpelledInSource();
  if (const Expr *operand = awaitOperand(*made))
    made = operand->IgnoreUnlessSpelledInSource();
  const auto *call = dyn_cast<CXXMemberCallExpr>(made);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->getDeclName().isIdentifier() &&
         llvm::any_of(handleVerbs(),
                      [&](const Verbs &pair) { return verbOf(method->getName()) == pair.begin; });
}

} // namespace corolint
