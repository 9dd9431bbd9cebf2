#include "checks/engine/work/Closures.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Scope.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

bool isAwaitSuspend(const FunctionDecl &function) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method && method->getDeclName().isIdentifier() && method->getName() == "await_suspend" &&
         findMember(*method->getParent(), "await_resume");
}

namespace {

/// `this auto` copies the captures into the coroutine; `this auto &` doesn't.
bool ownsItsCaptures(const FunctionDecl &coroutine) {
  return coroutine.hasCXXExplicitFunctionObjectParameter() &&
         !coroutine.getParamDecl(0)->getType()->isReferenceType();
}

bool holds(const LambdaCapture &capture) {
  return capture.getCaptureKind() == LCK_ByCopy && capture.capturesVariable() &&
         !capture.getCapturedVar()->getType()->isReferenceType();
}

/// The call that a lambda is an argument of, and what becomes of both.
class Given {
public:
  Given(const Body &body, const Expr &call, const LambdaExpr &lambda, Fact<CallableUse> use,
        Unit &unit)
      : body_(body), call_(call), lambda_(lambda), use_(std::move(use)), unit_(unit) {}

  std::optional<GoneWithLambda> judge() {
    if (const FunctionDecl *coroutine = coroutineOf(lambda_))
      return ofCoroutine(*coroutine);
    if (auto gone = continued())
      return gone;
    return handed();
  }

private:
  GoneWithLambda gone(GoneWithLambda::Kind kind, const VarDecl *variable, const LaterUse &later,
                      Confidence confidence) const {
    GoneWithLambda result;
    result.kind = kind;
    result.lambda = &lambda_;
    result.variable = variable;
    result.callee = use_;
    result.later = later;
    result.confidence = confidence;
    return result;
  }

  // ---- A coroutine

  std::optional<GoneWithLambda> ofCoroutine(const FunctionDecl &coroutine) {
    const auto end = endsFirst(unit_.taskType(coroutine.getReturnType()));
    if (end && lambda_.capture_size() > 0 && !ownsItsCaptures(coroutine)) {
      Referent captures;
      captures.kind = Referent::Captures;
      if (const LaterUse later = usedLater(coroutine, captures, unit_);
          later.answer == LaterUse::Yes)
        return gone(GoneWithLambda::Captures, nullptr, later, *end);
    }
    if (auto local = localOf(coroutine))
      return local;
    return parameterOf(coroutine);
  }

  /// Whether the closure is destroyed before its coroutine is done, and how sure that is.
  std::optional<Confidence> endsFirst(const TaskType &task) const {
    const bool nobodyWaits = task.kind == TaskKind::Unobservable;
    const Confidence confidence = confidenceOf(use_.source);
    switch (use_.claim.keeps) {
    case Keeps::ForItsTask:
      return std::nullopt;
    case Keeps::InPlace:
      return isTemporary() && outlivesExpression(body_, call_, unit_) ? std::optional(confidence)
                                                                      : std::nullopt;
    case Keeps::UntilReturned: {
      // One that starts suspended and is dropped by its caller never runs: coro-void-callback.
      const bool runs =
          !task.isLazy() || use_.claim.starts || unit_.taskType(call_.getType()).isAwaitable();
      return runs ? std::optional(confidence) : std::nullopt;
    }
    case Keeps::Blindly:
      return task.isLazy() ? std::nullopt : std::optional(confidence);
    case Keeps::WithObject:
      return task.isLazy() ? std::nullopt : std::optional(Confidence::Low);
    case Keeps::Unknown:
      // What the standard library is given, a container say, somebody else takes out again.
      return nobodyWaits && calleeOf(call_) && !calleeOf(call_)->isInStdNamespace()
                 ? std::optional(Confidence::Medium)
                 : std::nullopt;
    }
    return std::nullopt;
  }

  static const FunctionDecl *calleeOf(const Expr &made) {
    const auto *call = dyn_cast<CallExpr>(&made);
    return call ? call->getDirectCallee() : nullptr;
  }

  /// A closure that has a name lives as long as that.
  bool isTemporary() const { return body_.isWithin(lambda_, call_); }

  /// A local that the coroutine captured by reference, and that ends before it.
  std::optional<GoneWithLambda> localOf(const FunctionDecl &coroutine) {
    for (const LambdaCapture &capture : lambda_.captures()) {
      const VarDecl *variable = referredLocal(capture);
      const auto end = variable ? endsBeforeTask(*variable) : std::nullopt;
      if (!end)
        continue;
      Referent captured;
      captured.kind = Referent::Captured;
      captured.local = variable;
      LaterUse later = usedLater(coroutine, captured, unit_, Begins::Now);
      Confidence confidence = *end;
      if (later.answer != LaterUse::Yes && unit_.taskType(coroutine.getReturnType()).isLazy()) {
        // Whether it begins inside of the call depends on who runs it.
        later = usedLater(coroutine, captured, unit_);
        confidence = std::min(confidence, isReturned() ? Confidence::High : Confidence::Medium);
      }
      if (later.answer == LaterUse::Yes)
        return gone(GoneWithLambda::Local, variable, later, confidence);
    }
    return std::nullopt;
  }

  /// A local of this function that the lambda refers to.
  const VarDecl *referredLocal(const LambdaCapture &capture) const {
    const auto *variable = capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef
                               ? dyn_cast<VarDecl>(capture.getCapturedVar())
                               : nullptr;
    return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() &&
                   variable->getDeclContext() == &body_.function()
               ? variable
               : nullptr;
  }

  bool isReturned() const {
    return unit_.taskType(call_.getType()).isAwaitable() &&
           finalDestinationOf(body_, call_, unit_).where == Where::Returned;
  }

  /// Whether a local is gone while what the call was given runs, and how sure that is.
  std::optional<Confidence> endsBeforeTask(const VarDecl &variable) const {
    const bool spawned = calleeOf(call_) && unit_.models().spawner(*calleeOf(call_));
    if (unit_.taskType(call_.getType()).isAwaitable()) {
      const Destination destination = finalDestinationOf(body_, call_, unit_);
      if (destination.where == Where::Returned)
        return std::min(destination.confidence, confidenceOfCall());
      const bool neverRuns = destination.where == Where::Dropped && !spawned &&
                             unit_.taskType(call_.getType()).isLazy();
      if (destination.where == Where::AwaitedHere || destination.where == Where::Unknown ||
          destination.where == Where::Local || neverRuns)
        return std::nullopt;
    } else if (!spawned && !use_.claim.later)
      return std::nullopt;
    if (spawned && destinationOf(body_, call_, unit_).where == Where::AwaitedHere)
      return std::nullopt;
    const auto left = leftAtEndOf(body_, variable, call_);
    return left ? std::optional(std::min(*left, confidenceOfCall())) : std::nullopt;
  }

  /// Of what runs in the background, the model of the spawner is as good as its body.
  Confidence confidenceOfCall() const {
    return use_ ? std::max(confidenceOf(use_.source), Confidence::Medium) : Confidence::Medium;
  }

  /// A parameter that belongs to a caller who can't wait for the coroutine.
  std::optional<GoneWithLambda> parameterOf(const FunctionDecl &coroutine) {
    const TaskType &task = unit_.taskType(coroutine.getReturnType());
    const bool dropped = use_.claim.keeps == Keeps::Blindly && !task.isLazy();
    const FunctionDecl *callee = calleeOf(call_);
    // An algorithm passes what its range holds.
    if ((task.kind != TaskKind::Unobservable && !dropped) || (callee && callee->isInStdNamespace()))
      return std::nullopt;
    for (const ParmVarDecl *parameter : coroutine.parameters()) {
      const QualType type = parameter->getType();
      const bool isOthers = type->isReferenceType() ? type->isRValueReferenceType() ||
                                                          type->getPointeeType().isConstQualified()
                                                    : isView(type);
      Referent referent;
      referent.parameter = parameter;
      if (const LaterUse later = isOthers ? usedLater(coroutine, referent, unit_) : LaterUse();
          later.answer == LaterUse::Yes)
        return gone(GoneWithLambda::Parameter, parameter, later, Confidence::Medium);
    }
    return std::nullopt;
  }

  // ---- No coroutine

  /// A continuation that runs when this function's variables are gone.
  std::optional<GoneWithLambda> continued() const {
    if (isAwaitSuspend(body_.function()))
      return resumedLater();
    if (!use_.claim.later || !unit_.taskType(call_.getType()).isAwaitable())
      return std::nullopt;
    for (const LambdaCapture &capture : lambda_.captures())
      if (const VarDecl *variable = referredLocal(capture))
        if (const auto end = endsBeforeTask(*variable))
          return gone(GoneWithLambda::Continued, variable, {},
                      std::min(*end, confidenceOf(use_.source)));
    return std::nullopt;
  }

  /// `start([&handle] { handle.resume(); })` in an `await_suspend`: what resumes the coroutine runs
  /// when that has returned, unless the callee is seen to call it at once.
  std::optional<GoneWithLambda> resumedLater() const {
    const FunctionDecl *callee = calleeOf(call_);
    if ((use_ && !use_.claim.later) || (callee && callee->isInStdNamespace()))
      return std::nullopt;
    for (const LambdaCapture &capture : lambda_.captures())
      if (const VarDecl *variable = referredLocal(capture);
          variable && isCoroutineHandle(variable->getType()) && resumes(*variable))
        return gone(GoneWithLambda::Continued, variable, {}, Confidence::Medium);
    return std::nullopt;
  }

  static bool isCoroutineHandle(QualType type) {
    const CXXRecordDecl *record = type->getAsCXXRecordDecl();
    return record && record->isInStdNamespace() && record->getIdentifier() &&
           record->getName() == "coroutine_handle";
  }

  /// Whether the lambda resumes the coroutine of that handle.
  bool resumes(const VarDecl &handle) const {
    if (!lambda_.getCallOperator()->getBody())
      return false;
    const Body &inner = unit_.body(*lambda_.getCallOperator());
    return llvm::any_of(inner.statements(), [&](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const Expr *object = call ? objectOf(*call) : nullptr;
      return object && namedBy(*object) == &handle && calledBy(*call).getAsString() == "resume";
    });
  }

  /// What the lambda returns refers to what it has captured, and outlives that.
  std::optional<GoneWithLambda> handed() {
    const CXXMethodDecl *function = lambda_.getCallOperator();
    if (lambda_.capture_size() == 0 || !function || !function->getBody() ||
        !unit_.taskType(function->getReturnType()).isAwaitable())
      return std::nullopt;
    const Body &inner = unit_.body(*function);
    for (const Stmt *statement : inner.statements()) {
      const auto *call = dyn_cast<CallExpr>(statement);
      if (!call || !unit_.taskType(call->getType()).isAwaitable() ||
          finalDestinationOf(inner, *call, unit_).where != Where::Returned)
        continue;
      if (auto gone = handedBy(inner, *call))
        return gone;
    }
    return std::nullopt;
  }

  std::optional<GoneWithLambda> handedBy(const Body &inner, const CallExpr &call) {
    for (const Referent &referent : referentsOf(call, unit_)) {
      // A wrapper that calls what it holds is judged where a lambda is given to it.
      const auto end = referent.capture && referent.kind != Referent::Captures
                           ? endOfCapture(*referent.capture)
                           : std::nullopt;
      if (!end || isMovedInto(inner, *referent.capture, call))
        continue;
      if (const LaterUse later = usedLater(*call.getDirectCallee(), referent, unit_);
          later.answer == LaterUse::Yes)
        return handedAt(*referent.capture, later, call, *end);
    }
    return continuedBy(inner, call);
  }

  /// A continuation inside of the lambda that refers to what the lambda has captured.
  std::optional<GoneWithLambda> continuedBy(const Body &inner, const CallExpr &call) {
    for (const Expr *argument : call.arguments()) {
      const LambdaExpr *nested = lambdaGiven(*argument);
      const Fact<CallableUse> use = nested && inner.contains(*nested)
                                        ? callableOf(call, *argument, unit_)
                                        : Fact<CallableUse>();
      if (!use.claim.later)
        continue;
      for (const LambdaCapture &capture : nested->captures()) {
        const auto *variable = capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef
                                   ? dyn_cast<VarDecl>(capture.getCapturedVar())
                                   : nullptr;
        if (const auto end = variable ? endOfCapture(*variable) : std::nullopt)
          return handedAt(*variable, {}, *nested, std::min(*end, confidenceOf(use.source)));
      }
    }
    return std::nullopt;
  }

  GoneWithLambda handedAt(const VarDecl &variable, const LaterUse &later, const Expr &place,
                          Confidence confidence) const {
    GoneWithLambda result = gone(GoneWithLambda::Handed, &variable, later, confidence);
    result.handed = place.getBeginLoc();
    return result;
  }

  /// When what the lambda captured as this variable ends: with the closure, or with this function.
  std::optional<Confidence> endOfCapture(const VarDecl &variable) const {
    for (const LambdaCapture &capture : lambda_.captures()) {
      if (!capture.capturesVariable() || capture.getCapturedVar() != &variable)
        continue;
      if (holds(capture))
        return use_.claim.keeps == Keeps::Unknown
                   ? std::nullopt
                   : endsFirst(unit_.taskType(lambda_.getCallOperator()->getReturnType()));
      const VarDecl *local = referredLocal(capture);
      return local ? endsBeforeTask(*local) : std::nullopt;
    }
    return std::nullopt;
  }

  /// `work(x).finally([x = std::move(x)] {})`: goes along with the task.
  static bool isMovedInto(const Body &inner, const VarDecl &capture, const CallExpr &call) {
    return inner.isCaptured(capture) ||
           llvm::any_of(inner.uses(capture), [&](const DeclRefExpr *use) {
             return !inner.isWithin(*use, call) && inner.enclosing<LambdaExpr>(*use);
           });
  }

  const Body &body_;
  const Expr &call_;
  const LambdaExpr &lambda_;
  Fact<CallableUse> use_;
  Unit &unit_;
};

bool isObjectOf(const CallExpr &call, const Expr &argument) {
  return isa<CXXOperatorCallExpr>(call) && call.getNumArgs() > 0 && call.getArg(0) == &argument;
}

} // namespace

std::optional<GoneWithLambda> goneWithLambda(const Body &body, const CallExpr &call,
                                             const Expr &argument, Unit &unit) {
  // std::move and its like only pass it on.
  const bool isPassedOn = isObjectOf(call, argument) || call.isGLValue();
  const LambdaExpr *lambda = isPassedOn ? nullptr : lambdaGiven(argument);
  if (!lambda || !lambda->getCallOperator() || !body.contains(*lambda))
    return std::nullopt;
  return Given(body, call, *lambda, callableOf(call, argument, unit), unit).judge();
}

std::optional<GoneWithLambda> goneWithLambda(const Body &body, const CXXConstructExpr &construct,
                                             Unit &unit) {
  const LambdaExpr *lambda =
      construct.getNumArgs() > 0 ? lambdaGiven(*construct.getArg(0)) : nullptr;
  const Fact<CallableUse> use = lambda ? callableOf(construct, unit) : Fact<CallableUse>();
  if (!use || !coroutineOf(*lambda))
    return std::nullopt;
  if (use.claim.keeps == Keeps::UntilReturned)
    return Given(body, construct, *lambda, use, unit).judge();
  // The call that the wrapper is given to decides.
  for (const Stmt *s = body.parent(construct); s && isa<Expr>(s); s = body.parent(*s))
    if (const auto *call = dyn_cast<CallExpr>(s);
        call && unit.taskType(call->getType()).isAwaitable())
      return Given(body, *call, *lambda, use, unit).judge();
  return std::nullopt;
}

} // namespace corolint
