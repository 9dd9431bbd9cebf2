// coro-unawaited-task: a task is made and nothing awaits, joins, returns, stores or hands it on.
#include "checks/Check.h"
#include "checks/engine/Body.h"
#include "checks/engine/Fate.h"
#include "checks/engine/Paths.h"
#include "checks/engine/Source.h"
#include "checks/engine/Throws.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

/// The words of a message that depend on what the type does when it is dropped.
struct Harm {
  llvm::StringRef one, many; ///< the end of the sentence
  Severity severity;
};

Harm harmOf(const TaskType &task) {
  switch (task.dropped) {
  case Dropped::NeverRuns:
    if (task.kind == TaskKind::Operation)
      return {"never awaited, so it never starts", "never awaited, so they never start", Severity::Error};
    return {"never awaited, so it never runs", "never awaited, so they never run", Severity::Error};
  case Dropped::RunsOn:
    return {"never awaited: nobody waits for it, and its error is lost", "never awaited: nobody waits for them, and their errors are lost", Severity::Warning};
  case Dropped::Cancelled:
    return {"dropped un-awaited, which cancels its work", "dropped un-awaited, which cancels their work", Severity::Error};
  case Dropped::Unknown:
    break;
  }
  return {"never awaited: its work may not run, and its error is lost", "never awaited: their work may not run, and their errors are lost", Severity::Warning};
}

llvm::StringRef nounOf(const TaskType &task) { return task.kind == TaskKind::Operation ? "operation" : "task"; }

class UnawaitedTaskCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    body_ = &body;
    judged_.clear();
    judgedContainers_.clear();
    for (const Stmt *statement : body.statements())
      if (const auto *origin = dyn_cast<Expr>(statement); origin && makesTask(*origin))
        judge(*origin);
    body_ = nullptr;
  }

  const TaskType &typeOf(const Expr &expression) const { return unit().taskType(expression.getType()); }

  /// A call or a `co_await` whose value is a task that somebody has to do something with.
  bool makesTask(const Expr &expression) const {
    if (!expression.isPRValue() || !(isa<CallExpr>(expression) || isa<CoawaitExpr>(expression)))
      return false;
    // `co_await task.resolve()` gives a task that is done: its error is for coro-ignored-error-result.
    if (const Expr *operand = isa<CoawaitExpr>(expression) ? cast<CoawaitExpr>(expression).getOperand() : nullptr; operand && givesErrorAsValue(*operand, unit()))
      return false;
    const TaskType &task = typeOf(expression);
    return task.isAwaitable() && !task.selfReporting;
  }

  void judge(const Expr &origin) {
    const ValueUse use = fateOf(*body_, origin, unit());
    // Both arms of a `?:` come out at the same value: one bug, one finding.
    if (!judged_.insert(use.value).second)
      return;
    const TaskType &task = typeOf(origin);
    switch (use.fate) {
    case Fate::Discarded:
      if (!continuesEagerWork(origin, task) && !losesNothing(origin, task) && !isExpectedToThrow(origin))
        reportDiscarded(origin, use, task);
      return;
    case Fate::DeclaredDrop:
      if (task.isLazy())
        reportDiscarded(origin, use, task);
      return;
    case Fate::Inspected:
      if (!asksForError(use, task))
        reportInspected(origin, use, task);
      return;
    case Fate::Named:
    case Fate::Assigned:
      judgeVariable(*use.variable, task, use);
      return;
    case Fate::Passed:
      judgeElement(use, task);
      return;
    default:
      return;
    }
  }

  /// `f().then(continuation);` of work that runs by itself: the continuation is what waits. Whether it looks at the error is for
  /// coro-detached-task to say.
  bool continuesEagerWork(const Expr &origin, const TaskType &task) const {
    const auto *call = dyn_cast<CallExpr>(&origin);
    if (!call || task.isLazy() || call->getNumArgs() == 0)
      return false;
    const Expr *object = objectOf(*call);
    return object && ((object->isPRValue() && object->getType()->isRecordType()) || unit().taskType(object->getType().getNonReferenceType()).isAwaitable());
  }

  /// Work that runs by itself and is seen to handle its own errors may be left alone.
  bool losesNothing(const Expr &origin, const TaskType &task) const {
    const auto *call = dyn_cast<CallExpr>(&origin);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return callee && task.start == Start::Eager && coversItsErrors(*callee, unit());
  }

  /// `assert_throws<error>([] { f(nullptr); });`: the call throws before there is a task. A coroutine doesn't.
  bool isExpectedToThrow(const Expr &origin) const {
    const auto *made = dyn_cast<CallExpr>(&origin);
    const FunctionDecl *callee = made ? made->getDirectCallee() : nullptr;
    const FunctionDecl *definition = callee ? callee->getDefinition() : nullptr;
    if (definition && definition->getBody() && Body(*definition).isCoroutine())
      return false;
    const CallExpr *user = userOfLambda(*body_);
    const auto *named = user ? dyn_cast<DeclRefExpr>(user->getCallee()->IgnoreParenImpCasts()) : nullptr;
    const auto *function = named ? dyn_cast<FunctionDecl>(named->getDecl()) : nullptr;
    if (!function || !function->getIdentifier())
      return false;
    if (function->getName().contains_insensitive("throw"))
      return true;
    const TemplateArgumentList *arguments = named->hasExplicitTemplateArgs() ? function->getTemplateSpecializationArgs() : nullptr;
    return arguments && llvm::any_of(arguments->asArray(), [](const TemplateArgument &argument) {
             const CXXRecordDecl *record = argument.getKind() == TemplateArgument::Type ? argument.getAsType()->getAsCXXRecordDecl() : nullptr;
             return record && record->hasDefinition() && isStdException(*record);
           });
  }

  // ---- A value that is dropped where it is made --------------------------------------------------------------------

  void reportDiscarded(const Expr &origin, const ValueUse &use, const TaskType &task) {
    const Harm harm = harmOf(task);
    Finding finding = findingAt(use.value->getSourceRange(), harm.severity);
    if (isa<CoawaitExpr>(origin))
      finding.message = "awaiting " + nameOf(origin) + " gives another " + nounOf(task).str() + ", which is " + harm.one.str();
    else if (use.fate == Fate::DeclaredDrop)
      finding.message = "the " + nounOf(task).str() + " that " + nameOf(origin) + " returns is dropped by a cast, but it hasn't started: it never runs";
    else
      finding.message = "the " + nounOf(task).str() + " returned by " + nameOf(origin) + " is " + harm.one.str();
    // Awaited and dropped, a lock would be given back at once.
    if (isHeldResource(task.result, models()))
      finding.steps.push_back({use.value->getBeginLoc(), "await it, and keep the " + quoted(typeName(task.result)) + " that it gives in a variable"});
    else {
      addAwait(finding, *use.value, task, "await it");
      addAdvice(finding, *use.value, task);
    }
    report(finding);
  }

  void reportInspected(const Expr &origin, const ValueUse &use, const TaskType &task) {
    Finding finding = findingAt(use.value->getSourceRange(), harmOf(task).severity);
    finding.message = "this asks the " + nounOf(task).str() + " of " + nameOf(origin) + ", not its result; it is " + harmOf(task).one.str();
    if (!task.result.isNull() && task.result.getNonReferenceType()->isBooleanType() && task.isLazy())
      addAwait(finding, *use.value, task, "await it and use its result");
    else
      addAdvice(finding, *use.value, task);
    report(finding);
  }

  // ---- A value that a variable keeps -------------------------------------------------------------------------------

  void judgeVariable(const VarDecl &variable, const TaskType &task, const ValueUse &made) {
    const bool heldResource = isHeldResource(task.result, models());
    // What isn't the variable's own class any more, say an optional or a type-erased task, went into something else.
    if (!unit().taskType(variable.getType().getNonReferenceType()).isAwaitable() || body_->isCaptured(variable))
      return;
    bool inspected = false, reassigned = made.fate == Fate::Assigned;
    llvm::SmallVector<const DeclRefExpr *, 4> consuming;
    for (const DeclRefExpr *use : body_->uses(variable)) {
      const ValueUse fate = fateOf(*body_, *use, unit());
      switch (fate.fate) {
      case Fate::Discarded:
      case Fate::Unevaluated:
        break;
      case Fate::DeclaredDrop:
        if (!task.isLazy() && !heldResource)
          return;
        break;
      case Fate::Inspected:
        if (isa<CXXOperatorCallExpr>(fate.at) && cast<CXXOperatorCallExpr>(fate.at)->isAssignmentOp())
          reassigned = true;
        else if (asksForError(fate, task))
          return;
        else
          inspected = true;
        break;
      default:
        consuming.push_back(use);
      }
    }
    if (consuming.empty())
      return reportUnused(variable, task, made, inspected, heldResource && !inspected);
    // `if (t) co_await t;` looks first; a variable that is filled again has several values; a dropped promise that cancels is often
    // meant to.
    if (!inspected && !reassigned && task.dropped != Dropped::Cancelled)
      judgePaths(variable, task, consuming);
  }

  /// `f.hasException()`, `f.status()` of work that runs by itself: whoever asks how it ended looks at its error.
  static bool asksForError(const ValueUse &use, const TaskType &task) {
    if (task.isLazy() || !use.callee || !use.callee->getIdentifier())
      return false;
    return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"value", "exception", "error", "fail", "status"}, [&](llvm::StringRef word) { return use.callee->getName().contains_insensitive(word); });
  }

  void reportUnused(const VarDecl &variable, const TaskType &task, const ValueUse &made, bool inspected, bool heldResource) {
    const bool declaredUnused = variable.hasAttr<UnusedAttr>() || variable.getName() == "_";
    // Work that is cancelled with its promise runs for as long as the variable lives: often that is what the variable is for.
    if (!heldResource && !task.isLazy() && (declaredUnused || task.dropped == Dropped::Cancelled))
      return;
    // `EXPECT_TRUE(work.isReady());`: a test has driven it, and asks whether that was enough.
    if (inspected && !task.isLazy() && unit().isTest())
      return;
    const std::string name = quoted(variable.getName());
    const Harm harm = harmOf(task);
    Finding finding = findingAt(made.fate == Fate::Assigned ? made.value->getSourceRange() : variable.getSourceRange(), harm.severity);
    finding.range.setBegin(made.fate == Fate::Assigned ? made.value->getBeginLoc() : variable.getLocation());
    if (heldResource) {
      finding.severity = Severity::Error;
      finding.message = name + " is the " + nounOf(task).str() + ", not the " + quoted(typeName(task.result)) + " it gives: nobody waits to hold it";
    } else {
      finding.message = "the " + nounOf(task).str() + " in " + name + (inspected ? " is looked at, but " : " is ") + harm.one.str();
    }
    if (!inspected && body_->uses(variable).empty() && made.fate == Fate::Named)
      addAwaitedInitialiser(finding, variable, *made.value, task, heldResource);
    addAdvice(finding, *made.value, task);
    report(finding);
  }

  void judgePaths(const VarDecl &variable, const TaskType &task, llvm::ArrayRef<const DeclRefExpr *> consuming) {
    const Stmt *declaration = body_->parent(*variable.getInit());
    if (!declaration || !isa<DeclStmt>(declaration))
      return;
    // A loop that awaits it may run not at all; that the code relies on it isn't a path worth telling. Nor are the ways around what a macro
    // is given, `EXPECT_THROW(co_await std::move(t), error)`.
    llvm::SmallPtrSet<const Stmt *, 4> reached(consuming.begin(), consuming.end());
    for (const DeclRefExpr *use : consuming)
      for (const Stmt *s = use; s && s != body_->parent(*declaration); s = body_->parent(*s))
        if (isa<ForStmt, WhileStmt, CXXForRangeStmt>(s) || (isa<IfStmt, SwitchStmt>(s) && body_->context().getSourceManager().isMacroBodyExpansion(s->getBeginLoc())))
          reached.insert(s);
    const auto missed = Paths(*body_).missing(variable, [&](const Stmt &statement) {
      for (const Stmt *s = &statement; s; s = body_->parent(*s))
        if (reached.contains(s))
          return true;
      return false;
    });
    // Work that runs anyway may be left alone on purpose where a branch just doesn't need it; leaving early forgets it.
    if (!missed || (!task.isLazy() && !missed->exit))
      return;
    Finding finding = findingAt({variable.getLocation(), variable.getEndLoc()}, Severity::Warning);
    finding.message = "the " + nounOf(task).str() + " in " + quoted(variable.getName()) + " isn't awaited on every path" +
                      (task.isLazy() ? ": on one it never runs" : ": on one nobody waits for it, and its error is lost");
    if (missed->exit && !isa<DeclStmt>(missed->exit))
      finding.steps.push_back({missed->exit->getBeginLoc(), "this path leaves with " + quoted(variable.getName()) + " un-awaited"});
    else
      finding.steps.push_back({consuming.front()->getBeginLoc(), "this use isn't reached on every path"});
    report(finding);
  }

  // ---- Tasks in a container ----------------------------------------------------------------------------------------

  /// `pending.push_back(f())` on a local container that nobody reads.
  void judgeElement(const ValueUse &made, const TaskType &task) {
    const auto *fill = dyn_cast_or_null<CXXMemberCallExpr>(made.at);
    const auto *object = fill ? dyn_cast<DeclRefExpr>(fill->getImplicitObjectArgument()->IgnoreParenImpCasts()) : nullptr;
    const auto *container = object ? dyn_cast<VarDecl>(object->getDecl()) : nullptr;
    if (!container || !isLocalContainer(*container) || body_->isCaptured(*container))
      return;
    if (!llvm::all_of(body_->uses(*container), [&](const DeclRefExpr *use) { return isFillOrSize(*use); }))
      return;
    // One bug, one finding, however often it is filled.
    if (!judgedContainers_.insert(container).second)
      return;
    Finding finding = findingAt(made.value->getSourceRange(), harmOf(task).severity);
    finding.message = "the tasks put into " + quoted(container->getName()) + " are " + harmOf(task).many.str();
    finding.steps.push_back({container->getLocation(), quoted(container->getName()) + " is only filled, and destroyed with them"});
    report(finding);
  }

  bool isLocalContainer(const VarDecl &variable) const {
    const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(variable.getType()->getAsCXXRecordDecl());
    return record && record->isInStdNamespace() && variable.hasLocalStorage() && !isa<ParmVarDecl>(variable);
  }

  /// A use of a container that takes nothing out of it: a member call whose result is dropped or is a plain value, or a loop
  /// whose body only looks at the elements.
  bool isFillOrSize(const DeclRefExpr &use) const {
    const Stmt *parent = body_->parent(use);
    while (parent && isa<ImplicitCastExpr, ParenExpr>(parent))
      parent = body_->parent(*parent);
    if (const auto *loop = dyn_cast_or_null<CXXForRangeStmt>(parent))
      return onlyLooksAt(*loop->getLoopVariable());
    const Stmt *call = parent && isa<MemberExpr>(parent) ? body_->parent(*parent) : nullptr;
    const auto *member = dyn_cast_or_null<CXXMemberCallExpr>(call);
    if (!member)
      return false;
    return member->getType()->isVoidType() || member->getType()->isArithmeticType() || fateOf(*body_, *member, unit()).fate == Fate::Discarded;
  }

  bool onlyLooksAt(const VarDecl &element) const {
    if (body_->isCaptured(element))
      return false;
    return llvm::all_of(body_->uses(element), [&](const DeclRefExpr *use) {
      const ValueUse fate = fateOf(*body_, *use, unit());
      if (fate.fate == Fate::Inspected)
        return !asksForError(fate, unit().taskType(element.getType().getNonReferenceType()));
      return fate.fate == Fate::Discarded || fate.fate == Fate::DeclaredDrop;
    });
  }

  // ---- Words and edits ---------------------------------------------------------------------------------------------

  Finding findingAt(SourceRange range, Severity severity) const {
    Finding finding;
    finding.range = range;
    finding.severity = severity;
    finding.function = &body_->function();
    return finding;
  }

  std::string nameOf(const Expr &origin) const {
    const std::string name = calledName(origin, body_->context());
    return name.empty() ? "this call" : quoted(name);
  }
  std::string typeName(QualType type) const {
    if (const auto *record = type->getAsCXXRecordDecl())
      return record->getNameAsString();
    return type.getAsString(body_->context().getPrintingPolicy());
  }

  Safety safetyOf(const TaskType &task) const { return task.isLazy() ? Safety::Safe : Safety::Unsafe; }

  void addAwait(Finding &finding, const Expr &value, const TaskType &task, llvm::StringRef title) const {
    if (!canAwait(*body_, value, task, unit()))
      return;
    Fix fix{title.str(), safetyOf(task), {}};
    fix.edits = awaitEdits(value, body_->context());
    finding.fixes.push_back(std::move(fix));
  }

  /// Awaits what initialises a variable that nobody uses: the variable then is the result, or goes where there is none.
  void addAwaitedInitialiser(Finding &finding, const VarDecl &variable, const Expr &value, const TaskType &task, bool heldResource) const {
    const auto *declaration = dyn_cast_or_null<DeclStmt>(body_->parent(*variable.getInit()));
    if (!declaration || !declaration->isSingleDecl() || task.result.isNull() || !canAwait(*body_, value, task, unit()))
      return;
    const bool gives = !task.result->isVoidType();
    const SourceRange before(variable.getOuterLocStart(), value.getBeginLoc());
    Fix fix{gives && heldResource ? "await it, to hold what it gives" : "await it", safetyOf(task), awaitEdits(value, body_->context())};
    const bool deduced = variable.getTypeSourceInfo()->getType()->getContainedAutoType();
    if (!gives) {
      if (!body_->enclosing<CompoundStmt>(*declaration) || !isa<CompoundStmt>(body_->parent(*declaration)))
        return;
      fix.edits.insert(fix.edits.begin(), FixItHint::CreateRemoval(CharSourceRange::getCharRange(before)));
    } else if (!deduced) {
      const SourceRange type(variable.getTypeSpecStartLoc(), variable.getTypeSpecEndLoc());
      fix.edits.insert(fix.edits.begin(), FixItHint::CreateReplacement(CharSourceRange::getTokenRange(type), "auto"));
    }
    finding.fixes.push_back(std::move(fix));
  }

  /// What to do where no `co_await` can be written, and where work belongs that must outlive its caller.
  void addAdvice(Finding &finding, const Expr &value, const TaskType &task) const {
    const std::string outlive = task.model ? task.model->outlive : "";
    const std::string orElse = outlive.empty() ? "" : ", or hand it to " + outlive;
    if (!body_->isCoroutine())
      finding.steps.push_back({value.getBeginLoc(), "this function is no coroutine: return the " + nounOf(task).str() + " to a caller that awaits it" + orElse});
    else if (body_->enclosing<CXXCatchStmt>(value))
      finding.steps.push_back({value.getBeginLoc(), "'co_await' can't stand in a handler: keep the error, and await behind the 'catch'"});
    else if (!outlive.empty())
      finding.steps.push_back({value.getBeginLoc(), "await it if this coroutine needs it done" + orElse + " if it must outlive this coroutine"});
  }

  const Body *body_ = nullptr;
  llvm::DenseSet<const Expr *> judged_;
  llvm::DenseSet<const VarDecl *> judgedContainers_;
};

constexpr llvm::StringLiteral Documentation = R"md(
A call that returns a task only describes work. Unless somebody awaits it, starts it, returns it or hands it on, a *lazy* task
(one whose promise suspends initially) never runs at all, and an *eager* one runs on with nobody to wait for it or to see its
exception. The compiler says nothing unless the type is `[[nodiscard]]`, and says nothing even then when the task is kept in a
variable:

```cpp bad
#include "task.h"
task<void> save(int row);
task<lock> lock_table();

task<void> store(int row) {
  save(row);                  // never runs
  auto held = lock_table();   // holds the task, not the lock
  co_await save(row + 1);
}
```

```cpp good
#include "task.h"
task<void> save(int row);
task<lock> lock_table();

task<void> store(int row) {
  co_await save(row);
  auto held = co_await lock_table();
  co_await save(row + 1);
}
```

Reported are tasks dropped as a statement, in a comma, in an arm of `?:`, in a condition that only tests the handle; through `(void)` when
the task is lazy; kept in a variable or container that nobody reads; awaited on some paths only; and the inner one of a `task<task<T>>`.
It isn't reported when the task is returned, passed on, captured, stored, or when a member such as `.start()` or `.then(...)` is called on it.

A task that must outlive the function that makes it should not be awaited but handed to something that owns it and sees its error: a task set, a
nursery, an async scope. An eager task that is dropped on purpose is written `(void)f();`.
)md";

} // namespace

extern const Check UnawaitedTask;
const Check UnawaitedTask = {
    .id = "coro-unawaited-task",
    .summary = "a task is made and nothing awaits it: its work never runs, or its error is lost",
    .severity = Severity::Error,
    .onByDefault = true,
    .fix = "inserts 'co_await': safe for a lazy task, which runs only then; unsafe for an eager one, since it changes concurrency",
    .options = {},
    .documentation = Documentation,
    .make = make<UnawaitedTaskCheck>,
};

} // namespace corolint
