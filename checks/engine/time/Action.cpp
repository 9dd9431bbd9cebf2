#include "checks/engine/time/Action.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/ClosesItself.h"
#include "checks/engine/time/Effect.h"
#include "checks/engine/time/Element.h"
#include "checks/engine/time/Held.h"
#include "checks/engine/time/StateAction.h"
#include "checks/engine/time/Suspension.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

static bool isNamed(const NamedDecl &function, llvm::StringRef name, const Library &library) {
  const std::string full = modelName(function);
  if (name.consume_front("::") || library.namespaces.empty())
    return full == name;
  return llvm::any_of(library.namespaces,
                      [&](const std::string &space) { return full == space + "::" + name.str(); });
}

bool beginsPair(const FunctionDecl &function, const CleanupPairRow &row, const Library &library) {
  return isNamed(function, row.begin, library);
}

/// What a library says of all objects of a class: they must be ended. Null where it says nothing.
static const CleanupPairRow *rowOf(QualType type, const Models &models) {
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

namespace {

/// The verb of a statement of SQL that begins or ends a transaction; its word in the text.
std::pair<llvm::StringRef, llvm::StringRef> transactionVerb(const CallExpr &call) {
  for (const Expr *argument : call.arguments()) {
    const Expr *e = argument->IgnoreUnlessSpelledInSource();
    while (const auto *made = dyn_cast<CXXConstructExpr>(e)) {
      if (made->getNumArgs() == 0)
        break;
      e = made->getArg(0)->IgnoreUnlessSpelledInSource();
    }
    const auto *text = dyn_cast<StringLiteral>(e);
    if (!text || text->getCharByteWidth() != 1)
      continue;
    const llvm::StringRef statement = text->getString().ltrim();
    const llvm::StringRef word = statement.take_while([](char c) { return c != ' ' && c != ';'; });
    if (word.equals_insensitive("begin") || statement.starts_with_insensitive("start transaction"))
      return {"begin", word};
    if (word.equals_insensitive("commit"))
      return {"commit", word};
    if (word.equals_insensitive("rollback"))
      return {"rollback", word};
  }
  return {};
}

class Collector {
public:
  /// Whether what is called is looked into.
  enum class Calls { Followed, AsTheyAre };

  Collector(const Body &body, Unit &unit, Calls calls = Calls::Followed)
      : body_(body), unit_(unit), calls_(calls) {}

  Action actionOf(const Stmt &statement) const {
    Action action;
    const auto *expression = dyn_cast<Expr>(&statement);
    if (!expression)
      return action;
    if (const auto *creation = dyn_cast<CXXNewExpr>(expression))
      return memoryBegin(*creation);
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
        compound &&
        (compound->getOpcode() == BO_AddAssign || compound->getOpcode() == BO_SubAssign))
      return counted(*compound->getLHS(), compound->getOpcode() == BO_AddAssign, action);
    if (const auto *assignment = dyn_cast<BinaryOperator>(expression);
        assignment && assignment->getOpcode() == BO_Assign)
      return assigned(*assignment->getLHS(), *assignment->getRHS(), action);
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(expression);
        operation && operation->getNumArgs() > 0)
      return operated(*operation, action);
    return action;
  }

  /// What a member that is named for beginning or ending something does to a counter, besides.
  /// @param named what actionOf() says of the statement
  Action effectOf(const Stmt &statement, const Action &named) const {
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

  /// `m[k] = x`, which erase(k) undoes.
  Action elementSet(const Stmt &statement) const {
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

private:
  /// Whether the value of the expression is used by nobody: it is a statement, perhaps awaited.
  /// Notes where, and whether it is.
  bool isStatement(const Expr &expression, Action &action) const {
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

  static bool endsByName(const Expr &expression) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(&expression);
    const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    if (!method || !method->getDeclName().isIdentifier())
      return false;
    const std::string verb = verbOf(method->getName());
    return llvm::any_of(pairVerbs(), [&](const Verbs &pair) { return verb == pair.end; });
  }

  /// The variable that the value initialises, after an await or at once.
  const VarDecl *variableFor(const Expr &value, Action &action) const {
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

  Action memoryBegin(const CXXNewExpr &creation) const {
    Action action;
    action.kind = Action::Memory;
    const Stmt *inner = &creation;
    for (const Stmt *s = &creation; s && isa<Expr>(s); inner = s, s = body_.parent(*s))
      if (const VarDecl *variable = body_.initialisedBy(*cast<Expr>(s));
          variable && variable->getType()->isPointerType()) {
        action.variable = variable;
        action.at = body_.parent(*s) ? body_.parent(*s) : inner;
        action.begins = true;
        return action;
      }
    return action;
  }

  /// `std::erase(active_, id)`.
  Action elementErased(const CallExpr &call) const {
    Action action;
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee->isInStdNamespace() || !callee->getDeclName().isIdentifier() ||
        callee->getName() != "erase" || call.getNumArgs() != 2 || !isStatement(call, action) ||
        !outlivesCoroutine(*call.getArg(0)))
      return {};
    action.object = call.getArg(0);
    action.key = call.getArg(1);
    action.function = callee;
    action.verb = "erase";
    action.ends = true;
    return action;
  }

  Action freeFunction(const CallExpr &call) const {
    if (isExchange(call))
      return exchanged(call);
    if (const Action erased = elementErased(call); erased.ends)
      return erased;
    for (const Action &handle : {freeCall(call), namedCall(call), statementCall(call)})
      if (handle.begins || handle.ends)
        return handle;
    const Action global = globalCall(call);
    return global.begins || global.ends ? global : made(call);
  }

  static bool isStaticMember(const CallExpr &call) {
    const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
    return method && method->isStatic() && !isa<CXXOperatorCallExpr>(call);
  }

  /// `app::set_override(x)`, and `app::restore_override()` later.
  Action globalCall(const CallExpr &call) const {
    Action action;
    const FunctionDecl *callee = call.getDirectCallee();
    if (unit_.isTest() || !callee->getDeclName().isIdentifier() || !isStatement(call, action))
      return {};
    action.kind = Action::Global;
    action.function = callee;
    action.call = &call;
    action.begins = mayBeginGlobally(callee->getName());
    action.ends = mayEndGlobally(callee->getName());
    return action;
  }

  /// A handle that one function gives and another takes back, as their names say: `x_open(&h)` and
  /// `x_close(h)`.
  Action namedCall(const CallExpr &call) const {
    Action action;
    action.kind = Action::Memory;
    action.byName = true;
    action.at = &call;
    action.function = call.getDirectCallee();
    if (!action.function->getDeclName().isIdentifier() || unit_.isTest())
      return action;
    const llvm::StringRef name = action.function->getName();
    const bool begins =
        llvm::any_of(functionVerbs(), [&](const Verbs &pair) { return hasWord(name, pair.begin); });
    const bool ends =
        llvm::any_of(functionVerbs(), [&](const Verbs &pair) { return hasWord(name, pair.end); });
    for (const Stmt *s = &call; begins && s && isa<Expr>(s) && !action.variable;
         s = body_.parent(*s))
      action.variable = body_.initialisedBy(*cast<Expr>(s));
    for (const Expr *argument : call.arguments())
      if (!action.variable)
        action.variable = handleGiven(*argument, begins);
    // A class that is returned is judged by its members.
    const bool returned = action.variable && action.variable->getInit() &&
                          body_.isWithin(call, *action.variable->getInit());
    if (!action.variable || !isPlainHandle(*action.variable) ||
        (returned && action.variable->getType()->isRecordType()))
      return action;
    action.begins = begins;
    action.ends = ends && call.getNumArgs() > 0;
    return action;
  }

  /// The variable of an argument `&h`, or `h` where it is given back.
  static const VarDecl *handleGiven(const Expr &argument, bool begins) {
    const auto *address = dyn_cast<UnaryOperator>(argument.IgnoreParenImpCasts());
    if (address && address->getOpcode() == UO_AddrOf)
      return variableNamed(*address->getSubExpr());
    return begins ? nullptr : variableNamed(argument);
  }

  /// A local that gives nothing back by itself: a pointer, a number, a struct of C's.
  bool isPlainHandle(const VarDecl &variable) const {
    const QualType type = variable.getType();
    return variable.hasLocalStorage() && !isa<ParmVarDecl>(variable) &&
           (type->isPointerType() || type->isIntegerType() ||
            (type->isRecordType() && type.isTrivialType(unit_.context())));
  }

  /// `co_await exec(db, "BEGIN")`.
  Action statementCall(const CallExpr &call) const {
    Action action;
    const auto [verb, word] = transactionVerb(call);
    if (verb.empty() || !isStatement(call, action))
      return {};
    return transaction(*call.getArg(0), *call.getDirectCallee(), verb, word, action);
  }

  static Action transaction(const Expr &object, const FunctionDecl &function, llvm::StringRef verb,
                            llvm::StringRef word, Action action) {
    action.object = &object;
    action.function = &function;
    action.verb = verb.str();
    action.statement = word;
    (verb == "begin" ? action.begins : action.ends) = true;
    return action;
  }

  /// A handle that one function gives and another takes back, by a model.
  Action freeCall(const CallExpr &call) const {
    Action action;
    action.kind = Action::Memory;
    action.at = &call;
    action.function = call.getDirectCallee();
    for (const Library *library : unit_.models().libraries())
      for (const CleanupPairRow &row : library->cleanupPairs) {
        action.begins |= beginsPair(*action.function, row, *library);
        action.ends |= llvm::any_of(row.end, [&](llvm::StringRef end) {
          return end.contains("::") && isNamed(*action.function, end, *library);
        });
      }
    for (const Stmt *s = &call; action.begins && s && isa<Expr>(s) && !action.variable;
         s = body_.parent(*s))
      action.variable = body_.initialisedBy(*cast<Expr>(s));
    if (action.ends && call.getNumArgs() > 0)
      action.variable = variableNamed(*call.getArg(0));
    if (!action.variable || !action.variable->hasLocalStorage() ||
        action.variable->getType()->isRecordType())
      action.begins = action.ends = false;
    return action;
  }

  Action exchanged(const CallExpr &call) const {
    Action action;
    action.kind = Action::Value;
    action.object = call.getArg(0);
    action.saved = variableFor(call, action);
    action.begins = action.saved && outlivesCoroutine(*action.object);
    if (action.begins || !isTrue(*call.getArg(1), true))
      return action;
    // `if (std::exchange(busy, true)) co_return;`
    Action taken;
    taken.at = &call;
    taken.tested = true;
    return flagged(*call.getArg(0), *call.getArg(1), taken);
  }

  /// What is begun or ended by an expression whose value then says whether it was: `if
  /// (!set.insert(k).second)`, `if (busy.exchange(true))`, `if (++n > most)`.
  Action tested(const Expr &expression) const {
    Action action;
    action.at = &expression;
    action.tested = true;
    if (const auto *unary = dyn_cast<UnaryOperator>(&expression);
        unary && unary->isIncrementDecrementOp())
      return isInCondition(expression)
                 ? counted(*unary->getSubExpr(), unary->isIncrementOp(), action)
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

  /// In the condition of an `if`.
  bool isInCondition(const Expr &expression) const {
    const Stmt *inner = &expression;
    const Stmt *outer = body_.parent(*inner);
    for (; isa_and_nonnull<Expr>(outer); outer = body_.parent(*outer))
      inner = outer;
    const auto *branch = dyn_cast_or_null<IfStmt>(outer);
    return branch && branch->getCond() == inner;
  }

  /// A local of a class that an awaited function has made: `file f = co_await open_file(path)`.
  Action made(const CallExpr &call) const {
    Action action;
    const FunctionDecl *callee = call.getDirectCallee();
    // A failed test ends, with all that it has opened.
    if (unit_.isTest() || !callee || !callee->getDeclName().isIdentifier())
      return action;
    action.kind = Action::Made;
    action.function = callee;
    action.variable = variableFor(call, action);
    action.row = action.variable ? rowOf(action.variable->getType(), unit_.models()) : nullptr;
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

  /// Whether it is moved on, or a copy of a pointer made: whoever has it then may end it.
  bool isHandedOn(const VarDecl &variable) const {
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

  /// What is taken out of an object into a plain variable, which can't give it back.
  Action handleBegin(const CXXMemberCallExpr &call) const {
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

  /// A local of a plain type, or a reference of several, that was made by taking something out of
  /// an object. What has one owner may give itself back, or is gone with it.
  static bool isHandle(const VarDecl &variable) {
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

  /// `set_busy(true)`, and `set_busy(false)` again. The other way round is often progress, as it is
  /// with flags; but what was enabled is enabled again.
  static Action setter(const CXXMemberCallExpr &call, const CXXMethodDecl &method, Action action) {
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

  static bool isSetter(const CXXMemberCallExpr &call, const CXXMethodDecl &method) {
    return call.getNumArgs() == 1 && method.getReturnType()->isVoidType() &&
           method.getName().starts_with_insensitive("set") &&
           (isTrue(*call.getArg(0), true) || isTrue(*call.getArg(0), false)) &&
           outlivesCoroutine(*call.getImplicitObjectArgument());
  }

  Action memberCall(const CXXMemberCallExpr &call, Action action) const {
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
    return action.begins || action.ends || calls_ == Calls::AsTheyAre
               ? action
               : effect(call, *method, action);
  }

  /// What a member does to a counter or a container of its own object on each of its ways, or to a
  /// flag where that is all that it does.
  Action effect(const CXXMemberCallExpr &call, const CXXMethodDecl &method, Action action) const {
    if (!outlivesCoroutine(*call.getImplicitObjectArgument()))
      return action;
    // One deep: members that call each other have no end.
    const auto read = [&](const Body &inner, const Stmt &statement) {
      return Collector(inner, unit_, Calls::AsTheyAre).actionOf(statement);
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

  /// The same of a call whose value is used: `if (!begin(k))`, `auto c = co_await take()`.
  Action effectOfUsed(const CXXMemberCallExpr &call) const {
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

  const Body &body_;
  Unit &unit_;
  const Calls calls_;
};

} // namespace

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
  const Collector collector(body, unit);
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
