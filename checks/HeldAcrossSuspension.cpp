// coro-held-across-suspension: a lock, or another thing that belongs to the thread, is held while
// the coroutine is suspended.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Held.h"
#include "checks/engine/time/Suspending.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/time/ThreadSetting.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/values/ReusedBuffer.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class HeldAcrossSuspensionCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine())
      return;
    const Suspensions suspensions(body);
    if (suspensions.all().empty())
      return;
    body_ = &body;
    suspensions_ = &suspensions;
    for (const ParmVarDecl *parameter : body.function().parameters())
      judgeGuard(*parameter, nullptr);
    for (const Stmt *statement : body.statements()) {
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared);
              variable && variable->hasLocalStorage()) {
            judgeGuard(*variable, declaration);
            judgeThreadVariable(*variable, *declaration);
          }
      if (const auto *call = dyn_cast<CXXMemberCallExpr>(statement))
        judgeManualLock(*call);
    }
    for (const Expr *suspension : suspensions.all())
      judgeTemporaries(*suspension);
    const auto writes = threadWritesOf(body);
    for (const ThreadWrite &write : writes)
      if (!write.putsBack)
        judgeThreadWrite(write, writes);
  }

  /// `context = &request; co_await handle(request); context = nullptr;`
  void judgeThreadWrite(const ThreadWrite &set, llvm::ArrayRef<ThreadWrite> writes) {
    const auto isAnother = [&](const Stmt &statement) {
      return llvm::any_of(writes, [&](const ThreadWrite &other) {
        return other.at == &statement && other.variable == set.variable && other.at != set.at;
      });
    };
    const ThreadWrite *after = nullptr;
    const Expr *across = nullptr;
    for (const Expr *suspension : suspensions_->reachedFrom(set.at, isAnother)) {
      if (across || neverSuspends(*suspension, unit()))
        continue;
      suspensions_->walkFrom(suspension, [&](const Stmt &statement) {
        for (const ThreadWrite &other : writes)
          if (!after && other.at == &statement && other.variable == set.variable && other.putsBack)
            after = &other;
        return after ? Walk::Stop : Walk::On;
      });
      if (after)
        across = suspension;
    }
    if (!across)
      return;
    Finding finding;
    finding.range = across->getSourceRange();
    finding.function = &body_->function();
    finding.message = quoted(set.variable->getName()) +
                      " is set for this thread, and stays so while the coroutine is suspended";
    finding.steps.push_back({set.at->getBeginLoc(), "set here, for what runs on this thread"});
    finding.steps.push_back(
        {across->getBeginLoc(), "suspends here: others run on it, and another may resume this"});
    finding.steps.push_back({after->at->getBeginLoc(), "put back here, of whichever thread it is"});
    report(finding);
  }

  // ---- Guards
  // ------------------------------------------------------------------------------------------------------

  void judgeGuard(const VarDecl &guard, const DeclStmt *declaration) {
    HeldType held = heldBy(guard.getType(), unit());
    if (!held && guard.getInit())
      held = heldByLocking(*guard.getInit(), unit());
    if (!held || body_->isCaptured(guard) || isTakenByAwaiting(guard, held))
      return;
    llvm::DenseMap<const Stmt *, HoldEvent> events;
    for (const DeclRefExpr *use : body_->uses(guard))
      events[use] = eventAt(*body_, *use);
    // Where it is taken: where it is declared, and again where it is locked anew.
    llvm::SmallVector<const Stmt *, 2> taken;
    if (!declaration || (guard.getInit() && acquires(guard.getInit())))
      taken.push_back(declaration);
    for (const auto &[use, event] : events)
      if (event == HoldEvent::Acquire)
        taken.push_back(use);
    const Stmt *scope = suspensions_->scopeOf(guard);
    llvm::SmallVector<const Expr *, 4> reached;
    const Stmt *released = nullptr;
    for (const Stmt *from : taken) {
      const auto found = suspensions_->reachedFrom(from, [&](const Stmt &statement) {
        const auto event = events.find(&statement);
        if (event != events.end() && event->second == HoldEvent::Release) {
          released = &statement;
          return true;
        }
        return &statement == declaration || (scope && !body_->isWithin(statement, *scope)) ||
               handsOver(statement, guard);
      });
      for (const Expr *suspension : found)
        if (!llvm::is_contained(reached, suspension))
          reached.push_back(suspension);
    }
    llvm::sort(reached,
               [](const Expr *a, const Expr *b) { return a->getBeginLoc() < b->getBeginLoc(); });
    const SourceLocation at = guard.getLocation();
    reportHeld(quoted(guard.getName()), held, at, reached, released);
  }

  /// Who takes a lock by awaiting blocks no thread when it isn't free; and who waits for this one
  /// does the same. But a mutex of the standard library is a thread's, whoever hands out its guard.
  static bool isTakenByAwaiting(const VarDecl &guard, const HeldType &held) {
    const CXXRecordDecl *mutex =
        held.mutex.isNull() ? nullptr : held.mutex.getNonReferenceType()->getAsCXXRecordDecl();
    return guard.getInit() && !(mutex && mutex->isInStdNamespace()) &&
           comesOfAwait(*guard.getInit());
  }

  /// Whether a value is what an await gave, or was taken out of that: `(co_await f()).value()`.
  static bool comesOfAwait(const Expr &value) {
    const Expr &made = *withoutMove(&value)->IgnoreUnlessSpelledInSource();
    if (suspensionOperand(made))
      return true;
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(&made)) {
      const Expr *object = call->getImplicitObjectArgument();
      return object && comesOfAwait(*object);
    }
    if (const auto *statements = dyn_cast<StmtExpr>(&made)) {
      const auto *last = dyn_cast_or_null<Expr>(statements->getSubStmt()->body_back());
      return last && comesOfAwait(*last);
    }
    const auto *construct = dyn_cast<CXXConstructExpr>(&made);
    return construct && construct->getNumArgs() == 1 && !construct->getArg(0)->isLValue() &&
           comesOfAwait(*construct->getArg(0));
  }

  /// `co_await condition.wait(guard)`: what takes the guard by reference may give the lock back
  /// while it waits.
  bool handsOver(const Stmt &statement, const VarDecl &guard) const {
    const Expr *operand = suspensionOperand(statement);
    return operand && llvm::any_of(body_->uses(guard), [&](const DeclRefExpr *use) {
             const Stmt *parent = body_->parent(*use);
             return body_->isWithin(*use, *operand) && parent &&
                    isa<CallExpr, CXXConstructExpr, UnaryOperator>(parent) &&
                    !isa<CXXOperatorCallExpr>(parent);
           });
  }

  // ---- Variables of the thread
  // ----------------------------------------------------------------------------------------

  /// `const request &next = generator.next();` of a `thread_local` variable that each call of
  /// `next` fills anew.
  void judgeThreadVariable(const VarDecl &variable, const DeclStmt &declaration) {
    const QualType type = variable.getType();
    const ReusedBuffer buffer =
        variable.getInit() && (type->isReferenceType() || type->isPointerType())
            ? reusedBufferBehind(*variable.getInit(), unit())
            : ReusedBuffer();
    if (!buffer || !buffer.isOfThread)
      return;
    for (const Expr *suspension :
         suspensions_->reachedFrom(&declaration, [&](const Stmt &s) { return &s == &declaration; }))
      if (const Stmt *use = neverSuspends(*suspension, unit())
                                ? nullptr
                                : usedBehind(*suspension, variable, declaration))
        return reportThreadVariable(variable, declaration, buffer, *suspension, *use);
  }

  const Stmt *usedBehind(const Expr &suspension, const VarDecl &variable,
                         const DeclStmt &declaration) const {
    const Stmt *first = nullptr;
    suspensions_->walkFrom(&suspension, [&](const Stmt &statement) {
      const auto *use = dyn_cast<DeclRefExpr>(&statement);
      if (use && use->getDecl() == &variable)
        first = first && first->getBeginLoc() < use->getBeginLoc() ? first : use;
      return &statement == &declaration || first ? Walk::Stop : Walk::On;
    });
    return first;
  }

  void reportThreadVariable(const VarDecl &variable, const DeclStmt &declaration,
                            const ReusedBuffer &buffer, const Expr &suspension, const Stmt &use) {
    const std::string function = quoted(calleeName(*buffer.function));
    Finding finding;
    finding.range = suspension.getSourceRange();
    finding.function = &body_->function();
    finding.message = quoted(variable.getName()) + " refers to a variable of this thread, which " +
                      "others fill anew during the suspension";
    finding.steps.push_back(
        {declaration.getBeginLoc(), "refers to the result of " + function + " from here on"});
    finding.steps.push_back(
        {buffer.written->getBeginLoc(), "each call on this thread overwrites it here"});
    finding.steps.push_back(
        {suspension.getBeginLoc(), "suspends here, and may be resumed by another thread"});
    finding.steps.push_back({use.getBeginLoc(), "used here, after that: keep a copy"});
    report(finding);
  }

  // ---- Locks without a guard
  // ---------------------------------------------------------------------------------------

  void judgeManualLock(const CXXMemberCallExpr &call) {
    const auto *method = call.getMethodDecl();
    const Expr *mutex = call.getImplicitObjectArgument();
    if (!method || !method->getDeclName().isIdentifier() ||
        !isThreadMutex(call.getObjectType(), unit()))
      return;
    const bool tried = method->getName().starts_with_insensitive("try_lock") &&
                       method->getReturnType()->isBooleanType();
    const Region locked = tried ? lockedBy(call) : Region{body_->root()};
    if (!locked.within || !(tried || (method->getName().starts_with_insensitive("lock") &&
                                      method->getReturnType()->isVoidType())))
      return;
    const Stmt *released = nullptr;
    auto reached = suspensions_->reachedFrom(&call, [&](const Stmt &statement) {
      // A guard over the same mutex has adopted it.
      if (const auto *construct = dyn_cast<CXXConstructExpr>(&statement))
        return llvm::any_of(construct->arguments(),
                            [&](const Expr *argument) { return sameObject(*argument, *mutex); }) &&
               !defersOnly(*construct);
      const auto *other = dyn_cast<CXXMemberCallExpr>(&statement);
      if (!other || !other->getMethodDecl() ||
          !other->getMethodDecl()->getDeclName().isIdentifier() ||
          !sameObject(*other->getImplicitObjectArgument(), *mutex))
        return false;
      if (!other->getMethodDecl()->getName().starts_with_insensitive("unlock"))
        return other == &call;
      released = other;
      return true;
    });
    llvm::erase_if(reached, [&](const Expr *suspension) {
      return !body_->isWithin(*suspension, *locked.within) ||
             (locked.without && body_->isWithin(*suspension, *locked.without));
    });
    std::string name = sourceText(mutex->getSourceRange(), body_->context());
    if (name.empty() || name.size() > 40)
      name = call.getObjectType()->getAsCXXRecordDecl()->getNameAsString();
    reportHeld(quoted(name), {HeldType::Lock, {}, {}}, call.getExprLoc(), reached, released);
  }

  /// A part of the body, but for a part of it.
  struct Region {
    const Stmt *within = nullptr, *without = nullptr;
  };

  /// Where the lock is held that a `try_lock` may have taken: in `if (m.try_lock()) {...}`, behind
  /// `if (!m.try_lock()) return;`, behind one that nobody looks at. Empty where that can't be told.
  Region lockedBy(const CXXMemberCallExpr &call) const {
    const Stmt *outer = around(call);
    const auto *negation = dyn_cast_or_null<UnaryOperator>(outer);
    if (negation && negation->getOpcode() == UO_LNot)
      outer = around(*negation);
    const auto *branch = dyn_cast_or_null<IfStmt>(outer);
    if (!branch)
      return {isa_and_nonnull<CompoundStmt>(outer) ? body_->root() : nullptr};
    if (!negation)
      return {branch->getThen()};
    const auto *block = dyn_cast<CompoundStmt>(branch->getThen());
    const Stmt *last = block && !block->body_empty() ? block->body_back() : branch->getThen();
    return isa<CoreturnStmt, CXXThrowExpr, ContinueStmt, BreakStmt>(last)
               ? Region{body_->parent(*branch), branch->getThen()}
               : Region();
  }

  /// The parent that means something: not the end of temporaries, parentheses, or an implicit
  /// conversion.
  const Stmt *around(const Stmt &statement) const {
    const Stmt *parent = body_->parent(statement);
    while (parent && isa<FullExpr, ParenExpr, ImplicitCastExpr>(parent))
      parent = body_->parent(*parent);
    return parent;
  }

  /// A guard that takes part without holding, to be judged by the lock that it adopted.
  static bool defersOnly(const CXXConstructExpr &construct) { return !acquires(&construct); }

  // ---- Temporaries
  // -------------------------------------------------------------------------------------------------

  void judgeTemporaries(const Expr &suspension) {
    for (const Alive &alive : suspensions_->aliveAt(suspension)) {
      if (!alive.temporary)
        continue;
      const QualType type = alive.temporary->getType();
      const HeldType held = heldBy(type, unit());
      // One that is handed on by value or by rvalue belongs to whoever took it.
      if (held && !isa_and_nonnull<CallExpr, CXXConstructExpr>(body_->parent(*alive.temporary)))
        reportHeld("this temporary " + quoted(type->getAsCXXRecordDecl()->getName()), held,
                   alive.temporary->getBeginLoc(), {&suspension}, nullptr);
    }
  }

  // ---- Words
  // -------------------------------------------------------------------------------------------------------

  void reportHeld(const std::string &what, const HeldType &held, SourceLocation taken,
                  llvm::SmallVector<const Expr *, 4> suspensions, const Stmt *released) {
    llvm::erase_if(suspensions,
                   [&](const Expr *suspension) { return neverSuspends(*suspension, unit()); });
    if (suspensions.empty())
      return;
    const bool yields = isa<CoyieldExpr>(suspensions.front());
    Finding finding;
    finding.range = suspensions.front()->getSourceRange();
    finding.function = &body_->function();
    if (held.kind == HeldType::Scope)
      finding.message =
          what + " belongs to this thread, but is alive while the coroutine is suspended";
    else
      finding.message = what + " stays locked while the coroutine is suspended" +
                        (yields ? ", for as long as its consumer likes"
                                : ": whoever locks it next blocks the thread");
    finding.steps.push_back(
        {taken, held.kind == HeldType::Lock
                    ? "locked here"
                    : "begins here" + (held.reason.empty() ? "" : ": " + held.reason)});
    for (const Expr *suspension : suspensions)
      finding.steps.push_back({suspension->getBeginLoc(),
                               isa<CoyieldExpr>(suspension)
                                   ? "suspends here, and may be resumed by another thread or never"
                                   : "suspends here, and may be resumed by another thread"});
    if (released)
      finding.steps.push_back({released->getBeginLoc(), held.kind == HeldType::Lock
                                                            ? "unlocked only here"
                                                            : "ends only here"});
    report(finding);
  }

  const Body *body_ = nullptr;
  const Suspensions *suspensions_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
A suspended coroutine keeps what it holds, and gives its thread to others. Whoever locks the same mutex next blocks the very thread that
would have resumed the holder: a deadlock on one thread, a stall on many. And a coroutine that is resumed by another thread unlocks a mutex that this thread
never locked, which is undefined.

```cpp bad
#include "task.h"
#include <mutex>
task<int> query(int key);

struct cache {
  std::mutex mutex;
  int last = 0;
  task<int> get(int key) {
    std::lock_guard guard(mutex);
    last = co_await query(key);   // locked until the answer comes
    co_return last;
  }
};
```

```cpp good
#include "task.h"
#include <mutex>
task<int> query(int key);

struct cache {
  std::mutex mutex;
  int last = 0;
  task<int> get(int key) {
    int answer = co_await query(key);
    std::lock_guard guard(mutex);
    last = answer;
    co_return last;
  }
};
```

Reported once for each guard, at the first suspension: `co_await` and `co_yield` alike. Guards are recognised by their type: the standard ones over any class with a
blocking `lock()`, hand-written ones made from such a mutex, classes that contain one; so are `m.lock()` and `m.try_lock()` without a guard, guards in a `std::optional` or on the heap, and the scopes of the
models that belong to a thread, such as an allocation section, and classes that set a `thread_local` variable, or a state of the thread by a function such as `setns` or `pthread_sigmask`, and set it back when they are destroyed. So is a reference to a `thread_local` variable that
its function fills anew at each call, where it is used after a suspension: others on this thread call it meanwhile, and the coroutine may go on on another; and a `thread_local` variable that a coroutine sets and puts back by hand behind a suspension (`current = &request; ... current = nullptr;`).

Silent: a guard whose block ends before, that is unlocked, moved away or released on the way, or that is handed to the awaited call by reference (a condition
variable that unlocks while it waits); mutexes made for coroutines, which some member lets them wait for, and those whose `lock` and `unlock` can be seen to do nothing, or whose `lock` only counts; an await that is always ready, or of
a coroutine that can be seen to suspend nowhere. Hold a coroutine mutex where the lock has to span
the await. The models of a project name its own: `mutexes`, `safe-guards`, `thread-bound`.
)md";

} // namespace

extern const Check HeldAcrossSuspension;
const Check HeldAcrossSuspension = {
    .id = "coro-held-across-suspension",
    .summary = "a lock, or another thing that belongs to the thread, is held while the coroutine "
               "is suspended",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "",
    .confidence = "medium: the type of what is held, or a model, says that it holds a lock or "
                  "belongs to a thread",
    .options = {},
    .documentation = Documentation,
    .make = make<HeldAcrossSuspensionCheck>,
};

} // namespace corolint
