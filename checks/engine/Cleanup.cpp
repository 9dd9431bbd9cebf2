#include "checks/engine/Cleanup.h"
#include "checks/engine/Held.h"
#include "checks/engine/Suspension.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include <cctype>

namespace corolint {

using namespace clang;

namespace {

/// Verbs that undo each other, without what says that they are asynchronous. Strong ones leave others waiting for ever; the others only
/// count for objects that outlive the coroutine, or where the end is awaited, which no destructor can do.
struct Verbs {
  llvm::StringLiteral begin, end;
  bool strong;
  llvm::StringLiteral left; ///< what is left behind without the end, over {}, the object
};
constexpr Verbs Pairs[] = {
    {"lock", "unlock", true, "{} stays locked"},
    {"lockshared", "unlockshared", true, "{} stays locked"},
    {"readlock", "readunlock", true, "{} stays locked"},
    {"writelock", "writeunlock", true, "{} stays locked"},
    {"disable", "enable", false, "{} stays disabled"},
    {"hide", "show", false, "{} stays hidden"},
    {"freeze", "unfreeze", false, "{} stays frozen"},
    {"acquire", "release", true, "{} stays acquired"},
    {"wait", "signal", true, "{} stays taken"},
    {"open", "close", false, "{} stays open"},
    {"begin", "commit", false, "the transaction on {} stays open"},
    {"begin", "end", false, "{} never ends"},
    {"begin", "rollback", false, "the transaction on {} stays open"},
    {"start", "stop", false, "{} stays running"},
    {"enter", "leave", false, "{} is never left"},
    {"enter", "exit", false, "{} is never left"},
    {"pause", "resume", false, "{} stays paused"},
    {"suspend", "resume", false, "{} stays suspended"},
    {"subscribe", "unsubscribe", false, "the subscription to {} stays"},
    {"register", "unregister", false, "the registration in {} stays"},
    {"attach", "detach", false, "{} stays attached"},
    {"begintransaction", "commit", false, "the transaction on {} stays open"},
    {"starttransaction", "commit", false, "the transaction on {} stays open"},
    {"block", "unblock", false, "{} stays blocked"},
    {"connect", "disconnect", false, "{} stays connected"},
    {"start", "end", false, "{} never ends"},
    {"start", "finish", false, "{} never ends"},
    {"begin", "finish", false, "{} never ends"},
    {"inc", "dec", false, "{} is never counted back"},
    {"increment", "decrement", false, "{} is never counted back"},
};
/// Verbs of what is taken out of an object and given back to it.
constexpr Verbs Handles[] = {
    {"acquire", "release", true, "{} is never given back"}, {"checkout", "checkin", true, "{} is never given back"},
    {"borrow", "giveback", true, "{} is never given back"}, {"lease", "release", true, "{} is never given back"},
    {"reserve", "release", true, "{} is never given back"}, {"allocate", "deallocate", true, "{} is never given back"},
};
/// Verbs that are about one element, the first argument.
constexpr Verbs Elements[] = {
    {"insert", "erase", false, "the element stays in {}"}, {"emplace", "erase", false, "the element stays in {}"}, {"tryemplace", "erase", false, "the element stays in {}"},
};
/// Words in the names of functions that make what an awaited member of it ends.
constexpr Verbs Makers[] = {
    {"open", "close", false, "{} stays open"},          {"open", "shutdown", false, "{} stays open"},          {"make", "close", false, "{} stays open"},
    {"create", "close", false, "{} stays open"},        {"connect", "close", false, "{} stays connected"},     {"connect", "disconnect", false, "{} stays connected"},
    {"connect", "shutdown", false, "{} stays connected"}, {"accept", "close", false, "{} stays connected"},    {"accept", "disconnect", false, "{} stays connected"},
    {"start", "stop", false, "{} stays running"},       {"start", "shutdown", false, "{} stays running"},      {"make", "stop", false, "{} stays running"},
    {"create", "stop", false, "{} stays running"},      {"launch", "stop", false, "{} stays running"},         {"begin", "end", false, "{} never ends"},
    {"acquire", "release", true, "{} stays acquired"},  {"subscribe", "unsubscribe", false, "{} stays subscribed"}, {"lock", "unlock", true, "{} stays locked"},
};

/// `co_lock`, `lock_async`, `asyncLock` and `coLock` all are `lock`.
std::string verbOf(llvm::StringRef name) {
  // `co` alone is the beginning of many words.
  if (name.starts_with("co_") || (name.size() > 2 && name.starts_with("co") && std::isupper(static_cast<unsigned char>(name[2]))))
    name = name.drop_front(2);
  std::string verb;
  for (const char c : name)
    if (c != '_')
      verb += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  llvm::StringRef text(verb);
  text.consume_front("async");
  if (!text.consume_back("async"))
    text.consume_back("awaitable");
  return text.empty() ? verb : text.str();
}

/// Whether one of the words of a name is the one asked for: `open_file`, `openFile`, `async_open`.
bool hasWord(llvm::StringRef name, llvm::StringRef word) {
  for (size_t at = name.find_insensitive(word); at != llvm::StringRef::npos; at = name.find_insensitive(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || name[at - 1] == '_' || (std::isupper(static_cast<unsigned char>(name[at])) && !std::isupper(static_cast<unsigned char>(name[at - 1])));
    const bool ends = end == name.size() || !std::islower(static_cast<unsigned char>(name[end]));
    if (begins && ends)
      return true;
  }
  return false;
}

bool isTrue(const Expr &value, bool wanted) {
  const auto *literal = dyn_cast<CXXBoolLiteralExpr>(value.IgnoreParenImpCasts());
  return literal && literal->getValue() == wanted;
}

/// A member of something, a global, what a reference names: but not a local.
bool outlivesCoroutine(const Expr &object) {
  const Expr *e = object.IgnoreParenImpCasts();
  if (!isa<DeclRefExpr, MemberExpr>(e))
    return false;
  const VarDecl *root = rootVariable(*e);
  return !root || !root->hasLocalStorage() || root->getType()->isReferenceType() || root->getType()->isPointerType();
}

const VarDecl *variableNamed(const Expr &expression) {
  const auto *name = dyn_cast<DeclRefExpr>(expression.IgnoreParenImpCasts());
  return name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
}

bool isNamed(const FunctionDecl &function, llvm::StringRef name, const Library &library) {
  const std::string full = modelName(function);
  if (name.consume_front("::") || library.namespaces.empty())
    return full == name;
  return llvm::any_of(library.namespaces, [&](const std::string &space) { return full == space + "::" + name.str(); });
}

/// The end of a pair is a member of the same class, or has a name of its own.
bool isEndNamed(const FunctionDecl &function, llvm::StringRef name, const Library &library) {
  if (name.contains("::"))
    return isNamed(function, name, library);
  return function.getDeclName().isIdentifier() && function.getName() == name;
}

bool isStdAtomic(const CXXMethodDecl &method) {
  const CXXRecordDecl *record = method.getParent();
  return record->isInStdNamespace() && findMember(*record, "store") && findMember(*record, "compare_exchange_strong");
}

class Collector {
public:
  Collector(const Body &body, Unit &unit) : body_(body), unit_(unit) {}

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
      action.ends = action.variable && isa<DeclRefExpr>(deletion->getArgument()->IgnoreParenImpCasts());
      return action;
    }
    if (const auto *call = dyn_cast<CallExpr>(expression); call && call->getDirectCallee() && !isa<CXXMethodDecl>(call->getDirectCallee()) && !isa<CXXOperatorCallExpr>(call))
      return freeFunction(*call);
    if (!isStatement(*expression, action)) {
      if (const auto *call = dyn_cast<CXXMemberCallExpr>(expression))
        for (const Action &begin : {handleBegin(*call), made(*call)})
          if (begin.begins)
            return begin;
      return tested(*expression);
    }
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(expression))
      return memberCall(*call, action);
    if (const auto *unary = dyn_cast<UnaryOperator>(expression); unary && unary->isIncrementDecrementOp())
      return counted(*unary->getSubExpr(), unary->isIncrementOp(), action);
    if (const auto *compound = dyn_cast<CompoundAssignOperator>(expression); compound && (compound->getOpcode() == BO_AddAssign || compound->getOpcode() == BO_SubAssign))
      return counted(*compound->getLHS(), compound->getOpcode() == BO_AddAssign, action);
    if (const auto *assignment = dyn_cast<BinaryOperator>(expression); assignment && assignment->getOpcode() == BO_Assign)
      return assigned(*assignment->getLHS(), *assignment->getRHS(), action);
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(expression); operation && operation->getNumArgs() > 0)
      return operated(*operation, action);
    return action;
  }

private:
  /// Whether the value of the expression is used by nobody: it is a statement, perhaps awaited. Notes where, and whether it is.
  bool isStatement(const Expr &expression, Action &action) const {
    const Stmt *inner = &expression;
    action.at = inner;
    const Stmt *outer = body_.parent(*inner);
    for (; outer && isa<Expr>(outer); inner = outer, outer = body_.parent(*outer)) {
      if (awaitOperand(*outer)) {
        action.awaited = true;
        action.at = outer;
      } else if (!isa<FullExpr, ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CStyleCastExpr>(outer)) {
        return false;
      }
    }
    if (const auto *branch = dyn_cast_or_null<IfStmt>(outer))
      return branch->getCond() != inner;
    return outer && !isa<DeclStmt, ReturnStmt, CoreturnStmt, WhileStmt, DoStmt, SwitchStmt>(outer);
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
      if (const VarDecl *variable = body_.initialisedBy(*cast<Expr>(s)); variable && variable->getType()->isPointerType()) {
        action.variable = variable;
        action.at = body_.parent(*s) ? body_.parent(*s) : inner;
        action.begins = true;
        return action;
      }
    return action;
  }

  Action freeFunction(const CallExpr &call) const {
    if (isExchange(call))
      return exchanged(call);
    const Action handle = freeCall(call);
    return handle.begins || handle.ends ? handle : made(call);
  }

  /// A handle that one function gives and another takes back, by a model.
  Action freeCall(const CallExpr &call) const {
    Action action;
    action.kind = Action::Memory;
    action.at = &call;
    action.function = call.getDirectCallee();
    for (const Library *library : unit_.models().libraries())
      for (const CleanupPairRow &row : library->cleanupPairs) {
        action.begins |= isNamed(*action.function, row.begin, *library);
        action.ends |= llvm::any_of(row.end, [&](llvm::StringRef end) { return end.contains("::") && isNamed(*action.function, end, *library); });
      }
    for (const Stmt *s = &call; action.begins && s && isa<Expr>(s) && !action.variable; s = body_.parent(*s))
      action.variable = body_.initialisedBy(*cast<Expr>(s));
    if (action.ends && call.getNumArgs() > 0)
      action.variable = variableNamed(*call.getArg(0));
    if (!action.variable || !action.variable->hasLocalStorage() || action.variable->getType()->isRecordType())
      action.begins = action.ends = false;
    return action;
  }

  /// `old = std::exchange(object, other)`: one function of the standard library that returns what it overwrites.
  static bool isExchange(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    return callee->isInStdNamespace() && callee->getIdentifier() && callee->getName() == "exchange" && call.getNumArgs() == 2;
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

  /// What is begun or ended by an expression whose value then says whether it was: `if (!set.insert(k).second)`, `if (busy.exchange(true))`, `if (++n > most)`.
  Action tested(const Expr &expression) const {
    Action action;
    action.at = &expression;
    action.tested = true;
    if (const auto *unary = dyn_cast<UnaryOperator>(&expression); unary && unary->isIncrementDecrementOp())
      return isInCondition(expression) ? counted(*unary->getSubExpr(), unary->isIncrementOp(), action) : Action();
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&expression))
      return operation->getNumArgs() > 0 && (operation->getOperator() == OO_PlusPlus || operation->getOperator() == OO_MinusMinus) && isInCondition(expression) ? operated(*operation, action)
                                                                                                                                                            : Action();
    const auto *call = dyn_cast<CXXMemberCallExpr>(&expression);
    const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    if (!method || !method->getDeclName().isIdentifier())
      return {};
    if (isStdAtomic(*method))
      return method->getName() == "store" ? Action() : atomicCall(*call, *method, action);
    const std::string verb = verbOf(method->getName());
    return llvm::any_of(Elements, [&](const Verbs &pair) { return verb == pair.begin; }) ? memberCall(*call, action) : Action();
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
    if (unit_.isTest() || !callee || !callee->getDeclName().isIdentifier() || llvm::none_of(Makers, [&](const Verbs &pair) { return hasWord(callee->getName(), pair.begin); }))
      return action;
    action.kind = Action::Made;
    action.function = callee;
    action.variable = variableFor(call, action);
    const auto *record = action.variable ? action.variable->getType()->getAsCXXRecordDecl() : nullptr;
    action.begins = record && action.awaited && action.variable->hasLocalStorage() && !isHandedOn(*action.variable) && !closesItself(*record);
    return action;
  }

  /// Whether it is moved on: to whoever then has to end it.
  bool isHandedOn(const VarDecl &variable) const {
    return llvm::any_of(body_.uses(variable), [&](const DeclRefExpr *use) {
      const auto *call = dyn_cast_or_null<CallExpr>(body_.parent(*use));
      return call && call->isXValue();
    });
  }

  /// Whether the destructor of the class may do what the end does: it has one of its own that can't be seen, or that calls something.
  static bool closesItself(const CXXRecordDecl &record) {
    const CXXDestructorDecl *destructor = record.hasDefinition() ? record.getDestructor() : nullptr;
    if (!destructor || !destructor->isUserProvided())
      return false;
    const FunctionDecl *definition = nullptr;
    if (!destructor->getBody(definition))
      return true;
    const Body body(*definition);
    // The call at the end of an assertion closes nothing.
    return llvm::any_of(body.statements(), [](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      return call && !(call->getDirectCallee() && call->getDirectCallee()->isNoReturn());
    });
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
    if (llvm::none_of(Handles, [&](const Verbs &pair) { return action.verb == pair.begin; }))
      return action;
    action.variable = variableFor(call, action);
    action.begins = action.variable && isHandle(*action.variable);
    return action;
  }

  /// A local of a plain type that was made by taking something out of an object.
  static bool isHandle(const VarDecl &variable) {
    if (!variable.hasLocalStorage() || !variable.getInit() || variable.getType()->isRecordType() || variable.getType()->isBooleanType())
      return false;
    const Expr *made = variable.getInit()->IgnoreUnlessSpelledInSource();
    if (const Expr *operand = awaitOperand(*made))
      made = operand->IgnoreUnlessSpelledInSource();
    const auto *call = dyn_cast<CXXMemberCallExpr>(made);
    const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    return method && method->getDeclName().isIdentifier() && llvm::any_of(Handles, [&](const Verbs &pair) { return verbOf(method->getName()) == pair.begin; });
  }

  Action memberCall(const CXXMemberCallExpr &call, Action action) const {
    const CXXMethodDecl *method = call.getMethodDecl();
    if (!method || !method->getDeclName().isIdentifier() || isThreadMutex(call.getObjectType(), unit_) || heldBy(call.getObjectType(), unit_))
      return action;
    if (isStdAtomic(*method))
      return atomicCall(call, *method, action);
    action.object = call.getImplicitObjectArgument();
    action.function = method;
    action.verb = verbOf(method->getName());
    action.arguments = llvm::count_if(call.arguments(), [](const Expr *argument) { return !isa<CXXDefaultArgExpr>(argument); });
    for (const Verbs &pair : Handles)
      if (action.verb == pair.end && call.getNumArgs() > 0)
        if (const VarDecl *given = variableNamed(*call.getArg(0)); given && isHandle(*given)) {
          action.kind = Action::Handle;
          action.variable = given;
          action.ends = true;
          return action;
        }
    for (const Verbs &pair : Elements)
      if ((action.verb == pair.begin || action.verb == pair.end) && call.getNumArgs() > 0 && outlivesCoroutine(*action.object)) {
        action.key = call.getArg(0);
        (action.verb == pair.begin ? action.begins : action.ends) = true;
        return action;
      }
    for (const Verbs &pair : Pairs) {
      action.begins |= action.verb == pair.begin;
      action.ends |= action.verb == pair.end;
    }
    action.ends |= action.awaited && llvm::any_of(Makers, [&](const Verbs &pair) { return action.verb == pair.end; });
    for (const Library *library : unit_.models().libraries())
      for (const CleanupPairRow &row : library->cleanupPairs) {
        action.begins |= isNamed(*method, row.begin, *library);
        action.ends |= llvm::any_of(row.end, [&](const std::string &end) { return isEndNamed(*method, end, *library); });
      }
    return action;
  }

  /// `flag.store(true)`, `count.fetch_add(1)`.
  static Action atomicCall(const CXXMemberCallExpr &call, const CXXMethodDecl &method, Action action) {
    const Expr &object = *call.getImplicitObjectArgument();
    if ((method.getName() == "store" || method.getName() == "exchange") && call.getNumArgs() > 0)
      return flagged(object, *call.getArg(0), action);
    if (method.getName().starts_with("compare_exchange") && call.getNumArgs() > 1)
      return flagged(object, *call.getArg(1), action);
    if (method.getName() == "fetch_add" || method.getName() == "fetch_sub")
      return counted(object, method.getName() == "fetch_add", action);
    return action;
  }

  static Action operated(const CXXOperatorCallExpr &operation, Action action) {
    const OverloadedOperatorKind kind = operation.getOperator();
    const bool up = kind == OO_PlusPlus || kind == OO_PlusEqual;
    // Iterators and strings are counted up, too, but give themselves.
    if (up || kind == OO_MinusMinus || kind == OO_MinusEqual)
      return operation.getType().getNonReferenceType()->isRecordType() ? action : counted(*operation.getArg(0), up, action);
    return kind == OO_Equal && operation.getNumArgs() == 2 ? assigned(*operation.getArg(0), *operation.getArg(1), action) : action;
  }

  static Action counted(const Expr &object, bool up, Action action) {
    if (!outlivesCoroutine(object))
      return action;
    action.kind = Action::Count;
    action.object = &object;
    (up ? action.begins : action.ends) = true;
    return action;
  }

  /// Only from true to false: the other way round is often progress, not a restoration.
  static Action flagged(const Expr &object, const Expr &value, Action action) {
    if (!outlivesCoroutine(object))
      return action;
    action.kind = Action::Flag;
    action.object = &object;
    action.begins = isTrue(value, true);
    action.ends = isTrue(value, false);
    return action;
  }

  static Action assigned(const Expr &object, const Expr &value, Action action) {
    action = flagged(object, value, action);
    if (!action.object || action.begins || action.ends)
      return action;
    action.kind = Action::Value;
    const VarDecl *from = variableNamed(value);
    action.saved = from && from->hasLocalStorage() && from->getInit() && keepsOldValue(*from, object) ? from : nullptr;
    (action.saved ? action.ends : action.begins) = true;
    return action;
  }

  /// Whether the local was made of what the object held.
  static bool keepsOldValue(const VarDecl &local, const Expr &object) {
    const Expr *made = local.getInit()->IgnoreUnlessSpelledInSource();
    if (const auto *call = dyn_cast<CallExpr>(made); call && call->getDirectCallee() && !isa<CXXMethodDecl>(call->getDirectCallee()) && isExchange(*call))
      made = call->getArg(0);
    return !local.getType()->isReferenceType() && sameObject(*made, object);
  }

  const Body &body_;
  Unit &unit_;
};

bool sameKey(const Expr &one, const Expr &other) {
  const auto *a = dyn_cast<IntegerLiteral>(one.IgnoreParenImpCasts()), *b = dyn_cast<IntegerLiteral>(other.IgnoreParenImpCasts());
  return a && b ? a->getValue() == b->getValue() : sameObject(one, other);
}

} // namespace

llvm::SmallVector<Action, 8> actionsOf(const Body &body, Unit &unit) {
  llvm::SmallVector<Action, 8> actions;
  const Collector collector(body, unit);
  for (const Stmt *statement : body.statements())
    if (const Action action = collector.actionOf(*statement); action.begins || action.ends)
      actions.push_back(action);
  return actions;
}

/// Whether an object belongs to this coroutine alone: nobody else can join what was started in it.
static bool isOwnLocal(const Expr &object) {
  const VarDecl *variable = variableNamed(object);
  return variable && variable->hasLocalStorage() && !isa<ParmVarDecl>(variable) && !variable->getType()->isReferenceType() && !variable->getType()->isPointerType();
}

/// The verbs of a pair; null where they don't belong together, or a model alone says so.
static const Verbs *pairOf(const Action &begin, const Action &end) {
  const llvm::ArrayRef<Verbs> table = begin.kind == Action::Made ? llvm::ArrayRef(Makers) : begin.kind == Action::Handle ? llvm::ArrayRef(Handles) : begin.key ? llvm::ArrayRef(Elements) : llvm::ArrayRef(Pairs);
  const auto *found = llvm::find_if(table, [&](const Verbs &pair) {
    return end.verb == pair.end && (begin.kind == Action::Made ? hasWord(begin.function->getName(), pair.begin) : begin.verb == pair.begin);
  });
  return found == table.end() ? nullptr : found;
}

bool undoes(const Action &end, const Action &begin, Unit &unit) {
  if (begin.kind == Action::Made)
    return begin.begins && end.ends && end.kind == Action::Call && end.awaited && end.arguments == 0 && variableNamed(*end.object) == begin.variable && pairOf(begin, end);
  if (!begin.begins || !end.ends || begin.kind != end.kind)
    return false;
  if (begin.kind == Action::Memory)
    return begin.variable == end.variable;
  if (!sameObject(*begin.object, *end.object))
    return false;
  switch (begin.kind) {
  case Action::Handle:
    return begin.variable == end.variable && pairOf(begin, end);
  case Action::Value:
    return begin.saved ? begin.saved == end.saved : end.saved->getLocation() < begin.at->getBeginLoc();
  case Action::Call:
    break;
  default:
    return true;
  }
  if (begin.key || end.key)
    return begin.key && end.key && pairOf(begin, end) && sameKey(*begin.key, *end.key);
  for (const Library *library : unit.models().libraries())
    for (const CleanupPairRow &row : library->cleanupPairs)
      if (isNamed(*begin.function, row.begin, *library) && llvm::any_of(row.end, [&](const std::string &name) { return isEndNamed(*end.function, name, *library); }))
        return !unit.models().spawner(*begin.function) || isOwnLocal(*begin.object);
  const Verbs *pair = pairOf(begin, end);
  return pair && (pair->strong || end.awaited || outlivesCoroutine(*end.object));
}

std::string leftBehind(const Action &begin, const Action &end, llvm::StringRef object) {
  const Verbs *pair = pairOf(begin, end);
  // Of the pairs that only a model knows.
  llvm::StringRef left = llvm::StringRef(begin.verb).starts_with("lock") ? "{} stays locked" : begin.verb == "add" || begin.verb.find("spawn") != std::string::npos ? "{} is destroyed with work in it" : "{} is never given back";
  if (pair)
    left = pair->left;
  const auto [before, after] = left.split("{}");
  return (before + object + after).str();
}

} // namespace corolint
