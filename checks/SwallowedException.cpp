// coro-swallowed-exception: an error reaches a handler, a callback or a promise and ends there.
#include "checks/Check.h"
#include "checks/engine/Body.h"
#include "checks/engine/Fate.h"
#include "checks/engine/Fields.h"
#include "checks/engine/Handled.h"
#include "checks/engine/Source.h"
#include "checks/engine/Throws.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

namespace corolint {
namespace {

using namespace clang;

const FunctionDecl *definedMethod(const CXXRecordDecl &record, llvm::StringRef name) {
  for (const CXXMethodDecl *method : record.methods())
    if (method->getIdentifier() && method->getName() == name && method->doesThisDeclarationHaveABody())
      return method;
  return nullptr;
}

/// A body that does nothing at all.
bool isEmpty(const Stmt *block) {
  const auto *compound = dyn_cast_or_null<CompoundStmt>(block);
  return compound && llvm::all_of(compound->body(), [](const Stmt *s) { return isa<NullStmt>(s); });
}

class SwallowedExceptionCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    body_ = &body;
    if (isCoroutineCode(body, unit()))
      for (const Stmt *statement : body.statements())
        if (const auto *attempt = dyn_cast<CXXTryStmt>(statement))
          judgeHandlers(*attempt);
    for (const Stmt *statement : body.statements())
      if (const auto *call = dyn_cast<CallExpr>(statement))
        judgeContinuation(*call);
    if (isNamed("unhandled_exception"))
      judgePromise();
    if (isNamed("await_resume"))
      judgeAwaiter();
    body_ = nullptr;
  }

  bool isNamed(llvm::StringRef name) const {
    const auto *method = dyn_cast<CXXMethodDecl>(&body_->function());
    return method && method->getIdentifier() && method->getName() == name;
  }

  /// `auto ignore = [](auto f) {...};`, `void ignore_read_future(...)`: whoever calls it knows.
  bool ignoresByName() const {
    const auto *method = dyn_cast<CXXMethodDecl>(&body_->function());
    std::string name = body_->function().getNameAsString();
    if (method && method->getParent()->isLambda())
      if (const auto *around = dyn_cast<FunctionDecl>(method->getParent()->getDeclContext()); around && around->getBody())
        if (const VarDecl *keeper = keeperOf(Body(*around), *method->getParent()))
          name = keeper->getNameAsString();
    return llvm::StringRef(name).starts_with_insensitive("ignore") || llvm::StringRef(name).starts_with_insensitive("suppress") || llvm::StringRef(name).starts_with_insensitive("swallow");
  }

  // ---- Handlers ----------------------------------------------------------------------------------------------------

  void judgeHandlers(const CXXTryStmt &attempt) {
    bool usedBefore = false;
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const CXXCatchStmt &handler = *attempt.getHandler(i);
      const Handling handling = handlingOf(*body_, handler, unit());
      // The last resort behind a handler that used its error: what reaches it has nothing to tell.
      if (!usedBefore)
        judgeHandler(attempt, handler, handling);
      usedBefore |= !handling.dropped() && (breadthOf(handler) != Breadth::Narrow || handling.find(ErrorEnd::Kept) || answersAndLeaves(handling));
    }
  }

  /// The error that was expected is looked at and the function left: what stands behind the try is for all others.
  static bool answersAndLeaves(const Handling &handling) {
    return handling.always({ErrorEnd::Used, ErrorEnd::Returned}) && llvm::all_of(handling.paths, [](const ErrorPath &path) { return path.leaves; });
  }

  void judgeHandler(const CXXTryStmt &attempt, const CXXCatchStmt &handler, const Handling &handling) {
    const ErrorPath *dropped = handling.dropped();
    // Inside of a handler, what logs or cleans up may fail too.
    if (!dropped || handler.getBeginLoc().isMacroID() || isControlFlow(handler) || !endsWork(attempt) || body_->enclosing<CXXCatchStmt>(attempt) || ignoresByName())
      return;
    const bool empty = isEmpty(handler.getHandlerBlock());
    if (breadthOf(handler) == Breadth::Narrow && !empty)
      return;
    if (empty && explainsItself(handler.getSourceRange(), body_->context()))
      return;
    // Another branch does look at it, and this one leaves on purpose.
    if (dropped->partly && dropped->leaves)
      return;
    Finding finding;
    finding.range = {handler.getBeginLoc(), handler.getHandlerBlock()->getBeginLoc()};
    finding.function = &body_->function();
    const std::string what = handler.getCaughtType().isNull() ? "'catch (...)'" : "this 'catch'";
    const std::string culprit = culpritOf(attempt);
    if (dropped->partly)
      finding.message = "on one path through " + what + " the error" + culprit + " is dropped: nobody learns of it";
    else
      finding.message = "the error" + culprit + " ends in " + what + ": nobody learns of it";
    if (dropped->leaves)
      finding.steps.push_back({dropped->leaves->getBeginLoc(), "this leaves the handler with the error unseen"});
    else if (!empty && !dropped->partly)
      finding.steps.push_back({handler.getHandlerBlock()->getBeginLoc(), "nothing in here looks at the error"});
    addRethrow(finding, handler, *dropped);
    report(finding);
  }

  bool isControlFlow(const CXXCatchStmt &handler) const {
    const auto *record = handler.getCaughtType().isNull() ? nullptr : handler.getCaughtType().getNonReferenceType()->getAsCXXRecordDecl();
    if (!record)
      return false;
    // What a function declares for itself it throws on purpose. A project's own type for cancellation says so in its name.
    if (record->isLocalClass())
      return true;
    const std::string name = record->getName().lower();
    return models().cancellation(*record) || llvm::StringRef(name).contains("cancel") || llvm::StringRef(name).contains("abort") ||
           llvm::StringRef(name).contains("stop");
  }

  /// Whether an error of what the try does matters: not of a single `socket.close()`, nor of a conversion, `n = std::stoi(text)`.
  bool endsWork(const CXXTryStmt &attempt) const {
    bool awaits = false, converts = false;
    unsigned work = 0;
    for (const Stmt *statement : body_->statements()) {
      if (!isInside(*statement, *attempt.getTryBlock()))
        continue;
      awaits |= awaitOperand(*statement) || isa<CXXThrowExpr>(statement) || takesFromParameter(*statement);
      if (const auto *binary = dyn_cast<BinaryOperator>(statement))
        converts |= binary->isAssignmentOp();
      else if (const auto *call = dyn_cast<CallExpr>(statement))
        work += call->getNumArgs() > 0 ? 2 : 1;
      if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(statement))
        converts |= operation->isAssignmentOp();
    }
    return awaits || (!converts && work > 1);
  }

  /// `f.get()` of the ready task that a continuation is given: its error comes out here.
  bool takesFromParameter(const Stmt &statement) const {
    const auto *call = dyn_cast<CXXMemberCallExpr>(&statement);
    const auto *object = call && call->getMethodDecl() && !call->getMethodDecl()->isConst() ? dyn_cast<DeclRefExpr>(call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource()) : nullptr;
    const auto *record = object && isa<ParmVarDecl>(object->getDecl()) && unit().taskType(object->getType().getNonReferenceType()).isAwaitable() ? object->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    return record && models().errorResult(*record);
  }

  bool isInside(const Stmt &statement, const Stmt &outer) const {
    for (const Stmt *s = &statement; s; s = body_->parent(*s))
      if (s == &outer)
        return true;
    return false;
  }

  /// " of 'f'": what the try awaits first, or calls.
  std::string culpritOf(const CXXTryStmt &attempt) const {
    const CallExpr *first = nullptr;
    for (const Stmt *statement : body_->statements()) {
      if (!isInside(*statement, *attempt.getTryBlock()))
        continue;
      if (const Expr *operand = awaitOperand(*statement)) {
        const std::string name = calledName(*operand->IgnoreUnlessSpelledInSource(), body_->context());
        return name.empty() ? "" : " of " + quoted(name);
      }
      if (isa<CoyieldExpr>(statement))
        return "";
      if (const auto *call = dyn_cast<CallExpr>(statement); call && !first)
        first = call;
    }
    const std::string name = first ? calledName(*first, body_->context()) : "";
    return name.empty() ? "" : " of " + quoted(name);
  }

  /// `throw;` in front of the closing brace, where a path arrives there.
  void addRethrow(Finding &finding, const CXXCatchStmt &handler, const ErrorPath &dropped) const {
    const auto *block = cast<CompoundStmt>(handler.getHandlerBlock());
    if (dropped.leaves || block->getRBracLoc().isMacroID() || (!body_->isCoroutine() && promisesNotToThrow(body_->function())))
      return;
    finding.fixes.push_back({"rethrow it", Safety::Unsafe, {FixItHint::CreateInsertion(block->getRBracLoc(), lastStatement("throw;", block->getRBracLoc()))}});
  }

  /// A statement as it is inserted in front of a closing brace: on a line of its own where the brace has one.
  std::string lastStatement(llvm::StringRef statement, SourceLocation brace) const {
    const SourceManager &sources = body_->context().getSourceManager();
    const auto [file, offset] = sources.getDecomposedLoc(brace);
    const llvm::StringRef before = sources.getBufferData(file).take_front(offset);
    const llvm::StringRef indent = before.substr(before.rfind('\n') + 1);
    if (!indent.trim().empty())
      return (" " + statement + " ").str();
    return ("  " + statement + "\n" + indent).str();
  }

  // ---- Continuations -----------------------------------------------------------------------------------------------

  /// `.handle_exception([](std::exception_ptr) {})` and its like.
  void judgeContinuation(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto row = callee ? models().continuation(*callee) : Known<ContinuationRow>();
    // The handler of a spawner is coro-detached-task's, which knows what it runs.
    if (!row || models().spawner(*callee))
      return;
    const int index = row->callable < 0 ? static_cast<int>(call.getNumArgs()) - 1 : row->callable;
    if (index < 0 || index >= static_cast<int>(call.getNumArgs()))
      return;
    const auto *lambda = dyn_cast<LambdaExpr>(call.getArg(index)->IgnoreUnlessSpelledInSource());
    // One that takes whatever there may be, `auto &&...`, is told of the end only.
    if (!lambda || lambda->getCallOperator()->getNumParams() == 0 || lambda->getCallOperator()->getParamDecl(0)->isParameterPack())
      return;
    const CXXMethodDecl *callback = instantiated(*lambda->getCallOperator());
    if (callback->getNumParams() == 0 || !callback->getBody())
      return;
    if (!handlingOf(Body(*callback), *callback->getParamDecl(0), unit()).ignored() || isDropDeclared(*callback) || ignoresByName())
      return;
    if (explainsItself(callback->getBody()->getSourceRange(), body_->context()))
      return;
    Finding finding;
    const auto *member = dyn_cast<MemberExpr>(call.getCallee()->IgnoreParens());
    finding.range = {member ? member->getMemberLoc() : call.getBeginLoc(), call.getEndLoc()};
    finding.function = &body_->function();
    finding.message = "the error ends in the function given to " + quoted(callee->getNameAsString()) + ": nobody learns of it";
    finding.steps.push_back({callback->getParamDecl(0)->getLocation(), "it is given the error here, and doesn't look at it"});
    report(finding);
  }

  /// The call operator of a generic lambda as it was called, where types are known.
  static const CXXMethodDecl *instantiated(const CXXMethodDecl &callback) {
    if (const FunctionTemplateDecl *pattern = callback.getDescribedFunctionTemplate())
      for (const FunctionDecl *made : pattern->specializations())
        if (made->getBody())
          return cast<CXXMethodDecl>(made);
    return &callback;
  }

  /// An error of one kind that gets an answer, a cancellation, or a parameter whose name says that it is ignored.
  bool isDropDeclared(const CXXMethodDecl &callback) const {
    const ParmVarDecl &error = *callback.getParamDecl(0);
    static constexpr llvm::StringLiteral Names[] = {"_", "ignore", "ignored", "unused"};
    if (llvm::is_contained(Names, error.getName()) || error.hasAttr<UnusedAttr>())
      return true;
    const auto *record = error.getType().getNonReferenceType()->getAsCXXRecordDecl();
    if (!record)
      return false;
    if (models().cancellation(*record))
      return true;
    return isStdException(*record) && record->getName() != "exception" && !isEmpty(callback.getBody());
  }

  // ---- Promises and awaiters ---------------------------------------------------------------------------------------

  void judgePromise() {
    const Handling handling = handlingOfCurrent(*body_, unit());
    const auto lost = llvm::find_if(handling.paths, [](const ErrorPath &path) { return path.end == ErrorEnd::Dropped || path.end == ErrorEnd::Reacted; });
    if (lost == handling.paths.end())
      return judgeStored();
    Finding finding;
    finding.range = {body_->function().getLocation(), body_->function().getLocation()};
    finding.function = &body_->function();
    finding.message = "'unhandled_exception' drops the exception: a coroutine that fails looks like one that returns";
    finding.steps.push_back({body_->function().getLocation(), "keep 'std::current_exception()' here and rethrow it in 'await_resume', or call 'std::terminate'"});
    report(finding);
  }

  /// Where a body puts the current exception into a field of its object.
  struct Stored {
    const FieldDecl *field = nullptr;
    const Stmt *at = nullptr;
  };
  static Stored storedIn(const Body &body) {
    Stored stored;
    for (const Stmt *statement : body.statements()) {
      if (!callsStd(*statement, "current_exception"))
        continue;
      for (const Stmt *s = body.parent(*statement); s && isa<Expr>(s) && !stored.at; s = body.parent(*s)) {
        const Expr *target = nullptr;
        if (const auto *call = dyn_cast<CXXOperatorCallExpr>(s); call && call->getOperator() == OO_Equal)
          target = call->getArg(0);
        else if (const auto *binary = dyn_cast<BinaryOperator>(s); binary && binary->getOpcode() == BO_Assign)
          target = binary->getLHS();
        const auto *member = target ? dyn_cast<MemberExpr>(target->IgnoreUnlessSpelledInSource()) : nullptr;
        if (member && isa<CXXThisExpr>(member->getBase()->IgnoreUnlessSpelledInSource()))
          stored = {dyn_cast<FieldDecl>(member->getMemberDecl()), s};
      }
    }
    return stored;
  }

  /// An exception that is put into a field that nothing ever reads.
  void judgeStored() {
    if (const Stored stored = storedIn(*body_); stored.field && !usesOf(*stored.field, body_->context()).read)
      reportUnread(*stored.field, stored.at->getBeginLoc());
  }

  /// An awaiter that doesn't look at the exception which its own promise keeps, whatever other coroutine types with the same promise do.
  void judgeAwaiter() {
    const auto &resume = cast<CXXMethodDecl>(body_->function());
    const CXXRecordDecl *record = resume.getParent(), *type = coroutineTypeOf(*record);
    if (!type || resume.isTemplateInstantiation() || resume.isVirtual())
      return;
    const CXXRecordDecl *promise = promiseTypeOf(*type);
    const auto *handler = promise ? dyn_cast_or_null<FunctionDecl>(findMember(*promise, "unhandled_exception")) : nullptr;
    const FunctionDecl *definition = nullptr;
    if (!handler || record == promise || !handler->getBody(definition))
      return;
    const Body storing(*definition);
    const Stored stored = storedIn(storing);
    if (!stored.field || !usesOf(*stored.field, body_->context()).read || !onlyTakesValue(*body_, *stored.field) || isReadIn(*type, *promise, *stored.field))
      return;
    Finding finding;
    finding.range = {body_->function().getLocation(), body_->function().getLocation()};
    finding.function = &body_->function();
    finding.message = "'await_resume' never looks at " + quoted(stored.field->getName()) + ": whoever awaits takes a failure for a success";
    finding.steps.push_back({stored.at->getBeginLoc(), "the exception is stored here"});
    report(finding);
  }

  /// The coroutine type that an awaiter is, is nested in, or is local to the `operator co_await` of.
  static const CXXRecordDecl *coroutineTypeOf(const CXXRecordDecl &awaiter) {
    const CXXRecordDecl *record = &awaiter;
    while (record && !findMember(*record, "promise_type")) {
      const DeclContext *outer = record->getDeclContext();
      if (const auto *method = dyn_cast<CXXMethodDecl>(outer); method && method->getOverloadedOperator() == OO_Coawait)
        outer = method->getParent();
      record = dyn_cast<CXXRecordDecl>(outer);
    }
    return record;
  }

  /// Whether the function does nothing but take the result out of the promise: whatever else it calls may look at the exception.
  static bool onlyTakesValue(const Body &body, const FieldDecl &field) {
    return llvm::all_of(body.statements(), [&](const Stmt *statement) {
      if (const auto *member = dyn_cast<MemberExpr>(statement))
        return member->getMemberDecl()->getDeclName() != field.getDeclName();
      if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(statement))
        return member->getMember() != field.getDeclName();
      const auto *call = dyn_cast<CallExpr>(statement);
      if (!call)
        return !isa<CXXThrowExpr>(statement);
      if (isa<CXXOperatorCallExpr>(call))
        return true;
      static constexpr llvm::StringLiteral Takes[] = {"promise", "move", "forward", "value", "get"};
      const IdentifierInfo *name = calledBy(*call).getAsIdentifierInfo();
      return name && llvm::is_contained(Takes, name->getName());
    });
  }

  /// Whether another member of the coroutine type, or of a class in it besides the promise, names the field.
  static bool isReadIn(const CXXRecordDecl &type, const CXXRecordDecl &promise, const FieldDecl &field) {
    for (const Decl *member : type.decls()) {
      if (const auto *nested = dyn_cast<CXXRecordDecl>(member); nested && nested->isThisDeclarationADefinition() && nested->getCanonicalDecl() != promise.getCanonicalDecl() && !nested->isInjectedClassName())
        if (isReadIn(*nested, promise, field))
          return true;
      const auto *method = dyn_cast<FunctionDecl>(member);
      if (const auto *pattern = dyn_cast<FunctionTemplateDecl>(member))
        method = pattern->getTemplatedDecl();
      const FunctionDecl *definition = nullptr;
      if (!method || method->isImplicit() || isa<CXXConstructorDecl, CXXDestructorDecl>(method))
        continue;
      // What can't be seen may read it.
      if (!method->getBody(definition) && !method->isDeleted() && !method->isDefaulted())
        return true;
      if (definition && !namesNot(*definition->getBody(), field))
        return true;
    }
    return false;
  }

  static bool namesNot(const Stmt &statement, const FieldDecl &field) {
    if (const auto *member = dyn_cast<MemberExpr>(&statement); member && member->getMemberDecl()->getDeclName() == field.getDeclName())
      return false;
    if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(&statement); member && member->getMember() == field.getDeclName())
      return false;
    return llvm::all_of(statement.children(), [&](const Stmt *child) { return !child || namesNot(*child, field); });
  }

  void reportUnread(const FieldDecl &field, SourceLocation store) {
    const FunctionDecl *resume = awaitResumeNear(*cast<CXXRecordDecl>(field.getParent()));
    const FunctionDecl &at = resume ? *resume : body_->function();
    Finding finding;
    finding.range = {at.getLocation(), at.getLocation()};
    finding.function = &at;
    if (resume)
      finding.message = "'await_resume' never looks at " + quoted(field.getName()) + ": whoever awaits takes a failure for a success";
    else
      finding.message = "the exception is kept in " + quoted(field.getName()) + ", which nothing ever reads: it is lost";
    finding.steps.push_back({store, "the exception is stored here"});
    report(finding);
  }

  /// The awaiter of the coroutine type that a promise is in: not that of its own final_suspend.
  const FunctionDecl *awaitResumeNear(const CXXRecordDecl &promise) const {
    const DeclContext *outer = &promise;
    while (outer->getParent()->isRecord())
      outer = outer->getParent();
    const auto *record = cast<CXXRecordDecl>(outer);
    if (record == &promise)
      return nullptr;
    if (const FunctionDecl *own = definedMethod(*record, "await_resume"))
      return own;
    for (const Decl *nested : record->decls()) {
      if (const auto *inner = dyn_cast<CXXRecordDecl>(nested); inner && inner != &promise && inner->isThisDeclarationADefinition())
        if (const FunctionDecl *found = definedMethod(*inner, "await_resume"))
          return found;
      // `auto operator co_await() { struct awaiter {...}; return awaiter{...}; }`
      if (const auto *function = dyn_cast<FunctionDecl>(nested); function && function->getOverloadedOperator() == OO_Coawait && function->getBody())
        for (const Decl *local : function->decls())
          if (const auto *inner = dyn_cast<CXXRecordDecl>(local); inner && inner->isThisDeclarationADefinition())
            if (const FunctionDecl *found = definedMethod(*inner, "await_resume"))
              return found;
    }
    return nullptr;
  }

  /// An awaiter that somebody gives an error, and whose await_resume is the only one who could tell of it.
  void examine(const CXXRecordDecl &record) override {
    if (isa<ClassTemplateSpecializationDecl>(record) && !isa<ClassTemplatePartialSpecializationDecl>(record) && cast<ClassTemplateSpecializationDecl>(record).getSpecializationKind() != TSK_ExplicitSpecialization)
      return;
    const FunctionDecl *resume = definedMethod(record, "await_resume");
    if (!resume)
      return;
    for (const FieldDecl *field : record.fields()) {
      const auto *type = field->getType()->getAsCXXRecordDecl();
      if (!isExceptionPtr(field->getType()) && !(type && type->getName() == "error_code"))
        continue;
      const FieldUse use = usesOf(*field, unit().context());
      if (use.read || !use.written)
        continue;
      Finding finding;
      finding.range = {resume->getLocation(), resume->getLocation()};
      finding.function = resume;
      finding.message = "'await_resume' never looks at " + quoted(field->getName()) + ": whoever awaits takes a failure for a success";
      finding.steps.push_back({field->getLocation(), "the error is stored here"});
      report(finding);
    }
  }

  const Body *body_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
An exception that reaches an empty handler is gone: the coroutine goes on as if the awaited work had succeeded, and neither its caller
nor a log ever hears of the failure. The same happens in a promise whose `unhandled_exception` does nothing, in an
awaiter whose `await_resume` never looks at the error that was stored for it, and in a continuation that ignores the error it is given.

```cpp bad
#include "task.h"
task<void> upload(int part);

task<void> push(int part) {
  try {
    co_await upload(part);
  } catch (...) {
  }
}
```

```cpp good
#include "task.h"
task<void> upload(int part);
void log_error(const char *what, std::exception_ptr error);

task<void> push(int part) {
  try {
    co_await upload(part);
  } catch (...) {
    log_error("upload failed", std::current_exception());
    throw;
  }
}
```

An error is *handled* on a path through a handler when it is rethrown, put into another exception, ends the process, is used (logged with its `what()`, passed to
any function, stored), or becomes something that others see: a returned value that says failure, a flag that is examined behind the
handler, where `co_await` is allowed again:

```cpp good
#include "task.h"
task<int> primary();
task<int> fallback();

task<int> either() {
  bool failed = false;
  int value = 0;
  try {
    value = co_await primary();
  } catch (...) {
    failed = true;
  }
  if (failed)
    value = co_await fallback();
  co_return value;
}
```

Reported are handlers of `...`, of `std::exception` and of other base classes in coroutine code that do nothing or only log a constant text, and
empty handlers of one kind of error. Silent are handlers that do something else about the failure, empty ones with a comment that says why,
handlers of cancellation, tests that expect the exception, the last `catch (...)` behind a handler that used its error, and a continuation whose parameter
is called `ignored`. The completion handlers of work that was started are coro-detached-task's.
)md";

} // namespace

extern const Check SwallowedException;
const Check SwallowedException = {
    .id = "coro-swallowed-exception",
    .summary = "an error ends in a handler, a callback or a promise, and nobody learns of it",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "inserts 'throw;' at the end of the handler: unsafe, since callers then see the exception",
    .options = {},
    .documentation = Documentation,
    .make = make<SwallowedExceptionCheck>,
};

} // namespace corolint
