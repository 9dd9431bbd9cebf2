#include "checks/engine/errors/Throws.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/NeverFails.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/TaskFailure.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Referent.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

/// Whether a function that gives a task promises, by not throwing, that the task doesn't fail
/// either.
static bool promisesSuccess(const FunctionDecl &function, Unit &unit) {
  const TaskType &task = unit.taskType(function.getReturnType());
  return promisesNotToThrow(function) && !(task.model && task.model->failsNoexcept);
}

/// Whether the call's type promises not to throw, or the callee is a builtin.
static bool isNoexcept(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee)
    return false;
  if (callee->getBuiltinID() || callee->hasAttr<NoThrowAttr>())
    return true;
  return promisesNotToThrow(*callee);
}

/// `std::move(t)`, `std::forward<T>(t)`: what stands in it.
static const Expr &unmoved(const Expr &expression) {
  return *withoutMove(expression.IgnoreUnlessSpelledInSource())->IgnoreUnlessSpelledInSource();
}

/// Whether another file has the function, and no error leaves it there.
static bool coversElsewhere(const FunctionDecl &function, Unit &unit) {
  const ProgramFact *fact = toldElsewhere(FactKind::Covers, function, unit);
  if (!fact)
    fact = toldOfOwnBody(FactKind::Covers, function, unit);
  return fact && fact->claim == static_cast<int>(Covering::Covers);
}

namespace {

/// Whose tasks count: a function that awaits what it is given fails where that does, which only
/// its caller can tell.
enum class Given {
  Counts,
  IsForTheCaller,
  CallablesCount, ///< and so do calls of a callable that came from elsewhere
};

class EscapeSearch {
public:
  EscapeSearch(const Body &body, Suspect suspect, Unit &unit, unsigned depth,
               Given given = Given::Counts)
      : body_(body), suspect_(suspect), unit_(unit), depth_(depth), given_(given) {}

  const Stmt *first() const {
    for (const Stmt *statement : body_.statements())
      if (isSuspect(*statement) && !isStopped(*statement) && mayThrow(*statement))
        return statement;
    return nullptr;
  }

private:
  /// What could throw at all. What is stopped isn't looked into, nor asked about.
  static bool isSuspect(const Stmt &statement) {
    return isa<CXXThrowExpr, CallExpr>(statement) || awaitOperand(statement);
  }

  bool mayThrow(const Stmt &statement) const {
    if (isa<CXXThrowExpr>(statement))
      return true;
    if (const auto *call = dyn_cast<CallExpr>(&statement)) {
      if (isRethrow(*call))
        return true;
      if (given_ == Given::CallablesCount && isGivenCall(*call))
        return !isNoexcept(*call) && !isAwaited(*call);
      return suspect_ == Suspect::AwaitsAndCalls && !isNoexcept(*call) && !isAwaited(*call);
    }
    return suspect_ != Suspect::Throws && awaitThrows(statement);
  }

  /// `f()` of an object that isn't a lambda seen here: whoever made it decides what it does.
  static bool isGivenCall(const CallExpr &call) {
    const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
    const auto *record = operation && operation->getOperator() == OO_Call
                             ? operation->getArg(0)->getType()->getAsCXXRecordDecl()
                             : nullptr;
    return record && !record->isLambda();
  }

  static bool isRethrow(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const IdentifierInfo *name = callee ? callee->getIdentifier() : nullptr;
    return name && callee->isInStdNamespace() &&
           (name->isStr("rethrow_exception") || name->isStr("throw_with_nested"));
  }

  /// Making a task doesn't run it: what it throws comes out of the await.
  bool isAwaited(const CallExpr &call) const {
    const Stmt *parent = body_.parent(call);
    while (parent && isa<Expr>(parent) && !suspensionOperand(*parent))
      parent = body_.parent(*parent);
    return parent && suspensionOperand(*parent);
  }

public:
  bool awaitThrows(const Stmt &statement) const {
    const Expr *operand = awaitOperand(statement);
    if (!operand || givesErrorAsValue(*operand, unit_) ||
        bringsError(cast<Expr>(statement).getType()))
      return false;
    if (const auto *await = dyn_cast<CoawaitExpr>(&statement))
      if (const auto *resume = dyn_cast_or_null<CallExpr>(
              await->getResumeExpr() ? await->getResumeExpr()->IgnoreImplicit() : nullptr);
          resume && isNoexcept(*resume))
        return false;
    if (onlySucceeds(unmoved(*operand).getType()))
      return false;
    if (given_ == Given::IsForTheCaller && givenToBody(body_, *operand))
      return false;
    return fails(*operand);
  }

  /// Whether an error comes out of the task that an expression makes.
  bool fails(const Expr &task) const {
    const Expr &made = unmoved(task);
    if (const auto *variable = variableNamed(made); variable && variable->hasLocalStorage() &&
                                                    !isa<ParmVarDecl>(variable) &&
                                                    variable->getInit() && depth_ > 0)
      return EscapeSearch(body_, suspect_, unit_, depth_ - 1, given_).fails(*variable->getInit());
    // `parallel_for_each(range, f)` that is an object.
    if (const auto *construct = dyn_cast<CXXConstructExpr>(&made);
        construct && construct->getNumArgs() > 0)
      return partsFail(*construct->getConstructor()->getParent(), arguments(*construct), nullptr);
    const auto *call = dyn_cast<CallExpr>(&made);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (neverFails(callee, task.getType(), unit_.models()) ||
        (callee && unit_.models().hop(*callee)))
      return false;
    if (!callee)
      return true;
    // `a || b` of a library fails when all of them do.
    if (const auto *either = dyn_cast<CXXOperatorCallExpr>(call);
        either && either->getOperator() == OO_PipePipe && either->getNumArgs() == 2 &&
        unit_.models().libraryOf(*callee))
      return fails(*either->getArg(0)) && fails(*either->getArg(1));
    // `f().start()`, `f().on(executor)`: the same work.
    if (depth_ > 0 && isSameTask(*call, *callee))
      return fails(*objectOf(*call));
    const bool promised = promisesNothing(*callee);
    const FunctionDecl *definition = definitionOf(callee);
    if (depth_ == 0 || !definition)
      return !promised && !answersWithError(*call) &&
             partsFail(*callee, arguments(*call), objectOf(*call)) &&
             !coversElsewhere(*callee, unit_);
    const Body &body = unit_.body(*definition);
    // What a library does inside is for its models to say.
    if (!body.isCoroutine())
      return !promised && !givesAnswerer(*call) &&
             partsFail(*callee, arguments(*call), objectOf(*call)) &&
             (unit_.models().libraryOf(*definition) || resultFails(body));
    // A coroutine of this file that lets nothing out, or only what comes of the tasks it is given.
    const Suspect suspect = promised ? Suspect::Throws : suspect_;
    if (!EscapeSearch(body, suspect, unit_, depth_ - 1).first())
      return false;
    return EscapeSearch(body, suspect, unit_, depth_ - 1, Given::IsForTheCaller).first() ||
           givenFails(*call);
  }

  /// A function of the user's whose body isn't known, and whose task brings what went wrong as a
  /// value: whoever made it so doesn't throw it besides.
  bool answersWithError(const CallExpr &call) const {
    const FunctionDecl *callee = call.getDirectCallee();
    const QualType result = unit_.taskType(call.getType()).result;
    if (result.isNull() || !callee || unit_.models().libraryOf(*callee))
      return false;
    const ErrorHolder holder = errorHolderOf(result, unit_);
    return holder == ErrorHolder::Code || holder == ErrorHolder::Either;
  }

  /// `lazy.co_await_try()`: an awaiter that gives what went wrong as a value.
  bool givesAnswerer(const CallExpr &call) const {
    return unit_.taskType(call.getType()).kind == TaskKind::Operation && answersWithError(call);
  }

  /// A member of a temporary task, of a type that no model knows, that gives a task again.
  bool isSameTask(const CallExpr &call, const FunctionDecl &callee) const {
    const Expr *object = isa<CXXMemberCallExpr>(call) ? objectOf(call) : nullptr;
    return object && object->isPRValue() && !unit_.models().libraryOf(callee) &&
           unit_.taskType(object->getType()).kind == TaskKind::Task &&
           unit_.taskType(call.getType()).kind == TaskKind::Task;
  }

  /// Whether a callable throws, or the task that it gives fails.
  bool callFails(const Expr &callable) const {
    const Expr *value = callable.IgnoreUnlessSpelledInSource();
    const FunctionDecl *function = nullptr;
    if (const auto *lambda = dyn_cast<LambdaExpr>(value))
      function = lambda->getCallOperator();
    else if (const auto *name = dyn_cast<DeclRefExpr>(value))
      function = dyn_cast<FunctionDecl>(name->getDecl());
    if (const auto *closure = value->getType().getNonReferenceType()->getAsCXXRecordDecl();
        !function && closure && closure->isLambda())
      function = closure->getLambdaCallOperator();
    const FunctionDecl *definition = function ? definitionOf(function) : nullptr;
    if (!definition || depth_ == 0)
      return true;
    const Body &body = unit_.body(*definition);
    const EscapeSearch inside(body, Suspect::Awaits, unit_, depth_ - 1);
    if (body.isCoroutine() || inside.first())
      return inside.first();
    return inside.waits() ||
           (unit_.taskType(definition->getReturnType()).isAwaitable() && resultFails(body));
  }

  /// Whether a task that an ordinary function returns fails, or isn't seen.
  bool resultFails(const Body &body) const {
    if (depth_ == 0)
      return true;
    // What the function does by itself comes out at the call; what its task does, of the await.
    const EscapeSearch itself(body, Suspect::Throws, unit_, depth_ - 1);
    const EscapeSearch task(body, suspect_, unit_, depth_ - 1);
    bool seen = false;
    for (const Stmt *statement : body.statements())
      if (const auto *result = dyn_cast<ReturnStmt>(statement); result && result->getRetValue()) {
        seen = isTask(*result->getRetValue()) && !task.fails(*result->getRetValue());
        if (!seen)
          return true;
      }
    return !seen || itself.first();
  }

private:
  template <class Call> static llvm::ArrayRef<const Expr *> arguments(const Call &call) {
    return {call.getArgs(), call.getNumArgs()};
  }

  /// Of a function or class of a library that only combines: it fails where the tasks and the
  /// callables do that it is given; at its end, where its handler does.
  bool partsFail(const NamedDecl &combination, llvm::ArrayRef<const Expr *> arguments,
                 const Expr *object) const {
    const Models &models = unit_.models();
    if (const auto row = models.continuation(combination)) {
      const size_t index = row->callable < 0 ? arguments.size() - 1 : row->callable;
      return index >= arguments.size() || callFails(*arguments[index]);
    }
    if (!models.aggregate(combination) && !models.consumer(combination) &&
        !models.caller(combination) && !models.forgetter(combination))
      return true;
    bool seen = object && isTask(*object);
    if (seen && fails(*object))
      return true;
    for (const Expr *argument : arguments) {
      const bool task = isTask(*argument), callable = isCallable(*argument);
      if ((task && fails(*argument)) || (callable && callFails(*argument)))
        return true;
      seen |= task || callable;
    }
    return !seen;
  }

  /// Whether a task or callable among the arguments fails.
  bool givenFails(const CallExpr &call) const {
    return llvm::any_of(call.arguments(), [&](const Expr *argument) {
      return isTask(*argument) && fails(*argument);
    });
  }

  bool isTask(const Expr &expression) const {
    return unit_.taskType(expression.getType().getNonReferenceType()).isAwaitable();
  }

  static bool isCallable(const Expr &expression) {
    const auto *record = expression.getType().getNonReferenceType()->getAsCXXRecordDecl();
    return (record && record->isLambda()) || expression.getType()->isFunctionPointerType() ||
           expression.getType()->isFunctionType();
  }

  /// `f.get()` of a task in an ordinary function throws what the task threw.
  bool waits() const {
    return llvm::any_of(body_.statements(), [&](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
      const Known<BlockingRow> row =
          callee ? unit_.models().blocking(*callee) : Known<BlockingRow>();
      return row && row->task && !isStopped(*statement);
    });
  }

  /// A coroutine that says `noexcept`: what it awaits isn't suspected, though the word alone keeps
  /// nothing in.
  bool promisesNothing(const FunctionDecl &callee) const {
    return promisesSuccess(callee, unit_) &&
           unit_.taskType(callee.getReturnType()).kind == TaskKind::Task;
  }

  /// Whether an await's result tells of the error: an error code, or a tuple with one in it.
  bool bringsError(QualType result) const {
    const auto *record =
        result.isNull() ? nullptr : result.getNonReferenceType()->getAsCXXRecordDecl();
    if (!record)
      return false;
    if (unit_.models().errorResult(*record))
      return true;
    const auto *parts = dyn_cast<ClassTemplateSpecializationDecl>(record);
    if (!parts || !parts->isInStdNamespace() ||
        (parts->getName() != "tuple" && parts->getName() != "pair") ||
        parts->getTemplateArgs().size() == 0)
      return false;
    const TemplateArgument &first = parts->getTemplateArgs().get(0);
    const auto isError = [&](const TemplateArgument &element) {
      const auto *error = element.getKind() == TemplateArgument::Type
                              ? element.getAsType()->getAsCXXRecordDecl()
                              : nullptr;
      return error && (unit_.models().errorResult(*error) || isExceptionPtr(element.getAsType()));
    };
    return first.getKind() == TemplateArgument::Pack
               ? llvm::any_of(first.pack_elements(), isError)
               : llvm::any_of(parts->getTemplateArgs().asArray(), isError);
  }

  bool isStopped(const Stmt &statement) const {
    const Stmt *child = &statement;
    for (const Stmt *s = body_.parent(statement); s; child = s, s = body_.parent(*s))
      if (const auto *attempt = dyn_cast<CXXTryStmt>(s);
          attempt && child == attempt->getTryBlock() &&
          (stops(*attempt, statement) || stopsCancellation(*attempt, statement)))
        return true;
    return false;
  }

  /// All that a sleep throws is that it was cancelled; and what a coroutine that can be seen throws
  /// by name is stopped where it is caught by name.
  bool stopsCancellation(const CXXTryStmt &attempt, const Stmt &statement) const {
    const Expr *operand = awaitOperand(statement);
    const auto *call =
        operand ? dyn_cast<CallExpr>(operand->IgnoreUnlessSpelledInSource()) : nullptr;
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (!callee)
      return false;
    if (callee->getIdentifier() && says(Meaning::Sleeps, callee->getName()))
      for (unsigned i = 0; i < attempt.getNumHandlers(); ++i)
        if (const auto *caught =
                attempt.getHandler(i)->getCaughtType().getNonReferenceType()->getAsCXXRecordDecl();
            caught && isCancellation(*caught))
          return true;
    const FunctionDecl *definition = definitionOf(callee);
    if (!definition || depth_ == 0 || !unit_.body(*definition).isCoroutine() || givenFails(*call))
      return false;
    const EscapeSearch inside(unit_.body(*definition), suspect_, unit_, depth_ - 1,
                              Given::IsForTheCaller);
    return inside.throwsOnly(attempt);
  }

  bool isCancellation(const CXXRecordDecl &record) const {
    return unit_.models().cancellation(record) ||
           (record.hasDefinition() &&
            llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &base) {
              const auto *parent = base.getType()->getAsCXXRecordDecl();
              return parent && isCancellation(*parent);
            }));
  }

  /// Whether all that leaves the body is thrown there by name, and stopped by these handlers.
  bool throwsOnly(const CXXTryStmt &attempt) const {
    return llvm::all_of(body_.statements(), [&](const Stmt *statement) {
      if (!isSuspect(*statement) || isStopped(*statement) || !mayThrow(*statement))
        return true;
      const auto *thrown = dyn_cast<CXXThrowExpr>(statement);
      return thrown && thrown->getSubExpr() && stops(attempt, *statement);
    });
  }

  /// `catch (const kj::Exception &)` around an await of one of the library's promises: they throw
  /// nothing else, unless a comment beside it says so.
  bool isErrorOf(const CXXRecordDecl &caught, const Stmt &statement) const {
    const Expr *operand = awaitOperand(statement);
    const Known<Row> base = unit_.models().errorBase(caught);
    const CXXRecordDecl *task =
        operand && base ? operand->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    return task && unit_.models().libraryOf(*task) == base.library &&
           !says(Meaning::Warns, commentBehind(statement.getEndLoc(), body_.context()));
  }

  bool stops(const CXXTryStmt &attempt, const Stmt &statement) const {
    const auto *thrown = dyn_cast<CXXThrowExpr>(&statement);
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const QualType type = attempt.getHandler(i)->getCaughtType();
      if (type.isNull())
        return true;
      const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
      if (thrown && thrown->getSubExpr()) {
        if (catches(type, thrown->getSubExpr()->getType()))
          return true;
      } else if (record && ((record->isInStdNamespace() && record->getName() == "exception") ||
                            isErrorOf(*record, statement))) {
        return true;
      }
    }
    return false;
  }

  const Body &body_;
  const Suspect suspect_;
  Unit &unit_;
  const unsigned depth_;
  const Given given_;
};

} // namespace

bool taskMayFail(const Body &body, const Expr &task, Unit &unit) {
  return EscapeSearch(body, Suspect::Awaits, unit, 4).fails(task);
}

const Stmt *escapeOfCallable(const Body &callable, Unit &unit) {
  return EscapeSearch(callable, Suspect::Awaits, unit, 3, Given::CallablesCount).first();
}

bool callableMayFail(const Body &body, const Expr &callable, Unit &unit) {
  return EscapeSearch(body, Suspect::Awaits, unit, 4).callFails(callable);
}

const Stmt *findEscape(const Body &body, Suspect suspect, Unit &unit) {
  return EscapeSearch(body, suspect, unit, 3).first();
}

const Stmt *findOwnEscape(const Body &body, Unit &unit) {
  return EscapeSearch(body, Suspect::Awaits, unit, 3, Given::IsForTheCaller).first();
}

bool awaitThrows(const Body &body, const Expr &await, Unit &unit) {
  return EscapeSearch(body, Suspect::Awaits, unit, 3).awaitThrows(await);
}

bool coversItsErrors(const FunctionDecl &function, Unit &unit) {
  if (neverFails(&function, QualType(), unit.models()))
    return true;
  const FunctionDecl *definition = definitionOf(&function);
  // One that wasn't understood is believed. Of a lazy task that can't be seen the promise is all
  // there is.
  if (!definition && function.hasBody())
    return true;
  if (!definition)
    return (unit.taskType(function.getReturnType()).isLazy() && promisesSuccess(function, unit)) ||
           coversElsewhere(function, unit);
  const Body body(*definition);
  // An exception that would leave a noexcept function ends the process there; a coroutine's own
  // goes to its promise.
  const bool promised = promisesSuccess(*definition, unit);
  if (!body.isCoroutine() && promised)
    return true;
  // The errors of a task that an ordinary function only hands on are those of who made it.
  if (!body.isCoroutine() && unit.taskType(definition->getReturnType()).isAwaitable())
    return !EscapeSearch(body, Suspect::Awaits, unit, 4).resultFails(body);
  return !findEscape(body, promised ? Suspect::Throws : Suspect::Awaits, unit);
}

} // namespace corolint
