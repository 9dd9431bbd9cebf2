// coro-unsafe-cleanup: what is put back, closed or unlocked behind an await isn't when the await throws.
#include "checks/Check.h"
#include "checks/engine/Body.h"
#include "checks/engine/Held.h"
#include "checks/engine/Source.h"
#include "checks/engine/Suspension.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include <cctype>

namespace corolint {
namespace {

using namespace clang;

/// Verbs that undo each other, without what says that they are asynchronous. The first group leaves others waiting for ever; the second is only
/// reported for objects that outlive the coroutine, or where the end is awaited, which no destructor can do.
struct Verbs {
  llvm::StringLiteral begin, end;
  bool strong;
};
constexpr Verbs Pairs[] = {
    {"lock", "unlock", true},          {"lockshared", "unlockshared", true}, {"acquire", "release", true},         {"wait", "signal", true},
    {"open", "close", false},          {"begin", "commit", false},           {"begin", "end", false},              {"begin", "rollback", false},
    {"start", "stop", false},          {"enter", "leave", false},            {"enter", "exit", false},             {"pause", "resume", false},
    {"suspend", "resume", false},      {"subscribe", "unsubscribe", false},  {"register", "unregister", false},    {"attach", "detach", false},
    {"begintransaction", "commit", false}, {"starttransaction", "commit", false}, {"block", "unblock", false},     {"connect", "disconnect", false},
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

/// A statement that begins or ends something.
struct Action {
  enum Kind { Call, Flag, Count, Memory } kind = Call;
  const Stmt *at = nullptr;      ///< where the graph does it: the await of an awaited call
  const Expr *object = nullptr;  ///< what it is done to
  const VarDecl *variable = nullptr; ///< of Memory
  bool begins = false, ends = false;
  bool awaited = false;
  std::string verb;
  const FunctionDecl *function = nullptr;
};

class UnsafeCleanupCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine() || body.isPattern() || terminates(body))
      return;
    body_ = &body;
    llvm::SmallVector<Action, 8> actions;
    for (const Stmt *statement : body.statements())
      if (const Action action = actionOf(*statement); action.begins || action.ends)
        actions.push_back(action);
    if (llvm::none_of(actions, [](const Action &action) { return action.ends; }))
      return;
    const Suspensions suspensions(body);
    suspensions_ = &suspensions;
    for (const Action &end : actions) {
      if (!end.ends || body.enclosing<CXXCatchStmt>(*end.at))
        continue;
      for (const Action &begin : actions)
        if (begin.begins && begin.at->getBeginLoc() < end.at->getBeginLoc() && undoes(begin, end) && judge(begin, end, actions))
          break;
    }
  }

  /// An exception that leaves the coroutine ends the process: nothing is left to clean up.
  bool terminates(const Body &body) {
    const TaskType &task = unit().taskType(body.function().getReturnType());
    const CXXRecordDecl *promise = task.record ? promiseTypeOf(*task.record) : nullptr;
    const auto *handler = promise ? dyn_cast_or_null<FunctionDecl>(findMember(*promise, "unhandled_exception")) : nullptr;
    if (!handler)
      return false;
    const auto *written = dyn_cast_or_null<CompoundStmt>(handler->getBody());
    const auto *call = written && written->size() == 1 ? dyn_cast<CallExpr>(written->body_front()) : nullptr;
    return handler->isNoReturn() || (call && call->getDirectCallee() && call->getDirectCallee()->isNoReturn());
  }

  // ---- What a statement does ---------------------------------------------------------------------------------------

  /// Whether the value of the expression is used by nobody: it is a statement, perhaps awaited.
  bool isStatement(const Expr &expression, const Stmt *&at, bool &awaited) const {
    const Stmt *inner = &expression;
    at = inner;
    const Stmt *outer = body_->parent(*inner);
    for (; outer && isa<Expr>(outer); inner = outer, outer = body_->parent(*outer)) {
      if (const Expr *operand = awaitOperand(*outer); operand) {
        awaited = true;
        at = outer;
      } else if (!isa<FullExpr, ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CStyleCastExpr>(outer)) {
        return false;
      }
    }
    if (const auto *branch = dyn_cast_or_null<IfStmt>(outer))
      return branch->getCond() != inner;
    return outer && !isa<DeclStmt, ReturnStmt, CoreturnStmt, WhileStmt, DoStmt, SwitchStmt>(outer);
  }

  static bool isTrue(const Expr &value, bool wanted) {
    const auto *literal = dyn_cast<CXXBoolLiteralExpr>(value.IgnoreParenImpCasts());
    return literal && literal->getValue() == wanted;
  }

  Action actionOf(const Stmt &statement) {
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
    if (const auto *call = dyn_cast<CallExpr>(expression); call && call->getDirectCallee() && !isa<CXXMethodDecl>(call->getDirectCallee()))
      return handle(*call);
    if (!isStatement(*expression, action.at, action.awaited))
      return action;
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(expression))
      return memberCall(*call, action);
    if (const auto *unary = dyn_cast<UnaryOperator>(expression); unary && unary->isIncrementDecrementOp())
      return counted(*unary->getSubExpr(), unary->isIncrementOp(), action);
    if (const auto *compound = dyn_cast<CompoundAssignOperator>(expression); compound && (compound->getOpcode() == BO_AddAssign || compound->getOpcode() == BO_SubAssign))
      return counted(*compound->getLHS(), compound->getOpcode() == BO_AddAssign, action);
    if (const auto *assignment = dyn_cast<BinaryOperator>(expression); assignment && assignment->getOpcode() == BO_Assign)
      return flagged(*assignment->getLHS(), *assignment->getRHS(), action);
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(expression); operation && operation->getNumArgs() > 0) {
      if (operation->getOperator() == OO_PlusPlus || operation->getOperator() == OO_MinusMinus)
        return operation->getType()->isRecordType() ? action : counted(*operation->getArg(0), operation->getOperator() == OO_PlusPlus, action);
      if (operation->getOperator() == OO_Equal && operation->getNumArgs() == 2)
        return flagged(*operation->getArg(0), *operation->getArg(1), action);
    }
    return action;
  }

  Action memoryBegin(const CXXNewExpr &creation) const {
    Action action;
    action.kind = Action::Memory;
    const Stmt *inner = &creation;
    for (const Stmt *s = &creation; s && isa<Expr>(s); inner = s, s = body_->parent(*s))
      if (const VarDecl *variable = body_->initialisedBy(*cast<Expr>(s)); variable && variable->getType()->isPointerType()) {
        action.variable = variable;
        action.at = body_->parent(*s) ? body_->parent(*s) : inner;
        action.begins = true;
        return action;
      }
    return action;
  }

  /// A handle that one function gives and another takes back, by a model.
  Action handle(const CallExpr &call) const {
    Action action;
    action.kind = Action::Memory;
    action.at = &call;
    action.function = call.getDirectCallee();
    for (const Library *library : models().libraries())
      for (const CleanupPairRow &row : library->cleanupPairs) {
        action.begins |= isNamed(*action.function, row.begin, *library);
        action.ends |= llvm::any_of(row.end, [&](llvm::StringRef end) { return end.contains("::") && isNamed(*action.function, end, *library); });
      }
    for (const Stmt *s = &call; action.begins && s && isa<Expr>(s) && !action.variable; s = body_->parent(*s))
      action.variable = body_->initialisedBy(*cast<Expr>(s));
    if (action.ends && call.getNumArgs() > 0)
      action.variable = isa<DeclRefExpr>(call.getArg(0)->IgnoreParenImpCasts()) ? rootVariable(*call.getArg(0)) : nullptr;
    if (!action.variable || !action.variable->hasLocalStorage() || action.variable->getType()->isRecordType())
      action.begins = action.ends = false;
    return action;
  }

  Action memberCall(const CXXMemberCallExpr &call, Action action) {
    const CXXMethodDecl *method = call.getMethodDecl();
    if (!method || !method->getDeclName().isIdentifier() || isThreadMutex(call.getObjectType(), unit()) || heldBy(call.getObjectType(), unit()))
      return action;
    action.object = call.getImplicitObjectArgument();
    action.function = method;
    action.verb = verbOf(method->getName());
    for (const Verbs &pair : Pairs) {
      action.begins |= action.verb == pair.begin;
      action.ends |= action.verb == pair.end;
    }
    for (const Library *library : models().libraries())
      for (const CleanupPairRow &row : library->cleanupPairs) {
        action.begins |= isNamed(*method, row.begin, *library);
        action.ends |= llvm::any_of(row.end, [&](const std::string &end) { return isEndNamed(*method, end, *library); });
      }
    return action;
  }

  Action counted(const Expr &object, bool up, Action action) const {
    if (!outlivesCoroutine(object))
      return action;
    action.kind = Action::Count;
    action.object = &object;
    (up ? action.begins : action.ends) = true;
    return action;
  }

  /// Only from true to false: the other way round is often progress, not a restoration.
  Action flagged(const Expr &object, const Expr &value, Action action) const {
    if (!outlivesCoroutine(object))
      return action;
    action.kind = Action::Flag;
    action.object = &object;
    action.begins = isTrue(value, true);
    action.ends = isTrue(value, false);
    return action;
  }

  /// A member of something, a global, what a reference names: but not a local.
  static bool outlivesCoroutine(const Expr &object) {
    const Expr *e = object.IgnoreParenImpCasts();
    if (!isa<DeclRefExpr, MemberExpr>(e))
      return false;
    const VarDecl *root = rootVariable(*e);
    return !root || !root->hasLocalStorage() || root->getType()->isReferenceType() || root->getType()->isPointerType();
  }

  static bool isNamed(const FunctionDecl &function, llvm::StringRef name, const Library &library) {
    const std::string full = modelName(function);
    if (name.consume_front("::") || library.namespaces.empty())
      return full == name;
    return llvm::any_of(library.namespaces, [&](const std::string &space) { return full == space + "::" + name.str(); });
  }

  /// The end of a pair is a member of the same class, or has a name of its own.
  static bool isEndNamed(const FunctionDecl &function, llvm::StringRef name, const Library &library) {
    if (name.contains("::"))
      return isNamed(function, name, library);
    return function.getDeclName().isIdentifier() && function.getName() == name;
  }

  // ---- What belongs together ---------------------------------------------------------------------------------------

  bool undoes(const Action &begin, const Action &end) {
    if (begin.kind != end.kind)
      return false;
    if (begin.kind == Action::Memory)
      return begin.variable == end.variable;
    if (!sameObject(*begin.object, *end.object))
      return false;
    if (begin.kind != Action::Call)
      return true;
    for (const Library *library : models().libraries())
      for (const CleanupPairRow &row : library->cleanupPairs)
        if (isNamed(*begin.function, row.begin, *library) && llvm::any_of(row.end, [&](const std::string &name) { return isEndNamed(*end.function, name, *library); }))
          return true;
    return llvm::any_of(Pairs, [&](const Verbs &pair) {
      return begin.verb == pair.begin && end.verb == pair.end && (pair.strong || end.awaited || outlivesCoroutine(*end.object));
    });
  }

  bool judge(const Action &begin, const Action &end, llvm::ArrayRef<Action> actions) {
    const auto isEnd = [&](const Stmt &statement) {
      return llvm::any_of(actions, [&](const Action &action) {
        return action.ends && undoes(begin, action) && (action.at == &statement || suspensionOperand(*action.at) == &statement);
      });
    };
    const Expr *throws = nullptr;
    for (const Expr *suspension : suspensions_->reachedFrom(begin.at, isEnd))
      if (suspension != begin.at && suspension != end.at && mayThrow(*suspension) && !givesError(*suspension) && !suspensions_->isWithin(*suspension, *end.at) &&
          suspension->getBeginLoc() < end.at->getBeginLoc() && !isCovered(*suspension, begin, end, actions)) {
        throws = suspension;
        break;
      }
    if (!throws || isGuarded(end))
      return false;
    reportSkipped(begin, end, *throws);
    return true;
  }

  /// Whether the exception of the await meets a handler that does the cleanup, or from which it is reached.
  bool isCovered(const Expr &suspension, const Action &begin, const Action &end, llvm::ArrayRef<Action> actions) {
    const Stmt *inner = &suspension;
    for (const Stmt *outer = body_->parent(suspension); outer; inner = outer, outer = body_->parent(*outer)) {
      const auto *attempt = dyn_cast<CXXTryStmt>(outer);
      if (!attempt || attempt->getTryBlock() != inner)
        continue;
      for (unsigned i = 0; i < attempt->getNumHandlers(); ++i) {
        const CXXCatchStmt *handler = attempt->getHandler(i);
        if (llvm::any_of(actions, [&](const Action &action) { return action.ends && suspensions_->isWithin(*action.at, *handler) && undoes(begin, action); }))
          return true;
        if (!suspensions_->isWithin(*end.at, *attempt) && !leaves(*handler))
          return true;
      }
    }
    return false;
  }

  static bool leaves(const CXXCatchStmt &handler) {
    const auto *block = dyn_cast_or_null<CompoundStmt>(handler.getHandlerBlock());
    if (!block || block->body_empty())
      return false;
    const Stmt *last = block->body_back();
    if (const auto *expression = dyn_cast<Expr>(last))
      last = expression->IgnoreImplicit();
    return isa<CXXThrowExpr, ReturnStmt, CoreturnStmt>(last);
  }

  /// A lambda of this body that does the same to the same: a scope guard's.
  bool isGuarded(const Action &end) const {
    if (end.kind == Action::Memory)
      return body_->isCaptured(*end.variable);
    const auto mentions = [&](const Stmt &root) {
      llvm::SmallVector<const Stmt *, 32> open{&root};
      while (!open.empty()) {
        const Stmt *statement = open.pop_back_val();
        if (const auto *call = dyn_cast<CXXMemberCallExpr>(statement))
          if (end.function && call->getMethodDecl() && call->getMethodDecl()->getCanonicalDecl() == end.function->getCanonicalDecl())
            return true;
        if (const auto *member = dyn_cast<MemberExpr>(statement); member && end.kind != Action::Call)
          if (const auto *own = dyn_cast<MemberExpr>(end.object->IgnoreParenImpCasts()); own && own->getMemberDecl() == member->getMemberDecl())
            return true;
        for (const Stmt *child : statement->children())
          if (child)
            open.push_back(child);
      }
      return false;
    };
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const auto *lambda = dyn_cast<LambdaExpr>(statement);
      return lambda && mentions(*lambda->getBody());
    });
  }

  /// Whether the await gives its error back as a value: its result is or holds an error code, or it writes one into a variable.
  bool givesError(const Expr &suspension) {
    if (isError(suspension.getType()))
      return true;
    const Expr *operand = suspensionOperand(suspension);
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const auto *name = dyn_cast<DeclRefExpr>(statement);
      return name && operand && suspensions_->isWithin(*name, *operand) && isErrorCode(name->getType());
    });
  }

  static bool isErrorCode(QualType type) {
    const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    return record && record->hasDefinition() && findMember(*record, "category") && findMember(*record, "value") && findMember(*record, "message");
  }

  bool isError(QualType type) {
    const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    if (!record)
      return false;
    if (isErrorCode(type) || models().errorResult(*record))
      return true;
    const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
    if (!specialization)
      return false;
    for (const TemplateArgument &argument : specialization->getTemplateArgs().asArray()) {
      if (argument.getKind() == TemplateArgument::Type && isErrorCode(argument.getAsType()))
        return true;
      if (argument.getKind() == TemplateArgument::Pack)
        for (const TemplateArgument &element : argument.pack_elements())
          if (element.getKind() == TemplateArgument::Type && isErrorCode(element.getAsType()))
            return true;
    }
    return false;
  }

  // ---- Words -------------------------------------------------------------------------------------------------------

  void reportSkipped(const Action &begin, const Action &end, const Expr &throws) {
    Finding finding;
    finding.function = &body_->function();
    finding.range = end.at->getSourceRange();
    std::string object = end.kind == Action::Memory ? end.variable->getName().str() : sourceText(end.object->getSourceRange(), body_->context());
    if (object.empty() || object.size() > 30)
      object = "it";
    else
      object = quoted(object);
    switch (end.kind) {
    case Action::Call:
      finding.message = quoted(end.function->getName()) + " is skipped when the await before it throws, and " + object + " stays as it is";
      break;
    case Action::Flag:
      finding.message = object + " stays true when the await before this throws";
      break;
    case Action::Count:
      finding.message = object + " isn't counted back when the await before this throws";
      break;
    case Action::Memory:
      finding.message = end.function ? quoted(end.function->getName()) + " is skipped when the await before it throws, and " + object + " leaks"
                                     : object + " leaks when the await before this throws";
      break;
    }
    finding.steps.push_back({begin.at->getBeginLoc(), begin.kind == Action::Memory ? "made here" : "begins here"});
    finding.steps.push_back({throws.getBeginLoc(), "an exception of this await leaves the coroutine"});
    if (end.awaited)
      finding.steps.push_back({end.at->getBeginLoc(), "never reached then: keep the exception in a 'catch', do this behind it, and rethrow"});
    else
      finding.steps.push_back({end.at->getBeginLoc(), "never reached then: leave it to a destructor, or to a scope guard"});
    report(finding);
  }

  const Body *body_ = nullptr;
  const Suspensions *suspensions_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
An await can throw, and then the rest of the coroutine doesn't run. What stands behind it to undo what stands before it is skipped: the lock stays locked and everybody waits for ever,
the flag stays set, the memory leaks.

```cpp bad
#include "task.h"
struct coroutine_mutex {
  task<> lock();
  void unlock();
};
task<> write(int row);

task<> add(coroutine_mutex &mutex, int row) {
  co_await mutex.lock();
  co_await write(row);
  mutex.unlock();        // not when 'write' throws
}
```

```cpp good
#include "task.h"
task<> write(int row);

task<> add(async_mutex &mutex, int row) {
  auto held = co_await mutex.acquire();
  co_await write(row);
}
```

Where the cleanup has to be awaited itself, no destructor can do it: keep the exception, clean up, rethrow.

```cpp good
#include "task.h"
struct connection {
  task<> open();
  task<> send(int row);
  task<> close();
};

task<> store(connection &to, int row) {
  std::exception_ptr failure;
  co_await to.open();
  try {
    co_await to.send(row);
  } catch (...) {
    failure = std::current_exception();
  }
  co_await to.close();
  if (failure)
    std::rethrow_exception(failure);
}
```

Reported are pairs of one object in one coroutine with an await between them that may throw: calls such as `lock` and `unlock`, `acquire` and `release`, `open` and `close` (those of the models too); a flag
set to true and back to false and a counter counted up and down, of something that outlives the coroutine; `new` and `delete`.

Silent: an await inside a `try` whose handler does the cleanup or leads to it; awaits that don't throw, or give their error as a value; closing what a local's destructor closes anyway;
a coroutine whose exceptions end the process; a thread mutex, which is coro-held-across-suspension's.
)md";

} // namespace

extern const Check UnsafeCleanup;
const Check UnsafeCleanup = {
    .id = "coro-unsafe-cleanup",
    .summary = "what is put back, closed or unlocked behind an await isn't when the await throws",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "",
    .options = {},
    .documentation = Documentation,
    .make = make<UnsafeCleanupCheck>,
};

} // namespace corolint
