#include "checks/engine/work/SelfUse.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Ownership.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Callable.h"
#include "checks/engine/work/Deletions.h"
#include "checks/engine/work/Escape.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

/// The class of `this` in a member function, or in a lambda that has captured it; null for others.
static const CXXRecordDecl *classOfThis(const CXXMethodDecl &method) {
  if (!method.getParent()->isLambda())
    return method.isStatic() ? nullptr : method.getParent();
  llvm::DenseMap<const ValueDecl *, FieldDecl *> captures;
  FieldDecl *self = nullptr;
  method.getParent()->getCaptureFields(captures, self);
  return self ? self->getType()->getPointeeCXXRecordDecl() : nullptr;
}

static bool isLambdaBody(const Body &body) {
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  return method && method->getParent()->isLambda();
}

/// Work that runs on by itself: eager, and its handle may be copied and dropped. A task that has
/// one owner is waited for by that.
static bool runsByItself(const TaskType &task) {
  return task.kind == TaskKind::Task && task.start == Start::Eager && task.record &&
         task.record->hasDefinition() && isCopyable(*task.record->getDefinition());
}

/// `page_->load()`, by a member that shares the object: whoever has the member may put another in
/// its place meanwhile.
static bool isOnMemberHandle(const CallExpr &call, const CXXRecordDecl &record) {
  const Expr *object = implicitObjectOf(call);
  const Expr *handle = object ? dereferencedBy(*object->IgnoreParenImpCasts()) : nullptr;
  const auto *member = handle ? dyn_cast<MemberExpr>(handle->IgnoreParenImpCasts()) : nullptr;
  return member && isa<FieldDecl>(member->getMemberDecl()) && isHandleOf(member->getType(), record);
}

/// Whether a call leaves the work to itself: nobody awaits it, and nothing at the call keeps the
/// object.
static bool letsGo(const CallSites::Site &site, const CXXRecordDecl &record, const TaskType &task,
                   Unit &unit) {
  const Body &body = unit.body(*site.in);
  // Whoever is given it by a function or a lambda may wait for it.
  const Where where = destinationOf(body, *site.call, unit).where;
  if (where == Where::AwaitedHere || where == Where::Returned)
    return false;
  return (isOnThis(*site.call) || (runsByItself(task) && isOnMemberHandle(*site.call, record))) &&
         !keepsItself(body, record);
}

/// Whether `main` has an object of the class, or makes one: nothing runs any more when it goes.
static bool isKeptByMain(const CXXRecordDecl &record, Unit &unit) {
  const ASTContext &context = unit.context();
  for (const Decl *found : context.getTranslationUnitDecl()->lookup(&context.Idents.get("main"))) {
    const auto *main = dyn_cast<FunctionDecl>(found);
    main = main ? main->getDefinition() : nullptr;
    if (main && llvm::any_of(unit.body(*main).statements(), [&](const Stmt *statement) {
          const auto *made = dyn_cast<Expr>(statement);
          const auto *type = made ? made->getType()->getAsCXXRecordDecl() : nullptr;
          return type && (type->getCanonicalDecl() == record.getCanonicalDecl() ||
                          isHandleOf(made->getType(), record));
        }))
      return true;
  }
  return false;
}

/// Whether an await gives its error as a value: `co_await s.read(b, redirect_error(token, error))`.
static bool waitGivesErrorAsValue(const Body &body, const Stmt &await, Unit &unit) {
  const auto *expression = dyn_cast<Expr>(&await);
  if (!expression)
    return false;
  return errorHolderOf(expression->getType(), unit) != ErrorHolder::None ||
         llvm::any_of(body.statements(), [&](const Stmt *statement) {
           const auto *name = dyn_cast<DeclRefExpr>(statement);
           return name && isa<VarDecl>(name->getDecl()) && body.isWithin(*name, await) &&
                  errorHolderOf(name->getType(), unit) == ErrorHolder::Code;
         });
}

/// `if (co_await timer_->wait(limit))`, of what the destructor stops: the answer says how it ended.
static bool answersHowItEnded(const Body &body, const Stmt &await, const FieldDecl &stopped) {
  const auto *expression = dyn_cast<Expr>(&await);
  const Expr *operand = suspensionOperand(await);
  return expression && operand && expression->getType()->isBooleanType() &&
         llvm::any_of(body.statements(), [&](const Stmt *statement) {
           const auto *member = dyn_cast<MemberExpr>(statement);
           return member && member->getMemberDecl() == &stopped && body.isWithin(*member, *operand);
         });
}

/// Whether the object is used behind an await: in the rest of its statement, further down, or by
/// the next turn of a loop.
static bool usesObjectBehind(const Body &body, const Stmt &await) {
  const Stmt *whole = &await;
  bool isRepeated = false;
  for (const Stmt *s = body.parent(await); s; s = body.parent(*s)) {
    isRepeated |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(s);
    if (isa<Expr>(s) && body.parent(*whole) == s)
      whole = s;
  }
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    return isa<CXXThisExpr>(statement) && !body.isWithin(*statement, await) &&
           (isRepeated || body.isWithin(*statement, *whole) ||
            await.getEndLoc() < statement->getBeginLoc());
  });
}

/// Whether a coroutine whose wait is told to end uses its object once more.
static bool goesOnWhenStopped(const Body &body, const UnwaitedStop &stop, Unit &unit) {
  const auto usesThis = [&](const Stmt *statement) { return isa<CXXThisExpr>(statement); };
  for (const Stmt *statement : body.statements()) {
    // The flag is read when the object is gone.
    if (const auto *member = dyn_cast<MemberExpr>(statement);
        member && member->getMemberDecl() == stop.field && stop.isFlag)
      return true;
    if (!stop.isFlag && suspensionOperand(*statement) &&
        (waitGivesErrorAsValue(body, *statement, unit) ||
         answersHowItEnded(body, *statement, *stop.field)) &&
        usesObjectBehind(body, *statement))
      return true;
    const auto *attempt = dyn_cast<CXXTryStmt>(statement);
    if (!attempt || stop.isFlag || llvm::none_of(body.statements(), [&](const Stmt *inner) {
          return suspensionOperand(*inner) && body.isWithin(*inner, *attempt->getTryBlock());
        }))
      continue;
    for (unsigned i = 0; i < attempt->getNumHandlers(); ++i)
      if (llvm::any_of(body.statements(), [&](const Stmt *inner) {
            return usesThis(inner) && body.isWithin(*inner, *attempt->getHandler(i));
          }))
        return true;
  }
  return false;
}

/// How the objects of a class end although their work goes on; none where they are made for shared
/// ownership, or there is nothing to be seen.
static std::optional<UnwaitedStop> stopOf(const CXXRecordDecl &record, const Body &coroutine,
                                          Unit &unit) {
  const auto stop = stopsWithoutWaiting(record, unit);
  // What the destructor calls last may be the coroutine itself.
  if (!stop || coroutine.isWithin(*stop->at, *coroutine.root()) || isToldOfEnd(coroutine, unit) ||
      !goesOnWhenStopped(coroutine, *stop, unit) || isKeptByMain(record, unit))
    return std::nullopt;
  return stop;
}

/// The end of the suspension after which the object is used: who takes a reference to it behind
/// that has already used it. Invalid where the coroutine starts suspended.
static SourceLocation endOfFirst(const Body &body, const LaterUse &later) {
  for (const Stmt *statement : body.statements())
    if (!later.startsSuspended && suspensionOperand(*statement) &&
        statement->getBeginLoc() == later.suspension)
      return statement->getEndLoc();
  return {};
}

std::optional<UnheldSelf> usesUnheldThis(const Body &body, Unit &unit) {
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  const CXXRecordDecl *record = method ? classOfThis(*method) : nullptr;
  if (!record || isLambdaBody(body) || !body.isCoroutine())
    return std::nullopt;
  const bool isShared = isSharedOwned(*record);
  const TaskType &task = unit.taskType(body.function().getReturnType());
  std::optional<Watcher> watcher;
  if (task.kind != TaskKind::Unobservable) {
    if (task.kind != TaskKind::Task)
      return std::nullopt;
    const auto sites = unit.kept<CallSites>().of(body.function(), unit);
    const bool isLetGo = !task.isLazy() && llvm::any_of(sites, [&](const CallSites::Site &site) {
      return letsGo(site, *record, task, unit);
    });
    const bool isAlone = isLetGo || (isShared && sites.empty() && runsByItself(task));
    if (!isAlone && !(watcher = watcherThatAwaits(sites, *record, unit)))
      return std::nullopt;
  }
  Referent self;
  self.kind = Referent::This;
  const LaterUse later =
      usedLater(body.function(), self, unit, watcher ? Begins::Now : Begins::Later);
  const SourceLocation behind = endOfFirst(body, later);
  if (later.answer != LaterUse::Yes ||
      (keepsItself(body, *record, behind) && !isOnlyWatched(body, *record, behind, later.use)))
    return std::nullopt;
  UnheldSelf found{later};
  if (watcher)
    found.watcher = watcher;
  else if (isShared)
    return found;
  else if (!isToldOfEnd(body, unit) &&
           (found.watcher = watcherAmong(body, *record, later.suspension, unit)))
    return found;
  else if (hasOwnDestructor(*record))
    found.stop = stopOf(*record, body, unit);
  else if (!isToldOfEnd(body, unit))
    found.deleted = unit.kept<Deletions>().of(*record, unit);
  return found.watcher || found.stop || found.deleted ? std::optional(found) : std::nullopt;
}

/// The coroutine over this object that an argument is: a call on `this`, or a lambda that captured
/// it.
static const FunctionDecl *coroutineOverThis(const Expr &argument) {
  const Expr *work = argument.IgnoreUnlessSpelledInSource();
  if (const auto *run = dyn_cast<CXXMemberCallExpr>(work)) {
    if (isOnThis(*run))
      return run->getDirectCallee();
    // `run().scheduleOn(executor)`
    const auto *inner = dyn_cast<CXXMemberCallExpr>(
        run->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource());
    return inner && isOnThis(*inner) ? inner->getDirectCallee() : nullptr;
  }
  const LambdaExpr *lambda = lambdaGiven(argument);
  const bool captures =
      lambda && llvm::any_of(lambda->captures(),
                             [](const LambdaCapture &capture) { return capture.capturesThis(); });
  return captures ? coroutineOf(*lambda) : nullptr;
}

/// `scope_.add(work)`: what is a part of this object can't outlive it, a scope whose end waits for
/// what it has begun.
static bool isMemberOfOwnPart(const Stmt &statement) {
  const auto *call = dyn_cast<CallExpr>(&statement);
  const Expr *object = call ? objectOf(*call) : nullptr;
  const FieldDecl *part = object ? ownField(*object) : nullptr;
  return part && part->getType()->isRecordType();
}

/// Whether a call runs what an argument is in the background.
static bool runsInBackground(const Body &body, const CallExpr &call, const Expr &argument,
                             Unit &unit) {
  // A task that is given on is waited for elsewhere.
  const Where where = destinationOf(body, call, unit).where;
  if (where == Where::AwaitedHere || where == Where::Returned)
    return false;
  const Destination destination = destinationOf(body, argument, unit);
  if (isMemberOfOwnPart(call) ||
      (destination.where == Where::Spawned && destination.at && isMemberOfOwnPart(*destination.at)))
    return false;
  const FunctionDecl *callee = call.getDirectCallee();
  if (callee && unit.models().spawner(*callee))
    return true;
  return unit.taskType(argument.getType()).isAwaitable() && destination.where == Where::Spawned;
}

std::optional<UnheldSelf> startsUnheldThis(const Body &body, const CallExpr &call, Unit &unit) {
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  const CXXRecordDecl *record = method ? classOfThis(*method) : nullptr;
  const bool isShared = record && isSharedOwned(*record);
  if (!record || (!isShared && !hasOwnDestructor(*record)) ||
      (isShared && isUnsharedAt(body, call, *record)))
    return std::nullopt;
  llvm::SmallVector<const Expr *, 4> given(call.arguments());
  // `run().via(executor).start(done)`
  if (const Expr *object = implicitObjectOf(call))
    given.push_back(object);
  for (const Expr *argument : given) {
    const FunctionDecl *coroutine = coroutineOverThis(*argument);
    coroutine = coroutine ? coroutine->getDefinition() : nullptr;
    if (!coroutine || !coroutine->getBody() || keepsItself(unit.body(*coroutine), *record) ||
        mentionsItself(body, call, *record) || !runsInBackground(body, call, *argument, unit))
      continue;
    Referent self;
    self.kind = Referent::This;
    const LaterUse later = usedLater(*coroutine, self, unit);
    if (later.answer != LaterUse::Yes)
      continue;
    if (isShared)
      return UnheldSelf{later, argument, Confidence::Medium, std::nullopt};
    if (const auto stop = stopOf(*record, unit.body(*coroutine), unit))
      return UnheldSelf{later, argument, Confidence::Medium, stop};
  }
  return std::nullopt;
}

} // namespace corolint
