// coro-detached-task: work is started in the background, and nobody will learn that it failed.
#include "checks/Check.h"
#include "checks/engine/blocking/Blocking.h"
#include "checks/engine/code/Include.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/ExpectedToThrow.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/TaskFailure.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/values/TaskHolder.h"
#include "checks/engine/work/Covered.h"
#include "checks/engine/work/OpenScope.h"
#include "checks/engine/work/Resumers.h"
#include "checks/engine/work/Spawn.h"
#include "checks/engine/work/TaskParameter.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {
namespace {

using namespace clang;

class DetachedTaskCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    // A test starts and forgets on purpose, to see what becomes of it. Of the headers that it
    // includes nobody knows whether they are part of it: only a handler that ignores an error
    // speaks for itself.
    const bool isTest = unit().isTest();
    const SourceManager &sources = unit().context().getSourceManager();
    if ((isTest && sources.isInMainFile(sources.getExpansionLoc(body.function().getLocation()))) ||
        isTestBody(body.function(), models()))
      return;
    for (const Stmt *statement : body.statements())
      if (const auto *call = dyn_cast<CallExpr>(statement)) {
        if (const std::optional<Spawned> spawned = spawnedBy(body, *call, unit());
            spawned && (!isTest || spawned->ignored) && !isExpectedToThrow(body, *call))
          judge(body, *spawned);
        else if (!isTest && !spawned)
          judgeForgetter(body, *call);
        if (!isTest)
          judgeErased(body, *call);
      }
    if (isTest)
      return;
    judgeUnobservable(body);
    judgeErrorCallback(body);
  }

  void judge(const Body &body, const Spawned &spawned) {
    // What the coroutine handles itself never comes to its spawner.
    if (isCovered(body, spawned, unit()) || isWaitedForBelow(body, spawned, unit()) ||
        (spawned.started && isOnlyGivenCovered(body, *spawned.started, unit())))
      return;
    Finding finding;
    finding.range = spawned.at->getSourceRange();
    finding.function = &body.function();
    // What fails in a small program, or in a test, shows it in other ways.
    if (trialAt(finding.range.getBegin(), body.context()) != Trial::None)
      finding.confidence = Confidence::Low;
    finding.message = messageOf(spawned);
    addEscape(finding, spawned.runs);
    if (spawned.ignored)
      finding.steps.push_back(
          {spawned.ignored->getLocation(), "it is given the error here, and doesn't look at it"});
    else if (!spawned.reason.empty())
      finding.steps.push_back(
          {spawned.token ? spawned.token->getBeginLoc() : spawned.at->getBeginLoc(),
           (spawned.token        ? quoted(tokenName(spawned))
            : spawned.by.empty() ? "un-awaited"
                                 : quoted(spawned.by)) +
               ": " + spawned.reason});
    addHandler(finding, spawned);
    report(finding);
  }

  /// `loop.detach(session());` of a function that forgets the task, as its name alone says, or that
  /// is seen to leave it alone, as it does all that it is given.
  void judgeForgetter(const Body &body, const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
    if (!callee || models().libraryOf(*callee) ||
        (operation && operation->getOperator() != OO_Call))
      return;
    for (const unsigned index : taskParameters(*callee, unit())) {
      const Fact<TaskEnd> end = endOfTask(*callee, index, unit());
      const bool isNamedSo = end.claim == TaskEnd::Forgotten && end.source == FactSource::Name;
      const Expr *task = argumentFor(call, index);
      if ((end.claim != TaskEnd::Unheard && !isNamedSo) || !task || givenToBody(body, *task) ||
          !taskMayFail(body, *task, unit()))
        continue;
      return reportForgetter(body, call, *task, end);
    }
  }

  void reportForgetter(const Body &body, const CallExpr &call, const Expr &task,
                       const Fact<TaskEnd> &end) {
    Finding finding;
    finding.range = call.getSourceRange();
    finding.function = &body.function();
    finding.confidence = confidenceOf(end);
    if (trialAt(call.getBeginLoc(), body.context()) != Trial::None)
      finding.confidence = Confidence::Low;
    const FunctionDecl *runs = runBy(task, unit());
    const auto *method = dyn_cast_or_null<CXXMethodDecl>(runs);
    const std::string name = calledName(*task.IgnoreUnlessSpelledInSource(), body.context());
    finding.message = (end.claim == TaskEnd::Unheard ? "nobody can catch an exception of "
                                                     : "nobody may learn of an exception of ") +
                      (method && method->getParent()->isLambda() ? "the lambda"
                       : name.empty()                            ? "the task"
                                                                 : quoted(name)) +
                      " behind " +
                      quoted(isa<CXXOperatorCallExpr>(call) ? calledName(call, body.context())
                                                            : calleeName(*call.getDirectCallee()));
    addEscape(finding, runs);
    if (end.claim == TaskEnd::Unheard && end.at.isValid())
      finding.steps.push_back({end.at, "the task runs on by itself here, with nobody behind it"});
    report(finding);
  }

  /// `std::erase_if(running_, [](auto &job) { return job.done(); });`: what failed is forgotten
  /// with what succeeded.
  void judgeErased(const Body &body, const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !callee->getIdentifier() ||
        (callee->getName() != "erase_if" && callee->getName() != "remove_if") ||
        call.getNumArgs() == 0)
      return;
    const auto *predicate =
        dyn_cast<LambdaExpr>(call.getArg(call.getNumArgs() - 1)->IgnoreUnlessSpelledInSource());
    const Expr *container = isa<CXXMemberCallExpr>(call) ? objectOf(call) : call.getArg(0);
    const FunctionDecl *test = predicate ? callOf(*predicate) : nullptr;
    if (!container || !test || !test->getBody() || test->getNumParams() != 1)
      return;
    const TaskType *task = taskIn(container->getType().getNonReferenceType(), unit());
    if (!task || task->start != Start::Eager || task->selfReporting ||
        task->dropped == Dropped::Cancelled || (task->model && !task->model->onError.empty()) ||
        !onlyLooks(unit().body(*test), *task) || isOnlyFilledWithCovered(*container, unit()))
      return;
    Finding finding;
    finding.range = call.getSourceRange();
    finding.function = &body.function();
    const std::string name = calledName(*container->IgnoreUnlessSpelledInSource(), body.context());
    finding.message = "work that is done is erased" +
                      (name.empty() ? std::string() : " from " + quoted(name)) +
                      " with its error unread: nobody learns that it failed";
    finding.steps.push_back(
        {predicate->getBeginLoc(), "this asks whether it is done, not how it ended"});
    report(finding);
  }

  /// The call operator; of a generic lambda the one that is used here.
  static const FunctionDecl *callOf(const LambdaExpr &lambda) {
    const FunctionDecl *function = lambda.getCallOperator();
    if (const FunctionTemplateDecl *pattern = function->getDescribedFunctionTemplate())
      for (const FunctionDecl *one : pattern->specializations())
        if (one->getBody())
          return one;
    return function;
  }

  /// Whether a predicate asks its tasks nothing that would tell of an error.
  bool onlyLooks(const Body &predicate, const TaskType &task) {
    bool looks = false;
    for (const Stmt *statement : predicate.statements()) {
      const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
      const Expr *object = call ? objectOf(*call) : nullptr;
      if (!object || unit().taskType(object->getType()).record != task.record)
        continue;
      const ValueUse use = fateOf(predicate, *object, unit());
      if (use.fate != Fate::Inspected || asksForError(use, task))
        return false;
      looks = true;
    }
    return looks;
  }

  static std::string workOf(const Spawned &spawned) {
    return spawned.work.empty()           ? "the task"
           : spawned.work == "the lambda" ? spawned.work
                                          : quoted(spawned.work);
  }

  std::string tokenName(const Spawned &spawned) const {
    const std::string text =
        calledName(*spawned.token->IgnoreUnlessSpelledInSource(), unit().context());
    return llvm::StringRef(text).rsplit("::").second.empty()
               ? text
               : llvm::StringRef(text).rsplit("::").second.str();
  }

  std::string messageOf(const Spawned &spawned) {
    const std::string work = workOf(spawned);
    if (spawned.ignored)
      return "the handler of " + work + " ignores its error: nobody learns that it failed";
    if (spawned.token)
      return "an exception of " + work + " is discarded by " + quoted(tokenName(spawned)) +
             ": nobody learns that it failed";
    if (spawned.error == SpawnError::Terminates)
      return "an exception of " + work + " ends the process: nobody can catch it behind " +
             quoted(spawned.by);
    if (!spawned.by.empty())
      return "an exception of " + work + " is discarded behind " + quoted(spawned.by) +
             ": nobody learns that it failed";
    const FunctionDecl *runs = spawned.runs ? definitionOf(spawned.runs) : nullptr;
    if (spawned.error == SpawnError::Logged && runs && keepsScopeOpen(unit().body(*runs), unit()))
      return "whoever closes what " + work +
             " holds open waits for it, but when it fails, only a line in the log tells";
    if (spawned.error == SpawnError::Logged)
      return "nobody waits for " + work + ": when it fails, only a line in the log tells";
    return "nobody waits for " + work + ": when it fails, its error is lost";
  }

  void addEscape(Finding &finding, const FunctionDecl *runs) const {
    if (const Stmt *escape = runs ? escapeOf(*runs, unit()) : nullptr)
      finding.steps.push_back(
          {escape->getBeginLoc(), isa<CXXThrowExpr>(escape)
                                      ? "this exception leaves the coroutine"
                                      : "an exception that comes out here leaves the coroutine"});
    else if (const SourceLocation there = runs ? escapeElsewhere(*runs, unit()) : SourceLocation();
             there.isValid())
      finding.steps.push_back({there, "an exception leaves the coroutine here"});
  }

  /// A handler that tells of the exception in place of a token that discards.
  void addHandler(Finding &finding, const Spawned &spawned) const {
    if (!spawned.token || spawned.discards->handler.empty() ||
        sourceText(spawned.token->getSourceRange(), unit().context()).empty())
      return;
    Fix fix{"tell of the exception where the work runs", Safety::Unsafe, {}};
    fix.edits.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(spawned.token->getSourceRange()),
        spawned.discards->handler));
    for (const std::string &header : spawned.discards->includes)
      if (std::optional<FixItHint> include =
              includeEdit(header, spawned.token->getBeginLoc(), unit().context()))
        fix.edits.push_back(*include);
    finding.fixes.push_back(std::move(fix));
  }

  /// A coroutine of a type that nobody can await or ask.
  void judgeUnobservable(const Body &body) {
    if (!body.isCoroutine() || body.isPattern())
      return;
    const std::optional<SpawnError> error = unobservedError(body.function(), unit());
    if ((!error && !rethrowsToResumer(body.function(), unit())) ||
        isCovered(body.function(), unit()) || (!error && isHeardByResumer(body)))
      return;
    // `runner drive(task work) { co_await std::move(work); }`: who gives it the work is asked.
    const bool isForwarder = error && !findOwnEscape(body, unit());
    if (isForwarder && !unit().kept<CallSites>().of(body.function(), unit()).empty())
      return;
    const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
    const std::string name = method && method->getParent()->isLambda()
                                 ? "this lambda"
                                 : quoted(body.function().getNameAsString());
    Finding finding;
    finding.range = {body.function().getLocation(), body.function().getLocation()};
    finding.function = &body.function();
    finding.message = "nobody can await " + name + ": an exception that leaves it " +
                      (!error ? "comes out of whoever resumes it, such as an event loop"
                       : *error == SpawnError::Terminates ? "ends the process"
                                                          : "is discarded");
    if (isForwarder)
      finding.confidence = Confidence::Low;
    addEscape(finding, &body.function());
    report(finding);
  }

  /// Whether an exception comes to somebody who expects it: to the caller, before the first
  /// suspension, or to who resumes coroutines in a `try`.
  bool isHeardByResumer(const Body &body) {
    const Stmt *escape = escapeOf(body.function(), unit());
    const Suspensions suspensions(body);
    const bool isLater = llvm::any_of(suspensions.all(), [&](const Expr *suspension) {
      return !escape || suspension->getBeginLoc() <= escape->getBeginLoc();
    });
    return !isLater || isResumedInTry(unit());
  }

  /// The function that a library calls with the errors of what it owns: nobody else gets them.
  void judgeErrorCallback(const Body &body) {
    const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
    if (!method || body.function().getNumParams() == 0)
      return;
    for (const CXXMethodDecl *overridden : method->overridden_methods()) {
      const Known<ContinuationRow> row = models().continuation(*overridden);
      const int index = row ? std::max(row->callable, 0) : 0;
      if (!row || index >= static_cast<int>(method->getNumParams()))
        continue;
      const ParmVarDecl &parameter = *method->getParamDecl(index);
      if (!handlingOf(body, parameter, unit()).ignored() ||
          explainsItself(method->getBody()->getSourceRange(), body.context()))
        continue;
      Finding finding;
      finding.range = {method->getLocation(), method->getLocation()};
      finding.function = method;
      finding.message = quoted(method->getNameAsString()) +
                        " ignores the error that it is given: nobody learns that the work failed";
      finding.steps.push_back(
          {parameter.getLocation(), row->reason.empty() ? "nobody else gets it" : row->reason});
      report(finding);
    }
  }
};

constexpr llvm::StringLiteral Documentation = R"md(
Work that is started in the background has no caller who could catch what it throws. What becomes of an exception is for the spawner to say: one
discards it without a word, another ends the process, a third hands it to a completion handler, which may ignore it. In each case the
server goes on, or dies, and nobody knows why.

```cpp bad
#include <boost/asio.hpp>
namespace net = boost::asio;
net::awaitable<void> handshake(net::ip::tcp::socket &peer);

net::awaitable<void> session(net::ip::tcp::socket peer) {
  co_await handshake(peer);
}
void on_client(net::ip::tcp::socket peer) {
  auto executor = peer.get_executor();
  net::co_spawn(executor, session(std::move(peer)), net::detached); // its exceptions go nowhere
}
```

```cpp good
#include <boost/asio.hpp>
#include <iostream>
namespace net = boost::asio;
net::awaitable<void> handshake(net::ip::tcp::socket &peer);

net::awaitable<void> session(net::ip::tcp::socket peer) {
  co_await handshake(peer);
}
void on_client(net::ip::tcp::socket peer) {
  auto executor = peer.get_executor();
  net::co_spawn(executor, session(std::move(peer)), [](std::exception_ptr error) {
    try {
      if (error)
        std::rethrow_exception(error);
    } catch (const std::exception &e) {
      std::cerr << "session: " << e.what() << '\n';
    }
  });
}
```

A coroutine that handles everything itself may be started like that:

```cpp good
#include <boost/asio.hpp>
#include <iostream>
namespace net = boost::asio;
net::awaitable<void> handshake(net::ip::tcp::socket &peer);

net::awaitable<void> session(net::ip::tcp::socket peer) {
  try {
    co_await handshake(peer);
  } catch (const std::exception &e) {
    std::cerr << "session: " << e.what() << '\n';
  }
}
void on_client(net::ip::tcp::socket peer) {
  auto executor = peer.get_executor();
  net::co_spawn(executor, session(std::move(peer)), net::detached);
}
```

Reported are spawners whose token or nature discards the exception or ends the process, completion handlers and error callbacks that ignore the error they are given, futures of a spawner that are dropped, an
eager task that is dropped by a cast to `void`, and coroutines whose return type nobody can await: their promise drops the exception, ends the process, or throws on to whoever resumes the coroutine, such as an event loop (unless that is seen to resume in a `try`). Silent are coroutines from which no visible
exception (a `throw`, an await) comes out, what a model calls an entry point or a marker of work that is dropped on purpose; and types of the user's own whose promise throws in its destructor what nobody has taken, or writes what leaves to a log.
What examples and tests leave to itself is of low confidence.
)md";

} // namespace

extern const Check DetachedTask;
const Check DetachedTask = {
    .id = "coro-detached-task",
    .summary = "work is started in the background, and nobody will learn that it failed",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "puts a handler that rethrows in place of a token that discards (unsafe: the exception "
           "then leaves the event loop's 'run')",
    .confidence = "high: what drops the error was read; medium: a model says what the "
                  "spawner does with it; low: only the name of a function that is declared "
                  "says that it forgets the task, and what examples and tests leave to itself",
    .options = {},
    .documentation = Documentation,
    .make = make<DetachedTaskCheck>,
};

} // namespace corolint
