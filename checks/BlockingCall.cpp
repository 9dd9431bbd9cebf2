// coro-blocking-call: a coroutine blocks the thread that runs its siblings.
#include "checks/Check.h"
#include "checks/engine/blocking/Blocking.h"
#include "checks/engine/blocking/Offloaded.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/StartUp.h"
#include "checks/engine/work/Closures.h"
#include "clang/AST/ASTContext.h"
#include <set>

namespace corolint {
namespace {

using namespace clang;

/// What happens at run time, behind the name of what blocks.
std::string harmOf(const BlockingSite &blocking) {
  if (blocking.isDropped)
    return " gives a future whose destructor waits here: no other coroutine runs meanwhile";
  switch (blocking.kind) {
  case BlockingKind::SleepFor:
  case BlockingKind::SleepUntil:
  case BlockingKind::SleepSeconds:
  case BlockingKind::SleepMilliseconds:
  case BlockingKind::SleepMicroseconds:
    return " puts the thread to sleep: no other coroutine runs on it meanwhile";
  case BlockingKind::SyncWait:
    if (blocking.callee == "wait_for" || blocking.callee == "wait_until")
      return " blocks the thread until the task is done or the time is up: nothing else runs on it "
             "meanwhile";
    return " blocks the thread until the task is done: a deadlock if the task needs this thread";
  case BlockingKind::Io:
    return " is blocking I/O: no other coroutine runs on this thread meanwhile";
  case BlockingKind::Disk:
    return " waits for the disk: no other coroutine runs on this thread meanwhile";
  case BlockingKind::Dns:
    return " waits for a name server: no other coroutine runs on this thread meanwhile";
  case BlockingKind::Process:
    return " waits for a child process: no other coroutine runs on this thread";
  case BlockingKind::Database:
    return " waits for the database: no other coroutine runs on this thread meanwhile";
  case BlockingKind::RunLoop:
    return " runs an event loop inside of this coroutine, which can't go on meanwhile";
  case BlockingKind::Dialog:
    return " runs an event loop until the user answers, and this coroutine can't go on meanwhile";
  case BlockingKind::Wait:
  case BlockingKind::Yield:
    break;
  }
  return " blocks the thread: no other coroutine runs on it meanwhile";
}

class BlockingCallCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!blocking_ || &blocking_->unit() != &unit()) {
      blocking_.emplace(unit());
      offloaded_.reset();
      told_.clear();
    }
    // What an awaiter does before the coroutine is resumed is done by the thread that suspends it.
    if (!(body.isCoroutine() || isAwaitSuspend(body.function())) || isOutsideOfLoop(body))
      return;
    const auto sites = blocking_->in(body);
    if (sites.empty() || isOffloaded(body))
      return;
    llvm::SmallVector<Finding, 4> findings;
    for (const BlockingSite &found : sites)
      // An ordinary function that blocks is one bug, whoever calls it.
      if (found.path.empty() || isFirst(found.path.back()))
        tell(body, found, findings);
    for (const Finding &finding : findings)
      report(finding);
  }

  /// Instances of one template block at one place.
  bool isFirst(const BlockingSite::Through &last) {
    return told_.insert(last.at.getRawEncoding()).second;
  }

  /// Coroutines that no event loop waits for: generators that only compute, and tests, which may
  /// block on purpose.
  bool isOutsideOfLoop(const Body &body) const {
    const FunctionDecl &function = body.function();
    return unit().isTest() || isTestBody(function, models()) || runsInItsCaller(body, unit());
  }

  /// What was handed to a pool for blocking work. To know it takes a walk through the translation
  /// unit, which most don't need.
  bool isOffloaded(const Body &body) {
    if (!offloaded_)
      offloaded_.emplace(unit());
    return offloaded_->contains(body.function());
  }

  /// Whether there are other coroutines by then. A small program that shows or tries something has
  /// none, nor has one that reads its configuration before it listens.
  bool keepsOthersWaiting(const Body &body, const BlockingSite &blocking) {
    if (trialAt(blocking.at->getBeginLoc(), body.context()) != Trial::None)
      return false;
    const bool isFile = blocking.kind == BlockingKind::Io || blocking.kind == BlockingKind::Disk;
    return !isFile || !isInFirstStep(*blocking.at, body, unit());
  }

  /// Three files that one coroutine opens are one mistake.
  static Finding *alike(llvm::MutableArrayRef<Finding> told, const Finding &finding) {
    Finding *found = llvm::find_if(told, [&](const Finding &other) {
      return other.message == finding.message && other.confidence == finding.confidence &&
             other.fixes.empty();
    });
    return finding.fixes.empty() && found != told.end() ? found : nullptr;
  }

  void tell(const Body &body, const BlockingSite &blocking,
            llvm::SmallVectorImpl<Finding> &findings) {
    Finding finding;
    finding.range = blocking.at->getSourceRange();
    finding.function = &body.function();
    finding.severity = blocking.deadlocks ? Severity::Error : Severity::Warning;
    // Whoever asks the user something waits for the answer on purpose.
    const bool isMeant = blocking.kind == BlockingKind::Dialog;
    finding.confidence =
        keepsOthersWaiting(body, blocking) && !isMeant ? blocking.confidence : Confidence::Low;
    finding.message = messageOf(body, blocking);
    for (const BlockingSite::Through &step : blocking.path)
      if (step.at.isValid())
        finding.steps.push_back({step.at, &step == &blocking.path.back()
                                              ? "in " + quoted(step.in) + ": " + what(blocking)
                                              : "called by " + quoted(step.in)});
    if (blocking.path.empty() && !blocking.reason.empty())
      finding.steps.push_back({blocking.at->getBeginLoc(), what(blocking)});
    if (std::optional<Replacement> instead = blocking_->replacement(body, blocking)) {
      if (instead->edits.empty())
        finding.steps.push_back(
            {blocking.at->getBeginLoc(), "this suspends instead: '" + instead->text + "'"});
      else
        finding.fixes.push_back(
            {instead->title, Safety::Unsafe, {instead->edits.begin(), instead->edits.end()}});
    }
    // Members of one name may be of different objects.
    const bool waitsForDisk =
        (blocking.kind == BlockingKind::Io || blocking.kind == BlockingKind::Disk) &&
        !isa<CXXMemberCallExpr>(blocking.at);
    if (Finding *other = waitsForDisk ? alike(findings, finding) : nullptr)
      other->steps.push_back({blocking.at->getBeginLoc(), "and here"});
    else
      findings.push_back(std::move(finding));
  }

  static std::string what(const BlockingSite &blocking) {
    const std::string subject = blocking.callee.empty() ? "the loop" : quoted(blocking.callee);
    if (llvm::StringRef(blocking.reason).starts_with("until"))
      return subject + " blocks " + blocking.reason;
    return subject + (blocking.reason.empty() ? " blocks" : ": " + blocking.reason);
  }

  std::string messageOf(const Body &body, const BlockingSite &blocking) const {
    if (blocking.path.empty())
      return (blocking.callee.empty() ? "this loop spins without a suspension and"
                                      : quoted(blocking.callee)) +
             harmOf(blocking);
    const auto *call = dyn_cast<Expr>(blocking.at);
    std::string name = call ? calledName(*call, body.context()) : "";
    if (const auto *construct = dyn_cast<CXXConstructExpr>(blocking.at))
      name = construct->getConstructor()->getParent()->getNameAsString();
    // `reply.get()` that ends in another class's `get`.
    if (name == blocking.callee)
      name = blocking.path.front().in;
    const std::string through = blocking.callee.empty() ? "a busy loop" : quoted(blocking.callee);
    // Others run meanwhile, but not this one.
    const bool isLoop =
        blocking.kind == BlockingKind::RunLoop || blocking.kind == BlockingKind::Dialog;
    return (name.empty() ? "this call" : quoted(name)) + " ends in " + through +
           (isLoop ? ", which runs an event loop inside of this coroutine"
                   : ", which blocks the thread for all its coroutines");
  }

  std::optional<Blocking> blocking_;
  std::optional<Offloaded> offloaded_;
  std::set<SourceLocation::UIntTy> told_; ///< what blocks in ordinary functions, by its place
};

constexpr llvm::StringLiteral Documentation = R"md(
A coroutine gives its thread back only where it suspends. A call that blocks instead (a sleep, a wait for a future or another thread, a file or a
socket in its synchronous form) stops every other coroutine that runs on the same thread: timers are late, connections time out, and a
wait for another *task* never ends when that task needs this very thread.

```cpp bad
#include "task.h"
#include <chrono>
#include <thread>
task<bool> try_once();
task<int> limit();

task<void> retry() {
  while (!co_await try_once())
    std::this_thread::sleep_for(std::chrono::milliseconds(250)); // every other coroutine sleeps too
  int most = sync_wait(limit());                                 // a deadlock on a single thread
  (void)most;
}
```

```cpp good
#include "task.h"
#include <chrono>
task<bool> try_once();
task<int> limit();
task<void> sleep_for(std::chrono::milliseconds);

task<void> retry() {
  while (!co_await try_once())
    co_await sleep_for(std::chrono::milliseconds(250));
  int most = co_await limit();
  (void)most;
}
```

The call is also found below ordinary functions of the same file; the notes then tell the way to it. What an awaiter does in its `await_suspend` is done by the thread of whoever awaits. Reported are sleeps, waits (futures,
threads, condition variables, semaphores, latches, child processes), waiting for a task from inside of a coroutine, event loops run inside of
one, what `std::async` gives where nobody keeps it (its destructor waits), blocking I/O (files, standard input, name servers, databases, and functions of a library that have an awaitable form of the same name), and loops
that only spin. All files of one kind that a coroutine opens are one finding, and what tests, examples and benchmarks do is of low confidence, as are files that are
read in the first step of what `main` starts, before anything was awaited.

It is silent about waits of zero duration, results that the coroutine has already awaited or asked about, lambdas and functions that are only handed to a pool or thread
for blocking work, what the constants of a call leave out in the function that it calls, code behind a hop to another executor, generators by themselves (a loop over one runs it in its own thread), the bodies of tests, and `std::mutex::lock`, which is fine
for a short section. Where the coroutine has moved to threads that may wait, it may wait for a task. What blocks and what doesn't is data: see the models.
)md";

} // namespace

extern const Check BlockingCall;
const Check BlockingCall = {
    .id = "coro-blocking-call",
    .summary = "a coroutine blocks its thread: nothing else that runs there goes on, and waiting "
               "for a task can deadlock",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "awaits the coroutine's own library instead: a timer with the same duration, the task "
           "itself, the asynchronous form (unsafe: others may run meanwhile)",
    .confidence = "medium: a model or the type of the callee says that it blocks; low: a "
                  "short look at the disk of a coroutine whose library has nothing for it, a "
                  "file that is read before anything else runs, or a name",
    .options = {},
    .documentation = Documentation,
    .make = make<BlockingCallCheck>,
};

} // namespace corolint
