// coro-unawaited-task: a task is made and nothing awaits, joins, returns, stores or hands it on.
#include "checks/Check.h"
#include "checks/engine/answers/Harm.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/ExpectedToThrow.h"
#include "checks/engine/errors/NeverFails.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/LeftTask.h"
#include "checks/engine/values/TaskHolder.h"
#include "checks/engine/work/LeftToItself.h"
#include "checks/engine/work/Spawn.h"
#include "checks/engine/work/TaskParameter.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class UnawaitedTaskCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    body_ = &body;
    judged_.clear();
    judgedHolders_.clear();
    paths_.reset();
    for (const Stmt *statement : body.statements()) {
      if (const auto *origin = dyn_cast<Expr>(statement); origin && makesTask(*origin))
        judge(*origin);
      if (const auto *declaration = dyn_cast<DeclStmt>(statement);
          declaration && declaration->isSingleDecl())
        if (const auto *parts = dyn_cast<DecompositionDecl>(declaration->getSingleDecl()))
          judgeParts(*parts);
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        judgeContainers(*declaration);
    }
    body_ = nullptr;
  }

  /// The ways through the body at hand, made when they are first asked for.
  const Paths &paths() {
    if (!paths_)
      paths_.emplace(*body_);
    return *paths_;
  }

  const TaskType &typeOf(const Expr &expression) const {
    return unit().taskType(expression.getType());
  }

  /// A call or a `co_await` whose value is a task that somebody has to do something with.
  bool makesTask(const Expr &expression) const {
    if (!expression.isPRValue() || !(isa<CallExpr>(expression) || isa<CoawaitExpr>(expression)))
      return false;
    // `co_await task.resolve()` gives a task that is done: its error is for
    // coro-ignored-error-result.
    if (const Expr *operand =
            isa<CoawaitExpr>(expression) ? cast<CoawaitExpr>(expression).getOperand() : nullptr;
        operand && givesErrorAsValue(*operand, unit()))
      return false;
    const TaskType &task = typeOf(expression);
    return task.isAwaitable() && !task.selfReporting && !isOfPromise(expression);
  }

  /// `yield_value(rest)` in the promise itself: what it gives is for the coroutine to await, and
  /// begins nothing.
  static bool isOfPromise(const Expr &expression) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(&expression);
    const CXXRecordDecl *record = call ? call->getRecordDecl() : nullptr;
    return record && record->hasDefinition() &&
           call->getImplicitObjectArgument()->isImplicitCXXThis() &&
           findMember(*record, "get_return_object");
  }

  /// `auto awaiter = std::move(task).operator co_await();`: whoever asks for the awaiter by name
  /// drives it by hand.
  static bool isAskedByName(const Expr &origin) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(&origin);
    return call && call->getMethodDecl() &&
           call->getMethodDecl()->getOverloadedOperator() == OO_Coawait;
  }

  void judge(const Expr &origin) {
    if (isAskedByName(origin))
      return;
    const ValueUse use = fateOf(*body_, origin, unit());
    // Both arms of a `?:` come out at the same value: one bug, one finding.
    if (!judged_.insert(use.value).second)
      return;
    const TaskType &task = typeOf(origin);
    if (!llvm::is_contained({Fate::Discarded, Fate::DeclaredDrop, Fate::Inspected}, use.fate))
      heed(use.value->getBeginLoc(), subjectsOf(origin, task));
    switch (use.fate) {
    case Fate::Discarded:
      if (!continuesEagerWork(origin, task) && !isLeftOnPurpose(origin, task, unit()) &&
          !isExpectedToThrow(*body_, origin) && !isSpawn(origin) && !isStartedByTest(task, unit()))
        reportDiscarded(origin, use, task);
      return;
    case Fate::DeclaredDrop:
      if ((task.isLazy() || task.dropped == Dropped::EndsProcess) &&
          !isExpectedToThrow(*body_, origin))
        reportDiscarded(origin, use, task);
      return;
    case Fate::Inspected:
      if (!asksForError(use, task) && !isOtherHalf(origin))
        reportInspected(origin, use, task);
      return;
    case Fate::Named:
    case Fate::Assigned:
      if (isLeftOnPurpose(origin, task, unit()))
        return;
      // What isn't the variable's own class any more went into something else: an optional, a
      // type-erased task.
      if (unit().taskType(use.variable->getType().getNonReferenceType()).isAwaitable())
        judgeVariable(*use.variable, task, use);
      else
        judgeHolder(use, task);
      return;
    case Fate::Passed:
      if (const Fact<TaskEnd> end = endInCallee(use);
          task.isLazy() && end.claim == TaskEnd::Dropped)
        return reportDroppedBy(origin, use, task, end);
      judgeHolder(use, task);
      return;
    case Fate::Kept:
      judgeHolder(use, task);
      return;
    default:
      return;
    }
  }

  /// What the function that a task is given to does with it.
  Fact<TaskEnd> endInCallee(const ValueUse &use) const {
    const auto *call = dyn_cast<CallExpr>(use.at);
    const auto parameter = call && use.callee ? parameterOf(*call, *use.value) : std::nullopt;
    return parameter ? endOfTask(*use.callee, *parameter, unit()) : Fact<TaskEnd>();
  }

  /// What is made, and by whom; nothing where a model says what becomes of it.
  static Subjects subjectsOf(const Expr &origin, const TaskType &task) {
    if (task.model)
      return {};
    Subjects subjects;
    if (task.record)
      subjects.push_back(task.record);
    const auto *call = dyn_cast<CallExpr>(&origin);
    if (const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr)
      subjects.push_back(callee);
    return subjects;
  }

  void reportDroppedBy(const Expr &origin, const ValueUse &use, const TaskType &task,
                       const Fact<TaskEnd> &end) {
    Finding finding = findingAt(use.value->getSourceRange(), harmOf(task).severity, task);
    finding.confidence = std::min(finding.confidence, confidenceOf(end));
    finding.message = quoted(calleeName(*use.callee)) + " drops the " + nounOf(task).str() +
                      " that " + nameOf(origin) + " returns: it never runs";
    if (end.at.isValid())
      finding.steps.push_back({end.at, "it is " + end.because + " here"});
    report(finding);
  }

  /// `f().then(continuation);` of work that runs by itself: the continuation is what waits. Whether
  /// it looks at the error is for coro-detached-task to say.
  bool continuesEagerWork(const Expr &origin, const TaskType &task) const {
    const auto *call = dyn_cast<CallExpr>(&origin);
    if (!call || task.isLazy() || call->getNumArgs() == 0)
      return false;
    const Expr *object = objectOf(*call);
    return object && ((object->isPRValue() && object->getType()->isRecordType()) ||
                      unit().taskType(object->getType().getNonReferenceType()).isAwaitable());
  }

  /// `promise.get_future()`: what it tells comes from the promise, which is in the same hands.
  static bool isOtherHalf(const Expr &made) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(made.IgnoreUnlessSpelledInSource());
    const CXXRecordDecl *record = call ? call->getRecordDecl() : nullptr;
    return record && record->hasDefinition() &&
           llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"set_value", "setValue", "set_exception",
                                                        "setException"},
                        [&](llvm::StringRef name) { return findMember(*record, name); });
  }

  /// `f().start();`: the work runs, and what is lost is for coro-detached-task to tell.
  bool isSpawn(const Expr &origin) const {
    const auto *call = dyn_cast<CallExpr>(&origin);
    return call && spawnedBy(*body_, *call, unit());
  }

  // ---- A value that is dropped where it is made
  // --------------------------------------------------------------------

  void reportDiscarded(const Expr &origin, const ValueUse &use, const TaskType &task) {
    const Harm harm = harmOf(task);
    Finding finding = findingAt(use.value->getSourceRange(), harm.severity, task);
    finding.subjects = subjectsOf(origin, task);
    if (mayBeLeftToItself(origin, task, *body_, unit()))
      finding.confidence = Confidence::Low;
    if (isa<CoawaitExpr>(origin))
      finding.message = "awaiting " + nameOf(origin) + " gives another " + nounOf(task).str() +
                        ", which is " + harm.one.str();
    else if (use.fate == Fate::DeclaredDrop)
      finding.message = "the " + nounOf(task).str() + " that " + nameOf(origin) +
                        " returns is dropped by a cast, " +
                        (task.isLazy() ? "but it hasn't started: it never runs"
                                       : "and its destructor ends the process");
    else
      finding.message =
          "the " + nounOf(task).str() + " returned by " + nameOf(origin) + " is " + harm.one.str();
    // Awaited and dropped, a lock would be given back at once.
    if (isHeldResource(task.result, models()))
      finding.steps.push_back({use.value->getBeginLoc(), "await it, and keep the " +
                                                             quoted(typeName(task.result)) +
                                                             " that it gives in a variable"});
    else {
      addAwait(finding, *use.value, task, "await it");
      addAdvice(finding, *use.value, task);
    }
    report(finding);
  }

  void reportInspected(const Expr &origin, const ValueUse &use, const TaskType &task) {
    Finding finding = findingAt(use.value->getSourceRange(), harmOf(task).severity, task);
    finding.subjects = subjectsOf(origin, task);
    finding.message = "this asks the " + nounOf(task).str() + " of " + nameOf(origin) +
                      ", not its result; it is " + harmOf(task).one.str();
    if (!task.result.isNull() && task.result.getNonReferenceType()->isBooleanType() &&
        task.isLazy())
      addAwait(finding, *use.value, task, "await it and use its result");
    else
      addAdvice(finding, *use.value, task);
    report(finding);
  }

  // ---- A value that a variable keeps
  // -------------------------------------------------------------------------------

  void judgeVariable(const VarDecl &variable, const TaskType &task, const ValueUse &made) {
    const bool heldResource = isHeldResource(task.result, models());
    if (body_->isCaptured(variable))
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
        if (isa<CXXOperatorCallExpr>(fate.at) &&
            cast<CXXOperatorCallExpr>(fate.at)->isAssignmentOp())
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
    // `if (t) co_await t;` looks first; a variable that is filled again has several values; a
    // dropped promise that cancels is often meant to.
    if (inspected || task.dropped == Dropped::Cancelled)
      return;
    if (!reassigned)
      judgePaths(variable, task, consuming);
    else if (made.fate == Fate::Named && task.isLazy())
      judgeOverwritten(variable, task, *made.value, consuming);
  }

  void reportUnused(const VarDecl &variable, const TaskType &task, const ValueUse &made,
                    bool inspected, bool heldResource) {
    // Work that is cancelled with its promise runs for as long as the variable lives: often that is
    // what the variable is for.
    if (!heldResource && !task.isLazy() &&
        (isDeclaredUnused(variable) || task.dropped == Dropped::Cancelled))
      return;
    // `EXPECT_TRUE(work.isReady());`: a test has driven it, and asks whether that was enough.
    if (inspected && !task.isLazy() && unit().isTest())
      return;
    const std::string name = quoted(variable.getName());
    const Harm harm = harmOf(task);
    Finding finding = findingAt(made.fate == Fate::Assigned ? made.value->getSourceRange()
                                                            : variable.getSourceRange(),
                                harm.severity, task);
    finding.range.setBegin(made.fate == Fate::Assigned ? made.value->getBeginLoc()
                                                       : variable.getLocation());
    if (heldResource) {
      finding.severity = Severity::Error;
      finding.message = name + " is the " + nounOf(task).str() + ", not the " +
                        quoted(typeName(task.result)) + " it gives: nobody waits to hold it";
    } else {
      finding.message = "the " + nounOf(task).str() + " in " + name +
                        (inspected ? " is looked at, but " : " is ") + harm.one.str();
    }
    if (!inspected && isStartedByTest(task, unit()))
      finding.confidence = Confidence::Low;
    if (!inspected && body_->uses(variable).empty() && made.fate == Fate::Named)
      addAwaitedInitialiser(finding, variable, *made.value, task, heldResource);
    addAdvice(finding, *made.value, task);
    report(finding);
  }

  void judgePaths(const VarDecl &variable, const TaskType &task,
                  llvm::ArrayRef<const DeclRefExpr *> consuming) {
    if (!variable.getInit() || (!task.isLazy() && isOtherHalf(*variable.getInit())))
      return;
    const auto missed = wayAround(*body_, variable, task, consuming);
    // Work that runs anyway may be left alone on purpose where a branch just doesn't need it;
    // leaving early forgets it.
    if (!missed || (!task.isLazy() && !missed->exit))
      return;
    Finding finding =
        findingAt({variable.getLocation(), variable.getEndLoc()}, Severity::Warning, task);
    finding.message = "the " + nounOf(task).str() + " in " + quoted(variable.getName()) +
                      " isn't awaited on every path" +
                      (task.isLazy() ? ": on one it never runs"
                                     : ": on one nobody waits for it, and its error is lost");
    if (missed->exit && !isa<DeclStmt>(missed->exit))
      finding.steps.push_back(
          {missed->exit->getBeginLoc(),
           "this path leaves with " + quoted(variable.getName()) + " un-awaited"});
    else
      finding.steps.push_back(
          {consuming.front()->getBeginLoc(), "this use isn't reached on every path"});
    report(finding);
  }

  /// `auto t = f(); if (other) t = g(); co_await t;`: where the second is made, the first goes
  /// without having run. Only where nothing took the first on any path there.
  void judgeOverwritten(const VarDecl &variable, const TaskType &task, const Expr &made,
                        llvm::ArrayRef<const DeclRefExpr *> consuming) {
    const Stmt *filling = overwriting(*body_, variable, made, consuming, unit());
    if (!filling)
      return;
    Finding finding =
        findingAt({variable.getLocation(), variable.getLocation()}, Severity::Warning, task);
    finding.message = "the " + nounOf(task).str() + " in " + quoted(variable.getName()) +
                      " is dropped when the variable gets another: it never runs";
    finding.steps.push_back({made.getBeginLoc(), "made here"});
    finding.steps.push_back(
        {filling->getBeginLoc(), "overwritten here, before anything awaited it"});
    report(finding);
  }

  // ---- A value that something else holds
  // ---------------------------------------------------------------------------

  /// `pending.push_back(f())`, `std::optional<task> later = f();`, `request r{1, f()};`, of which
  /// nobody takes the task again.
  void judgeHolder(const ValueUse &made, const TaskType &task) {
    std::optional<TaskHolder> holder = holderOf(*body_, *made.value, unit());
    // An awaiter that isn't lazy may be an event that others wait for by its address.
    if (!holder || (!holder->filled && task.kind != TaskKind::Task && !task.isLazy()))
      return;
    const VarDecl &variable = *holder->variable;
    // Work that is cancelled with its task runs for as long as something holds it: that is what the
    // holder may be for.
    if (!task.isLazy() && (isDeclaredUnused(variable) || task.dropped == Dropped::Cancelled))
      return;
    if (isTakenOut(*body_, *holder, unit()))
      return judgeThrow(*holder, *made.value, task);
    // One bug, one finding, however often it is filled, and however many parts are left.
    if (!isTakenOut(*body_, {&variable, std::nullopt, holder->filled}, unit()))
      holder->part.reset();
    if (!judgedHolders_.insert({&variable, holder->part.value_or(~0u)}).second)
      return;
    const Harm harm = harmOf(task);
    const bool many = !holder->part && tasksIn(variable.getType(), unit()) > 1;
    const std::string name = quoted(variable.getName());
    const bool atValue = holder->filled || holder->part;
    Finding finding =
        findingAt(atValue ? made.value->getSourceRange()
                          : SourceRange(variable.getLocation(), variable.getLocation()),
                  harm.severity, task);
    finding.message =
        many ? "the tasks " + std::string(holder->filled ? "put into " : "in ") + name + " are " +
                   harm.many.str()
             : "the " + nounOf(task).str() + " in " + nameOfPart(*holder) + " is " + harm.one.str();
    if (atValue)
      finding.steps.push_back(
          {variable.getLocation(),
           name + (many ? " is only filled, and destroyed with them" : " is destroyed with it")});
    addAdvice(finding, *made.value, task);
    report(finding);
  }

  /// `for (...) { running.push_back(start()); if (bad) throw error(); }`: what already runs is left
  /// to itself.
  void judgeThrow(const TaskHolder &holder, const Expr &made, const TaskType &task) {
    const auto *filling = holder.filled ? body_->enclosing<CallExpr>(made) : nullptr;
    if (!filling || task.start != Start::Eager || unit().isTest() ||
        body_->isCaptured(*holder.variable) || tasksIn(holder.variable->getType(), unit()) < 2)
      return;
    const Stmt *thrown = throwBehind(*body_, *filling, holder, unit());
    if (!thrown || !judgedHolders_.insert({holder.variable, ~1u}).second)
      return;
    Finding finding = findingAt(made.getSourceRange(), Severity::Warning, task);
    finding.message = "the tasks put into " + quoted(holder.variable->getName()) +
                      " are left behind by a 'throw': nobody waits for what already runs";
    finding.steps.push_back({made.getBeginLoc(), "started here"});
    finding.steps.push_back({thrown->getBeginLoc(), "this leaves before anything awaited them"});
    report(finding);
  }

  /// Containers whose tasks are made where no call in this body gives one: by an algorithm with an
  /// inserter, by a function that gives them all.
  void judgeContainers(const DeclStmt &declaration) {
    for (const Decl *declared : declaration.decls()) {
      const auto *variable = dyn_cast<VarDecl>(declared);
      const TaskType *task =
          variable && !isa<DecompositionDecl>(variable) && variable->hasLocalStorage()
              ? taskIn(variable->getType(), unit())
              : nullptr;
      if (!task || tasksIn(variable->getType(), unit()) < 2 || task->selfReporting ||
          isDeclaredUnused(*variable) || (!task->isLazy() && task->dropped != Dropped::RunsOn))
        continue;
      if (const Expr *maker = unseenMaker(*body_, *variable);
          maker && !isTakenOut(*body_, {variable, std::nullopt, true}, unit()) &&
          judgedHolders_.insert({variable, ~0u}).second)
        reportContainer(*variable, *maker, *task);
    }
  }

  void reportContainer(const VarDecl &variable, const Expr &maker, const TaskType &task) {
    const Harm harm = harmOf(task);
    Finding finding = findingAt(maker.getSourceRange(), harm.severity, task);
    finding.message =
        "the tasks put into " + quoted(variable.getName()) + " are " + harm.many.str();
    finding.steps.push_back(
        {variable.getLocation(), quoted(variable.getName()) + " is destroyed with them"});
    addAdvice(finding, maker, task);
    report(finding);
  }

  static std::string nameOfPart(const TaskHolder &holder) {
    const auto *record = holder.part ? holder.variable->getType()->getAsCXXRecordDecl() : nullptr;
    if (!record)
      return quoted(holder.variable->getName());
    if (*holder.part <
            static_cast<unsigned>(std::distance(record->field_begin(), record->field_end())) &&
        (record->isAggregate() || record->getName() == "pair"))
      return quoted((holder.variable->getName() + "." +
                     std::next(record->field_begin(), *holder.part)->getName())
                        .str());
    return "element " + std::to_string(*holder.part) + " of " + quoted(holder.variable->getName());
  }

  /// `auto [x, y] = both();`: every name is a variable of its own.
  void judgeParts(const DecompositionDecl &parts) {
    const Expr *made = parts.getInit() ? parts.getInit()->IgnoreUnlessSpelledInSource() : nullptr;
    // What an await gives is done; what was moved from elsewhere may be empty.
    if (!made || parts.getType()->isLValueReferenceType() || !made->isPRValue() ||
        isa<CoawaitExpr>(made))
      return;
    for (const BindingDecl *part : parts.bindings()) {
      // What doesn't compile has no type.
      if (part->getType().isNull())
        continue;
      const TaskType &task = unit().taskType(part->getType().getNonReferenceType());
      if (!task.isAwaitable() || !task.isLazy() || task.selfReporting || isDeclaredUnused(*part) ||
          isTakenOut(*body_, *part, unit()))
        continue;
      Finding finding =
          findingAt({part->getLocation(), part->getLocation()}, harmOf(task).severity, task);
      finding.message = "the " + nounOf(task).str() + " in " + quoted(part->getName()) + " is " +
                        harmOf(task).one.str();
      addAdvice(finding, *made, task);
      report(finding);
    }
  }

  static bool isDeclaredUnused(const ValueDecl &name) {
    return name.hasAttr<UnusedAttr>() || name.getName() == "_";
  }

  // ---- Words and edits
  // ---------------------------------------------------------------------------------------------

  Finding findingAt(SourceRange range, Severity severity, const TaskType &task) const {
    Finding finding;
    finding.range = range;
    finding.confidence = confidenceOf(task);
    // What a small program starts may run on by itself.
    if (task.start == Start::Eager && task.dropped == Dropped::RunsOn &&
        trialAt(range.getBegin(), body_->context()) != Trial::None)
      finding.confidence = Confidence::Low;
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

  Safety safetyOf(const TaskType &task) const {
    return task.isLazy() ? Safety::Safe : Safety::Unsafe;
  }

  void addAwait(Finding &finding, const Expr &value, const TaskType &task,
                llvm::StringRef title) const {
    if (!canAwait(*body_, value, task, unit()))
      return;
    Fix fix{title.str(), safetyOf(task), {}};
    fix.edits = awaitEdits(value, body_->context());
    finding.fixes.push_back(std::move(fix));
  }

  /// Awaits what initialises a variable that nobody uses: the variable then is the result, or goes
  /// where there is none.
  void addAwaitedInitialiser(Finding &finding, const VarDecl &variable, const Expr &value,
                             const TaskType &task, bool heldResource) const {
    const auto *declaration = dyn_cast_or_null<DeclStmt>(body_->parent(*variable.getInit()));
    if (!declaration || !declaration->isSingleDecl() || task.result.isNull() ||
        !canAwait(*body_, value, task, unit()))
      return;
    const bool gives = !task.result->isVoidType();
    const SourceRange before(variable.getOuterLocStart(), value.getBeginLoc());
    Fix fix{gives && heldResource ? "await it, to hold what it gives" : "await it", safetyOf(task),
            awaitEdits(value, body_->context())};
    const bool deduced = variable.getTypeSourceInfo()->getType()->getContainedAutoType();
    if (!gives) {
      if (!body_->enclosing<CompoundStmt>(*declaration) ||
          !isa<CompoundStmt>(body_->parent(*declaration)))
        return;
      fix.edits.insert(fix.edits.begin(),
                       FixItHint::CreateRemoval(CharSourceRange::getCharRange(before)));
    } else if (!deduced) {
      const SourceRange type(variable.getTypeSpecStartLoc(), variable.getTypeSpecEndLoc());
      fix.edits.insert(fix.edits.begin(),
                       FixItHint::CreateReplacement(CharSourceRange::getTokenRange(type), "auto"));
    }
    finding.fixes.push_back(std::move(fix));
  }

  /// What to do where no `co_await` can be written, and where work belongs that must outlive its
  /// caller.
  void addAdvice(Finding &finding, const Expr &value, const TaskType &task) const {
    const std::string outlive = task.model ? task.model->outlive : "";
    const std::string orElse = outlive.empty() ? "" : ", or hand it to " + outlive;
    if (!body_->isCoroutine())
      finding.steps.push_back({value.getBeginLoc(), "this function is no coroutine: return the " +
                                                        nounOf(task).str() +
                                                        " to a caller that awaits it" + orElse});
    else if (body_->enclosing<CXXCatchStmt>(value))
      finding.steps.push_back(
          {value.getBeginLoc(),
           "'co_await' can't stand in a handler: keep the error, and await behind the 'catch'"});
    else if (!outlive.empty())
      finding.steps.push_back({value.getBeginLoc(), "await it if this coroutine needs it done" +
                                                        orElse +
                                                        " if it must outlive this coroutine"});
  }

  const Body *body_ = nullptr;
  llvm::DenseSet<const Expr *> judged_;
  llvm::DenseSet<std::pair<const VarDecl *, unsigned>> judgedHolders_;
  std::optional<Paths> paths_;
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

When the work of a task begins, and what becomes of its error, is read from its promise. One whose first awaiter hands the coroutine on to a loop starts by itself; if it also frees itself at its end, and an error ends
the process, nobody needs its task. Where the destructor of the task itself ends the process unless it was awaited, `(void)` is no way to drop it; where the destructor of an awaiter resumes what it has to, dropping does what awaiting does. A copyable awaiter that says how far something is, `event.pending()`, is a handle of what runs already. What a small program of an example or a test starts may run on by itself: low confidence.
)md";

} // namespace

extern const Check UnawaitedTask;
const Check UnawaitedTask = {
    .id = "coro-unawaited-task",
    .summary = "a task is made and nothing awaits it: its work never runs, or its error is lost",
    .severity = Severity::Error,
    .onByDefault = true,
    .fix = "inserts 'co_await': safe for a lazy task, which runs only then; unsafe for an eager "
           "one, since it changes concurrency",
    .confidence = "high: the task's promise was read, which says when its work starts; "
                  "medium: a model or the shape of the class says so",
    .options = {},
    .documentation = Documentation,
    .make = make<UnawaitedTaskCheck>,
};

} // namespace corolint
