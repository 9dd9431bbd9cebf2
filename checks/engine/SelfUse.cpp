#include "checks/engine/SelfUse.h"
#include "checks/engine/CallSites.h"
#include "checks/engine/Callable.h"
#include "checks/engine/Escape.h"
#include "checks/engine/Ownership.h"
#include "checks/engine/Unit.h"
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

/// The same where the class is made for shared ownership.
static const CXXRecordDecl *sharedClassOf(const FunctionDecl &function) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  const CXXRecordDecl *record = method ? classOfThis(*method) : nullptr;
  return record && isSharedOwned(*record) ? record : nullptr;
}

static bool isLambdaBody(const Body &body) {
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  return method && method->getParent()->isLambda();
}

static bool isCopyable(const CXXRecordDecl &record) {
  if (record.needsImplicitCopyConstructor())
    return !record.defaultedCopyConstructorIsDeleted();
  return llvm::any_of(record.ctors(), [](const CXXConstructorDecl *constructor) {
    return constructor->isCopyConstructor() && !constructor->isDeleted();
  });
}

/// Work that runs on by itself: eager, and its handle may be copied and dropped. A task that has
/// one owner is waited for by that.
static bool runsByItself(const TaskType &task) {
  return task.kind == TaskKind::Task && task.start == Start::Eager && task.record &&
         task.record->hasDefinition() && isCopyable(*task.record->getDefinition());
}

static bool isOnThis(const CallExpr &call) {
  const Expr *object = implicitObjectOf(call);
  return object && isa<CXXThisExpr>(object->IgnoreParenImpCasts());
}

/// Whether a call leaves the work to itself: nobody awaits it, and nothing at the call keeps the
/// object.
static bool letsGo(const CallSites::Site &site, const CXXRecordDecl &record, Unit &unit) {
  const Body &body = unit.body(*site.in);
  if (destinationOf(body, *site.call, unit).where == Where::AwaitedHere)
    return false;
  return isOnThis(*site.call) && !keepsItself(body, record);
}

std::optional<UnheldSelf> usesUnheldThis(const Body &body, Unit &unit) {
  const CXXRecordDecl *record = sharedClassOf(body.function());
  if (!record || isLambdaBody(body) || !body.isCoroutine() || keepsItself(body, *record))
    return std::nullopt;
  const TaskType &task = unit.taskType(body.function().getReturnType());
  if (task.kind != TaskKind::Unobservable) {
    if (task.kind != TaskKind::Task || task.isLazy())
      return std::nullopt;
    const auto sites = unit.kept<CallSites>().of(body.function(), unit);
    const bool isLetGo = llvm::any_of(
        sites, [&](const CallSites::Site &site) { return letsGo(site, *record, unit); });
    if (!isLetGo && !(sites.empty() && runsByItself(task)))
      return std::nullopt;
  }
  Referent self;
  self.kind = Referent::This;
  const LaterUse later = usedLater(body.function(), self, unit);
  if (later.answer != LaterUse::Yes)
    return std::nullopt;
  return UnheldSelf{later, nullptr, Confidence::Medium};
}

/// The coroutine over this object that an argument is: a call on `this`, or a lambda that captured
/// it.
static const FunctionDecl *coroutineOverThis(const Expr &argument) {
  const Expr *work = argument.IgnoreUnlessSpelledInSource();
  if (const auto *run = dyn_cast<CXXMemberCallExpr>(work))
    return isOnThis(*run) ? run->getDirectCallee() : nullptr;
  const LambdaExpr *lambda = lambdaGiven(argument);
  const bool captures =
      lambda && llvm::any_of(lambda->captures(),
                             [](const LambdaCapture &capture) { return capture.capturesThis(); });
  return captures ? coroutineOf(*lambda) : nullptr;
}

/// Whether a call runs what an argument is in the background.
static bool runsInBackground(const Body &body, const CallExpr &call, const Expr &argument,
                             Unit &unit) {
  if (destinationOf(body, call, unit).where == Where::AwaitedHere)
    return false;
  const FunctionDecl *callee = call.getDirectCallee();
  if (callee && unit.models().spawner(*callee))
    return true;
  return unit.taskType(argument.getType()).isAwaitable() &&
         destinationOf(body, argument, unit).where == Where::Spawned;
}

std::optional<UnheldSelf> startsUnheldThis(const Body &body, const CallExpr &call, Unit &unit) {
  const CXXRecordDecl *record = sharedClassOf(body.function());
  if (!record || mentionsItself(body, call, *record))
    return std::nullopt;
  for (const Expr *argument : call.arguments()) {
    const FunctionDecl *coroutine = coroutineOverThis(*argument);
    coroutine = coroutine ? coroutine->getDefinition() : nullptr;
    if (!coroutine || !coroutine->getBody() || keepsItself(unit.body(*coroutine), *record) ||
        !runsInBackground(body, call, *argument, unit))
      continue;
    Referent self;
    self.kind = Referent::This;
    if (const LaterUse later = usedLater(*coroutine, self, unit); later.answer == LaterUse::Yes)
      return UnheldSelf{later, argument, Confidence::Medium};
  }
  return std::nullopt;
}

} // namespace corolint
