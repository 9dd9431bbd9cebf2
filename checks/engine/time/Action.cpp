#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/ActionReader.h"
#include "checks/engine/time/Effect.h"
#include "checks/engine/time/Held.h"
#include "checks/engine/time/StateAction.h"
#include "checks/engine/time/Suspension.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

bool isNamed(const NamedDecl &function, llvm::StringRef name, const Library &library) {
  const std::string full = modelName(function);
  if (name.consume_front("::") || library.namespaces.empty())
    return full == name;
  return llvm::any_of(library.namespaces,
                      [&](const std::string &space) { return full == space + "::" + name.str(); });
}

bool beginsPair(const FunctionDecl &function, const CleanupPairRow &row, const Library &library) {
  return isNamed(function, row.begin, library);
}

const CleanupPairRow *cleanupOf(QualType type, const Models &models) {
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record)
    return nullptr;
  for (const Library *library : models.libraries())
    for (const CleanupPairRow &row : library->cleanupPairs)
      if (isNamed(*record, row.begin, *library))
        return &row;
  return nullptr;
}

bool endsPair(const FunctionDecl &function, const CleanupPairRow &row, const Library &library) {
  // The end of a pair is a member of the same class, or has a name of its own.
  return llvm::any_of(row.end, [&](llvm::StringRef name) {
    return name.contains("::")
               ? isNamed(function, name, library)
               : function.getDeclName().isIdentifier() && function.getName() == name;
  });
}

Action ActionReader::actionOf(const Stmt &statement) const {
  Action action;
  const auto *expression = dyn_cast<Expr>(&statement);
  if (!expression)
    return action;
  if (const auto *creation = dyn_cast<CXXNewExpr>(expression))
    return memoryBegin(*creation);
  if (const auto *construct = dyn_cast<CXXConstructExpr>(expression))
    return constructed(*construct);
  if (const auto *deletion = dyn_cast<CXXDeleteExpr>(expression)) {
    action.kind = Action::Memory;
    action.at = deletion;
    action.variable = rootVariable(*deletion->getArgument());
    action.ends =
        action.variable && isa<DeclRefExpr>(deletion->getArgument()->IgnoreParenImpCasts());
    return action;
  }
  if (const auto *call = dyn_cast<CallExpr>(expression);
      call && call->getDirectCallee() && !isa<CXXMethodDecl>(call->getDirectCallee()) &&
      !isa<CXXOperatorCallExpr>(call))
    return freeFunction(*call);
  if (const auto *call = dyn_cast<CallExpr>(expression); call && isStaticMember(*call))
    return globalCall(*call);
  if (!isStatement(*expression, action)) {
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(expression))
      for (const Action &begin : {handleBegin(*call), made(*call), effectOfUsed(*call)})
        if (begin.begins)
          return begin;
    return tested(*expression);
  }
  if (const auto *call = dyn_cast<CXXMemberCallExpr>(expression))
    return memberCall(*call, action);
  if (const auto *unary = dyn_cast<UnaryOperator>(expression);
      unary && unary->isIncrementDecrementOp())
    return counted(*unary->getSubExpr(), unary->isIncrementOp(), action);
  if (const auto *compound = dyn_cast<CompoundAssignOperator>(expression);
      compound && (compound->getOpcode() == BO_AddAssign || compound->getOpcode() == BO_SubAssign))
    return counted(*compound->getLHS(), compound->getOpcode() == BO_AddAssign, action);
  if (const auto *assignment = dyn_cast<BinaryOperator>(expression);
      assignment && assignment->getOpcode() == BO_Assign) {
    const Action state = stateSet(*assignment, body_, action);
    return state.state ? state : assigned(*assignment->getLHS(), *assignment->getRHS(), action);
  }
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(expression);
      operation && operation->getNumArgs() > 0)
    return operated(*operation, action);
  return action;
}

Action ActionReader::effectOf(const Stmt &statement, const Action &named) const {
  const auto *call = dyn_cast<CXXMemberCallExpr>(&statement);
  if (!call || named.kind != Action::Call || !(named.begins || named.ends) || named.key ||
      !named.statement.empty())
    return {};
  Action action;
  isStatement(*call, action);
  action.object = named.object;
  action.function = named.function;
  action = effect(*call, *call->getMethodDecl(), std::move(action));
  return action.isFlag ? Action() : action;
}

Action ActionReader::elementSet(const Stmt &statement) const {
  Action action;
  const auto *expression = dyn_cast<Expr>(&statement);
  const Expr *target = nullptr;
  if (const auto *assignment = dyn_cast<BinaryOperator>(&statement);
      assignment && assignment->getOpcode() == BO_Assign)
    target = assignment->getLHS();
  if (const auto *assignment = dyn_cast<CXXOperatorCallExpr>(&statement);
      assignment && assignment->getOperator() == OO_Equal)
    target = assignment->getArg(0);
  const auto *element =
      target ? dyn_cast<CXXOperatorCallExpr>(target->IgnoreParenImpCasts()) : nullptr;
  if (!element || element->getOperator() != OO_Subscript || element->getNumArgs() != 2 ||
      !isStatement(*expression, action) || !outlivesCoroutine(*element->getArg(0)))
    return {};
  action.object = element->getArg(0);
  action.key = element->getArg(1);
  action.function = element->getDirectCallee();
  action.verb = "insert";
  action.begins = action.function != nullptr;
  return action;
}

bool ActionReader::isStatement(const Expr &expression, Action &action) const {
  const Stmt *inner = &expression;
  action.at = inner;
  const Stmt *outer = body_.parent(*inner);
  for (; outer && isa<Expr>(outer); inner = outer, outer = body_.parent(*outer)) {
    if (awaitOperand(*outer)) {
      action.awaited = true;
      action.at = outer;
    } else if (!isa<FullExpr, ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
                    CXXBindTemporaryExpr, CStyleCastExpr>(outer)) {
      return false;
    }
  }
  if (const auto *branch = dyn_cast_or_null<IfStmt>(outer))
    return branch->getCond() != inner;
  // `co_return co_await x.close();`, `auto error = co_await x.close();`
  if (isa_and_nonnull<DeclStmt, CoreturnStmt>(outer))
    return action.awaited && endsByName(expression);
  return outer && !isa<DeclStmt, ReturnStmt, CoreturnStmt, WhileStmt, DoStmt, SwitchStmt>(outer);
}

bool ActionReader::endsByName(const Expr &expression) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(&expression);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || !method->getDeclName().isIdentifier())
    return false;
  const std::string verb = verbOf(method->getName());
  return llvm::any_of(pairVerbs(), [&](const Verbs &pair) { return verb == pair.end; });
}

const VarDecl *ActionReader::variableFor(const Expr &value, Action &action) const {
  action.at = &value;
  for (const Stmt *s = &value; s && isa<Expr>(s); s = body_.parent(*s)) {
    if (awaitOperand(*s)) {
      action.awaited = true;
      action.at = s;
    }
    if (const VarDecl *variable = body_.initialisedBy(*cast<Expr>(s)))
      return variable;
    if (isa<CallExpr, MemberExpr>(s) && s != &value)
      return nullptr;
  }
  return nullptr;
}

Action ActionReader::tested(const Expr &expression) const {
  Action action;
  action.at = &expression;
  action.tested = true;
  if (const auto *unary = dyn_cast<UnaryOperator>(&expression);
      unary && unary->isIncrementDecrementOp())
    return isInCondition(expression) ? counted(*unary->getSubExpr(), unary->isIncrementOp(), action)
                                     : Action();
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&expression))
    return operation->getNumArgs() > 0 &&
                   (operation->getOperator() == OO_PlusPlus ||
                    operation->getOperator() == OO_MinusMinus) &&
                   isInCondition(expression)
               ? operated(*operation, action)
               : Action();
  const auto *call = dyn_cast<CXXMemberCallExpr>(&expression);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || !method->getDeclName().isIdentifier())
    return {};
  if (isStdAtomic(*method))
    return method->getName() == "store" ? Action() : atomicCall(*call, *method, action);
  const std::string verb = verbOf(method->getName());
  return llvm::any_of(elementVerbs(), [&](const Verbs &pair) { return verb == pair.begin; })
             ? memberCall(*call, action)
             : Action();
}

bool ActionReader::isInCondition(const Expr &expression) const {
  const Stmt *inner = &expression;
  const Stmt *outer = body_.parent(*inner);
  for (; isa_and_nonnull<Expr>(outer); outer = body_.parent(*outer))
    inner = outer;
  const auto *branch = dyn_cast_or_null<IfStmt>(outer);
  return branch && branch->getCond() == inner;
}

Action ActionReader::setter(const CXXMemberCallExpr &call, const CXXMethodDecl &method,
                            Action action) {
  const bool isOn = isTrue(*call.getArg(0), true);
  const bool isEnabling = hasWord(method.getName(), "enabled");
  action.kind = Action::Setter;
  action.object = call.getImplicitObjectArgument();
  action.function = method.getCanonicalDecl();
  action.sets = isOn;
  action.begins = isOn || isEnabling;
  action.ends = !isOn || isEnabling;
  return action;
}

bool ActionReader::isSetter(const CXXMemberCallExpr &call, const CXXMethodDecl &method) {
  return call.getNumArgs() == 1 && method.getReturnType()->isVoidType() &&
         method.getName().starts_with_insensitive("set") &&
         (isTrue(*call.getArg(0), true) || isTrue(*call.getArg(0), false)) &&
         outlivesCoroutine(*call.getImplicitObjectArgument());
}

Action ActionReader::memberCall(const CXXMemberCallExpr &call, Action action) const {
  const CXXMethodDecl *method = call.getMethodDecl();
  if (!method || !method->getDeclName().isIdentifier() ||
      isThreadMutex(call.getObjectType(), unit_) || heldBy(call.getObjectType(), unit_))
    return action;
  if (isStdAtomic(*method))
    return atomicCall(call, *method, action);
  if (isSetter(call, *method))
    return setter(call, *method, action);
  if (const auto [verb, word] = transactionVerb(call); !verb.empty())
    return transaction(*call.getImplicitObjectArgument(), *method, verb, word, action);
  action.object = call.getImplicitObjectArgument();
  action.function = method;
  action.verb = verbOf(method->getName());
  if (action.verb == "reset" && call.getNumArgs() == 0 && canBeEmpty(*action.object))
    return emptied(*action.object, action);
  action.arguments = llvm::count_if(
      call.arguments(), [](const Expr *argument) { return !isa<CXXDefaultArgExpr>(argument); });
  for (const Verbs &pair : handleVerbs())
    if (action.verb == pair.end && call.getNumArgs() > 0)
      if (const VarDecl *given = variableNamed(stripped(*call.getArg(0)));
          given && isHandle(*given)) {
        action.kind = Action::Handle;
        action.variable = given;
        action.ends = true;
        return action;
      }
  for (const Verbs &pair : elementVerbs())
    if ((action.verb == pair.begin || action.verb == pair.end) && call.getNumArgs() > 0 &&
        outlivesCoroutine(*action.object)) {
      action.key = call.getArg(0);
      (action.verb == pair.begin ? action.begins : action.ends) = true;
      return action;
    }
  for (const Verbs &pair : pairVerbs()) {
    action.begins |= isFormOf(action.verb, pair.begin);
    action.ends |= isFormOf(action.verb, pair.end);
  }
  action.ends |= action.awaited && llvm::any_of(makerVerbs(), [&](const Verbs &pair) {
                   return action.verb == pair.end;
                 });
  for (const Library *library : unit_.models().libraries())
    for (const CleanupPairRow &row : library->cleanupPairs) {
      action.begins |= beginsPair(*method, row, *library);
      action.ends |= endsPair(*method, row, *library);
    }
  return action.begins || action.ends || calls_ == Calls::AsTheyAre ? action
                                                                    : effect(call, *method, action);
}

Action ActionReader::effect(const CXXMemberCallExpr &call, const CXXMethodDecl &method,
                            Action action) const {
  if (!outlivesCoroutine(*call.getImplicitObjectArgument()))
    return action;
  // One deep: members that call each other have no end.
  const auto read = [&](const Body &inner, const Stmt &statement) {
    return ActionReader(inner, unit_, Calls::AsTheyAre).actionOf(statement);
  };
  const std::optional<Action> change = ownChange(method, call, action.awaited, unit_, read);
  if (!change)
    return action;
  action.kind = Action::Effect;
  action.field = ownField(*change->object);
  action.key = change->key ? argumentFor(call, method, *change->key) : nullptr;
  action.isFlag = change->kind == Action::Flag;
  action.sets = action.isFlag || action.key ? change->begins : change->sets;
  const bool isOneWay = action.isFlag || action.key;
  action.begins = action.field && (!isOneWay || change->begins);
  action.ends = action.field && (!isOneWay || change->ends);
  return action;
}

Action ActionReader::effectOfUsed(const CXXMemberCallExpr &call) const {
  const CXXMethodDecl *method = call.getMethodDecl();
  Action action;
  action.tested = isInCondition(call);
  if (calls_ == Calls::AsTheyAre || !method || (!variableFor(call, action) && !action.tested))
    return {};
  action.object = call.getImplicitObjectArgument();
  action.function = method;
  action = effect(call, *method, std::move(action));
  return action.kind == Action::Effect && !action.isFlag ? action : Action();
}

bool counts(const Action &action) {
  return action.kind == Action::Count ||
         (action.kind == Action::Effect && !action.isFlag && !action.key);
}

/// The counter or flag of this object that an action changes, by itself or in a member's body.
static const FieldDecl *ownFieldChanged(const Action &action) {
  if (action.kind == Action::Effect)
    return isa<CXXThisExpr>(action.object->IgnoreParenImpCasts()) ? action.field : nullptr;
  return ownField(*action.object);
}

bool changesTheSame(const Action &one, const Action &other) {
  if (one.kind == other.kind)
    return one.field == other.field && sameObject(*one.object, *other.object);
  const FieldDecl *field = ownFieldChanged(one);
  return field && field == ownFieldChanged(other);
}

llvm::SmallVector<Action, 8> actionsOf(const Body &body, Unit &unit) {
  llvm::SmallVector<Action, 8> actions;
  const ActionReader collector(body, unit);
  for (const Stmt *statement : body.statements()) {
    const Action own = collector.actionOf(*statement);
    for (const Action &action :
         {own, collector.effectOf(*statement, own), collector.elementSet(*statement)})
      if (action.begins || action.ends)
        actions.push_back(action);
  }
  // Of what is counted both up and down, the first way begins.
  for (Action &action : actions)
    if (counts(action)) {
      const Action *first = llvm::find_if(actions, [&](const Action &other) {
        return counts(other) && changesTheSame(other, action);
      });
      action.begins = action.sets == first->sets;
      action.ends = !action.begins;
    }
  return actions;
}

llvm::StringRef Action::name() const {
  if (!statement.empty())
    return statement;
  return function && function->getDeclName().isIdentifier() ? function->getName() : "";
}

} // namespace corolint
