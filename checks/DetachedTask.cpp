// coro-detached-task: work is started in the background, and nobody will learn that it failed.
#include "checks/Check.h"
#include "checks/engine/Blocking.h"
#include "checks/engine/Handled.h"
#include "checks/engine/Include.h"
#include "checks/engine/Source.h"
#include "checks/engine/Spawn.h"
#include "checks/engine/Throws.h"
#include "checks/engine/Unit.h"
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
    // A test starts and forgets on purpose, to see what becomes of it. Of the headers that it includes nobody knows
    // whether they are part of it: only a handler that ignores an error speaks for itself.
    const bool isTest = unit().isTest();
    const SourceManager &sources = unit().context().getSourceManager();
    if ((isTest && sources.isInMainFile(sources.getExpansionLoc(body.function().getLocation()))) || isTestBody(body.function(), models()))
      return;
    for (const Stmt *statement : body.statements())
      if (const auto *call = dyn_cast<CallExpr>(statement))
        if (const std::optional<Spawned> spawned = spawnedBy(body, *call, unit()); spawned && (!isTest || spawned->ignored) && !isExpectedToThrow(body, *call))
          judge(body, *spawned);
    if (isTest)
      return;
    judgeUnobservable(body);
    judgeErrorCallback(body);
  }

  void judge(const Body &body, const Spawned &spawned) {
    // What the coroutine handles itself never comes to its spawner.
    if (spawned.runs && isCovered(*spawned.runs, unit()))
      return;
    Finding finding;
    finding.range = spawned.at->getSourceRange();
    finding.function = &body.function();
    finding.message = messageOf(spawned);
    addEscape(finding, spawned.runs);
    if (spawned.ignored)
      finding.steps.push_back({spawned.ignored->getLocation(), "it is given the error here, and doesn't look at it"});
    else if (!spawned.reason.empty())
      finding.steps.push_back({spawned.token ? spawned.token->getBeginLoc() : spawned.at->getBeginLoc(),
                               (spawned.token ? quoted(tokenName(spawned)) : spawned.by.empty() ? "un-awaited" : quoted(spawned.by)) + ": " + spawned.reason});
    addHandler(finding, spawned);
    report(finding);
  }

  static std::string workOf(const Spawned &spawned) { return spawned.work.empty() ? "the task" : spawned.work == "the lambda" ? spawned.work : quoted(spawned.work); }

  std::string tokenName(const Spawned &spawned) const {
    const std::string text = sourceText(spawned.token->getSourceRange(), unit().context());
    return llvm::StringRef(text).rsplit("::").second.empty() ? text : llvm::StringRef(text).rsplit("::").second.str();
  }

  std::string messageOf(const Spawned &spawned) const {
    const std::string work = workOf(spawned);
    if (spawned.ignored)
      return "the handler of " + work + " ignores its error: nobody learns that it failed";
    if (spawned.token)
      return "an exception of " + work + " is discarded by " + quoted(tokenName(spawned)) + ": nobody learns that it failed";
    if (spawned.error == SpawnError::Terminates)
      return "an exception of " + work + " ends the process: nobody can catch it behind " + quoted(spawned.by);
    if (!spawned.by.empty())
      return "an exception of " + work + " is discarded behind " + quoted(spawned.by) + ": nobody learns that it failed";
    if (spawned.error == SpawnError::Logged)
      return "nobody waits for " + work + ": when it fails, only a line in the log tells";
    return "nobody waits for " + work + ": when it fails, its error is lost";
  }

  void addEscape(Finding &finding, const FunctionDecl *runs) const {
    if (const Stmt *escape = runs ? escapeOf(*runs, unit()) : nullptr)
      finding.steps.push_back({escape->getBeginLoc(), isa<CXXThrowExpr>(escape) ? "this exception leaves the coroutine" : "an exception that comes out here leaves the coroutine"});
  }

  /// A handler that rethrows in place of a token that discards.
  void addHandler(Finding &finding, const Spawned &spawned) const {
    if (!spawned.token || spawned.discards->handler.empty() || sourceText(spawned.token->getSourceRange(), unit().context()).empty())
      return;
    Fix fix{"let the exception out where the work runs", Safety::Unsafe, {}};
    fix.edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getTokenRange(spawned.token->getSourceRange()), spawned.discards->handler));
    for (const std::string &header : spawned.discards->includes)
      if (std::optional<FixItHint> include = includeEdit(header, spawned.token->getBeginLoc(), unit().context()))
        fix.edits.push_back(*include);
    finding.fixes.push_back(std::move(fix));
  }

  /// A coroutine of a type that nobody can await or ask.
  void judgeUnobservable(const Body &body) {
    if (!body.isCoroutine() || body.isPattern())
      return;
    const std::optional<SpawnError> error = unobservedError(body.function(), unit());
    if (!error || isCovered(body.function(), unit()))
      return;
    const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
    const std::string name = method && method->getParent()->isLambda() ? "this lambda" : quoted(body.function().getNameAsString());
    Finding finding;
    finding.range = {body.function().getLocation(), body.function().getLocation()};
    finding.function = &body.function();
    finding.message = *error == SpawnError::Terminates ? "nobody can await " + name + ": an exception that leaves it ends the process"
                                                        : "nobody can await " + name + ": an exception that leaves it is discarded";
    addEscape(finding, &body.function());
    report(finding);
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
      if (!handlingOf(body, parameter, unit()).ignored() || explainsItself(method->getBody()->getSourceRange(), body.context()))
        continue;
      Finding finding;
      finding.range = {method->getLocation(), method->getLocation()};
      finding.function = method;
      finding.message = quoted(method->getNameAsString()) + " ignores the error that it is given: nobody learns that the work failed";
      finding.steps.push_back({parameter.getLocation(), row->reason.empty() ? "nobody else gets it" : row->reason});
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
eager task that is dropped by a cast to `void`, and coroutines whose return type nobody can await. Silent are coroutines from which no visible
exception (a `throw`, an await) comes out, and what a model calls an entry point or a marker of work that is dropped on purpose.
)md";

} // namespace

extern const Check DetachedTask;
const Check DetachedTask = {
    .id = "coro-detached-task",
    .summary = "work is started in the background, and nobody will learn that it failed",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "puts a handler that rethrows in place of a token that discards (unsafe: the exception then leaves the event loop's 'run')",
    .options = {},
    .documentation = Documentation,
    .make = make<DetachedTaskCheck>,
};

} // namespace corolint
