// coro-swallowed-exception: an error reaches a handler, a callback or a promise and ends there.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/Attempt.h"
#include "checks/engine/errors/ExpectedError.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Kept.h"
#include "checks/engine/errors/LeftInPromise.h"
#include "checks/engine/errors/StoredError.h"
#include "checks/engine/errors/ThrowingResume.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/errors/VoidResult.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Fields.h"
#include "checks/engine/things/PromiseHandler.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/work/Closures.h"
#include "checks/engine/work/Covered.h"
#include "checks/engine/work/Destruction.h"
#include "checks/engine/work/Spawn.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

namespace corolint {
namespace {

using namespace clang;

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
    if (isAwaitSuspend(body.function()))
      for (const Stmt *statement : body.statements())
        if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
          judgeCompletion(*lambda);
    if (isNamed("unhandled_exception"))
      judgePromise();
    if (const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
        method && isNamed("await_resume")) {
      judgePromiseNotToThrow(*method);
      judgeVoidForm(*method);
      judgeOtherForm(*method);
      judgeAwaiter(*method, coroutineTypeOf(*method->getParent()));
    }
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
      if (const auto *around = dyn_cast<FunctionDecl>(method->getParent()->getDeclContext());
          around && around->getBody())
        if (const VarDecl *keeper = keeperOf(Body(*around), *method->getParent()))
          name = keeper->getNameAsString();
    const std::vector<std::string> words = wordsOf(name);
    return !words.empty() && says(Meaning::Ignores, words.front());
  }

  // ---- Handlers
  // ----------------------------------------------------------------------------------------------------

  void judgeHandlers(const CXXTryStmt &attempt) {
    bool usedBefore = false;
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const CXXCatchStmt &handler = *attempt.getHandler(i);
      const Handling handling = handlingOf(*body_, handler, unit());
      // The last resort behind a handler that used its error: what reaches it has nothing to tell.
      if (!usedBefore)
        judgeHandler(attempt, handler, handling);
      usedBefore |=
          !handling.dropped() && (breadthOf(handler) != Breadth::Narrow ||
                                  handling.find(ErrorEnd::Kept) || answersAndLeaves(handling));
    }
  }

  /// The error that was expected is looked at and the function left: what stands behind the try is
  /// for all others.
  static bool answersAndLeaves(const Handling &handling) {
    return handling.always({ErrorEnd::Used, ErrorEnd::Returned}) &&
           llvm::all_of(handling.paths, [](const ErrorPath &path) { return path.leaves; });
  }

  /// Whether a handler that doesn't look at its error writes a line to a log.
  bool writesFixedText(const CXXCatchStmt &handler) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      return call && body_->isWithin(*call, handler) && writesToLog(*call, body_->context());
    });
  }

  /// Whether anything in a block isn't known to throw nothing.
  bool mayThrow(const Stmt &block) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      if (!body_->isWithin(*statement, block))
        return false;
      if (const auto *call = dyn_cast<CallExpr>(statement))
        return !call->getDirectCallee() || !promisesNotToThrow(*call->getDirectCallee());
      if (const auto *construct = dyn_cast<CXXConstructExpr>(statement))
        return !promisesNotToThrow(*construct->getConstructor());
      return isa<CXXThrowExpr, CXXNewExpr, CXXDynamicCastExpr, CXXUnresolvedConstructExpr,
                 CXXDependentScopeMemberExpr>(statement) ||
             awaitOperand(*statement);
    });
  }

  bool awaitsIn(const Stmt &block) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *statement) {
      return awaitOperand(*statement) && body_->isWithin(*statement, block);
    });
  }

  void judgeHandler(const CXXTryStmt &attempt, const CXXCatchStmt &handler,
                    const Handling &handling) {
    const ErrorPath *dropped = handling.dropped();
    // Inside of a handler, what logs or cleans up may fail too.
    if (!dropped || !mayThrow(*attempt.getTryBlock()) ||
        isWrittenByMacro(handler.getBeginLoc(), body_->context()) || isAnswer(handler) ||
        !endsWork(*body_, attempt, unit()) || body_->enclosing<CXXCatchStmt>(attempt) ||
        ignoresByName() || awaitsShared(*body_, attempt) || cleansUpAfterError(*body_, attempt))
      return;
    // No reason helps a coroutine that nobody resumes.
    const bool isSuspending = isAwaitSuspend(body_->function());
    if (!isSuspending && isExplainedAbove(attempt, handler, body_->context()))
      return;
    const bool empty = isEmpty(handler.getHandlerBlock());
    if (breadthOf(handler) == Breadth::Narrow && !empty &&
        !(dropped->leaves && endsAccepting(*body_, attempt, handler) &&
          !explainsItself(handler.getSourceRange(), body_->context())))
      return;
    if (empty && !isSuspending && explainsItself(handler.getSourceRange(), body_->context()))
      return;
    // Another branch does look at it, and this one leaves on purpose.
    if (dropped->partly && dropped->leaves)
      return;
    Finding finding;
    finding.range = {handler.getBeginLoc(), handler.getHandlerBlock()->getBeginLoc()};
    finding.function = &body_->function();
    const std::string what = handler.getCaughtType().isNull() ? "'catch (...)'" : "this 'catch'";
    const std::string culprit = culpritOf(*body_, attempt);
    if (dropped->partly || (dropped->leaves && !handling.ignored()))
      finding.message = "on one path through " + what + " the error" + culprit +
                        " is dropped: nobody learns of it";
    else
      finding.message =
          "the error" + culprit + " ends in " + what +
          (writesFixedText(handler) ? ": a text that is always the same is all that is told of it"
                                    : ": nobody learns of it");
    if (dropped->leaves && endsAccepting(*body_, attempt, handler))
      finding.steps.push_back({dropped->leaves->getBeginLoc(),
                               "nothing is accepted any more: only what 'close()' or 'cancel()' "
                               "causes is an end to keep still about"});
    else if (dropped->leaves)
      finding.steps.push_back(
          {dropped->leaves->getBeginLoc(), "this leaves the handler with the error unseen"});
    else if (!empty && !dropped->partly)
      finding.steps.push_back(
          {handler.getHandlerBlock()->getBeginLoc(), "nothing in here looks at the error"});
    if (empty)
      finding.confidence = Confidence::High;
    // Whoever writes a line about a call that nothing waits for has thought of its failure.
    else if (writesFixedText(handler) && !awaitsIn(*attempt.getTryBlock()))
      finding.confidence = Confidence::Low;
    if (isTriedAgain(*body_, attempt))
      finding.steps.push_back(
          {attempt.getBeginLoc(), "when the last round fails, too, it goes on as after a success"});
    else
      addRethrow(finding, handler, *dropped);
    report(finding);
  }

  /// Errors that are an answer: what a function declares for itself it throws on purpose, a
  /// cancellation, something that was looked up and isn't there.
  bool isAnswer(const CXXCatchStmt &handler) const {
    const CXXRecordDecl *error = caughtClass(handler);
    return error &&
           (error->isLocalClass() || isLookupMiss(*error) || isCancellation(*error, unit()) ||
            isExpiry(*error, *body_, *cast<CXXTryStmt>(body_->parent(handler))));
  }

  /// `throw;` in front of the closing brace, where a path arrives there.
  void addRethrow(Finding &finding, const CXXCatchStmt &handler, const ErrorPath &dropped) const {
    const auto *block = cast<CompoundStmt>(handler.getHandlerBlock());
    // Another path answers already, and nobody would catch it behind what runs by itself.
    if (dropped.leaves || dropped.partly || block->getRBracLoc().isMacroID() ||
        (!body_->isCoroutine() && promisesNotToThrow(body_->function())) ||
        goesOnBehind(*body_, *cast<CXXTryStmt>(body_->parent(handler))) ||
        unit().taskType(body_->function().getReturnType()).kind == TaskKind::Unobservable)
      return;
    finding.fixes.push_back({"rethrow it",
                             Safety::Unsafe,
                             {FixItHint::CreateInsertion(
                                 block->getRBracLoc(), lastStatement("throw;", block->getRBracLoc(),
                                                                     body_->context()))}});
  }

  // ---- Continuations
  // -----------------------------------------------------------------------------------------------

  /// `run().start().thenTry([](auto &&) {})`, where `run` handles all of its errors: none arrives.
  bool continuesWhatHandlesAll(const CallExpr &call) const {
    const Expr *object = objectOf(call);
    const FunctionDecl *runs = object ? runBy(*object, unit()) : nullptr;
    return runs && isCovered(*runs, unit());
  }

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
    if (!lambda || lambda->getCallOperator()->getNumParams() == 0 ||
        lambda->getCallOperator()->getParamDecl(0)->isParameterPack())
      return;
    const CXXMethodDecl *callback = instantiated(*lambda->getCallOperator());
    if (callback->getNumParams() == 0 || !callback->getBody())
      return;
    if (!handlingOf(Body(*callback), *callback->getParamDecl(0), unit()).ignored() ||
        isDropDeclared(*callback) || ignoresByName() || continuesWhatHandlesAll(call))
      return;
    if (explainsItself(callback->getBody()->getSourceRange(), body_->context()) ||
        isExplainedAbove(*body_, call))
      return;
    Finding finding;
    const auto *member = dyn_cast<MemberExpr>(call.getCallee()->IgnoreParens());
    finding.range = {member ? member->getMemberLoc() : call.getBeginLoc(), call.getEndLoc()};
    finding.function = &body_->function();
    finding.message = "the error ends in the function given to " +
                      quoted(callee->getNameAsString()) + ": nobody learns of it";
    finding.steps.push_back({callback->getParamDecl(0)->getLocation(),
                             "it is given the error here, and doesn't look at it"});
    if (isOnTheWayOut()) {
      finding.confidence = Confidence::Low;
      finding.steps.push_back({call.getBeginLoc(), "this cleans up behind something else, whose "
                                                   "own error goes its way"});
    }
    report(finding);
  }

  /// In a destructor, or in what a guard of a scope runs: `KJ_DEFER(tasks.add(remove().catch_(
  /// [](auto &&) {})))`.
  bool isOnTheWayOut() const {
    if (isa<CXXDestructorDecl>(body_->function()))
      return true;
    const CallExpr *user = userOfLambda(*body_);
    const CXXRecordDecl *guard = user ? user->getType()->getAsCXXRecordDecl() : nullptr;
    return guard && hasOwnDestructor(*guard) && !unit().taskType(user->getType()).isAwaitable();
  }

  /// The call operator of a generic lambda as it was called, where types are known.
  static const CXXMethodDecl *instantiated(const CXXMethodDecl &callback) {
    if (const FunctionTemplateDecl *pattern = callback.getDescribedFunctionTemplate())
      for (const FunctionDecl *made : pattern->specializations())
        if (made->getBody())
          return cast<CXXMethodDecl>(made);
    return &callback;
  }

  /// An error of one kind that gets an answer, a cancellation, or a parameter whose name says that
  /// it is ignored.
  bool isDropDeclared(const CXXMethodDecl &callback) const {
    const ParmVarDecl &error = *callback.getParamDecl(0);
    if (error.getName() == "_" || says(Meaning::Ignores, error.getName()) ||
        error.hasAttr<UnusedAttr>())
      return true;
    const auto *record = error.getType().getNonReferenceType()->getAsCXXRecordDecl();
    if (!record)
      return false;
    if (isCancellation(*record, unit()))
      return true;
    return isStdException(*record) && record->getName() != "exception" &&
           !isEmpty(callback.getBody());
  }

  // ---- Promises and awaiters
  // ---------------------------------------------------------------------------------------

  /// Whether some function that the body calls can't be seen: the exception at hand is there for
  /// it, too. In a template such as `self().awaiter->fail()` its instantiations show what is
  /// called.
  static bool callsUnseen(const Body &body) {
    return llvm::any_of(body.statements(), [](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
      return call && !(callee && (definitionOf(callee) || callee->getBuiltinID() ||
                                  callee->isExternC() || isOfStd(*callee)));
    });
  }

  /// Whether the type that the promise makes tells whoever awaits it.
  bool canBeAwaited() {
    const auto &promise = *cast<CXXMethodDecl>(body_->function()).getParent();
    const auto *maker = dyn_cast_or_null<FunctionDecl>(findMember(promise, "get_return_object"));
    return !maker || maker->getReturnType()->isUndeducedType() ||
           unit().taskType(maker->getReturnType()).kind != TaskKind::Unobservable;
  }

  void judgePromise() {
    const Handling handling = handlingOfCurrent(*body_, unit());
    const auto isLost = [&](const ErrorPath &path) {
      return path.end == ErrorEnd::Dropped ||
             (path.end == ErrorEnd::Reacted && !callsUnseen(*body_));
    };
    if (llvm::none_of(handling.paths, isLost))
      return judgeStored();
    // Only some ways drop it, and a comment says why.
    if (!llvm::all_of(handling.paths, isLost) &&
        explainsItself(body_->root()->getSourceRange(), body_->context()))
      return;
    Finding finding;
    finding.range = {body_->function().getLocation(), body_->function().getLocation()};
    finding.function = &body_->function();
    // In a header it may be there for others, or only to see whether there could be such a
    // coroutine: the file that has one tells.
    const bool isElsewhere = !body_->context().getSourceManager().isInMainFile(
        body_->context().getSourceManager().getExpansionLoc(body_->function().getLocation()));
    const bool isUsed =
        !isElsewhere || hasCoroutine(*cast<CXXMethodDecl>(body_->function()).getParent(), unit());
    finding.confidence = isUsed ? Confidence::High : Confidence::Low;
    finding.message = "'unhandled_exception' drops the exception: a coroutine that fails looks "
                      "like one that returns";
    finding.steps.push_back(
        {body_->function().getLocation(),
         canBeAwaited() ? "keep 'std::current_exception()' here and rethrow it in 'await_resume', "
                          "or call 'std::terminate'"
                        : "nobody can await it: log the exception here, or call 'std::terminate'"});
    report(finding);
  }

  /// Whether code resumes a coroutine: `handle.resume()`, `handle()`.
  static bool resumes(const Stmt &statement) {
    const auto *call = dyn_cast<CallExpr>(&statement);
    const Expr *object = call ? objectOf(*call) : nullptr;
    if (const auto *operation = dyn_cast_or_null<CXXOperatorCallExpr>(call);
        operation && operation->getOperator() == OO_Call)
      object = operation->getArg(0);
    const auto *record =
        object ? object->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    if (record && record->isInStdNamespace() && record->getIdentifier() &&
        record->getName() == "coroutine_handle")
      return true;
    return llvm::any_of(statement.children(),
                        [](const Stmt *child) { return child && resumes(*child); });
  }

  /// `operation.start([this, h](std::exception_ptr, T value) { value_ = value; h.resume(); })` in
  /// an `await_suspend`: the error that it is given goes nowhere.
  void judgeCompletion(const LambdaExpr &lambda) {
    const CXXMethodDecl *callback = lambda.getCallOperator();
    if (!callback || !callback->getBody() || !resumes(*callback->getBody()) ||
        explainsItself(callback->getBody()->getSourceRange(), body_->context()))
      return;
    const Body inside(*callback);
    for (const ParmVarDecl *error : callback->parameters()) {
      if (!isExceptionPtr(error->getType().getNonReferenceType()) || error->hasAttr<UnusedAttr>() ||
          error->getName().starts_with("_") || !inside.uses(*error).empty() ||
          inside.isCaptured(*error))
        continue;
      Finding finding;
      finding.range = {error->getBeginLoc(), error->getEndLoc()};
      finding.function = callback;
      finding.confidence = Confidence::High;
      finding.message = "the exception that this function is given is dropped: whoever awaits "
                        "takes a failure for a success";
      finding.steps.push_back({callback->getBody()->getBeginLoc(),
                               "nothing in here looks at it: keep it for 'await_resume' to throw"});
      report(finding);
    }
  }

  /// An exception that is put into a field that nothing ever reads.
  void judgeStored() {
    const StoredError stored = errorStoredBy(*body_);
    if (!stored.field)
      return;
    if (usesOf(*stored.field, body_->context()).read)
      return judgeLeft(*stored.field);
    const auto &promise = *cast<CXXMethodDecl>(body_->function()).getParent();
    if (const FunctionDecl *resume = resumeBeside(promise))
      return reportBlind(*resume, *stored.field, stored.at->getBeginLoc());
    Finding finding;
    finding.range = {body_->function().getLocation(), body_->function().getLocation()};
    finding.function = &body_->function();
    finding.confidence = Confidence::High;
    finding.message = "the exception is kept in " + quoted(stored.field->getName()) +
                      ", which nothing ever reads: it is lost";
    finding.steps.push_back({stored.at->getBeginLoc(), "the exception is stored here"});
    report(finding);
  }

  /// An exception that whoever awaits would see, of a coroutine that nobody may await any more.
  void judgeLeft(const FieldDecl &error) {
    const LeftInPromise left = leftInPromise(body_->function(), error);
    if (!left)
      return;
    Finding finding;
    finding.range = {body_->function().getLocation(), body_->function().getLocation()};
    finding.function = &body_->function();
    finding.message = "the exception that is kept in " + quoted(error.getName()) +
                      " is destroyed with the coroutine when " + quoted(left.flag->getName()) +
                      " is set: it is lost";
    finding.steps.push_back({left.destroyed->getBeginLoc(),
                             "the coroutine ends here, and nobody has looked at the exception"});
    const SourceLocation used = leftFrom(*left.flag, unit());
    if (used.isValid())
      finding.steps.push_back({used, "a coroutine is let go here"});
    else
      finding.confidence = Confidence::Low;
    report(finding);
  }

  /// An awaiter that doesn't look at the exception which its own promise keeps, whatever other
  /// coroutine types with the same promise do.
  void judgeAwaiter(const CXXMethodDecl &resume, const CXXRecordDecl *type) {
    if (!type || resume.isVirtual())
      return;
    const CXXRecordDecl *promise = promiseTypeOf(*type);
    const FunctionDecl *handler =
        promise ? definedMember(*promise, "unhandled_exception") : nullptr;
    if (!handler || resume.getParent() == promise)
      return;
    // An instance is asked only for what its template can't tell.
    const FunctionDecl *pattern = handler->getTemplateInstantiationPattern();
    if (resume.isTemplateInstantiation() && (!pattern || errorStoredBy(Body(*pattern)).field))
      return;
    const StoredError stored = errorStoredBy(Body(*handler));
    // One that nobody reads is judgeStored's; asking for it goes through the whole translation
    // unit.
    if (stored.field && !mayLookAt(resume, *stored.field, *promise) &&
        !isReadBeside(resume, *type, *promise, *stored.field) &&
        usesOf(*stored.field, unit().context()).read &&
        !isFinalAwaiter(*resume.getParent(), unit().context()))
      reportBlind(resume, *stored.field, stored.at->getBeginLoc());
  }

  /// `T await_resume() noexcept { return promise().get(); }`, where that rethrows.
  void judgePromiseNotToThrow(const CXXMethodDecl &resume) {
    const ThrownInside thrown = thrownAgainstPromise(resume, unit());
    if (!thrown || explainsItself(resume.getSourceRange(), unit().context()))
      return;
    Finding finding;
    finding.range = {resume.getLocation(), resume.getLocation()};
    finding.function = &resume;
    finding.confidence = Confidence::High;
    finding.message = "'await_resume' is 'noexcept', but throws: an error ends the process in "
                      "place of reaching who awaits";
    finding.steps.push_back({thrown.at->getBeginLoc(), "the error leaves here"});
    finding.steps.push_back({resume.getLocation(), "and may not leave here: take 'noexcept' away"});
    report(finding);
  }

  /// `void await_resume() requires std::is_void_v<T>`, beside one that rethrows the error.
  void judgeOtherForm(const CXXMethodDecl &resume) {
    const OtherForm thrown = unaskedInThisForm(resume);
    const OtherForm other = thrown ? thrown : unaskedForResult(resume);
    if (!other || isFinalAwaiter(*resume.getParent(), unit().context()) ||
        (!thrown && !commentBefore(resume.getBeginLoc(), unit().context()).empty()))
      return;
    tellBlind(resume,
              "this 'await_resume' never " + std::string(thrown ? "looks at " : "asks ") +
                  quoted(other.error),
              {other.rethrown->getBeginLoc(), thrown ? "its other form throws what is kept there"
                                                     : "its other form takes the result there, "
                                                       "where the error comes out, too"});
  }

  /// `if constexpr (!std::is_void_v<T>) return future_.value();`, of a future<void>.
  void judgeVoidForm(const CXXMethodDecl &resume) {
    const VoidResult unasked = unaskedForVoid(resume);
    if (!unasked || isFinalAwaiter(*resume.getParent(), unit().context()))
      return;
    tellBlind(resume, "for 'void', 'await_resume' never asks " + quoted(unasked.field->getName()),
              {unasked.asked->getLocation(),
               quoted(unasked.asked->getNameAsString()) +
                   " gives nothing for 'void', but throws the error: call it there, too"});
  }

  void reportBlind(const FunctionDecl &resume, const FieldDecl &field, SourceLocation store) {
    tellBlind(resume, "'await_resume' never looks at " + quoted(field.getName()),
              {store, "the exception is stored here"});
  }

  /// An `await_resume` that doesn't do what it should with the error: what it leaves out, and the
  /// step that shows it.
  void tellBlind(const FunctionDecl &resume, const std::string &omission, Step step) {
    Finding finding;
    finding.range = {resume.getLocation(), resume.getLocation()};
    finding.function = &resume;
    finding.confidence = Confidence::High;
    finding.message = omission + ": whoever awaits takes a failure for a success";
    finding.steps.push_back(std::move(step));
    report(finding);
  }

  static bool isInstantiation(const CXXRecordDecl &record) {
    const auto *made = dyn_cast<ClassTemplateSpecializationDecl>(&record);
    return made && !isa<ClassTemplatePartialSpecializationDecl>(made) &&
           made->getSpecializationKind() != TSK_ExplicitSpecialization;
  }

  void examine(const CXXRecordDecl &record) override {
    if (isInstantiation(record))
      return;
    const auto *resume = dyn_cast_or_null<CXXMethodDecl>(definedMember(record, "await_resume"));
    if (!resume)
      return;
    if (resume->getParent()->getCanonicalDecl() == record.getCanonicalDecl())
      judgeOwnErrors(record, *resume);
    else if (findMember(record, "promise_type"))
      judgeAwaiter(*resume, &record);
  }

  /// `std::error_code ec;`, or a number that says so.
  static bool keepsError(const FieldDecl &field) {
    const auto *type = field.getType()->getAsCXXRecordDecl();
    return isExceptionPtr(field.getType()) || (type && type->getName() == "error_code") ||
           (field.getType()->isIntegralOrEnumerationType() && !field.getType()->isBooleanType() &&
            field.getIdentifier() && says(Meaning::Failure, field.getName()));
  }

  /// An awaiter that somebody gives an error, itself or in an object that it hands on, and whose
  /// await_resume is the only one who could tell of it.
  void judgeOwnErrors(const CXXRecordDecl &record, const FunctionDecl &resume) {
    for (const FieldDecl *field : record.fields()) {
      judgeOwnError(*field, record, resume);
      const auto *part = field->getType()->getAsCXXRecordDecl();
      if (part && part->hasDefinition() && !part->isInStdNamespace() &&
          !unit().context().getSourceManager().isInSystemHeader(part->getLocation()))
        for (const FieldDecl *inner : part->getDefinition()->fields())
          judgeOwnError(*inner, record, resume);
    }
  }

  void judgeOwnError(const FieldDecl &field, const CXXRecordDecl &awaiter,
                     const FunctionDecl &resume) {
    if (!keepsError(field))
      return;
    const FieldUse use = usesOf(field, unit().context());
    if (!use.read && use.written && !isFinalAwaiter(awaiter, unit().context()))
      tellBlind(resume, "'await_resume' never looks at " + quoted(field.getName()),
                {field.getLocation(), "the error is kept here, and nobody reads it"});
  }

  const Body *body_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
An exception that reaches an empty handler is gone: the coroutine goes on as if the awaited work had succeeded, and neither its caller
nor a log ever hears of the failure. The same happens in a promise whose `unhandled_exception` does nothing, in an
awaiter whose `await_resume` never looks at the error that was stored for it or, being `noexcept`, can't hand it on, and in a continuation that ignores the error it is given.

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

Reported are handlers of `...`, of `std::exception` and of other base classes in coroutine code that do nothing, only write a constant text to a log
or the console, or only put a default in the place of the result, such as `settings_ = Settings{};` or `co_return 4;`, that looks like any other; and
empty handlers of one kind of error. Promises are followed into the state that they share with the awaiter, whose `await_resume` has to look at it, also in the form for `void`, where the other form takes the result and with it the error; so
are promises whose exception goes with the coroutine when a flag says that it was let go, and functions that an `await_suspend` gives to an operation, and that drop the `std::exception_ptr` they are called with.

Silent are handlers that do something else about the failure, those that tell somebody who may act on it (`callback(response{500})`,
`promise.Reject("no")`, `onError("no")`), that end the process (an assertion, a fatal log line, a function that can be seen to abort), and those whose
reason a comment in an empty handler or above the `try` tells; loops that try again until they succeed, and those behind which the count is looked at or
something is thrown or told (behind others the last failure looks like a success); handlers of a cancellation or of something derived from one, and of a lookup that found
nothing (`no_such_table`); tests that expect the exception, the last `catch (...)` behind a handler that used its error, an await of a shared
result, and a continuation whose parameter is called `ignored`. A line that is always the same, about a call that nothing waits for, is of low confidence. In `await_suspend` no comment is a reason: a coroutine that nobody resumes stays suspended for ever. The completion handlers of work that was started are coro-detached-task's.
)md";

} // namespace

extern const Check SwallowedException;
const Check SwallowedException = {
    .id = "coro-swallowed-exception",
    .summary = "an error ends in a handler, a callback or a promise, and nobody learns of it",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "inserts 'throw;' at the end of the handler, outside of loops that try again: unsafe, "
           "since callers then see the exception",
    .confidence =
        "high: the handler is empty, the promise drops its exception, or nothing ever reads where "
        "it is kept; medium: what the handler does is only a line in a log, as the names "
        "say, or a default, or a model says that the function is given the error",
    .options = {},
    .documentation = Documentation,
    .make = make<SwallowedExceptionCheck>,
};

} // namespace corolint
