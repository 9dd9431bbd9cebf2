#include "checks/engine/work/Escape.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/facts/Fact.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/work/TaskParameter.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

bool isUserCode(const FunctionDecl &function) {
  return !function.getASTContext().getSourceManager().isInSystemHeader(function.getLocation());
}

const FunctionDecl *coroutineOf(const LambdaExpr &lambda) {
  const CXXMethodDecl *call = lambda.getCallOperator();
  if (!call)
    return nullptr;
  // The call operator of a generic lambda is a pattern; one that isn't called has no other body.
  return Body(*call).isCoroutine() ? call : nullptr;
}

// ---- Where it goes
// -------------------------------------------------------------------------------------------------

static bool isAwaitable(const Expr &expression, Unit &unit) {
  return unit.taskType(expression.getType()).isAwaitable();
}

/// The `co_await` that the expression is part of, without leaving the full expression.
static const Stmt *awaitAround(const Body &body, const Expr &expression) {
  for (const Stmt *s = body.parent(expression); s && isa<Expr>(s); s = body.parent(*s))
    if (awaitOperand(*s))
      return s;
  return nullptr;
}

bool isStandardContainer(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && isa<ClassTemplateSpecializationDecl>(record) && record->isInStdNamespace() &&
         (findMember(*record, "size") || findMember(*record, "emplace"));
}

/// `std::optional<task<T>>`, `std::pair<int, task<T>>`: a value of the standard library that is the
/// task's new home.
static bool holdsTask(QualType type, Unit &unit) {
  const auto *record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record || !record->isInStdNamespace())
    return false;
  const auto isTask = [&](const TemplateArgument &argument) {
    return argument.getKind() == TemplateArgument::Type &&
           unit.taskType(argument.getAsType()).isAwaitable();
  };
  return llvm::any_of(record->getTemplateArgs().asArray(), [&](const TemplateArgument &argument) {
    return argument.getKind() == TemplateArgument::Pack
               ? llvm::any_of(argument.pack_elements(), isTask)
               : isTask(argument);
  });
}

/// `spawn(f()).get()`: what the spawner gives is used at once, perhaps to wait.
static bool isWaitedFor(const Body &body, const Expr &spawn, Unit &unit) {
  if (spawn.getType()->isVoidType())
    return false;
  const Fate fate = fateOf(body, spawn, unit).fate;
  return fate == Fate::Consumed || fate == Fate::Passed;
}

bool soundsLikeWaiting(const FunctionDecl &function) {
  return function.getIdentifier() && says(Meaning::MayWait, function.getName());
}

namespace {

/// What a function does with a parameter that is a task.
enum class Takes { Unknown, Over, ForTheCall };
struct SinkFacts : FactTable<std::pair<const FunctionDecl *, unsigned>, Takes> {};

} // namespace

/// Whether a task that a function was given goes on, or is kept, when that has returned.
static bool outlivesCall(TaskEnd end) {
  return end == TaskEnd::Kept || end == TaskEnd::Started || end == TaskEnd::Forgotten ||
         end == TaskEnd::Unheard;
}

/// Whether an expression is a task whose class derives from a class that isn't empty, as it is or
/// moved into an object of that class.
static bool isBaseOf(const CXXRecordDecl &base, const Expr &task, Unit &unit) {
  const Expr *value = &stripped(task);
  while (const auto *moved = dyn_cast<CXXConstructExpr>(value)) {
    if (moved->getNumArgs() != 1 || !moved->getConstructor()->isMoveConstructor())
      break;
    value = &stripped(*moved->getArg(0));
  }
  const CXXRecordDecl *own = value->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return own && own->hasDefinition() && base.hasDefinition() && !base.isEmpty() &&
         own->isDerivedFrom(&base) && unit.taskType(value->getType()).isAwaitable();
}

/// Whether a parameter of this type takes the task for what it is: a task, or the base of its class
/// that has the coroutine.
static bool takesAsTask(QualType type, const Expr &task, Unit &unit) {
  const CXXRecordDecl *base = type->getAsCXXRecordDecl();
  return unit.taskType(type).isAwaitable() || (base && isBaseOf(*base, task, unit));
}

/// Who takes a task over and gives nothing back keeps it or starts it: where the body can be seen
/// it says so, else the type does.
static Destination sunk(const CallExpr &call, const ValueUse &use, Unit &unit) {
  const Destination unknown{Where::Unknown, use.at};
  const FunctionDecl *callee = call.getDirectCallee();
  const ParmVarDecl *parameter = callee ? parameterFor(call, use.argument, *callee) : nullptr;
  if (!parameter || !callee->getIdentifier() || callee->isInStdNamespace() ||
      parameter->getType()->isLValueReferenceType() ||
      !takesAsTask(parameter->getType().getNonReferenceType(), *use.value, unit))
    return unknown;
  const FunctionDecl *definition = callee->getDefinition();
  const unsigned index = parameter->getFunctionScopeIndex();
  if (const ProgramFact *told =
          toldElsewhere(FactKind::EndOfTask, *callee, unit, static_cast<int>(index)))
    return outlivesCall(static_cast<TaskEnd>(told->claim)) ? Destination{Where::Spawned, use.at}
                                                           : unknown;
  if (!definition || !definition->getBody())
    return callee->getReturnType()->isVoidType() && !soundsLikeWaiting(*callee) &&
                   !callee->isTemplateInstantiation()
               ? Destination{Where::Spawned, use.at, nullptr, Confidence::Medium}
               : unknown;
  // A coroutine that nobody can wait for gives nothing either.
  if (!callee->getReturnType()->isVoidType() &&
      unit.taskType(callee->getReturnType()).kind != TaskKind::Unobservable)
    return unknown;
  const auto fact = unit.kept<SinkFacts>().of({definition, index}, askedBy(unit), [&] {
    const Body &inner = unit.body(*definition);
    if (!inner.isCoroutine() && waitsItself(inner, unit))
      return Fact<Takes>{Takes::ForTheCall, FactSource::Definition};
    const bool takesOver =
        llvm::any_of(inner.uses(*definition->getParamDecl(index)), [&](const DeclRefExpr *name) {
          const Where where = destinationOf(inner, *name, unit).where;
          return where == Where::Stored || where == Where::Spawned;
        });
    return Fact<Takes>{takesOver ? Takes::Over : Takes::Unknown, FactSource::Definition};
  });
  if (fact.claim == Takes::ForTheCall)
    return unknown;
  // Where it goes by way of another coroutine: `[](task<> t) -> detached { co_await t; }(move(t))`.
  return fact || outlivesCall(endOfTask(*callee, index, unit).claim)
             ? Destination{Where::Spawned, use.at}
             : unknown;
}

/// A class of the user's that is made of a task by value: `qml_task(work())`.
static bool takesTask(const ValueUse &use) {
  const ParmVarDecl *parameter =
      use.callee && use.callee->getNumParams() == 1 ? use.callee->getParamDecl(0) : nullptr;
  return parameter && !parameter->getType()->isLValueReferenceType();
}

/// `work().runScoped()`: a member that uses the task up, and gives an object of another class for
/// it.
static bool isGivenAway(const Expr &outer, Unit &unit) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(&outer);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || method->getRefQualifier() != RQ_RValue || !call->getType()->isRecordType() ||
      !method->getIdentifier() || says(Meaning::Waits, method->getName()) ||
      says(Meaning::GivesResult, method->getName()))
    return false;
  const QualType result =
      unit.taskType(call->getImplicitObjectArgument()->getType().getNonReferenceType()).result;
  return result.isNull() || !method->getASTContext().hasSameUnqualifiedType(
                                result.getNonReferenceType(), call->getType());
}

/// `new_promised(work())`: an ordinary function that takes the task over and, as its name says,
/// makes an object: it isn't what the task will give, for which somebody would have to wait.
static bool makesOf(const CallExpr &call, const ValueUse &use, Unit &unit) {
  const FunctionDecl *callee = use.fate == Fate::Passed ? call.getDirectCallee() : nullptr;
  const ParmVarDecl *parameter = callee ? parameterFor(call, use.argument, *callee) : nullptr;
  return parameter && callee->getIdentifier() && !callee->isInStdNamespace() &&
         !unit.models().libraryOf(*callee) && says(Meaning::Makes, callee->getName()) &&
         !soundsLikeWaiting(*callee) && call.getType()->isRecordType() &&
         !parameter->getType()->isReferenceType() &&
         unit.taskType(parameter->getType()).isAwaitable();
}

/// The task goes where the object that is made of it goes, as far as it leaves the function.
static Destination wrapped(const Body &body, const Expr &object, Unit &unit) {
  Destination whole = destinationOf(body, object, unit);
  whole.confidence = std::min(whole.confidence, Confidence::Medium);
  return whole.where == Where::Returned || whole.where == Where::Stored
             ? whole
             : Destination{Where::Unknown, &object};
}

/// Whether a type is a class template's, with this one among its arguments.
static const ClassTemplateSpecializationDecl *madeOf(QualType type, QualType argument) {
  const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      type.getNonReferenceType()->getAsCXXRecordDecl());
  const ASTContext *context = record ? &record->getASTContext() : nullptr;
  return record && llvm::any_of(record->getTemplateArgs().asArray(),
                                [&](const TemplateArgument &one) {
                                  return one.getKind() == TemplateArgument::Type &&
                                         context->hasSameUnqualifiedType(
                                             one.getAsType(), argument.getNonReferenceType());
                                })
             ? record
             : nullptr;
}

/// What a task is put into by this call: a container of the standard library, or another class
/// template with elements of its type, `list << task;`, `list.append(task);`. Null for none.
static const Expr *filledBy(const Expr &outer, const ValueUse &use) {
  const Expr *container = nullptr;
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&outer)) {
    const OverloadedOperatorKind kind = operation->getOperator();
    if ((kind == OO_LessLess || kind == OO_PlusEqual) && operation->getNumArgs() == 2 &&
        operation->getArg(1) == use.value)
      container = operation->getArg(0);
  } else if (const auto *fill = dyn_cast<CXXMemberCallExpr>(&outer)) {
    if (isStandardContainer(fill->getObjectType()))
      return fill->getImplicitObjectArgument();
    container = fill->getImplicitObjectArgument();
  }
  const ClassTemplateSpecializationDecl *record =
      container && use.value ? madeOf(container->getType(), use.value->getType()) : nullptr;
  return record && findMember(*record, "begin") && findMember(*record, "size") ? container
                                                                               : nullptr;
}

/// `std::make_shared<task<>>(work())`, `Pointer<task<>>::create(work())`: the task lives where what
/// the call gives does.
static bool isOwnerMade(const Expr &outer, const ValueUse &use) {
  const auto *call = dyn_cast<CallExpr>(&outer);
  return call && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call) && use.value &&
         call->isPRValue() && call->getNumArgs() == 1 &&
         madeOf(call->getType(), use.value->getType());
}

static Destination passed(const Body &body, const ValueUse &use, Unit &unit) {
  const auto *outer = cast<Expr>(use.at);
  if (const Expr *filled = use.fate == Fate::Passed ? filledBy(*outer, use) : nullptr) {
    const VarDecl *container = localNamed(filled);
    return {container ? Where::Local : Where::Stored, use.at, container};
  }
  if (isOwnerMade(*outer, use))
    return destinationOf(body, *outer, unit);
  if (isAwaitable(*outer, unit) ||
      (isa<CXXConstructExpr>(outer) && holdsTask(outer->getType(), unit)))
    return destinationOf(body, *outer, unit);
  if (use.callee && unit.models().spawner(*use.callee) && !unit.models().consumer(*use.callee) &&
      !isWaitedFor(body, *outer, unit))
    return {Where::Spawned, use.at};
  // What is moved into an object of a base goes where that goes.
  if (const auto *moved = dyn_cast<CXXConstructExpr>(outer);
      moved && moved->getConstructor()->isMoveConstructor() && use.value &&
      isBaseOf(*moved->getConstructor()->getParent(), *use.value, unit))
    return destinationOf(body, *outer, unit);
  if (isa<CXXConstructExpr>(outer) && takesTask(use))
    return wrapped(body, *outer, unit);
  if (isGivenAway(*outer, unit))
    return wrapped(body, *outer, unit);
  const auto *call = dyn_cast<CallExpr>(outer);
  if (call && makesOf(*call, use, unit))
    return wrapped(body, *outer, unit);
  if (call && use.fate == Fate::Passed && !(use.callee && unit.models().consumer(*use.callee)))
    return sunk(*call, use, unit);
  return {Where::Unknown, use.at};
}

Destination destinationOf(const Body &body, const Expr &task, Unit &unit) {
  if (const Stmt *await = awaitAround(body, task))
    return {Where::AwaitedHere, await};
  const ValueUse use = fateOf(body, task, unit);
  switch (use.fate) {
  case Fate::Awaited:
    return {Where::AwaitedHere, use.at};
  case Fate::Returned:
    return {isa<CoyieldExpr>(use.at) ? Where::Unknown : Where::Returned, use.at};
  case Fate::Named:
  case Fate::Assigned:
    return {Where::Local, use.at, use.variable};
  case Fate::Passed:
  case Fate::Consumed:
    return isa<CallExpr, CXXConstructExpr>(use.at) ? passed(body, use, unit)
                                                   : Destination{Where::Unknown, use.at};
  case Fate::Discarded:
  case Fate::DeclaredDrop:
    return {Where::Dropped, use.at};
  case Fate::Kept:
    if (isa_and_nonnull<CXXForRangeStmt>(use.at))
      return {Where::Iterated, use.at};
    if (const auto *assignment = dyn_cast_or_null<CXXOperatorCallExpr>(use.at);
        assignment && assignment->isAssignmentOp())
      return {Where::Stored, use.at};
    if (use.value && !body.parent(*use.value) && isa<CXXConstructorDecl>(body.function()))
      return {Where::Stored, use.at}; // a member's initialiser
    // Part of an aggregate that is returned.
    if (const auto *list = dyn_cast_or_null<InitListExpr>(use.at))
      if (const ValueUse whole = fateOf(body, *list, unit);
          whole.fate == Fate::Returned && isa<ReturnStmt>(whole.at))
        return {Where::Returned, whole.at};
    return {Where::Unknown, use.at};
  default:
    return {Where::Unknown, use.at};
  }
}

Destination finalDestinationOf(const Body &body, const Expr &task, Unit &unit) {
  const Destination first = destinationOf(body, task, unit);
  const TaskType &kept =
      unit.taskType(first.variable ? first.variable->getType() : clang::QualType());
  if (first.where != Where::Local || !kept.isAwaitable())
    return first;
  // `auto task = work(name);`, and nothing else: it runs on when the variable ends.
  if (kept.start == Start::Eager && kept.dropped == Dropped::RunsOn &&
      body.uses(*first.variable).empty())
    return {Where::Dropped, first.at, nullptr, first.confidence};
  Destination result = first;
  for (const DeclRefExpr *use : body.uses(*first.variable)) {
    // Another task that is put into the variable says nothing of this one.
    if (const auto *assignment = dyn_cast_or_null<CXXOperatorCallExpr>(body.parent(*use));
        assignment && assignment->getOperator() == OO_Equal && assignment->getArg(0) == use)
      continue;
    // Whoever asks how the work stands may return it only when it is done.
    const ValueUse fate = fateOf(body, *use, unit);
    if (fate.fate == Fate::Inspected && !body.isCoroutine())
      return {Where::Unknown, fate.at};
    // By itself, or together with others. A continuation may keep alive what it needs.
    const Destination next = fate.fate == Fate::Returned || fate.fate == Fate::Passed
                                 ? destinationOf(body, *use, unit)
                                 : Destination();
    const bool isMovedOn = next.where == Where::Local && next.variable != first.variable;
    if ((next.where == Where::Returned && !body.isCoroutine()) || isMovedOn)
      result = next;
  }
  return result;
}

} // namespace corolint
