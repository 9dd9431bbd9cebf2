// coro-ignored-error-result: an await gives the error back as a value, and nobody looks at it.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/Abandoned.h"
#include "checks/engine/errors/AskedObject.h"
#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/errors/FilledErrors.h"
#include "checks/engine/errors/HiddenFailure.h"
#include "checks/engine/errors/NeedlessError.h"
#include "checks/engine/errors/NeverFails.h"
#include "checks/engine/errors/OneResult.h"
#include "checks/engine/errors/ReportsItself.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/TaskFailure.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/values/ResultHabit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/Lex/Lexer.h"

namespace corolint {
namespace {

using namespace clang;

class IgnoredErrorResultCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (body.isPattern())
      return;
    body_ = &body;
    FilledErrors filled(body, unit());
    for (const Stmt *statement : body.statements()) {
      const auto *await = dyn_cast<CoawaitExpr>(statement);
      if (await && !await->isImplicit()) {
        judgeValue(*await);
        judgeObject(*await);
        judgeOutArgument(*await, filled);
        judgeRace(*await);
        judgeLoop(*await);
      } else if (const auto *call = dyn_cast<CallExpr>(statement)) {
        judgeChain(*call);
        judgeLoop(*call);
      }
    }
    body_ = nullptr;
  }

  // ---- The value of an await
  // ---------------------------------------------------------------------------------------

  void judgeValue(const CoawaitExpr &await) {
    ErrorHolder holder = errorHolderOf(await.getType(), unit());
    const bool aggregate = givesErrorsOfMany(*await.getOperand());
    if (aggregate && holder == ErrorHolder::None && !await.getType()->isVoidType())
      holder = ErrorHolder::Many;
    if (const auto *bindings = dyn_cast_or_null<DecompositionDecl>(initialised(await)))
      return judgeBindings(await, *bindings);
    const ValueUse use = fateOf(*body_, await, unit());
    if (use.fate != Fate::Discarded)
      heed(await.getBeginLoc(), subjectsOf(await));
    switch (use.fate) {
    case Fate::Discarded:
      // A wait for a point in time that stands alone is a pause, and running nothing elsewhere is a
      // hop there. What `template <class T> runner run(T work) { co_await std::move(work); }` is
      // given its caller knows.
      if (isGuard(await.getType()))
        return reportReleased(await);
      if (waitsForTime(*await.getOperand()) || runsNothing(*await.getOperand()) ||
          isLookedAtAsBefore(await, holder) ||
          (body_->function().isTemplateInstantiation() && givenToBody(*body_, *await.getOperand())))
        return;
      if (holder == ErrorHolder::None && holdsStartedTasks(await.getType()))
        return reportDropped(await, ErrorHolder::Many, /*aggregate=*/false);
      // A task that comes out of an await and is dropped is another check's.
      if (holder == ErrorHolder::None ? isNoDiscard(await, unit())
                                      : !unit().taskType(await.getType()).isAwaitable())
        return reportDropped(await, holder, aggregate);
      return judgeHabit(await);
    case Fate::Consumed:
    case Fate::Inspected:
      if (holder == ErrorHolder::Either && use.callee && isSilencer(*use.callee))
        reportDropped(await, holder, aggregate);
      return;
    case Fate::Named:
    case Fate::Assigned:
      if (holder != ErrorHolder::None && use.variable && !isDeclaredUnused(*use.variable) &&
          errorHolderOf(use.variable->getType(), unit()) == errorHolderOf(await.getType(), unit()))
        judgeLook(await, *use.variable, holder);
      return;
    default:
      return;
    }
  }

  /// Who gives the error, where no model says so.
  Subjects subjectsOf(const CoawaitExpr &await) const {
    const auto *call = dyn_cast<CallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return callee && !models().libraryOf(*callee) ? Subjects{callee} : Subjects();
  }

  /// `co_await reply; if (reply.isError())`: what comes out is what was waited for, and that is
  /// looked at.
  bool isLookedAtAsBefore(const CoawaitExpr &await, ErrorHolder holder) {
    const auto *name = dyn_cast<DeclRefExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    if (!variable || holder == ErrorHolder::None ||
        !body_->context().hasSameUnqualifiedType(variable->getType().getNonReferenceType(),
                                                 await.getType().getNonReferenceType()))
      return false;
    const SourceManager &sources = body_->context().getSourceManager();
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const auto *asks = dyn_cast<CXXMemberCallExpr>(statement);
      return asks && namedBy(*asks->getImplicitObjectArgument()) == variable &&
             sources.isBeforeInTranslationUnit(await.getEndLoc(), asks->getExprLoc()) &&
             !body_->enclosing<CoawaitExpr>(*asks);
    });
  }

  /// A lock that its destructor gives back.
  bool isGuard(QualType type) const {
    const CXXRecordDecl *record = type->getAsCXXRecordDecl();
    return record && isHeldResource(type, models()) &&
           (models().guard(*record) || models().threadBound(*record) ||
            (record->getIdentifier() && says(Meaning::Guards, record->getName())));
  }

  /// `co_await mutex.scoped_lock();`
  void reportReleased(const CoawaitExpr &await) {
    Finding finding = findingAt(await);
    const std::string type = quoted(await.getType()->getAsCXXRecordDecl()->getNameAsString());
    finding.message = "the " + type + " that " + nameOf(await) +
                      " gives is dropped: what it holds is given back at once";
    report(finding);
  }

  /// A container of tasks that began to run by themselves: each holds its own error.
  bool holdsStartedTasks(QualType type) {
    const auto *made =
        dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    if (!made || !made->isInStdNamespace() || made->getTemplateArgs().size() == 0 ||
        made->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
      return false;
    const TaskType &task = unit().taskType(made->getTemplateArgs().get(0).getAsType());
    return task.kind != TaskKind::Generator && task.isAwaitable() && task.start == Start::Eager;
  }

  void judgeLook(const CoawaitExpr &await, const ValueDecl &variable, ErrorHolder holder) {
    const Look look = lookAtError(*body_, variable, holder, unit());
    if (look != Look::Looks)
      reportUnread(await, variable, holder,
                   look == Look::Never ? Confidence::Medium : Confidence::Low);
  }

  /// `co_await store.save(x);`, whose bool or status all the others ask for.
  void judgeHabit(const CoawaitExpr &await) {
    const auto *call = dyn_cast<CallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (!callee || !(await.getType()->isBooleanType() || await.getType()->isEnumeralType()) ||
        isLeftUnreadOnPurpose(await, *body_))
      return;
    if (const SourceLocation hidden = hiddenFailureOf(*callee, unit()); hidden.isValid())
      return reportHidden(await, hidden);
    const ResultHabit habit = habitOf(*callee, unit());
    if (habit.tested < 2 || habit.dropped > 1 || habit.decisive == 0)
      return;
    Finding finding = findingAt(await);
    finding.message =
        "the result of " + nameOf(await) + " is dropped, which others test: a failure goes unseen";
    finding.steps.push_back({habit.example, "it is tested here"});
    report(finding);
  }

  void reportHidden(const CoawaitExpr &await, SourceLocation hidden) {
    Finding finding = findingAt(await);
    finding.message = "the result of " + nameOf(await) +
                      " is dropped: its 'false' is all that is left of an error there";
    finding.steps.push_back({hidden, "an error ends here, and only the result tells of it"});
    report(finding);
  }

  /// `post([] {}, executor)`: whose error could it be?
  static bool runsNothing(const Expr &operand) {
    const auto *call = dyn_cast<CallExpr>(operand.IgnoreUnlessSpelledInSource());
    return call && llvm::any_of(call->arguments(), [](const Expr *argument) {
             const auto *lambda = dyn_cast<LambdaExpr>(argument->IgnoreUnlessSpelledInSource());
             return lambda && lambda->getCompoundStmtBody()->body_empty();
           });
  }

  bool givesErrorsOfMany(const Expr &operand) const {
    const auto *call = dyn_cast<CallExpr>(operand.IgnoreUnlessSpelledInSource());
    const auto row = call && call->getDirectCallee() ? models().aggregate(*call->getDirectCallee())
                                                     : Known<AggregateRow>();
    return row && row->errors == AggregateErrors::Values;
  }

  /// A member that only marks the error as seen, such as the last one of
  /// `future.ignore_ready_future()`.
  bool isSilencer(const FunctionDecl &callee) const {
    const auto *method = dyn_cast<CXXMethodDecl>(&callee);
    const auto row = method ? models().errorResult(*method->getParent()) : Known<ResultRow>();
    return row && callee.getReturnType()->isVoidType() &&
           llvm::is_contained(row->inspectors, callee.getNameAsString());
  }

  static bool isDeclaredUnused(const ValueDecl &variable) {
    return variable.hasAttr<UnusedAttr>() || variable.getName().starts_with("_");
  }

  const VarDecl *initialised(const Expr &value) const {
    for (const Stmt *s = &value; s; s = body_->parent(*s)) {
      const auto *expression = dyn_cast<Expr>(s);
      if (!expression)
        return nullptr;
      if (const VarDecl *variable = body_->initialisedBy(*expression))
        return variable;
    }
    return nullptr;
  }

  void judgeBindings(const CoawaitExpr &await, const DecompositionDecl &bindings) {
    if (bindings.hasAttr<UnusedAttr>())
      return;
    for (const BindingDecl *binding : bindings.bindings()) {
      const ErrorHolder holder = errorHolderOf(binding->getType(), unit());
      if (holder == ErrorHolder::None || isDeclaredUnused(*binding) ||
          lookAtError(*body_, *binding, holder, unit()) == Look::Looks ||
          companionTells(bindings, *binding))
        continue;
      return judgeLook(await, *binding, holder);
    }
  }

  /// Whether what came along says that it failed, and that leads somewhere: `if (count == 0)
  /// break;`.
  bool companionTells(const DecompositionDecl &bindings, const BindingDecl &error) const {
    return llvm::any_of(bindings.bindings(), [&](const BindingDecl *other) {
      return other != &error && errorHolderOf(other->getType(), unit()) == ErrorHolder::None &&
             decidesBranch(*body_, *other);
    });
  }

  // ---- Errors that an await puts into a variable
  // -------------------------------------------------------------------

  void judgeOutArgument(const CoawaitExpr &await, FilledErrors &filled) {
    const VarDecl *variable = filled.variableOf(await);
    // A wait for a point in time fails only when it is cut short: what is asked then is the state,
    // not the error.
    if (!variable || isDeclaredUnused(*variable) || waitsForTime(*await.getOperand()))
      return;
    const Confidence confidence =
        tellsOfEnd(await, models()) ? Confidence::Low : Confidence::Medium;
    if (filled.isNeverRead(*variable))
      return reportUnread(await, *variable, ErrorHolder::Code, confidence);
    if (const DeclRefExpr *next = filled.overwritten(await)) {
      Finding finding = findingAt(await);
      finding.message = "the error that this leaves in " + quoted(variable->getName()) +
                        " is overwritten before anything reads it";
      finding.steps.push_back({next->getLocation(), "it is filled again here"});
      return report(finding);
    }
    // The count that comes along may tell of it, and on the way out nobody may care for it.
    const VarDecl *result = initialised(await);
    if (!(result && decidesBranch(*body_, *result)) && !isLastWord(await, *body_, unit()) &&
        filled.isReadNowhereFrom(await))
      reportUnread(await, *variable, ErrorHolder::Code, confidence);
  }

  // ---- Objects that are awaited and read
  // -------------------------------------------------------------------------------------------

  /// `co_await reply; parse(reply->readAll());`
  void judgeObject(const CoawaitExpr &await) {
    const auto object = unaskedObjectOf(*body_, await);
    if (!object || isLeftUnreadOnPurpose(await, *body_))
      return;
    const std::string read = quoted(object->read->getMethodDecl()->getNameAsString());
    Finding finding = findingAt(await);
    finding.message = "nobody asks " + quoted(object->variable->getName()) + " for its " +
                      quoted(object->error->getName()) + ": when it failed, " + read +
                      " still gives what looks like an answer";
    finding.steps.push_back({object->read->getExprLoc(), "taken for an answer here"});
    report(finding);
  }

  // ---- Races with a timer
  // -------------------------------------------------------------------------------------------

  /// `co_await (socket.async_connect(to, token) || timer.async_wait(token))`: the operator waits
  /// for the first that succeeds.
  void judgeRace(const CoawaitExpr &await) {
    const auto *race =
        dyn_cast<CXXOperatorCallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
    if (!race || race->getOperator() != OO_PipePipe || !race->getDirectCallee() ||
        !models().libraryOf(*race->getDirectCallee()))
      return;
    const Expr *sides[] = {race->getArg(0)->IgnoreUnlessSpelledInSource(),
                           race->getArg(1)->IgnoreUnlessSpelledInSource()};
    if (waitsForTime(*sides[0]))
      std::swap(sides[0], sides[1]);
    const auto *operation = dyn_cast<CallExpr>(sides[0]);
    if (!operation || !waitsForTime(*sides[1]) || waitsForTime(*sides[0]) ||
        !operation->getDirectCallee() || !models().libraryOf(*operation->getDirectCallee()) ||
        givesErrorAsValue(*operation, unit()) || !taskMayFail(*body_, *operation, unit()))
      return;
    const std::string name = quoted(calledBy(*operation).getAsString());
    Finding finding = findingAt(await);
    finding.message = "when " + name + " fails, '||' waits on for the timer: its error is lost";
    finding.steps.push_back(
        {sides[1]->getBeginLoc(), "this succeeds at last, and looks like a timeout"});
    // Whoever asks which of them it was learns that something failed, if late and by another name.
    const Stmt *user = body_->parent(await);
    while (user && isa<ExprWithCleanups>(user))
      user = body_->parent(*user);
    if (user && !isa<CompoundStmt>(user))
      finding.confidence = Confidence::Low;
    report(finding);
  }

  /// Whether a timer is awaited: some call on the way is of an object with an expiry.
  static bool waitsForTime(const Expr &operand) {
    const auto *call = dyn_cast<CallExpr>(operand.IgnoreUnlessSpelledInSource());
    if (!call)
      return false;
    const Expr *object = objectOf(*call);
    const auto *record = object ? recordBehind(object->getType()) : nullptr;
    if (record && (findMember(*record, "expires_at") || findMember(*record, "expires_after")))
      return true;
    return (object && waitsForTime(*object)) ||
           llvm::any_of(call->arguments(),
                        [](const Expr *argument) { return waitsForTime(*argument); });
  }

  // ---- Tasks taken one after another
  // -------------------------------------------------------------------------------

  /// `for (auto &task : started) co_await task;`: the first failure leaves the loop, and the rest
  /// of the tasks.
  void judgeLoop(const Expr &taking) {
    const Abandoned abandoned = abandonedBy(*body_, taking, unit());
    if (!abandoned.container)
      return;
    Finding finding = findingAt(taking);
    finding.message = "the first failure leaves this loop, and the " +
                      std::string(abandoned.running ? "tasks left in " : "futures left in ") +
                      quoted(abandoned.container->getName()) + " with their errors unseen";
    finding.steps.push_back({abandoned.container->getLocation(),
                             abandoned.running
                                 ? "these tasks are running already"
                                 : "each of them is ready, with a value or an error of its own"});
    report(finding);
  }

  // ---- Results of many, thrown away
  // --------------------------------------------------------------------------------

  /// `when_all(...).discard_result()`, `when_all(...).then([](auto) {...})`: the errors are in what
  /// nobody looks at.
  void judgeChain(const CallExpr &call) {
    const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
    const CXXMethodDecl *method = member ? member->getMethodDecl() : nullptr;
    if (!method || !unit().taskType(call.getType()).isAwaitable())
      return;
    const Expr *many = member->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
    if (!givesErrorsOfMany(*many) || !dropsValue(call))
      return;
    Finding finding = findingAt(call);
    finding.message = quoted(calledName(*many, body_->context())) +
                      " gives each task's error back as a value, and " +
                      quoted(method->getNameAsString()) + " drops them all";
    report(finding);
  }

  /// Whether a member makes of a task one that gives nothing, and its value is never looked at: it
  /// is given no function, or one that doesn't name its parameter.
  bool dropsValue(const CallExpr &call) const {
    const QualType result = unit().taskType(call.getType()).result;
    if (call.getNumArgs() == 0)
      return !result.isNull() && result->isVoidType();
    const auto *lambda = call.getNumArgs() == 1
                             ? dyn_cast<LambdaExpr>(call.getArg(0)->IgnoreUnlessSpelledInSource())
                             : nullptr;
    const CXXMethodDecl *callback = lambda ? lambda->getCallOperator() : nullptr;
    if (!callback || callback->getNumParams() != 1 ||
        callback->getParamDecl(0)->isParameterPack() ||
        isDeclaredUnused(*callback->getParamDecl(0)))
      return false;
    return !isNamedIn(*callback->getBody(), *callback->getParamDecl(0));
  }

  static bool isNamedIn(const Stmt &statement, const ValueDecl &value) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement); name && name->getDecl() == &value)
      return true;
    return llvm::any_of(statement.children(),
                        [&](const Stmt *child) { return child && isNamedIn(*child, value); });
  }

  // ---- Words
  // -------------------------------------------------------------------------------------------------------

  /// What an error comes of: of several that are awaited together, `f() && g()`, the first that has
  /// one, and doesn't always give the same. Null where none has.
  const Expr *speaker(const Expr &operand) {
    const Expr *value = operand.IgnoreUnlessSpelledInSource();
    const auto *both = dyn_cast<CXXOperatorCallExpr>(value);
    if (!both || (both->getOperator() != OO_AmpAmp && both->getOperator() != OO_PipePipe))
      return errorHolderOf(unit().taskType(value->getType()).result, unit()) != ErrorHolder::None
                 ? value
                 : nullptr;
    const Expr *left = speaker(*both->getArg(0));
    const Expr *right = left && tellsSomething(*left) ? nullptr : speaker(*both->getArg(1));
    return right ? right : left;
  }

  bool tellsSomething(const Expr &made) {
    const auto *call = dyn_cast<CallExpr>(&made);
    return !call || !givesOneResult(*call, unit());
  }

  std::string nameOf(const CoawaitExpr &await) {
    const Expr *operand = await.getOperand()->IgnoreUnlessSpelledInSource();
    const Expr *one = isa<CXXOperatorCallExpr>(operand) ? speaker(*operand) : nullptr;
    const std::string name = calledName(one ? *one : await, body_->context());
    return name.empty() ? "this await" : quoted(name);
  }

  void reportDropped(const CoawaitExpr &await, ErrorHolder holder, bool aggregate) {
    const auto *call = dyn_cast<CallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
    const Expr *one = call ? speaker(*call) : nullptr;
    if (isLeftUnreadOnPurpose(await, *body_) || (call && !tellsSomething(one ? *one : *call)))
      return;
    Finding finding = findingAt(await);
    if (unit().isTest() || mayBeNeedless(await, *body_, unit()))
      finding.confidence = Confidence::Low;
    const auto *record = await.getType()->getAsCXXRecordDecl();
    const bool single = record && (record->getName() == "tuple" || record->getName() == "pair");
    if (aggregate || (holder == ErrorHolder::Many && !single))
      finding.message =
          nameOf(await) + " gives each task's error back as a value, and all of them are dropped";
    else if (holder == ErrorHolder::None)
      finding.message = "what " + nameOf(await) +
                        " gives must not be dropped, its type says: a failure goes unseen";
    else
      finding.message = nameOf(await) +
                        " gives its error back as a value, which is dropped: a failure goes unseen";
    finding.subjects = subjectsOf(await);
    report(finding);
  }

  void reportUnread(const CoawaitExpr &await, const ValueDecl &variable, ErrorHolder holder,
                    Confidence confidence = Confidence::Medium) {
    Finding finding = findingAt(await);
    finding.confidence = std::min(finding.confidence, confidence);
    finding.message = holder == ErrorHolder::Many
                          ? "nothing looks at the errors in " + quoted(variable.getName()) +
                                ": failures go unseen"
                          : "nothing looks at the error in " + quoted(variable.getName()) +
                                ": a failure goes unseen";
    finding.steps.push_back(
        {variable.getLocation(),
         quoted(variable.getName()) + " gets the error instead of an exception being thrown"});
    report(finding);
  }

  Finding findingAt(const Expr &await) const {
    Finding finding;
    finding.range = await.getSourceRange();
    finding.function = &body_->function();
    // What fails in a small program, or in a test, shows it in other ways.
    if (trialAt(await.getBeginLoc(), body_->context()) != Trial::None)
      finding.confidence = Confidence::Low;
    return finding;
  }

  const Body *body_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
Some awaits don't throw: they give the error back in an error code, a `std::expected` or a `Try`, or fill a variable with it. Where
nobody looks at that value, the failure is gone, and the code goes on with a result that isn't there. The compiler is silent, since `[[nodiscard]]`
doesn't see through a `co_await`. Aggregates that wait for several tasks and give each one's error back in an element of its own are the same
mistake in plural.

```cpp bad
#include "task.h"
#include <system_error>
task<std::error_code> flush();
task<std::pair<std::error_code, int>> receive();

task<int> run() {
  co_await flush();
  auto [code, size] = co_await receive();
  co_return size;
}
```

```cpp good
#include "task.h"
#include <system_error>
task<std::error_code> flush();
task<std::pair<std::error_code, int>> receive();

task<int> run() {
  if (auto code = co_await flush())
    throw std::system_error(code);
  auto [code, size] = co_await receive();
  if (code)
    throw std::system_error(code);
  co_return size;
}
```

What is such a value is read from the type: a class that asks and tells (`ok()` and `error_message()`, `has_error()` whose `operator bool` means that it
failed), an enumeration whose zero is success, and containers of them. A question whether there is a value counts as a look only where the answer "no"
leads somewhere: an `else`, a negated condition, a branch that returns; where no exception is in it, asking alone is a look. A loop that takes running or ready tasks
one by one, and that the first failure leaves, is reported too: the others' errors are never seen. So are the results of many that the next
function of the chain throws away, and the finished tasks that an await of several gives back. Silent is what is dropped by a cast to `void`, or named `_` or `[[maybe_unused]]`, an error whose companion in the same
structured binding is asked instead (`if (count == 0) break;`), a timer's wait that stands alone, the variable that one fills, and a line for the console.

`co_await (socket.async_connect(to, token) || timer.async_wait(token))` waits for the first *success*: when the operation fails, its error is dropped, and the timer
wins in the end. Give the operation a token that makes a value of the error, such as `as_tuple`. Where the code asks which of them it was, that is of low confidence, as are
what examples and tests drop, and a last word before the connection is closed or an error that is at hand goes to the caller. So is a status of a class that only looks like one where the code drops what the function says more often than not, or where an object is closed.

An object that is awaited and then read itself, `co_await reply; parse(reply->readAll());`, is reported where its class tells by a member of its own what went wrong, nobody else has the object,
and nothing that is asked of it could tell. A lock that an await gives, and that nobody keeps, is given back at once. What fails only when its object was closed, such as a channel, is of low confidence.

A plain `bool` is reported where it is known to tell of an error: others test it, or its function catches an error, tells nobody, and says `false`.
)md";

} // namespace

extern const Check IgnoredErrorResult;
const Check IgnoredErrorResult = {
    .id = "coro-ignored-error-result",
    .summary = "an await gives the error back as a value, and nobody looks at it",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "",
    .confidence =
        "medium: that a type holds an error is what a model or the type says; low: an enumeration "
        "of a project's own, a line for the console, a last word before the connection is "
        "closed, what is sent to a channel, what examples and tests drop, and a question for "
        "success alone that leads "
        "nowhere, where no exception is at stake",
    .options = {},
    .documentation = Documentation,
    .make = make<IgnoredErrorResultCheck>,
};

} // namespace corolint
