// coro-return-task-in-try: a function that is no coroutine returns a task out of a `try`, or out of
// a scope that was meant to last as long.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Held.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/MapVector.h"

namespace corolint {
namespace {

using namespace clang;

class ReturnTaskInTryCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (body.isCoroutine() || body.isPattern())
      return;
    body_ = &body;
    told_.clear();
    if (unit().taskType(body.function().getReturnType()).kind != TaskKind::Task)
      return;
    for (const Stmt *statement : body.statements())
      if (const auto *result = dyn_cast<ReturnStmt>(statement); result && result->getRetValue())
        judge(*result);
    for (const auto &[around, finding] : told_)
      report(finding);
  }

  /// All that leaves one `try`, or one scope, is one mistake.
  /// @returns whether it was told before
  bool isToldAlready(const void *around, const CallExpr &call) {
    const auto known = told_.find(around);
    if (known == told_.end())
      return false;
    known->second.steps.push_back(
        {call.getBeginLoc(), "so does the task of " + nameOf(call) + ", which is returned here"});
    return true;
  }

  void judge(const ReturnStmt &result) {
    for (const CallExpr *call : calls(*result.getRetValue()))
      if (unit().taskType(call->getType()).isAwaitable() && !isReady(*call))
        return judge(result, *call);
  }

  void judge(const ReturnStmt &result, const CallExpr &made) {
    const CallExpr *call = &made;
    const Stmt *inner = &result;
    for (const Stmt *outer = body_->parent(result); outer;
         inner = outer, outer = body_->parent(*outer)) {
      if (const auto *attempt = dyn_cast<CXXTryStmt>(outer);
          attempt && attempt->getTryBlock() == inner && !handlersCarry(*attempt, result, *call) &&
          !takesResultBefore(*attempt, result) && !isForCallsBefore(*attempt, result, *call))
        return reportTry(result, *call, *attempt);
      if (const auto *block = dyn_cast<CompoundStmt>(outer))
        for (const Stmt *before : block->body()) {
          if (before == inner)
            break;
          if (const auto *declaration = dyn_cast<DeclStmt>(before))
            for (const Decl *declared : declaration->decls())
              if (const auto *variable = dyn_cast<VarDecl>(declared);
                  variable &&
                  (isScope(*variable) || isForTaskAlone(*variable, *declaration, result, *call)))
                return reportScope(result, *call, *variable);
        }
    }
  }

  /// The calls of which one makes the task that is returned: through `?:`, and through a local that
  /// is only made to be returned.
  llvm::SmallVector<const CallExpr *, 2> calls(const Expr &value) const {
    llvm::SmallVector<const CallExpr *, 2> result;
    if (const CallExpr *call = madeBy(value))
      return {call};
    const Expr *e = value.IgnoreUnlessSpelledInSource();
    if (const auto *choice = dyn_cast<ConditionalOperator>(e)) {
      result = calls(*choice->getTrueExpr());
      result.append(calls(*choice->getFalseExpr()));
    } else if (const auto *name = dyn_cast<DeclRefExpr>(e)) {
      const auto *variable = dyn_cast<VarDecl>(name->getDecl());
      if (variable && variable->hasLocalStorage() && variable->getInit() &&
          body_->uses(*variable).size() == 1 && sameTry(*variable, *name))
        return calls(*variable->getInit());
    }
    return result;
  }

  /// Whether the variable is made inside of the same `try` that the name stands in.
  bool sameTry(const VarDecl &variable, const DeclRefExpr &name) const {
    return body_->parent(*variable.getInit()) &&
           body_->enclosing<CXXTryStmt>(*variable.getInit()) == body_->enclosing<CXXTryStmt>(name);
  }

  /// The call whose task is returned.
  const CallExpr *madeBy(const Expr &value) const {
    const Expr *e = value.IgnoreImplicit();
    while (const auto *construct = dyn_cast<CXXConstructExpr>(e)) {
      if (construct->getNumArgs() != 1)
        return nullptr;
      e = construct->getArg(0)->IgnoreImplicit();
    }
    const auto *call = dyn_cast<CallExpr>(e);
    return call && call->isPRValue() ? call : nullptr;
  }

  /// A task made of a value or an error: nothing that could fail later. A model says so, or it is
  /// made of an exception.
  bool isReady(const CallExpr &call) const {
    const FunctionDecl *callee = call.getDirectCallee();
    return callee && (models().neverFails(*callee) || takesAnyError(call) ||
                      llvm::any_of(call.arguments(), [&](const Expr *argument) {
                        return isError(argument->getType());
                      }));
  }
  /// `f().handle_exception(...)`: the last function of the chain takes whatever comes out of the
  /// task.
  bool takesAnyError(const CallExpr &call) const {
    const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
    const auto row = member && member->getMethodDecl()
                         ? models().continuation(*member->getMethodDecl())
                         : Known<ContinuationRow>();
    if (!row || (row->receives != Receives::ExceptionPtr && row->receives != Receives::Exception))
      return false;
    // A handler of one type lets others through.
    const int handler = row->callable < 0 ? static_cast<int>(call.getNumArgs()) - 1 : row->callable;
    return handler >= 0 && handler < static_cast<int>(call.getNumArgs()) &&
           (handler > 0 || !namesAnError(*call.getArg(handler))) &&
           (row->callable >= 0 || handler == 0);
  }
  static bool namesAnError(const Expr &handler) {
    const CXXRecordDecl *record = handler.getType().getNonReferenceType()->getAsCXXRecordDecl();
    const CXXMethodDecl *operation =
        record && record->isLambda() ? record->getLambdaCallOperator() : nullptr;
    if (!operation || operation->getNumParams() != 1)
      return false;
    const CXXRecordDecl *error =
        operation->getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return error && isError(operation->getParamDecl(0)->getType()) &&
           modelName(*error) != "std::exception" &&
           !llvm::StringRef(modelName(*error)).ends_with("::exception_ptr");
  }
  static bool isError(QualType type) {
    const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition())
      return false;
    const auto isException = [](const CXXRecordDecl *base) {
      const std::string name = modelName(*base);
      return name == "std::exception" || (llvm::StringRef(name).starts_with("std::") &&
                                          llvm::StringRef(name).ends_with("::exception_ptr"));
    };
    return isException(record) ||
           !record->forallBases([&](const CXXRecordDecl *base) { return !isException(base); });
  }

  /// Whether the handlers turn what is thrown before the task exists into a task: then they were
  /// written for that. They are where they use the error, where the function promises not to throw,
  /// and where something else in the `try` comes first that may throw.
  bool handlersCarry(const CXXTryStmt &attempt, const ReturnStmt &returned,
                     const CallExpr &made) const {
    const bool forThrows =
        promisesNotToThrow(body_->function()) || comesAfterCalls(attempt, returned, made);
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const CXXCatchStmt *handler = attempt.getHandler(i);
      for (const Stmt *statement : body_->statements()) {
        const auto *result = dyn_cast<ReturnStmt>(statement);
        if (result && result->getRetValue() && body_->isWithin(*result, *handler) &&
            unit().taskType(result->getRetValue()->getType()).isAwaitable() &&
            (forThrows || usesError(*result, *handler)))
          return true;
      }
    }
    return false;
  }

  /// Whether the result of another task is taken up before the return: `auto file = opened.get();`.
  /// That is what the handlers are for.
  bool takesResultBefore(const CXXTryStmt &attempt, const ReturnStmt &returned) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
      const Expr *object = call ? call->getImplicitObjectArgument() : nullptr;
      return object && call->getNumArgs() == 0 &&
             unit().taskType(object->getType()).isAwaitable() &&
             !unit().taskType(call->getType()).isAwaitable() && !call->getType()->isBooleanType() &&
             call->getBeginLoc() < returned.getBeginLoc() &&
             body_->isWithin(*call, *attempt.getTryBlock()) && !body_->isWithin(*call, returned);
    });
  }

  /// Whether the handlers are for a lookup or a check that throws before there is a task: `auto &t
  /// = find(id); return t.read();`, `return find(id).read();`. A line in a log isn't one, nor is a
  /// getter, or what the standard library does with memory.
  bool isForCallsBefore(const CXXTryStmt &attempt, const ReturnStmt &returned,
                        const CallExpr &made) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
      if (!callee || call == &made || call->getNumArgs() == 0 || !mayThrowAtOnce(*call) ||
          (isOfStd(*callee) && !throwsOfStd(*callee)) || writesToLog(*call, body_->context()) ||
          isa<CXXOperatorCallExpr>(call) || unit().taskType(call->getType()).isAwaitable())
        return false;
      return body_->isWithin(*call, returned) ? body_->isWithin(*call, made)
                                              : call->getBeginLoc() < returned.getBeginLoc() &&
                                                    body_->isWithin(*call, *attempt.getTryBlock());
    });
  }

  /// Conversions and lookups of the standard library.
  static bool throwsOfStd(const FunctionDecl &callee) {
    const IdentifierInfo *name = callee.getIdentifier();
    return name && (name->getName().starts_with("sto") || name->isStr("at") || name->isStr("get") ||
                    name->isStr("any_cast"));
  }

  /// Whether something before the task is made may throw: `auto request = parse(text); return
  /// send(request);`, `return send(parse(text));`.
  bool comesAfterCalls(const CXXTryStmt &attempt, const ReturnStmt &returned,
                       const CallExpr &made) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      if (!body_->isWithin(*statement, *attempt.getTryBlock()) || !mayThrowAtOnce(*statement))
        return false;
      return body_->isWithin(*statement, returned)
                 ? llvm::any_of(
                       made.arguments(),
                       [&](const Expr *argument) { return body_->isWithin(*statement, *argument); })
                 : statement->getBeginLoc() < returned.getBeginLoc();
    });
  }
  static bool mayThrowAtOnce(const Stmt &statement) {
    const FunctionDecl *callee = nullptr;
    if (const auto *construct = dyn_cast<CXXConstructExpr>(&statement))
      callee = construct->getConstructor()->isTrivial() ||
                       construct->getConstructor()->isCopyOrMoveConstructor()
                   ? nullptr
                   : construct->getConstructor();
    else if (const auto *call = dyn_cast<CallExpr>(&statement);
             call && !(callee = call->getDirectCallee()))
      return true;
    return isa<CXXThrowExpr>(statement) ||
           (callee && !callee->isExternC() && !promisesNotToThrow(*callee));
  }

  /// The caught object, or the current exception, is part of the expression.
  bool usesError(const ReturnStmt &result, const CXXCatchStmt &handler) const {
    for (const Stmt *statement : body_->statements()) {
      if (!body_->isWithin(*statement, result))
        continue;
      if (const auto *name = dyn_cast<DeclRefExpr>(statement);
          name && name->getDecl() == handler.getExceptionDecl())
        return true;
      if (const auto *expression = dyn_cast<CallExpr>(statement))
        if (isError(expression->getType()) ||
            (expression->getDirectCallee() && takesCurrentError(*expression->getDirectCallee())))
          return true;
    }
    return false;
  }

  /// A function without parameters that gives a task and asks for the current exception, or that
  /// says so by its name where its body can't be seen.
  bool takesCurrentError(const FunctionDecl &function, unsigned depth = 3) const {
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    if (depth == 0 || function.getNumParams() > 0 || &function == &body_->function() ||
        (method && !method->isStatic()))
      return false;
    const FunctionDecl *definition = definitionOf(&function);
    if (!definition)
      return unit().taskType(function.getReturnType()).isAwaitable() && speaksOfError(function);
    const Body &inner = unit().body(*definition);
    return llvm::any_of(inner.statements(), [&](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
      return callee && callee != &function &&
             (isError(call->getType()) || takesCurrentError(*callee, depth - 1));
    });
  }

  static bool speaksOfError(const FunctionDecl &function) {
    return says(Meaning::TellsError, function.getNameAsString());
  }

  /// A local that does something when the scope ends which the task was to come before: it holds
  /// what only coroutines wait for, or calls a lambda in its destructor. What belongs to the thread
  /// is another matter, see isForTaskAlone.
  bool isScope(const VarDecl &variable) {
    const auto *record = variable.getType()->getAsCXXRecordDecl();
    if (!record || !variable.hasLocalStorage() || body_->isCaptured(variable) ||
        !record->hasDefinition())
      return false;
    // One that is moved on goes along with the task.
    if (!body_->uses(variable).empty())
      return false;
    const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
    if (specialization && !record->isInStdNamespace() && record->hasUserDeclaredDestructor())
      for (const TemplateArgument &argument : specialization->getTemplateArgs().asArray())
        if (argument.getKind() == TemplateArgument::Type)
          if (const auto *callable = argument.getAsType()->getAsCXXRecordDecl();
              callable && callable->isLambda())
            return true;
    const Known<Row> guard = models().guard(*record);
    return guard && !record->isInStdNamespace();
  }

  /// A lock or scope of the thread that can only have been meant for the body of a lazy task:
  /// nothing else happens while it is there. Often a function locks to read what it then works
  /// with.
  bool isForTaskAlone(const VarDecl &variable, const DeclStmt &declaration,
                      const ReturnStmt &result, const CallExpr &made) {
    const FunctionDecl *callee = made.getDirectCallee();
    const FunctionDecl *definition = definitionOf(callee);
    if (!callee || !heldBy(variable.getType(), unit()) || !acquires(variable.getInit()) ||
        body_->isCaptured(variable) || !body_->uses(variable).empty() ||
        !unit().taskType(made.getType()).isLazy())
      return false;
    // What isn't a coroutine runs here and now, under the lock.
    if (definition && !unit().body(*definition).isCoroutine())
      return false;
    const auto *block = dyn_cast_or_null<CompoundStmt>(body_->parent(declaration));
    if (!block || body_->parent(result) != block || !declaration.isSingleDecl())
      return false;
    const auto *const guard = llvm::find(block->body(), &declaration);
    return std::next(guard) != block->body_end() && *std::next(guard) == &result &&
           !readsShared(made);
  }

  /// Whether making the task reads what others may change, which a lock is held for.
  bool readsShared(const CallExpr &made) const {
    const auto *member = dyn_cast<CXXMemberCallExpr>(&made);
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      if (!body_->isWithin(*statement, made) || (member && statement == member->getCallee()))
        return false;
      if (const auto *call = dyn_cast<CallExpr>(statement))
        return call != &made;
      if (isa<UnaryOperator, LambdaExpr>(statement))
        return true;
      const auto *named = dyn_cast<MemberExpr>(statement);
      const auto *name = dyn_cast<DeclRefExpr>(statement);
      const auto *value = named  ? dyn_cast<ValueDecl>(named->getMemberDecl())
                          : name ? dyn_cast<VarDecl>(name->getDecl())
                                 : nullptr;
      const auto *variable = dyn_cast_or_null<VarDecl>(value);
      if (!value || isa<FunctionDecl>(value) || (variable && variable->hasLocalStorage()) ||
          value->getType().isConstQualified())
        return false;
      // Of a member whose function makes the task only the address is taken.
      return !member || member->getImplicitObjectArgument()->IgnoreParenImpCasts() != statement ||
             !value->getType()->isRecordType();
    });
  }

  // ---- Words
  // -------------------------------------------------------------------------------------------------------

  std::string nameOf(const CallExpr &call) const {
    const std::string name = calledName(call, body_->context());
    return name.empty() ? "this call" : quoted(name);
  }

  Finding findingAt(const ReturnStmt &result) const {
    Finding finding;
    finding.range = result.getSourceRange();
    finding.function = &body_->function();
    return finding;
  }

  /// Whether a block throws by itself: its handlers have something to do, whatever is returned.
  bool throwsItself(const CXXTryStmt &attempt) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      return isa<CXXThrowExpr>(statement) && body_->isWithin(*statement, *attempt.getTryBlock());
    });
  }

  void reportTry(const ReturnStmt &result, const CallExpr &call, const CXXTryStmt &attempt) {
    if (isToldAlready(&attempt, call))
      return;
    Finding finding = findingAt(result);
    if (throwsItself(attempt))
      finding.confidence = Confidence::Low;
    finding.message = "the task of " + nameOf(call) +
                      " fails after this function has returned: the handler never sees its error";
    finding.steps.push_back(
        {call.getBeginLoc(),
         "this only makes the task; an error is kept in it and thrown where it is awaited"});
    finding.steps.push_back(
        {attempt.getHandler(0)->getBeginLoc(), "this handler is left before the task is awaited"});
    addCoroutine(finding);
    told_.insert({&attempt, std::move(finding)});
  }

  void reportScope(const ReturnStmt &result, const CallExpr &call, const VarDecl &scope) {
    if (isToldAlready(&scope, call))
      return;
    Finding finding = findingAt(result);
    finding.message = quoted(scope.getName()) +
                      " ends when this function returns, before the task of " + nameOf(call) +
                      " is done";
    finding.steps.push_back(
        {scope.getLocation(), quoted(scope.getName()) + " was to last for the task"});
    finding.steps.push_back(
        {result.getBeginLoc(), "destroyed here, when the task has only been made"});
    // In a coroutine a thread's lock would last for too long.
    if (heldBy(scope.getType(), unit()))
      finding.steps.push_back(
          {call.getBeginLoc(),
           "runs without it: take it in the body of the task, for what needs it there"});
    else
      addCoroutine(finding);
    told_.insert({&scope, std::move(finding)});
  }

  /// Makes a coroutine of the function: all of its returns give tasks, and none stands where
  /// nothing can be awaited.
  void addCoroutine(Finding &finding) const {
    const FunctionDecl &function = body_->function();
    if (function.isConstexpr() || isa<CXXConstructorDecl, CXXDestructorDecl>(function) ||
        function.getReturnType()->getContainedAutoType() ||
        !promiseTypeOf(*unit().taskType(function.getReturnType()).record) ||
        function.isVariadic() || function.isTemplateInstantiation())
      return;
    Fix fix{"make this a coroutine that awaits it", Safety::Unsafe, {}};
    for (const Stmt *statement : body_->statements()) {
      const auto *result = dyn_cast<ReturnStmt>(statement);
      if (!result)
        continue;
      const Expr *value = result->getRetValue();
      if (!value || !madeBy(*value) ||
          !body_->context().hasSameUnqualifiedType(madeBy(*value)->getType(),
                                                   function.getReturnType()) ||
          result->getBeginLoc().isMacroID() || body_->enclosing<CXXCatchStmt>(*result))
        return;
      fix.edits.push_back(FixItHint::CreateReplacement(
          CharSourceRange::getTokenRange(result->getReturnLoc(), result->getReturnLoc()),
          "co_return co_await"));
    }
    finding.fixes.push_back(std::move(fix));
  }

  const Body *body_ = nullptr;
  llvm::MapVector<const void *, Finding> told_; ///< of the body, by the `try` or the variable
};

constexpr llvm::StringLiteral Documentation = R"md(
`return f();` in a function that is no coroutine hands the task on and leaves. What `f` does, it does later: its exception is kept in the task and thrown where somebody
awaits it, far from the `try` that stands around the call, and a guard or clean-up of this function is long gone.

```cpp bad
#include "task.h"
task<int> query(int key);
void log_failure();

task<int> ask(int key) {
  try {
    return query(key);      // only makes the task
  } catch (...) {
    log_failure();          // never reached
    throw;
  }
}
```

```cpp good
#include "task.h"
task<int> query(int key);
void log_failure();

task<int> ask(int key) {
  try {
    co_return co_await query(key);
  } catch (...) {
    log_failure();
    throw;
  }
}
```

Reported is a task that is returned out of a `try` (one finding for all that leave it; of low confidence where the block throws by itself), and one that is returned past a local that was to last for it: a scope guard over a lambda, a unit of a semaphore, a holder of a gate. A
thread lock, or a scope of the thread that a model names, counts where a lazy task is made right behind it and nothing else happens under it: whatever it was to protect runs later, unprotected.

Silent: coroutines; handlers that make a failed task of the exception, or any task in a function that promises not to throw or where something else in the `try` comes first that may throw, since they are for what throws before there is a task; any handler where a lookup or a check comes first, `find(id).read()`; tasks that are made of an error, or whose last continuation takes every error; a `try` that takes up the result of another task first; thread locks
under which something is read or done before the task is made, or whose task starts at once.
)md";

} // namespace

extern const Check ReturnTaskInTry;
const Check ReturnTaskInTry = {
    .id = "coro-return-task-in-try",
    .summary =
        "a task is returned out of a 'try' or a guarded scope, which is gone when the task runs",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "makes a coroutine of the function, which awaits the task inside: unsafe, since it then "
           "runs in a frame of its own",
    .confidence = "medium: that the task fails later is what its type says",
    .options = {},
    .documentation = Documentation,
    .make = make<ReturnTaskInTryCheck>,
};

} // namespace corolint
