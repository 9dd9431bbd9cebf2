// coro-dangling-reference: a task outlives what its coroutine refers to and still uses.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Closures.h"
#include "checks/engine/work/GoneResult.h"
#include "checks/engine/work/Scope.h"
#include "checks/engine/work/SelfUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {
namespace {

using namespace clang;

class DanglingReferenceCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (body.isPattern())
      return;
    body_ = &body;
    for (const Stmt *statement : body.statements()) {
      if (const auto *call = dyn_cast<CallExpr>(statement)) {
        judgeCall(*call);
        judgeLastWork(*call);
        for (const Expr *argument : call->arguments())
          if (const auto gone = goneWithLambda(body, *call, *argument, unit()))
            reportLambda(*call, *gone);
        if (const auto self = startsUnheldThis(body, *call, unit()))
          reportStartedThis(*call, *self);
      }
      if (const auto *construct = dyn_cast<CXXConstructExpr>(statement))
        if (const auto gone = goneWithLambda(body, *construct, unit()))
          reportLambda(*construct, *gone);
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared))
            if (const auto gone = goneAtOnce(body, *variable, unit()))
              reportVariable(*variable, *gone);
      if (const auto *result = dyn_cast<CoreturnStmt>(statement))
        if (const auto gone = goneAtReturn(body, *result, unit()))
          reportResult(*result, *gone);
    }
    if (const auto self = usesUnheldThis(body, unit()))
      reportThis(*self);
  }

  /// Only certain harm is an error.
  /// The function that runs what it is given in the background, where no model says so.
  Subjects startedBy(const Stmt *call) const {
    const auto *start = dyn_cast_or_null<CallExpr>(call);
    const FunctionDecl *callee = start ? start->getDirectCallee() : nullptr;
    return callee && !models().libraryOf(*callee) ? Subjects{callee} : Subjects();
  }

  void reportAs(Confidence confidence, Finding finding) {
    finding.function = &body_->function();
    finding.confidence = confidence;
    finding.severity = confidence == Confidence::High ? Severity::Error : Severity::Warning;
    report(finding);
  }

  static std::string wordsForSuspension(const LaterUse &later) {
    return later.startsSuspended ? "the coroutine starts suspended" : "the coroutine suspends here";
  }

  // ---- A task that outlives what the call bound to it
  // --------------------------------------------------------------

  void judgeCall(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !call.isPRValue())
      return;
    const TaskType &task = unit().taskType(call.getType());
    if (task.kind == TaskKind::None)
      return;
    const auto referents = referentsOf(call, unit());
    if (llvm::none_of(referents, [](const Referent &referent) {
          return referent.lifetime != Lifetime::Longer || referent.lent;
        }))
      return;
    const Destination destination = finalDestinationOf(*body_, call, unit());
    if (destination.where == Where::AwaitedHere || destination.where == Where::Unknown)
      return;
    // A lazy one that is dropped never runs: coro-unawaited-task.
    if (destination.where == Where::Dropped && task.isLazy())
      return;
    for (const Referent &referent : referents) {
      // A wrapper that calls what it is given is judged where a lambda is given to it.
      if (referent.kind == Referent::Captures && referent.local &&
          !(referent.local->getInit() && lambdaGiven(*referent.local->getInit())))
        continue;
      const auto outlived = outlives(*body_, destination, referent, call);
      if (outlived && judgeReferent(call, referent, destination, *outlived))
        return;
    }
  }

  /// Whether there is something to report.
  bool judgeReferent(const CallExpr &call, const Referent &referent, const Destination &destination,
                     Confidence confidence) {
    const FunctionDecl &callee = *call.getDirectCallee();
    const bool spawned = destination.where == Where::Spawned;
    LaterUse later = usedLater(callee, referent, unit(), spawned ? Begins::Now : Begins::Later);
    if (spawned && later.answer == LaterUse::No) {
      // Whether it begins inside of the call depends on who runs it.
      later = usedLater(callee, referent, unit());
      confidence = body_->isCoroutine() ? Confidence::Low : Confidence::Medium;
    }
    if (later.answer == LaterUse::Unseen)
      confidence = std::min(confidence, Confidence::Medium);
    if (later.answer == LaterUse::No ||
        (later.answer == LaterUse::Unseen &&
         !presumablyUsedLater(callee, referent, destination, unit().taskType(call.getType()))))
      return false;
    reportCall(call, callee, referent, destination, later, confidence);
    return true;
  }

  /// `~client() { (void)close(); }`: the coroutine goes on with an object that is gone.
  void judgeLastWork(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const Expr *object = isa<CXXDestructorDecl>(body_->function()) && callee && call.isPRValue()
                             ? implicitObjectOf(call)
                             : nullptr;
    if (!object || !isa<CXXThisExpr>(object->IgnoreParenImpCasts()))
      return;
    const TaskType &task = unit().taskType(call.getType());
    const Destination destination = finalDestinationOf(*body_, call, unit());
    const bool runsOn = destination.where == Where::Spawned ||
                        (destination.where == Where::Dropped && task.start == Start::Eager);
    if (task.kind == TaskKind::None || !runsOn)
      return;
    Referent self;
    self.kind = Referent::This;
    const LaterUse later = usedLater(*callee, self, unit(), Begins::Now);
    if (later.answer != LaterUse::Yes)
      return;
    Finding finding;
    finding.range = call.getSourceRange();
    const std::string name = quoted(calledName(call, body_->context()));
    finding.message =
        "the object is gone when its destructor returns, but " + name + " still uses it";
    finding.steps.push_back({call.getExprLoc(), "nobody waits for " + name + " here"});
    finding.steps.push_back({later.suspension, wordsForSuspension(later)});
    finding.steps.push_back({later.use, "uses 'this' here, after that"});
    reportAs(destination.confidence, std::move(finding));
  }

  std::string endOf(const Referent &referent, const Destination &destination) const {
    if (referent.lifetime == Lifetime::Temporary)
      return "at the end of this expression";
    return destination.where == Where::Returned ? "when the function returns"
                                                : "at the end of its scope";
  }

  void reportCall(const CallExpr &call, const FunctionDecl &callee, const Referent &referent,
                  const Destination &destination, const LaterUse &later, Confidence confidence) {
    Finding finding;
    finding.range = referent.expression->getSourceRange();
    if (isa<CXXDefaultArgExpr>(referent.expression) || finding.range.isInvalid())
      finding.range = call.getSourceRange();
    const std::string name = calledName(call, body_->context());
    const std::string noun =
        unit().taskType(call.getType()).kind == TaskKind::Generator ? "generator" : "task";
    const std::string of =
        referent.kind == Referent::Captures
            ? "its coroutine"
            : "the " + noun + " of " + (name.empty() ? std::string("this call") : quoted(name));
    const std::string end = endOf(referent, destination);
    if (referent.kind == Referent::Captures)
      finding.message = "the captures of this lambda are destroyed " + end +
                        ", but its coroutine uses them later";
    else if (referent.lifetime == Lifetime::Temporary)
      finding.message =
          referent.kind == Referent::This
              ? "this temporary is destroyed " + end + ", but " + of + " still refers to it"
              : nameOf(callee, *referent.parameter) +
                    " refers to a temporary that is destroyed before " + of + " uses it";
    else if (referent.lent)
      finding.message = quoted(referent.lent->getName()) +
                        " shows what only the caller keeps, and " + of +
                        " may use it when that is gone";
    else
      finding.message = quoted(referent.local->getName()) + " is destroyed " + end + ", but " + of +
                        " still refers to it";
    finding.steps.push_back(
        {finding.range.getBegin(), referent.kind == Referent::Captures
                                       ? "the captures live in this closure, not in the coroutine"
                                       : "bound by reference here"});
    if (destination.at)
      finding.steps.push_back({destination.at->getBeginLoc(),
                               "the " + noun +
                                   (referent.lent ? " outlives this call" : " outlives it") +
                                   ": it is " + whereTo(destination)});
    if (later.answer == LaterUse::Yes && later.use.isValid()) {
      finding.steps.push_back({later.suspension, wordsForSuspension(later)});
      finding.steps.push_back({later.use, "used here, after that"});
    }
    // A definition in another file would have to be changed, too.
    const auto byValue = referent.kind == Referent::Parameter && later.coroutine
                             ? byValueEdits(callee, *referent.parameter)
                             : llvm::SmallVector<FixItHint, 2>();
    if (!byValue.empty())
      finding.fixes.push_back(
          {"take " + quoted(referent.parameter->getName()) + " by value", Safety::Unsafe, byValue});
    if (destination.where == Where::Spawned)
      finding.subjects = startedBy(destination.at);
    reportAs(confidence, std::move(finding));
  }

  /// Its name, if need be the one in the definition; a declaration may leave it out.
  static std::string nameOf(const FunctionDecl &callee, const ParmVarDecl &parameter) {
    const unsigned index = parameter.getFunctionScopeIndex();
    if (!parameter.getName().empty())
      return quoted(parameter.getName());
    for (const FunctionDecl *redeclaration : callee.redecls())
      if (index < redeclaration->getNumParams() &&
          !redeclaration->getParamDecl(index)->getName().empty())
        return quoted(redeclaration->getParamDecl(index)->getName());
    return "parameter " + std::to_string(index + 1);
  }

  static std::string whereTo(const Destination &destination) {
    switch (destination.where) {
    case Where::Local:
      return "kept in " + quoted(destination.variable->getName());
    case Where::Returned:
      return "returned";
    case Where::Iterated:
      return "the range of this loop";
    case Where::Spawned:
      return "run in the background";
    case Where::Stored:
      return "stored";
    default:
      return "left to itself";
    }
  }

  // ---- Lambdas that are handed on
  // ----------------------------------------------------------------------------------

  void reportLambda(const Expr &call, const GoneWithLambda &gone) {
    Finding finding;
    finding.range = {gone.lambda->getBeginLoc(), gone.lambda->getIntroducerRange().getEnd()};
    switch (gone.kind) {
    case GoneWithLambda::Captures:
      finding.message = endOfClosure(call, gone);
      finding.steps.push_back(
          {gone.lambda->getBeginLoc(), "the captures live in this closure, not in the coroutine"});
      break;
    case GoneWithLambda::Local:
      finding.message = quoted(gone.variable->getName()) +
                        " is destroyed at the end of its scope, but the coroutine in the "
                        "background uses it later";
      finding.steps.push_back({gone.lambda->getBeginLoc(), "captured by reference here"});
      finding.steps.push_back({call.getExprLoc(), "nobody in the scope of " +
                                                      quoted(gone.variable->getName()) +
                                                      " waits for what runs from here"});
      break;
    case GoneWithLambda::Continued:
      finding.message =
          quoted(gone.variable->getName()) +
          " is captured by reference and destroyed when the function returns, before this runs";
      finding.steps.push_back(
          {gone.variable->getLocation(),
           quoted(gone.variable->getName()) + " lives in this call of the function"});
      finding.steps.push_back(
          {call.getExprLoc(), isAwaitSuspend(body_->function())
                                  ? "the lambda runs later, to resume the coroutine"
                                  : "the lambda runs later, when the task that is returned goes "
                                    "on"});
      break;
    case GoneWithLambda::Handed:
      finding.message = quoted(gone.variable->getName()) +
                        " is destroyed with this lambda's call, but the task that it returns "
                        "refers to it";
      finding.steps.push_back({gone.handed, "handed on by reference here"});
      break;
    case GoneWithLambda::Parameter:
      finding.range = {gone.variable->getBeginLoc(), gone.variable->getEndLoc()};
      finding.message = quoted(gone.variable->getName()) +
                        " belongs to whoever calls this coroutine and can't wait for it: it may "
                        "be gone when used";
      break;
    }
    if (gone.later.answer == LaterUse::Yes) {
      finding.steps.push_back({gone.later.suspension, wordsForSuspension(gone.later)});
      finding.steps.push_back(
          {gone.later.use, gone.kind == GoneWithLambda::Captures
                               ? "used here, after that: copy the captures into locals first, or "
                                 "pass them as parameters"
                               : "used here, after that"});
    }
    finding.subjects = startedBy(&call);
    reportAs(gone.confidence, std::move(finding));
  }

  std::string endOfClosure(const Expr &call, const GoneWithLambda &gone) const {
    const std::string name = calledName(call, body_->context());
    switch (gone.callee.claim.keeps) {
    case Keeps::UntilReturned:
      return (name.empty() ? "the callee" : quoted(name)) +
             " destroys this lambda once it has returned, but its coroutine uses the captures";
    case Keeps::InPlace:
      return "the captures of this lambda are destroyed at the end of this expression, but its "
             "coroutine uses them later";
    default:
      return "nobody can keep this lambda until its coroutine is done: its captures may be gone "
             "when it uses them";
    }
  }

  // ---- A result that refers to what is gone
  // -----------------------------------------------------------------

  /// `co_return text;` of a task<std::string_view>: the coroutine's variables are gone before its
  /// caller sees the result.
  void reportResult(const CoreturnStmt &result, const GoneResult &gone) {
    Finding finding;
    finding.range = result.getOperand()->getSourceRange();
    const llvm::StringRef refers = gone.type->isReferenceType() ? "reference to"
                                   : gone.type->isPointerType() ? "pointer to"
                                                                : "view of";
    const VarDecl *local = gone.local;
    finding.message = (local ? quoted(local->getName()) : std::string("this temporary")) +
                      " is destroyed when the coroutine returns, and its caller gets a " +
                      refers.str() + " it";
    if (local)
      finding.steps.push_back(
          {local->getLocation(), quoted(local->getName()) + " lives in the coroutine's frame"});
    finding.steps.push_back({result.getBeginLoc(),
                             "destroyed here, before the caller goes on: return the value itself"});
    reportAs(Confidence::High, std::move(finding));
  }

  /// `auto &&r = co_await f();` into the task, `std::string_view line = co_await read_line();` of
  /// its result: both are gone with the expression.
  void reportVariable(const VarDecl &variable, const GoneResult &gone) {
    Finding finding;
    finding.range = {variable.getLocation(), variable.getSourceRange().getEnd()};
    const std::string name = quoted(variable.getName());
    if (gone.kind == GoneResult::Task) {
      finding.message =
          name + " refers into the task, which is destroyed at the end of this expression";
      finding.steps.push_back(
          {gone.at->getBeginLoc(), "the task is a temporary, and its result lives in it"});
    } else {
      finding.message =
          name + " shows the result of this await, which is destroyed at the end of the expression";
      finding.steps.push_back({gone.at->getBeginLoc(),
                               "the result is a temporary: keep it in a variable of its own type"});
    }
    finding.steps.push_back(
        {body_->uses(variable).front()->getBeginLoc(), "used here, after that"});
    const SourceLocation sigil = referenceSigil(variable);
    if (gone.kind == GoneResult::Task && sigil.isValid() && !sigil.isMacroID())
      finding.fixes.push_back(
          {"keep the value",
           Safety::Unsafe,
           {FixItHint::CreateRemoval(CharSourceRange::getTokenRange(sigil, sigil))}});
    reportAs(Confidence::High, std::move(finding));
  }

  // ---- `this` in work that nobody can wait for
  // ---------------------------------------------------------------------

  void reportThis(const UnheldSelf &self) {
    Finding finding;
    finding.range = {self.later.use, self.later.use};
    const std::string name = quoted(body_->function().getNameAsString());
    finding.message =
        "'this' may be destroyed while " + name +
        (self.stop      ? " is suspended: " + endingOf(*self.stop)
         : self.deleted ? " is suspended: whoever deletes the object doesn't wait for it"
         : self.watcher ? " is suspended: " + expectingOf(*self.watcher)
                        : " is suspended: nobody waits for it, and it holds no reference");
    if (self.stop)
      tellStop(*self.stop, finding);
    if (self.deleted)
      finding.steps.push_back({self.deleted->getBeginLoc(), "an object is deleted here"});
    if (self.watcher)
      finding.steps.push_back({self.watcher->awaits ? self.watcher->awaits->getExprLoc()
                                                    : self.watcher->reference->getLocation(),
                               self.watcher->awaits
                                   ? "awaited here, and nothing keeps the object meanwhile"
                                   : quoted(self.watcher->member->getNameAsString()) +
                                         " takes a weak reference here before it suspends"});
    finding.steps.push_back(
        {self.later.suspension, "suspends here, and its owner may let go of the object"});
    finding.steps.push_back(
        {self.later.use, self.deleted || self.watcher
                             ? "uses 'this' here, after that: ask first whether the "
                               "object is still there, by a weak pointer"
                             : "uses 'this' here, after that: keep a strong reference in "
                               "a local first"});
    reportAs(self.confidence, std::move(finding));
  }

  /// `spawn(run())` of an object that is made for shared ownership: whoever else holds it may let
  /// go while `run` is suspended.
  void reportStartedThis(const CallExpr &call, const UnheldSelf &self) {
    Finding finding;
    finding.range = self.work->getSourceRange();
    finding.message = "'this' may be destroyed while this runs in the background: " +
                      (self.stop ? endingOf(*self.stop)
                                 : std::string("the object is shared, and nothing here keeps it"));
    finding.steps.push_back(
        {call.getExprLoc(), "runs in the background from here, without a reference to its object"});
    finding.steps.push_back({self.later.suspension, wordsForSuspension(self.later)});
    finding.steps.push_back({self.later.use, self.stop ? "uses 'this' here, after that"
                                                       : "uses 'this' here, after that: give the "
                                                         "coroutine a strong reference"});
    if (self.stop)
      tellStop(*self.stop, finding);
    reportAs(self.confidence, std::move(finding));
  }

  /// `QPointer<view> alive(this); co_await load(); if (alive)`, in another member.
  static std::string expectingOf(const Watcher &watcher) {
    return quoted(watcher.member->getNameAsString()) +
           (watcher.awaits ? " awaits it with only a weak reference"
                           : " asks whether it is still there");
  }

  static std::string endingOf(const UnwaitedStop &stop) {
    return quoted(stop.destructor->getNameAsString()) + " doesn't wait for it";
  }

  /// `~client() { socket_.close(); }`
  static void tellStop(const UnwaitedStop &stop, Finding &finding) {
    finding.steps.push_back({stop.at->getBeginLoc(),
                             quoted(stop.field->getName()) +
                                 " tells it to stop here, and the object is gone when it goes on: "
                                 "wait until it has ended"});
  }

  const Body *body_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
A coroutine keeps its parameters, but not what they refer to; a lambda coroutine doesn't even keep its captures, which live in the closure. As long as
the task is awaited in the expression that makes it, all of that is alive. A task that is kept, returned, stored or started in the background outlives it, and the coroutine
reads memory that is gone:

```cpp bad
#include "task.h"
#include <string>
task<int> request(std::string url);

task<int> fetch(const std::string &url) {
  co_return co_await request(url);
}
task<> fetch_all(int count) {
  std::vector<task<int>> all;
  for (int i = 0; i < count; ++i)
    all.push_back(fetch("/item/" + std::to_string(i)));   // the string is gone when the task runs
  co_await when_all(std::move(all));
}
```

```cpp good
#include "task.h"
#include <string>
task<int> request(std::string url);

task<int> fetch(std::string url) {
  co_return co_await request(std::move(url));
}
task<> fetch_all(int count) {
  std::vector<task<int>> all;
  for (int i = 0; i < count; ++i)
    all.push_back(fetch("/item/" + std::to_string(i)));
  co_await when_all(std::move(all));
}
```

```cpp bad
#include "task.h"
task<int> send(int payload);

task<int> sender(int payload) {
  return [payload]() -> task<int> { co_return co_await send(payload); }();   // the closure is gone when the task runs
}
```

```cpp good
#include "task.h"
task<int> send(int payload);

task<int> sender(int payload) {
  return [](int payload) -> task<int> { co_return co_await send(payload); }(payload);
}
```

Reported is a task or generator that outlives what its coroutine refers to *and* uses after a suspension (a lazy one starts suspended; where only its declaration can be seen, it is taken to
use what it is given):

* temporaries and locals bound to reference, view and pointer parameters, also by a buffer over them, by what a local owns, by a member of an aggregate that is passed by value, or by an awaiter
  that keeps them; the range of a `for` is gone before the loop begins, too, up to C++20;
* the captures of a lambda that is called in place, or handed to a function that destroys it once it has returned (`.then`, a timer, a queue of work, a project's own wrapper around these, through any number
  of calls), or that calls it where it stands and whose task isn't awaited in the same expression; where only a declaration can be seen, a lambda that becomes a `std::function`, a delegate or another class that is made of any function
  object, and whose call gives no task: nobody who keeps it learns when the coroutine is done;
* what such a lambda hands on by reference to the task that it returns;
* a text or buffer that a function is given by constant reference or view, in work that it starts and leaves alone;
* a reference or view parameter of a coroutine lambda that is handed to somebody who can't wait for it;
* the local or temporary that a member coroutine is called on, also by a member for temporaries at the end of a chain (`request(url).header(h).as<T>()`);
* the object of a destructor that starts a coroutine of its own and doesn't wait for it;
* a local that a lambda captures by reference and that runs in the background, started by the last statement of the local's scope, and a by-reference capture in a lambda that is called later, of a task that is returned;
* `this` of a class made for shared ownership, in work that runs in the background, or that runs on by itself and is awaited by nobody, without a reference to its object;
* the same of a class whose destructor tells such work to stop, by a flag that it reads or by closing what it waits on, and doesn't wait until it has;
* the same where the class's own code expects the end: another member takes a weak reference before it suspends and asks it afterwards, or awaits the coroutine
  with nothing but a weak reference;
* a local, by-value parameter or temporary that a coroutine `co_return`s a view of, a pointer or a reference to;
* `auto &&r = co_await f();` where the reference points into the task.

A use counts on every way that the control flow has: in handlers, in later turns of loops, by references, iterators and views that were made before, in nested lambdas, and in the coroutines and awaiters that a parameter is passed on to.

Silent: what is awaited in the same full expression, what lives in the same scope as the task, what is handed to a function that may wait for it, what is returned only when it is ready, and reference parameters as such.
A lambda with a by-value explicit object parameter (`this auto`) keeps its captures and is silent.
)md";

} // namespace

extern const Check DanglingReference;
const Check DanglingReference = {
    .id = "coro-dangling-reference",
    .summary = "a task outlives what its coroutine refers to and still uses",
    .severity = Severity::Error,
    .onByDefault = true,
    .fix = "takes the parameter by value, or keeps the value instead of a reference: unsafe, since "
           "a copy is another object",
    .confidence =
        "high: the body that keeps, calls or uses it was seen; medium: a model, a type or a "
        "declaration says so; low: whether it is used before it is gone depends on who runs it",
    .options = {},
    .documentation = Documentation,
    .make = make<DanglingReferenceCheck>,
};

} // namespace corolint
