#include "checks/engine/time/StateAction.h"
#include "checks/engine/code/Leaving.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/values/Shared.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

bool isTrue(const Expr &value, bool wanted) {
  const auto *literal = dyn_cast<CXXBoolLiteralExpr>(value.IgnoreParenImpCasts());
  return literal && literal->getValue() == wanted;
}

/// What an expression is a part of: the object of a member, the container of an element. Null for
/// the outermost.
static const Expr *wholeOf(const Expr &part) {
  if (const auto *member = dyn_cast<MemberExpr>(&part))
    return isa<FieldDecl>(member->getMemberDecl()) ? member->getBase() : nullptr;
  if (const auto *element = dyn_cast<ArraySubscriptExpr>(&part))
    return element->getBase();
  if (const auto *unary = dyn_cast<UnaryOperator>(&part))
    return unary->getOpcode() == UO_Deref || unary->getOpcode() == UO_AddrOf ? unary->getSubExpr()
                                                                             : nullptr;
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&part))
    return operation->getOperator() == OO_Subscript || operation->getOperator() == OO_Arrow ||
                   operation->getOperator() == OO_Star
               ? operation->getArg(0)
               : nullptr;
  const auto *call = dyn_cast<CXXMemberCallExpr>(&part);
  return call && call->isGLValue() ? call->getImplicitObjectArgument() : nullptr;
}

bool outlivesCoroutine(const Expr &object) {
  const Expr *e = object.IgnoreParenImpCasts();
  if (!isa<DeclRefExpr, CXXThisExpr>(e) && !wholeOf(*e))
    return false;
  while (const Expr *whole = wholeOf(*e)) {
    e = whole->IgnoreParenImpCasts();
    const CXXRecordDecl *record = e->getType()->getAsCXXRecordDecl();
    if (record && record->hasDefinition() && findMember(*record, "use_count"))
      return true;
  }
  const auto *name = dyn_cast<DeclRefExpr>(e);
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  return !variable || !variable->hasLocalStorage() || variable->getType()->isReferenceType() ||
         variable->getType()->isPointerType();
}

/// Whether what is written goes with the frame: a local pointer itself does, not what it points to.
static bool goesWithFrame(const Expr &object) {
  const auto *name = dyn_cast<DeclRefExpr>(object.IgnoreParenImpCasts());
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  return (variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType()) ||
         !outlivesCoroutine(object);
}

bool canBeEmpty(const Expr &object) {
  const QualType type = object.getType().getNonReferenceType();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return type->isPointerType() || (record && record->hasDefinition() &&
                                   findMember(*record, "reset") && actsAsPointer(*record));
}

bool isStdAtomic(const CXXMethodDecl &method) {
  const CXXRecordDecl *record = method.getParent();
  return record->isInStdNamespace() && findMember(*record, "store") &&
         findMember(*record, "compare_exchange_strong");
}

bool isExchange(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  return callee && !isa<CXXMethodDecl>(callee) && callee->isInStdNamespace() &&
         callee->getIdentifier() && callee->getName() == "exchange" && call.getNumArgs() == 2;
}

/// Whether the local was made of what the object held.
static bool keepsOldValue(const VarDecl &local, const Expr &object) {
  const Expr *made = local.getInit()->IgnoreUnlessSpelledInSource();
  if (const auto *call = dyn_cast<CallExpr>(made); call && isExchange(*call))
    made = call->getArg(0);
  return !local.getType()->isReferenceType() && sameObject(*made, object);
}

Action atomicCall(const CXXMemberCallExpr &call, const CXXMethodDecl &method, Action action) {
  const Expr &object = *call.getImplicitObjectArgument();
  if ((method.getName() == "store" || method.getName() == "exchange") && call.getNumArgs() > 0)
    return flagged(object, *call.getArg(0), action);
  if (method.getName().starts_with("compare_exchange") && call.getNumArgs() > 1)
    return flagged(object, *call.getArg(1), action);
  if (method.getName() == "fetch_add" || method.getName() == "fetch_sub")
    return counted(object, method.getName() == "fetch_add", action);
  return action;
}

Action operated(const CXXOperatorCallExpr &operation, Action action) {
  const OverloadedOperatorKind kind = operation.getOperator();
  const bool up = kind == OO_PlusPlus || kind == OO_PlusEqual;
  // Iterators and strings are counted up, too, but give themselves.
  if (up || kind == OO_MinusMinus || kind == OO_MinusEqual)
    return operation.getType().getNonReferenceType()->isRecordType()
               ? action
               : counted(*operation.getArg(0), up, action);
  return kind == OO_Equal && operation.getNumArgs() == 2
             ? assigned(*operation.getArg(0), *operation.getArg(1), action)
             : action;
}

Action counted(const Expr &object, bool up, Action action) {
  if (goesWithFrame(object))
    return action;
  action.kind = Action::Count;
  action.object = &object;
  action.sets = up;
  // Which comes first in the body says which of them begins.
  action.begins = action.ends = true;
  return action;
}

Action flagged(const Expr &object, const Expr &value, Action action) {
  if (goesWithFrame(object))
    return action;
  action.kind = Action::Flag;
  action.object = &object;
  action.begins = isTrue(value, true);
  action.ends = isTrue(value, false);
  return action;
}

static const EnumConstantDecl *enumeratorNamed(const Expr &value) {
  const auto *name = dyn_cast<DeclRefExpr>(value.IgnoreParenImpCasts());
  return name ? dyn_cast<EnumConstantDecl>(name->getDecl()) : nullptr;
}

/// A comparison of an object with a state, `state_ == State::Busy`, somewhere in a condition.
struct StateTest {
  const EnumConstantDecl *state = nullptr;
  bool isEqual = false;
};

static StateTest testIn(const Stmt &condition, const Expr &object) {
  if (const auto *comparison = dyn_cast<BinaryOperator>(&condition);
      comparison && comparison->isEqualityOp())
    for (const auto &[tested, state] : {std::pair{comparison->getLHS(), comparison->getRHS()},
                                        std::pair{comparison->getRHS(), comparison->getLHS()}})
      if (const EnumConstantDecl *enumerator = enumeratorNamed(*state);
          enumerator && sameObject(*tested->IgnoreParenImpCasts(), object))
        return {enumerator, comparison->getOpcode() == BO_EQ};
  for (const Stmt *child : condition.children())
    if (const StateTest test = child ? testIn(*child, object) : StateTest(); test.state)
      return test;
  return {};
}

/// The test with which a body turns back before a place.
static StateTest turnsBackBefore(SourceLocation place, const Expr &object, const Body &body) {
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *statement : body.statements()) {
    const auto *branch = dyn_cast<IfStmt>(statement);
    if (branch && leaves(branch->getThen()) &&
        sources.isBeforeInTranslationUnit(branch->getBeginLoc(), place))
      if (const StateTest test = testIn(*branch->getCond(), object); test.state)
        return test;
  }
  return {};
}

Action stateSet(const BinaryOperator &assignment, const Body &body, Action action) {
  const Expr &object = *assignment.getLHS();
  const EnumConstantDecl *state = enumeratorNamed(*assignment.getRHS());
  if (!state || goesWithFrame(object))
    return {};
  const StateTest test = turnsBackBefore(assignment.getBeginLoc(), object, body);
  if (!test.state)
    return {};
  action.kind = Action::State;
  action.object = &object;
  action.state = state;
  action.begins = (state == test.state) == test.isEqual;
  action.ends = !action.begins;
  return action;
}

Action assigned(const Expr &object, const Expr &value, Action action) {
  action = flagged(object, value, action);
  if (!action.object || action.begins || action.ends)
    return action;
  action.kind = Action::Value;
  const VarDecl *from = variableNamed(value);
  if (standsForNothing(value) && canBeEmpty(object))
    return emptied(object, action);
  action.saved = from && from->hasLocalStorage() && from->getInit() && keepsOldValue(*from, object)
                     ? from
                     : nullptr;
  (action.saved ? action.ends : action.begins) = true;
  return action;
}

Action emptied(const Expr &object, Action action) {
  if (goesWithFrame(object))
    return {};
  action.kind = Action::Value;
  action.object = &object;
  action.empties = action.begins = action.ends = true;
  return action;
}

} // namespace corolint
