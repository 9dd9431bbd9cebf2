#include "checks/engine/work/TaskParameter.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/work/Covered.h"
#include "checks/engine/work/Spawn.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

llvm::StringRef toString(TaskEnd end) {
  switch (end) {
  case TaskEnd::Awaited:
    return "awaited";
  case TaskEnd::Returned:
    return "given back";
  case TaskEnd::Kept:
    return "kept";
  case TaskEnd::Started:
    return "started";
  case TaskEnd::Forgotten:
    return "started, its error dropped";
  case TaskEnd::Dropped:
    return "dropped";
  case TaskEnd::Unheard:
    return "left alone with its error";
  case TaskEnd::Unknown:
    break;
  }
  return "unknown";
}

llvm::SmallVector<unsigned, 2> taskParameters(const FunctionDecl &function, Unit &unit) {
  llvm::SmallVector<unsigned, 2> result;
  for (unsigned i = 0; i < function.getNumParams(); ++i)
    if (unit.taskType(function.getParamDecl(i)->getType().getNonReferenceType()).isAwaitable())
      result.push_back(i);
  return result;
}

/// The place of the first parameter's argument: the call of an object has the object before it.
static unsigned firstArgument(const CallExpr &call) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  return isa<CXXOperatorCallExpr>(call) && method && method->isImplicitObjectMemberFunction() ? 1
                                                                                              : 0;
}

const Expr *argumentFor(const CallExpr &call, unsigned parameter) {
  const unsigned index = parameter + firstArgument(call);
  return index < call.getNumArgs() ? call.getArg(index) : nullptr;
}

std::optional<unsigned> parameterOf(const CallExpr &call, const Expr &argument) {
  const FunctionDecl *callee = call.getDirectCallee();
  const unsigned shift = firstArgument(call);
  for (unsigned i = shift; callee && i < call.getNumArgs() && i - shift < callee->getNumParams();
       ++i)
    if (call.getArg(i) == &argument ||
        call.getArg(i)->IgnoreImplicit() == argument.IgnoreImplicit())
      return i - shift;
  return std::nullopt;
}

/// Whether a function is seen to leave the tasks alone that it is given, whatever it is called.
static bool leavesTasksAlone(const FunctionDecl &function, Unit &unit) {
  const auto tasks =
      function.isDefined() ? taskParameters(function, unit) : llvm::SmallVector<unsigned, 2>();
  return !tasks.empty() && llvm::all_of(tasks, [&](unsigned parameter) {
    return endOfTask(function, parameter, unit).claim == TaskEnd::Unheard;
  });
}

bool waitsItself(const Body &body, Unit &unit) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *call = dyn_cast<CallExpr>(statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (!callee || !callee->getIdentifier())
      return false;
    // `_("text")` has no word in it.
    const std::vector<std::string> words = wordsOf(callee->getName());
    if (words.empty())
      return false;
    const bool runs = isa<CXXMemberCallExpr>(call) && words.front() == "run" &&
                      (call->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(call->getArg(0)));
    return runs || (says(Meaning::Waits, callee->getName()) && words.front() != "async" &&
                    !leavesTasksAlone(*callee, unit));
  });
}

namespace {

/// One function, by its definition.
class Definition {
public:
  Definition(const Body &body, const ParmVarDecl &parameter, Unit &unit)
      : body_(body), parameter_(parameter), unit_(unit) {}

  Fact<TaskEnd> end() const {
    if (body_.isCaptured(parameter_))
      return captured();
    Fact<TaskEnd> result = known(TaskEnd::Dropped, parameter_.getLocation(), "never used");
    for (const DeclRefExpr *use : body_.uses(parameter_)) {
      const Fact<TaskEnd> one = endAt(*use);
      if (!one)
        return one;
      if (result.claim == TaskEnd::Dropped)
        result = one;
    }
    return result;
  }

private:
  static Fact<TaskEnd> known(TaskEnd end, SourceLocation at, llvm::StringRef because) {
    return {end, FactSource::Definition, at, because.str()};
  }

  /// A lambda that only refers to the parameter is called before the function returns: what it does
  /// with the task the function does.
  Fact<TaskEnd> captured() const {
    const LambdaExpr *around = nullptr;
    for (const Stmt *statement : body_.statements())
      if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
        for (const LambdaCapture &capture : lambda->captures())
          if (capture.capturesVariable() && capture.getCapturedVar() == &parameter_) {
            if (around || capture.getCaptureKind() != LCK_ByRef)
              return known(TaskEnd::Kept, parameter_.getLocation(), "captured");
            around = lambda;
          }
    if (!around || around->isGenericLambda())
      return known(TaskEnd::Kept, parameter_.getLocation(), "captured");
    const Body &inner = unit_.body(*around->getCallOperator());
    if (body_.isCoroutine() || inner.isCoroutine())
      return known(TaskEnd::Kept, parameter_.getLocation(), "captured");
    const Fact<TaskEnd> end = Definition(inner, parameter_, unit_).end();
    return end.claim == TaskEnd::Returned || end.claim == TaskEnd::Dropped ? Fact<TaskEnd>() : end;
  }

  Fact<TaskEnd> endAt(const DeclRefExpr &name) const {
    const ValueUse use = fateOf(body_, name, unit_);
    const SourceLocation at = use.at ? use.at->getBeginLoc() : name.getLocation();
    switch (use.fate) {
    case Fate::Awaited:
      return awaited(at);
    case Fate::Returned:
      return known(TaskEnd::Returned, at, "returned");
    case Fate::Kept:
      return known(TaskEnd::Kept, at, "stored");
    case Fate::Passed:
    case Fate::Consumed:
      return called(use, at);
    case Fate::Discarded:
    case Fate::DeclaredDrop:
    case Fate::Inspected:
    case Fate::Unevaluated:
      return known(TaskEnd::Dropped, at, "only looked at");
    case Fate::Named:
    case Fate::Assigned:
      return {};
    }
    return {};
  }

  /// Awaited by a coroutine that nobody can wait for, it runs by itself.
  Fact<TaskEnd> awaited(SourceLocation at) const {
    const TaskType &own = unit_.taskType(body_.function().getReturnType());
    if (own.kind != TaskKind::Unobservable)
      return known(TaskEnd::Awaited, at, "awaited");
    const bool lost =
        unobservedError(body_.function(), unit_) && !isCovered(body_.function(), unit_);
    return known(lost ? TaskEnd::Unheard : TaskEnd::Started, at,
                 "awaited by a coroutine that nobody can wait for");
  }

  Fact<TaskEnd> called(const ValueUse &use, SourceLocation at) const {
    const auto *call = dyn_cast_or_null<CallExpr>(use.at);
    if (!call)
      return known(TaskEnd::Kept, at, "made a part of another object");
    const std::string name = quoted(calledName(*call, body_.context()));
    if (spawnedBy(body_, *call, unit_))
      return known(TaskEnd::Forgotten, at, "started by " + name);
    if (leavesAlone(body_, *call, unit_))
      return known(TaskEnd::Unheard, at, "started by " + name);
    if (!use.callee)
      return {};
    if (use.fate == Fate::Consumed) {
      const Known<BlockingRow> row = unit_.models().blocking(*use.callee);
      return row && row->task ? known(TaskEnd::Awaited, at, "waited for by " + name)
                              : Fact<TaskEnd>();
    }
    const auto inner = parameterOf(*call, *use.value);
    if (!inner)
      return {};
    Fact<TaskEnd> there = endOfTask(*use.callee, *inner, unit_);
    // What the inner function gives back goes where its result goes.
    if (there.claim == TaskEnd::Returned || there.claim == TaskEnd::Awaited)
      return resultOf(*call, there, at);
    if (there)
      there.because = toString(there.claim).str() + " by " + name;
    return there;
  }

  Fact<TaskEnd> resultOf(const CallExpr &call, const Fact<TaskEnd> &inside,
                         SourceLocation at) const {
    if (!unit_.taskType(call.getType()).isAwaitable())
      return inside;
    switch (fateOf(body_, call, unit_).fate) {
    case Fate::Awaited:
      return awaited(at);
    case Fate::Returned:
      return known(TaskEnd::Returned, at, "returned in another task");
    default:
      return {};
    }
  }

  const Body &body_;
  const ParmVarDecl &parameter_;
  Unit &unit_;
};

struct TaskEnds {
  FactTable<std::pair<const FunctionDecl *, unsigned>, TaskEnd> table;
};

std::optional<Fact<TaskEnd>> byModel(const FunctionDecl &function, unsigned parameter, Unit &unit) {
  const Models &models = unit.models();
  const auto fact = [](TaskEnd end, llvm::StringRef reason) {
    return Fact<TaskEnd>{end, FactSource::BuiltinModel, {}, reason.str()};
  };
  if (const Known<SpawnerRow> row = models.spawner(function);
      row && row->task == static_cast<int>(parameter))
    return fact(row->error == SpawnError::Discarded || row->error == SpawnError::Terminates
                    ? TaskEnd::Forgotten
                    : TaskEnd::Started,
                row->reason);
  if (const auto row = models.aggregate(function))
    return fact(TaskEnd::Returned, row->reason);
  if (const Known<BlockingRow> row = models.blocking(function); row && row->task)
    return fact(TaskEnd::Awaited, row->reason);
  if (models.marker(function))
    return fact(TaskEnd::Started, "marks work that is left to itself");
  return models.libraryOf(function) ? std::optional(Fact<TaskEnd>()) : std::nullopt;
}

/// A function whose body another file has.
Fact<TaskEnd> byProgram(const FunctionDecl &function, unsigned parameter, Unit &unit) {
  const ProgramFact *told =
      toldElsewhere(FactKind::EndOfTask, function, unit, static_cast<int>(parameter));
  if (!told)
    return {};
  const SourceLocation at =
      told->places.empty() ? SourceLocation() : placeIn(unit, told->places.front());
  return {static_cast<TaskEnd>(told->claim), FactSource::Program, at, told->reason};
}

/// A function that is only declared: it takes the task over, and nothing that it returns could have
/// it in it.
Fact<TaskEnd> byType(const FunctionDecl &function, unsigned parameter, Unit &unit) {
  const QualType type = function.getParamDecl(parameter)->getType();
  const bool takes = !type->isReferenceType() || type->isRValueReferenceType();
  const QualType result = function.getReturnType();
  if (!takes || isa<CXXConstructorDecl>(function) || unit.taskType(result).kind != TaskKind::None)
    return {};
  if (function.getIdentifier() && says(Meaning::LeftAlone, function.getName()))
    return {TaskEnd::Forgotten, FactSource::Name, {}, "its name says so"};
  // What gives the task's own result has waited for it.
  const TaskType &task = unit.taskType(type.getNonReferenceType());
  if (!result->isVoidType() && !task.result.isNull() &&
      unit.context().hasSameUnqualifiedType(result, task.result))
    return {TaskEnd::Awaited, FactSource::Type, {}, "it gives the task's result"};
  if (function.getIdentifier() && says(Meaning::Waits, function.getName()))
    return {TaskEnd::Awaited, FactSource::Name, {}, "its name says so"};
  return {TaskEnd::Started, FactSource::Type, {}, "it takes the task and gives none"};
}

} // namespace

Fact<TaskEnd> endOfTask(const FunctionDecl &function, unsigned parameter, Unit &unit) {
  const FunctionDecl *canonical = function.getCanonicalDecl();
  return unit.kept<TaskEnds>().table.of(
      {canonical, parameter}, askedBy(unit), [&]() -> Fact<TaskEnd> {
        if (const auto fact = byModel(function, parameter, unit))
          return *fact;
        const FunctionDecl *definition = nullptr;
        if (!function.hasBody(definition) || !definition->getBody()) {
          const Fact<TaskEnd> told = byProgram(function, parameter, unit);
          return told ? told : byType(function, parameter, unit);
        }
        // What a derived class does instead isn't here.
        if (const auto *method = dyn_cast<CXXMethodDecl>(definition); method && method->isVirtual())
          return {};
        const Body &body = unit.body(*definition);
        if (body.isPattern())
          return {};
        const Fact<TaskEnd> end =
            Definition(body, *definition->getParamDecl(parameter), unit).end();
        const bool runsOn = end.claim == TaskEnd::Started || end.claim == TaskEnd::Forgotten ||
                            end.claim == TaskEnd::Unheard;
        return runsOn && !body.isCoroutine() && waitsItself(body, unit)
                   ? Fact<TaskEnd>{TaskEnd::Awaited, end.source, end.at, "waited for"}
                   : end;
      });
}

} // namespace corolint
