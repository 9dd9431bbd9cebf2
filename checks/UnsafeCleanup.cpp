// coro-unsafe-cleanup: what is put back, closed or unlocked behind an await isn't when the await
// throws.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/Attempt.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Begun.h"
#include "checks/engine/time/ChannelEnd.h"
#include "checks/engine/time/Cleanup.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/values/Paths.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include <algorithm>

namespace corolint {
namespace {

using namespace clang;

class UnsafeCleanupCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine() || body.isPattern() || terminates(body))
      return;
    const TaskType &task = unit().taskType(body.function().getReturnType());
    throws_ = body.context().getLangOpts().CXXExceptions;
    isCancelled_ = task.dropped == Dropped::Cancelled;
    isGenerator_ = task.kind == TaskKind::Generator;
    if (!throws_ && !isCancelled_)
      return;
    body_ = &body;
    const llvm::SmallVector<Action, 8> actions = actionsOf(body, unit());
    const Suspensions suspensions(body);
    skipped_.clear();
    if (llvm::any_of(actions, [](const Action &action) { return action.ends; }))
      judgeEnds(actions, suspensions);
    if (throws_)
      if (const ChannelEnd end = skippedChannelEnd(suspensions, unit()))
        reportChannel(end);
    for (const Finding &finding : skipped_)
      report(finding);
  }

  void judgeEnds(llvm::ArrayRef<Action> actions, const Suspensions &suspensions) {
    const Body &body = *body_;
    const Paths paths(body);
    suspensions_ = &suspensions;
    paths_ = &paths;
    for (const Action &end : actions) {
      if (!end.ends || body.enclosing<CXXCatchStmt>(*end.at))
        continue;
      judgeStarter(end, actions);
      for (const Action &begin : actions)
        if (begin.begins && begin.at->getBeginLoc() < end.at->getBeginLoc() &&
            undoes(end, begin, unit()) && judge(begin, end, actions))
          break;
    }
  }

  /// An exception that leaves the coroutine ends the process: nothing is left to clean up.
  bool terminates(const Body &body) {
    const TaskType &task = unit().taskType(body.function().getReturnType());
    const CXXRecordDecl *promise = task.record ? promiseTypeOf(*task.record) : nullptr;
    const auto *handler =
        promise ? dyn_cast_or_null<FunctionDecl>(findMember(*promise, "unhandled_exception"))
                : nullptr;
    if (!handler)
      return false;
    const auto *written = dyn_cast_or_null<CompoundStmt>(handler->getBody());
    const auto *call =
        written && written->size() == 1 ? dyn_cast<CallExpr>(written->body_front()) : nullptr;
    return handler->isNoReturn() ||
           (call && call->getDirectCallee() && call->getDirectCallee()->isNoReturn());
  }

  // ---- Paths
  // ---------------------------------------------------------------------------------------------------------

  /// `nursery.start(work)` of the group that a block is given: whoever opened it ends what runs in
  /// it, however the block is left.
  bool isEndedByOpener(const Action &begin) {
    const auto *start = dyn_cast<CallExpr>(begin.at);
    const auto *group =
        begin.object ? dyn_cast<DeclRefExpr>(begin.object->IgnoreParenImpCasts()) : nullptr;
    const auto *block = dyn_cast<CXXMethodDecl>(&body_->function());
    return start && group && isa<ParmVarDecl>(group->getDecl()) && block &&
           block->getParent()->isLambda() &&
           llvm::any_of(start->arguments(), [&](const Expr *argument) {
             return isa<LambdaExpr>(argument->IgnoreUnlessSpelledInSource()) ||
                    unit().taskType(argument->getType().getNonReferenceType()).isAwaitable();
           });
  }

  bool judge(const Action &begin, const Action &end, llvm::ArrayRef<Action> actions) {
    if (isEndedByOpener(begin))
      return false;
    const auto isEnd = [&](const Stmt &statement) {
      return llvm::any_of(actions, [&](const Action &action) {
        return action.ends && undoes(action, begin, unit()) &&
               (action.at == &statement || suspensionOperand(*action.at) == &statement);
      });
    };
    if (!begin.tested && !isAlwaysEnded(begin, *begin.at, isEnd))
      return false;
    const Expr *throws = nullptr;
    for (const Expr *suspension : suspensions_->reachedFrom(begin.at, isEnd))
      if (suspension != begin.at && suspension != end.at && maySkip(*suspension) &&
          !body_->isWithin(*suspension, *end.at) &&
          suspension->getBeginLoc() < end.at->getBeginLoc() && leadsTo(*suspension, *end.at) &&
          isAlwaysEnded(begin, *suspension, isEnd) &&
          !isCovered(*suspension, begin, end, actions)) {
        throws = suspension;
        break;
      }
    if (!throws || isGuarded(end) || (isa<CoyieldExpr>(*throws) && endsWithGenerator(begin)) ||
        mentionsFailure(commentBefore(end.at->getBeginLoc(), body_->context())))
      return false;
    reportSkipped(begin, end, *throws);
    return true;
  }

  /// A member of the object that also keeps this generator: whoever destroys the one destroys the
  /// other, and nobody is left who could see it.
  bool endsWithGenerator(const Action &begin) const {
    const auto *method = dyn_cast<CXXMethodDecl>(&body_->function());
    const CXXRecordDecl *generator = recordBehind(body_->function().getReturnType());
    return method && generator && begin.object && ownFieldHolding(*begin.object) &&
           llvm::any_of(method->getParent()->fields(), [&](const FieldDecl *field) {
             const CXXRecordDecl *kept = recordBehind(field->getType());
             return kept && kept->getCanonicalDecl() == generator->getCanonicalDecl();
           });
  }

  /// Whether what stands behind a suspension may never run: its await throws, or it is the yield at
  /// which whoever iterates stops, which destroys the generator.
  bool maySkip(const Expr &suspension) {
    return (isGenerator_ && isa<CoyieldExpr>(suspension)) ||
           (awaitThrows(*body_, suspension, unit()) && !givesError(suspension));
  }

  /// `busy_ = true; spawn(run());`, of the coroutine that clears it at its end.
  void judgeStarter(const Action &end, llvm::ArrayRef<Action> actions) {
    const bool isLast = isa_and_nonnull<CompoundStmt>(body_->parent(*end.at)) &&
                        !body_->enclosing<IfStmt>(*end.at) && !isInLoop(*body_, *end.at);
    const bool isBegunHere = llvm::any_of(actions, [&](const Action &begin) {
      return begin.kind == end.kind && begin.begins && undoes(end, begin, unit());
    });
    const std::optional<Action> begin =
        isLast && !isBegunHere ? begunByStarter(*body_, end, unit()) : std::nullopt;
    if (!begin || isGuarded(end) ||
        mentionsFailure(commentBefore(end.at->getBeginLoc(), body_->context())))
      return;
    for (const Expr *suspension : suspensions_->all())
      if (suspension->getBeginLoc() < end.at->getBeginLoc() && maySkip(*suspension) &&
          leadsTo(*suspension, *end.at) && !isTried(*body_, *suspension))
        return reportSkipped(*begin, end, *suspension);
  }

  /// Whether each way that returns passes an end. What only some ways undo is a correction, and no
  /// cleanup; but nobody keeps a lock on purpose.
  bool isAlwaysEnded(const Action &begin, const Stmt &from,
                     llvm::function_ref<bool(const Stmt &)> isEnd) const {
    const bool locks = begin.kind == Action::Call && !begin.key &&
                       (begin.verb.find("lock") != std::string::npos || begin.verb == "acquire" ||
                        begin.verb == "wait");
    return locks || !paths_->missing(from, isEnd);
  }

  /// Whether the end can follow: not on the way of who was told that another has begun it.
  bool leadsTo(const Expr &suspension, const Stmt &end) const {
    bool found = false;
    suspensions_->walkFrom(&suspension, [&](const Stmt &statement) {
      found |= &statement == &end || suspensionOperand(end) == &statement;
      return found ? Walk::Stop : Walk::On;
    });
    return found;
  }

  /// Whether the exception of the await meets a handler that does the cleanup, or from which it is
  /// reached.
  bool isCovered(const Expr &suspension, const Action &begin, const Action &end,
                 llvm::ArrayRef<Action> actions) {
    const Stmt *inner = &suspension;
    for (const Stmt *outer = body_->parent(suspension); outer;
         inner = outer, outer = body_->parent(*outer)) {
      const auto *attempt = dyn_cast<CXXTryStmt>(outer);
      if (!attempt || attempt->getTryBlock() != inner)
        continue;
      for (unsigned i = 0; i < attempt->getNumHandlers(); ++i) {
        const CXXCatchStmt *handler = attempt->getHandler(i);
        if (llvm::any_of(actions, [&](const Action &action) {
              return action.ends && body_->isWithin(*action.at, *handler) &&
                     undoes(action, begin, unit());
            }))
          return true;
        if (leaves(*handler))
          continue;
        // Behind the handler stands the end itself, or what takes its place: `catch (...) { failed
        // = true; } if (failed) co_await c.rollback();`.
        if (!body_->isWithin(*end.at, *attempt) || llvm::any_of(actions, [&](const Action &action) {
              return action.ends && attempt->getEndLoc() < action.at->getBeginLoc() &&
                     undoes(action, begin, unit());
            }))
          return true;
      }
    }
    return false;
  }

  static bool leaves(const CXXCatchStmt &handler) {
    const Stmt *last = lastOf(handler.getHandlerBlock());
    if (const auto *expression = dyn_cast_or_null<Expr>(last))
      last = expression->IgnoreImplicit();
    return isa_and_nonnull<CXXThrowExpr, ReturnStmt, CoreturnStmt>(last);
  }

  /// A comment right above that speaks of exceptions: whoever wrote it has thought of them.
  static bool mentionsFailure(llvm::StringRef comment) { return says(Meaning::Excuse, comment); }

  /// A lambda of this body that does the same to the same: a scope guard's.
  bool isGuarded(const Action &end) const {
    if (end.variable)
      return body_->isCaptured(*end.variable);
    const auto mentions = [&](const Stmt &root) {
      llvm::SmallVector<const Stmt *, 32> open{&root};
      while (!open.empty()) {
        const Stmt *statement = open.pop_back_val();
        if (const auto *call = dyn_cast<CallExpr>(statement))
          if (end.function && call->getDirectCallee() &&
              call->getDirectCallee()->getCanonicalDecl() == end.function->getCanonicalDecl())
            return true;
        if (const auto *member = dyn_cast<MemberExpr>(statement);
            member && end.object && end.kind != Action::Call)
          if (const auto *own = dyn_cast<MemberExpr>(end.object->IgnoreParenImpCasts());
              own && own->getMemberDecl() == member->getMemberDecl())
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

  /// Whether the await gives its error back as a value: its result is or holds an error code, or it
  /// writes one into a variable.
  bool givesError(const Expr &suspension) {
    if (isError(suspension.getType()))
      return true;
    const Expr *operand = suspensionOperand(suspension);
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const auto *name = dyn_cast<DeclRefExpr>(statement);
      return name && operand && body_->isWithin(*name, *operand) && isErrorCode(name->getType());
    });
  }

  static bool isErrorCode(QualType type) {
    const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    return record && record->hasDefinition() && findMember(*record, "category") &&
           findMember(*record, "value") && findMember(*record, "message");
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

  // ---- Words
  // -------------------------------------------------------------------------------------------------------

  /// When a place behind a suspension isn't reached. Of a task that is cancelled by being
  /// destroyed, nothing behind an await runs either.
  std::string before(const Expr &suspension, llvm::StringRef place) const {
    if (isa<CoyieldExpr>(suspension))
      return " when the loop over this generator ends at the yield before " + place.str();
    return " when the await before " + place.str() +
           (!throws_       ? " is cancelled"
            : isCancelled_ ? " throws or is cancelled"
                           : " throws");
  }

  /// Whether a comment above it, or above the block that it stands in, speaks of failures.
  bool speaksOfFailure(const Stmt &statement) const {
    const Stmt *block = body_->enclosing<DoStmt>(statement);
    return mentionsFailure(commentBefore(statement.getBeginLoc(), body_->context())) ||
           (block && mentionsFailure(commentBefore(block->getBeginLoc(), body_->context())));
  }

  void reportChannel(const ChannelEnd &end) {
    if (speaksOfFailure(*end.at) || llvm::any_of(skipped_, [&](const Finding &finding) {
          return finding.range == end.at->getSourceRange();
        }))
      return;
    Finding finding;
    finding.function = &body_->function();
    finding.range = end.at->getSourceRange();
    // What shows something ends when it fails.
    if (unit().isTest() || trialAt(end.at->getBeginLoc(), body_->context()) != Trial::None)
      finding.confidence = Confidence::Low;
    const std::string object = nameOfObject(*end.object);
    finding.message = quoted(calledBy(*end.at).getAsString()) +
                      " is skipped when an await before it throws, and whoever waits on " + object +
                      " waits for ever";
    finding.steps.push_back(
        {end.throws->getBeginLoc(), "an exception of this await leaves the coroutine"});
    finding.steps.push_back({end.at->getBeginLoc(),
                             "never reached then: leave it to a destructor, or to a scope guard"});
    report(finding);
  }

  /// As it is written, where that is short.
  std::string nameOfObject(const Expr &object) const {
    const auto *arrow = dyn_cast<CXXOperatorCallExpr>(object.IgnoreParenImpCasts());
    const Expr &named = arrow && arrow->getOperator() == OO_Arrow ? *arrow->getArg(0) : object;
    if (isa<CXXThisExpr>(named.IgnoreParenImpCasts()))
      return "the object";
    const std::string text = sourceText(named.getSourceRange(), body_->context());
    return text.empty() || text.size() > 30 ? "it" : quoted(text);
  }

  static bool isItself(const Action &action) {
    return action.object && isa<CXXThisExpr>(action.object->IgnoreParenImpCasts());
  }

  /// A setter as it was called: `set_busy(true)`.
  static std::string called(const Action &setter) {
    return setter.name().str() + (setter.sets ? "(true)" : "(false)");
  }

  /// What is skipped, and what is left behind.
  std::string messageOf(const Action &begin, const Action &end, const Expr &throws,
                        const std::string &object) const {
    const std::string skipped =
        quoted(end.name()) + " is skipped" + before(throws, "it") + ", and ";
    switch (end.kind) {
    case Action::Call:
    case Action::Handle:
    case Action::Made:
      // `beginResetModel(); ... endResetModel();` of the object itself: its name says what goes on.
      return skipped + leftBehind(begin, end,
                                  isItself(end) && endsWhatGoesOn(begin, end) ? quoted(begin.name())
                                                                              : object);
    case Action::Setter:
      return quoted(called(end)) + " is skipped" + before(throws, "it") + ", and " +
             quoted(called(begin)) + " stays in force";
    case Action::Global:
      return skipped + "what " + quoted(begin.name()) + " did stays in force";
    case Action::Flag:
      return object + " stays true" + before(throws, "this");
    case Action::State:
      return object + " stays " + quoted(begin.state->getName()) + before(throws, "this") +
             ": whoever comes next turns back";
    case Action::Effect:
      return skipped + (end.key ? "the element stays in " + quoted(end.field->getName())
                                : quoted(end.field->getName()) +
                                      (end.isFlag ? " stays true" : " isn't counted back"));
    case Action::Count:
      return object + " isn't counted back" + before(throws, "this");
    case Action::Value:
      return object + (end.empties ? " stays set" : " isn't put back") + before(throws, "this");
    case Action::Memory:
      return end.function ? skipped + object + " leaks"
                          : object + " leaks" + before(throws, "this");
    }
    return "";
  }

  /// Notes what is skipped. All that one await skips is one mistake.
  void reportSkipped(const Action &begin, const Action &end, const Expr &throws) {
    auto *known = llvm::find_if(skipped_, [&](const Finding &finding) {
      return finding.steps[1].at == throws.getBeginLoc();
    });
    // Two words, of whoever makes it and of its member, are all that says that it has to be ended.
    const Confidence confidence =
        begin.kind == Action::Made && !begin.row ? Confidence::Low : Confidence::Medium;
    if (known != skipped_.end()) {
      known->confidence = std::max(known->confidence, confidence);
      if (known->steps.front().at != begin.at->getBeginLoc())
        known->steps.push_back({end.at->getBeginLoc(), "skipped, too"});
      return;
    }
    Finding finding;
    finding.confidence = confidence;
    finding.function = &body_->function();
    finding.range = end.at->getSourceRange();
    const std::string object = end.variable ? quoted(end.variable->getName())
                               : end.object ? nameOfObject(*end.object)
                                            : "";
    finding.message = messageOf(begin, end, throws, object);
    finding.steps.push_back(
        {begin.at->getBeginLoc(), begin.row ? "made here: " + begin.row->reason
                                  : begin.kind == Action::Memory || begin.kind == Action::Made
                                      ? "made here"
                                  : begin.kind == Action::Handle ? "taken here"
                                                                 : "begins here"});
    finding.steps.push_back(
        {throws.getBeginLoc(), isa<CoyieldExpr>(throws)
                                   ? "whoever iterates may stop here, which destroys the generator"
                               : throws_ ? "an exception of this await leaves the coroutine"
                                         : "the coroutine is destroyed while it waits here"});
    if (end.awaited && !isCancelled_ && !isa<CoyieldExpr>(throws))
      finding.steps.push_back(
          {end.at->getBeginLoc(),
           "never reached then: keep the exception in a 'catch', do this behind it, and rethrow"});
    else
      finding.steps.push_back(
          {end.at->getBeginLoc(),
           "never reached then: leave it to a destructor, or to a scope guard"});
    skipped_.push_back(finding);
  }

  const Body *body_ = nullptr;
  const Suspensions *suspensions_ = nullptr;
  const Paths *paths_ = nullptr;
  bool throws_ = true;       ///< the code of the user can throw at all
  bool isGenerator_ = false; ///< a yield may be the last place that is reached
  bool isCancelled_ = false; ///< dropping the task destroys the coroutine where it waits
  llvm::SmallVector<Finding, 2> skipped_; ///< of the body at hand, to be reported
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

Reported are pairs on one object in one coroutine with an await between them that may throw: calls such as `lock` and `unlock`, `acquire` and `release`, `open` and `close`, `beginUpdate` and `endUpdate` (those
of the models too); a flag set to true and back to false, a state with which the coroutine turns back the next time (`if (state_ == State::busy) co_return;`) and another again, a counter counted up and down, a pointer or optional set and emptied again, an element inserted and erased, and a value saved in a local and put back, of
something that outlives the coroutine, wherever it is: a member, an element (`jobs_[id].busy`), behind a pointer; what
a pool hands out and takes back (`c = co_await pool.acquire()`, `pool.release(c)`), or registers and forgets (`id = emitter.on("x", f)`, `emitter.off(id)`); what an awaited function opens and an awaited member of it closes (`f = co_await open_file(path)`, `co_await f.close()`);
what is put into a scope of a library that is a local, and the join of the scope; `new` and `delete`, and handles of C (`db_prepare(&h)`, `db_finalize(h)`); a `std::thread` and its `join()` or `detach()`, without which its destructor ends the process; statements of SQL that begin a transaction and end it. What
begins may stand in a condition, such as `if (!running_.insert(id).second) co_return;` or `if (busy_.exchange(true)) co_return;`; a flag may be set by whoever starts the coroutine that clears it. A channel or queue that lives on and is closed by the last statements needs no beginning, nor does a latch that they count down: whoever waits on it would wait
for ever. All that one await skips is one finding. A `co_yield` skips what stands behind it where whoever
iterates stops, which destroys the generator.

Silent: what only some ways that return undo, which is a correction rather than a cleanup (locks excepted); an await inside a `try` whose handler does the cleanup or leads to it; awaits that don't throw (told by types, by a
model, or by a coroutine that can be seen to let nothing out), or give their error as a value; an end with a comment right above it
that speaks of failures; closing what a local's destructor closes anyway, by itself or by a part of it, or may close where it can't be seen; a flag of the object that also keeps the generator; what a test opens;
a coroutine whose exceptions end the process; a thread mutex, which is coro-held-across-suspension's. Where dropping a task destroys its coroutine, cancelling skips the cleanup as well: there only a destructor helps.
)md";

} // namespace

extern const Check UnsafeCleanup;
const Check UnsafeCleanup = {
    .id = "coro-unsafe-cleanup",
    .summary = "what is put back, closed or unlocked behind an await isn't when the await throws",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "",
    .confidence =
        "medium: the pair is told by a model, by what it does to an object, or by what its "
        "functions are called, and the await may throw; low: only the names of what makes an "
        "object and of its member say that it has to be ended",
    .options = {},
    .documentation = Documentation,
    .make = make<UnsafeCleanupCheck>,
};

} // namespace corolint
