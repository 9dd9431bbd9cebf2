#include "checks/engine/work/Spawn.h"
#include "checks/engine/code/ProcessEnd.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/LeftInPromise.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/PromiseHandler.h"
#include "checks/engine/things/TaskFailure.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/things/WhenDestroyed.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/values/Shared.h"
#include "checks/engine/work/CompletionToken.h"
#include "checks/engine/work/Escape.h"
#include "checks/engine/work/StartedWork.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

// ---- Starts
// --------------------------------------------------------------------------------------------------------

static std::string nameOfWork(const Work &work, Unit &unit) {
  const ASTContext &context = unit.context();
  if (!work.expression)
    return "";
  if (isa<LambdaExpr>(work.expression))
    return "the lambda";
  if (work.runs && isa<CXXMethodDecl>(work.runs) &&
      cast<CXXMethodDecl>(work.runs)->getParent()->isLambda() && isa<CallExpr>(work.expression))
    return "the lambda";
  if (isa<CallExpr>(work.expression))
    return isTask(*work.expression, unit) ? calledName(*work.expression, context) : "";
  const std::string text = sourceText(work.expression->getSourceRange(), context);
  return text.size() > 40 ? "" : text;
}

/// A class with a call operator, such as what a binder or a type-erased function is.
static bool isCallable(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() &&
         !record->lookup(record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))
              .empty();
}

/// Whether a spawner without a token gives a task that tells of the end, and nobody takes it:
/// `f().start();`. A lazy one has started nothing.
static bool dropsHandle(const Body &body, const CallExpr &call, Unit &unit) {
  const bool hasArguments = llvm::any_of(
      call.arguments(), [](const Expr *argument) { return !isa<CXXDefaultArgExpr>(argument); });
  return !hasArguments && unit.taskType(call.getType()).start == Start::Eager &&
         isTask(call, unit) && fateOf(body, call, unit).fate == Fate::Discarded;
}

/// `co_spawn(pool, f(), use_future);`
static bool dropsFuture(const Body &body, const CallExpr &call, Unit &unit) {
  const auto *record = call.getType()->getAsCXXRecordDecl();
  if (!record || !record->isInStdNamespace() || record->getName() != "future")
    return false;
  const Fate fate = fateOf(body, call, unit).fate;
  return fate == Fate::Discarded || fate == Fate::DeclaredDrop;
}

/// A lambda in a chain of senders whose exception becomes the chain's error: it throws, or calls
/// what somebody else gave it. Null where a handler of errors stands in the chain.
static const LambdaExpr *throwerIn(const Expr &sender, Unit &unit) {
  const auto *call = dyn_cast<CallExpr>(sender.IgnoreUnlessSpelledInSource());
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || unit.models().continuation(*callee))
    return nullptr;
  // `then(f) | upon_error(h)`
  const auto handles = [&](const Expr *argument) {
    const auto *adaptor = dyn_cast<CallExpr>(argument->IgnoreUnlessSpelledInSource());
    const FunctionDecl *made = adaptor ? adaptor->getDirectCallee() : nullptr;
    return made && unit.models().continuation(*made);
  };
  if (llvm::any_of(call->arguments(), handles))
    return nullptr;
  for (const Expr *argument : call->arguments()) {
    if (const LambdaExpr *inner = throwerIn(*argument, unit))
      return inner;
    const auto *lambda = dyn_cast<LambdaExpr>(argument->IgnoreUnlessSpelledInSource());
    const FunctionDecl *run = lambda ? lambda->getCallOperator() : nullptr;
    if (run && run->getBody() && !promisesNotToThrow(*run) &&
        escapeOfCallable(unit.body(*run), unit))
      return lambda;
  }
  return nullptr;
}

static std::optional<Spawned> bySpawner(const Body &body, const CallExpr &call,
                                        const SpawnerRow &row, const FunctionDecl &callee,
                                        Unit &unit) {
  // A library's own class that passes on what it was given: its user starts the work.
  const auto *own = dyn_cast<CXXMethodDecl>(&body.function()),
             *method = dyn_cast<CXXMethodDecl>(&callee);
  if (own && method && modelName(*own->getParent()) == modelName(*method->getParent()))
    return std::nullopt;
  if (row.error == SpawnError::Logged || row.error == SpawnError::Stored ||
      row.error == SpawnError::Reported)
    return std::nullopt;
  const bool handleDropped = dropsHandle(body, call, unit);
  if (row.error == SpawnError::Handle && !handleDropped)
    return std::nullopt;
  Spawned result;
  result.at = &call;
  result.by = calledName(call, unit.context());
  result.error = row.error;
  result.reason = row.reason;
  const unsigned first = isa<CXXOperatorCallExpr>(call) ? 1 : 0;
  if (handleDropped) {
    result.error = SpawnError::Discarded;
    result.reason = "what it returns would tell of the error, and is dropped";
  } else if (dropsFuture(body, call, unit)) {
    result.error = SpawnError::Discarded;
    result.reason = "the future that it returns would tell of the error, and is dropped";
  } else if (row.error == SpawnError::ByToken && !resolveToken(call, row, result, unit)) {
    return std::nullopt;
  }
  Work work;
  if (row.task < 0) {
    if (const Expr *object = objectOf(call))
      work = workOf(*object, unit);
  } else if (row.task + first < call.getNumArgs()) {
    work = workOf(*call.getArg(row.task + first), unit);
  }
  // An overload with its arguments in other places.
  for (unsigned i = first; i < call.getNumArgs() && !work.expression && row.task >= 0; ++i)
    if (call.getArg(i) != result.token)
      work = workOf(*call.getArg(i), unit);
  // A callable that can't be seen into, with a token that discards whatever it throws.
  if (!work.expression && result.token && row.task >= 0 && row.task + first < call.getNumArgs() &&
      isCallable(call.getArg(row.task + first)->getType()))
    work = {call.getArg(row.task + first), nullptr};
  if (!work.expression && row.task >= 0 && row.task + first < call.getNumArgs() &&
      unit.taskType(call.getArg(row.task + first)->getType()).isAwaitable())
    if (const LambdaExpr *thrower = throwerIn(*call.getArg(row.task + first), unit))
      work = {thrower, thrower->getCallOperator()};
  if (!work.expression)
    return std::nullopt;
  // What ends the process tells of itself; of work that came in a container nothing is known.
  if (result.error == SpawnError::Terminates && work.runs && !isa<LambdaExpr>(work.expression) &&
      unit.models().libraryOf(*work.runs))
    return std::nullopt;
  result.runs = work.runs;
  result.started = row.task < 0                           ? objectOf(call)
                   : row.task + first < call.getNumArgs() ? call.getArg(row.task + first)
                                                          : work.expression;
  result.work = nameOfWork(work, unit);
  return result;
}

/// A member of a task's class that takes nothing and gives nothing, and says that it starts it.
static bool startsByItself(const CallExpr &call, const Expr &object, Unit &unit) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  if (!method || call.getNumArgs() > 0 || !call.getType()->isVoidType() || method->isConst() ||
      !method->getIdentifier())
    return false;
  const TaskType &task = unit.taskType(object.getType());
  const llvm::StringRef name = method->getName();
  return task.kind == TaskKind::Task && !task.model &&
         (name.starts_with("detach") || name == "start" || name == "launch" || name == "spawn");
}

/// Whether the function that starts the work gives it a callable that looks at how it ended:
/// `start([](auto &&result) { result.value(); })`.
static bool looksAtTheEnd(const CallExpr &call, Unit &unit) {
  const FunctionDecl *definition = definitionOf(call.getDirectCallee());
  return definition &&
         llvm::any_of(unit.body(*definition).statements(), [&](const Stmt *statement) {
           const auto *lambda = dyn_cast<LambdaExpr>(statement);
           const FunctionDecl *called = lambda ? lambda->getCallOperator() : nullptr;
           return called && called->getNumParams() == 1 && called->getBody() &&
                  !unit.body(*called).uses(*called->getParamDecl(0)).empty();
         });
}

/// `f().detach();`, `std::move(local).detach();` of a type that no model knows: what the object was
/// is gone then.
static bool startsAndForgets(const CallExpr &call, Unit &unit) {
  const Expr *object = objectOf(call);
  if (!object || object->isLValue() || !isa<CallExpr>(object->IgnoreUnlessSpelledInSource()))
    return false;
  const VarDecl *variable = object->isXValue() ? variableNamed(*withoutMove(object)) : nullptr;
  return (object->isPRValue() ||
          (variable && variable->hasLocalStorage() && !isa<ParmVarDecl>(variable))) &&
         startsByItself(call, *object, unit);
}

/// Whether an error that nobody has taken ends the process together with the coroutine: its author
/// has seen to it.
static bool endsWithItsError(const TaskType &task) {
  const CXXRecordDecl *promise = task.record ? promiseTypeOf(*task.record) : nullptr;
  // Nothing may have asked for the class yet.
  if (promise && !promise->hasDefinition())
    promise = promise->getTemplateInstantiationPattern();
  return promise && promise->hasDefinition() && throwsWhenDestroyed(*promise->getDefinition());
}

/// Whether a promise looks at what leaves its coroutine, and keeps it for nobody: it writes it to a
/// log, say.
static bool tellsOfItself(const TaskType &task, Unit &unit) {
  const FunctionDecl *handler = exceptionHandlerOf(task);
  return handler && handlingOfCurrent(unit.body(*handler), unit).always({ErrorEnd::Used}) &&
         llvm::none_of(unit.body(*handler).statements(), [](const Stmt *statement) {
           const Write write = writeOf(*statement);
           return write && isExceptionPtr(write.target->getType());
         });
}

/// What becomes of the error of a task that is let go; none where somebody is seen to learn of it.
static std::optional<SpawnError> lostBy(const TaskType &task, Unit &unit) {
  if (endsWithItsError(task) || tellsOfItself(task, unit))
    return std::nullopt;
  const FunctionDecl *handler = exceptionHandlerOf(task);
  switch (handler ? leftEndOf(*handler, unit) : LeftEnd::Lost) {
  case LeftEnd::Looked:
    return std::nullopt;
  case LeftEnd::EndsProcess:
    return SpawnError::Terminates;
  case LeftEnd::Lost:
    break;
  }
  return SpawnError::Discarded;
}

bool leavesAlone(const Body &body, const CallExpr &call, Unit &unit) {
  const Expr *object = objectOf(call);
  return object && givenToBody(body, *object) && startsByItself(call, *object, unit) &&
         lostBy(unit.taskType(object->getType()), unit);
}

std::optional<Spawned> spawnedBy(const Body &body, const CallExpr &call, Unit &unit) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee || unit.models().marker(*callee))
    return std::nullopt;
  if (const Known<SpawnerRow> row = unit.models().spawner(*callee))
    return bySpawner(body, call, *row.row, *callee, unit);
  if (startsAndForgets(call, unit)) {
    const Expr &object = *objectOf(call);
    const std::optional<SpawnError> lost = lostBy(unit.taskType(object.getType()), unit);
    if (!lost || looksAtTheEnd(call, unit))
      return std::nullopt;
    const Work work = workOf(object, unit);
    Spawned result;
    result.at = &call;
    result.by = calleeName(*callee);
    result.error = *lost;
    result.runs = work.runs;
    result.started = &object;
    result.work = nameOfWork(work, unit);
    return result;
  }
  // An eager task whose drop is declared, or that goes on in a continuation which never sees an
  // error.
  const TaskType &task = unit.taskType(call.getType());
  if (task.kind != TaskKind::Task || task.start != Start::Eager || task.selfReporting ||
      task.dropped == Dropped::Cancelled || task.dropped == Dropped::EndsProcess ||
      !call.isPRValue())
    return std::nullopt;
  const ValueUse use = fateOf(body, call, unit);
  const bool continued = use.fate == Fate::Discarded && task.model && call.getNumArgs() > 0 &&
                         objectOf(call) && isTask(*objectOf(call), unit);
  if ((use.fate != Fate::DeclaredDrop && !continued) || isWatched(call, unit))
    return std::nullopt;
  const Work work = workOf(call, unit);
  Spawned result;
  result.at = use.value ? use.value : &call;
  result.runs = work.runs;
  result.started = &call;
  result.work = nameOfWork(work, unit);
  result.reason = task.model ? task.model->reason : "";
  if (task.model && task.model->onError == "logged")
    result.error = SpawnError::Logged;
  return result;
}

// ---- Types that nobody can ask
// -------------------------------------------------------------------------------------

std::optional<SpawnError> unobservedError(const FunctionDecl &coroutine, Unit &unit) {
  const TaskType &task = unit.taskType(coroutine.getReturnType());
  if (task.kind != TaskKind::Unobservable || !task.record || unit.models().entryPoint(*task.record))
    return std::nullopt;
  if (task.model && !task.model->onError.empty())
    return task.model->onError == "terminates"  ? SpawnError::Terminates
           : task.model->onError == "discarded" ? SpawnError::Discarded
                                                : std::optional<SpawnError>();
  const FunctionDecl *definition = exceptionHandlerOf(task);
  if (!definition)
    return std::nullopt;
  const Handling handling = handlingOfCurrent(Body(*definition), unit);
  if (handling.always({ErrorEnd::Terminated}))
    return SpawnError::Terminates;
  // What the user's own promise drops is told once, at the promise.
  return handling.always({ErrorEnd::Dropped}) && !isUserCode(*definition)
             ? std::optional(SpawnError::Discarded)
             : std::nullopt;
}

} // namespace corolint
