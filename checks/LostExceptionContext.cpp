// coro-lost-exception-context: an error is passed on as something that knows less of it.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Words.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/ExpectedError.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/KeptText.h"
#include "checks/engine/errors/KnownError.h"
#include "checks/engine/errors/LookedFor.h"
#include "checks/engine/errors/Taken.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Closures.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace corolint {
namespace {

using namespace clang;

class LostExceptionContextCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    body_ = &body;
    const bool ours = isCoroutineCode(body, unit());
    const bool isHandedOn = ours || isInCoroutine(body);
    for (const Stmt *statement : body.statements()) {
      if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement); thrown && thrown->getSubExpr())
        judgeThrow(*thrown, ours);
      else if (const auto *made = dyn_cast<CallExpr>(statement);
               made && (isHandedOn || wrapsPointerItself(*made) || copiesCaught(*made)) &&
               makesError(*made))
        judgeMade(*made);
      else if (const auto *call = dyn_cast<CallExpr>(statement); call && ours)
        judgeCall(*call);
      else if (const Write write = ours ? writeOf(*statement) : Write(); write && write.value)
        judgeStored(*statement, write.target->getType(), *write.value);
      else if (const auto *handler = dyn_cast<CXXCatchStmt>(statement); handler && ours)
        judgeHandler(*handler);
    }
    body_ = nullptr;
  }

  /// A lambda that a coroutine, or what awaits for it, gives to somebody: an exception that it
  /// makes is for the coroutine.
  static bool isInCoroutine(const Body &body) {
    const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
    const auto *around = method && method->getParent()->isLambda()
                             ? dyn_cast<FunctionDecl>(method->getParent()->getDeclContext())
                             : nullptr;
    return around && around->getBody() &&
           (isa<CoroutineBodyStmt>(around->getBody()) || isAwaitSuspend(*around));
  }

  // ---- What is thrown
  // ----------------------------------------------------------------------------------------------

  void judgeThrow(const CXXThrowExpr &thrown, bool ours) {
    const Expr &operand = *written(thrown.getSubExpr());
    if (isExceptionPtr(operand.getType()))
      return reportPointer(thrown);
    if (const KeptText text = keptTextIn(operand, unit()))
      return reportKeptText(thrown, text);
    const auto *handler = body_->enclosing<CXXCatchStmt>(thrown);
    if (ours && !handler)
      return judgeKnownFailure(thrown, *thrown.getSubExpr());
    if (!ours || !handler)
      return;
    if (const VarDecl *error = errorVariable(operand))
      return reportCopy(thrown, *error, *handler);
    judgeReplacement(thrown, *thrown.getSubExpr(), *handler);
  }

  /// `if (r.hasException()) throw std::runtime_error("failed");`: the exception is there, and
  /// nobody looks at it.
  void judgeKnownFailure(const Expr &maker, const Expr &made) {
    const KnownError known =
        isAssertion(maker, *body_) ? KnownError() : unusedErrorAt(*body_, maker, unit());
    if (!known.holder)
      return judgeHandedOn(maker, made);
    Finding finding = findingAt(maker.getSourceRange(), Severity::Warning);
    finding.message = "the new exception doesn't hold the one in " +
                      quoted(known.holder->getName()) + ": what really failed is lost";
    finding.steps.push_back({known.condition->getBeginLoc(),
                             "an exception is known to be there: rethrow it, or nest it"});
    report(finding);
  }

  /// `.handle_exception([](std::exception_ptr) { throw std::runtime_error("failed"); })`: the one
  /// that the function is given isn't named in it.
  void judgeHandedOn(const Expr &maker, const Expr &made) {
    const auto *method = dyn_cast<CXXMethodDecl>(&body_->function());
    if (!method || !method->getParent()->isLambda() || method->getNumParams() != 1)
      return;
    const ParmVarDecl &error = *method->getParamDecl(0);
    if (!isExceptionPtr(error.getType()) || !body_->uses(error).empty() || isBoundaryError(made) ||
        isAssertion(maker, *body_))
      return;
    Finding finding = findingAt(maker.getSourceRange(), Severity::Warning);
    finding.message =
        "the new exception doesn't hold the one " +
        (error.getName().empty() ? "that led to it" : "in " + quoted(error.getName())) +
        ": what really failed is lost";
    finding.steps.push_back({error.getBeginLoc(), "the exception is handed over here"});
    report(finding);
  }

  /// `throw ptr;`: no handler of the real exception's type ever sees it.
  void reportPointer(const CXXThrowExpr &thrown) {
    Finding finding = findingAt(thrown.getSourceRange(), Severity::Error);
    finding.message =
        "this throws the 'std::exception_ptr' itself: no handler of the exception in it will match";
    finding.confidence = Confidence::High;
    if (!isInMacro(thrown.getSourceRange()))
      finding.fixes.push_back({"rethrow the exception in it", Safety::Safe,
                               wrap(thrown, *thrown.getSubExpr()->IgnoreUnlessSpelledInSource(),
                                    "std::rethrow_exception(")});
    report(finding);
  }

  /// `throw std::runtime_error(*promise.failure);`, of a promise that keeps the text of what its
  /// coroutine throws, and nothing else.
  void reportKeptText(const CXXThrowExpr &thrown, const KeptText &text) {
    Finding finding = findingAt(thrown.getSourceRange(), Severity::Warning);
    finding.message = "of what the coroutine threw only the text in " +
                      quoted(text.field->getName()) +
                      " is left: whoever awaits it can't catch it by its type";
    finding.steps.push_back({text.kept->getBeginLoc(),
                             "the promise keeps it here: keep 'std::current_exception()', and "
                             "rethrow that"});
    report(finding);
  }

  /// `throw e;`: a copy, of the type that the handler names.
  void reportCopy(const CXXThrowExpr &thrown, const VarDecl &error, const CXXCatchStmt &handler) {
    Finding finding = findingAt(thrown.getSourceRange(), Severity::Warning);
    finding.message = "this throws a copy of " + quoted(error.getName()) +
                      ", cut down to the type that the handler names";
    const auto *record = error.getType().getNonReferenceType()->getAsCXXRecordDecl();
    // A copy of all that there is, as far as can be seen.
    const bool isOwn = record && !record->isInStdNamespace() &&
                       !body_->context().getSourceManager().isInSystemHeader(record->getLocation());
    if (record && !(mayBeDerived(*record) && (!isOwn || hasDerivedNeighbour(*record))))
      finding.confidence = Confidence::Low;
    finding.steps.push_back(
        {error.getLocation(), "the exception at hand may be of a derived type, with more in it"});
    if (handler.getExceptionDecl() == &error && !isInMacro(thrown.getSourceRange()))
      finding.fixes.push_back(
          {"rethrow the exception at hand",
           isOnlyRead(*body_, error) ? Safety::Safe : Safety::Unsafe,
           {FixItHint::CreateReplacement(CharSourceRange::getTokenRange(thrown.getSourceRange()),
                                         "throw")}});
    report(finding);
  }

  /// A new exception in a handler that takes the old one's text at most.
  void judgeReplacement(const Expr &maker, const Expr &made, const CXXCatchStmt &handler) {
    const VarDecl *error = handler.getExceptionDecl();
    const Taken taken = takenBy(made, error);
    if (taken == Taken::Whole || isAssertion(maker, *body_))
      return;
    const CXXCatchStmt *missing = missedBy(made, handler);
    if (missing || (losesSomething(handler, taken) && !wasUsedBefore(maker, handler)))
      reportReplacement(maker, made, handler, taken, missing);
  }

  /// The caller's handler for what was caught here, which what is made doesn't reach.
  const CXXCatchStmt *missedBy(const Expr &made, const CXXCatchStmt &handler) {
    const CXXRecordDecl *gone = caughtClass(handler);
    const CXXRecordDecl *instead = made.getType()->getAsCXXRecordDecl();
    return gone && instead ? handlerThatMisses(*gone, *instead, body_->function(), unit())
                           : nullptr;
  }

  void reportReplacement(const Expr &maker, const Expr &made, const CXXCatchStmt &handler,
                         Taken taken, const CXXCatchStmt *missing = nullptr) {
    const VarDecl *error = handler.getExceptionDecl();
    const bool text = taken == Taken::Text;
    Finding finding = findingAt(maker.getSourceRange(),
                                text && !hasMoreThanText(caughtClass(handler)) ? Severity::Note
                                                                               : Severity::Warning);
    finding.message =
        text ? "the new exception has only the text of " + quoted(error->getName()) +
                   ": its type and what else it knew are lost"
             : "the new exception doesn't hold the one that led to it: what really failed is lost";
    finding.steps.push_back({handler.getBeginLoc(), "the exception is caught here"});
    if (missing)
      finding.steps.push_back(
          {missing->getBeginLoc(), "a caller looks for it here, and doesn't get it any more"});
    // Whoever gets an answer of an API reads that, and has no use for a cause in it.
    const bool answers = isBoundaryError(made);
    if (answers) {
      finding.severity = Severity::Note;
      finding.confidence = Confidence::Low;
    }
    // A nested one doesn't meet the caller's handler, either.
    const auto *thrown = answers || missing ? nullptr : dyn_cast<CXXThrowExpr>(&maker);
    if (thrown && !isInMacro(maker.getSourceRange()) && canNest(*written(&made)))
      finding.fixes.push_back({"throw it with the old one nested in it", Safety::Unsafe,
                               wrap(*thrown, made, "std::throw_with_nested(")});
    report(finding);
  }

  /// A narrow handler that answers a plain error with another one translates: there was nothing
  /// more to know.
  bool losesSomething(const CXXCatchStmt &handler, Taken taken) const {
    if (breadthOf(handler) == Breadth::All)
      return true;
    return taken == Taken::Text
               ? true
               : breadthOf(handler) == Breadth::Base || hasMoreThanText(caughtClass(handler));
  }

  bool wasUsedBefore(const Expr &maker, const CXXCatchStmt &handler) {
    const Handling handling = handlingOf(*body_, handler, unit());
    return llvm::any_of(handling.paths, [&](const ErrorPath &path) {
      return path.used &&
             (path.leaves ? body_->isWithin(maker, *path.leaves) : !isa<CXXThrowExpr>(maker));
    });
  }

  // ---- What is made
  // ------------------------------------------------------------------------------------------------

  /// `std::make_exception_ptr(e)`, `make_exception_future<int>(e)`: a throw without throwing.
  bool makesError(const CallExpr &call) const {
    if (call.getNumArgs() != 1)
      return false;
    if (callsStd(call, "make_exception_ptr"))
      return true;
    const FunctionDecl *callee = call.getDirectCallee();
    if (callee && wrapsPointer(*callee))
      return true;
    const CXXRecordDecl *record =
        call.getArg(0)->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return callee && record && record->hasDefinition() && isStdException(*record) &&
           models().libraryOf(*callee) && unit().taskType(call.getType()).isAwaitable();
  }

  /// `return_exception(pointer)` of a library: a template for any exception that takes the pointer
  /// for one. Where a library means the pointer, it takes nothing else there.
  bool wrapsPointer(const FunctionDecl &callee) const {
    const TemplateArgumentList *arguments = callee.getTemplateSpecializationArgs();
    return arguments && arguments->size() == 1 &&
           arguments->get(0).getKind() == TemplateArgument::Type &&
           isExceptionPtr(arguments->get(0).getAsType().getNonReferenceType()) &&
           callee.getDeclName().isIdentifier() && hasWord(callee.getName(), "exception") &&
           models().libraryOf(callee) &&
           (makesExceptionOf(callee, 3) || (hidesItsWork(callee) && hasFormForPointer(callee)));
  }

  /// Whether what a function does with its argument can't be seen: it is only declared, or its body
  /// leaves the argument alone.
  static bool hidesItsWork(const FunctionDecl &function) {
    const FunctionDecl *definition = definitionOf(&function);
    return !definition || (definition->getNumParams() == 1 &&
                           Body(*definition).uses(*definition->getParamDecl(0)).empty());
  }

  /// Whether a function makes an exception of its argument, by itself or by what it hands it on to.
  static bool makesExceptionOf(const FunctionDecl &function, unsigned depth) {
    const FunctionDecl *definition = definitionOf(&function);
    if (!definition || definition->getNumParams() != 1 || depth == 0)
      return false;
    const Body body(*definition);
    return llvm::any_of(body.statements(), [&](const Stmt *statement) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
      return callee && call->getNumArgs() == 1 &&
             mentions(*call->getArg(0), *definition->getParamDecl(0)) &&
             (callsStd(*call, "make_exception_ptr") || makesExceptionOf(*callee, depth - 1));
    });
  }

  /// Whether another function beside it is named for the pointer, and takes one.
  static bool hasFormForPointer(const FunctionDecl &function) {
    const std::string name = function.getNameAsString() + "_ptr";
    const DeclContext *around = function.getDeclContext();
    const IdentifierInfo &other = function.getASTContext().Idents.get(name);
    return llvm::any_of(around->lookup(&other), [](const NamedDecl *declared) {
      const auto *form = dyn_cast<FunctionDecl>(declared);
      return form && form->getNumParams() == 1 &&
             isExceptionPtr(form->getParamDecl(0)->getType().getNonReferenceType());
    });
  }

  /// `std::make_exception_ptr(pointer)`, which is wrong wherever it stands. Of a library's template
  /// it is told where that is given the pointer.
  bool wrapsPointerItself(const CallExpr &call) const {
    return !models().libraryOf(body_->function()) && call.getNumArgs() == 1 &&
           callsStd(call, "make_exception_ptr") &&
           isExceptionPtr(written(call.getArg(0))->getType());
  }

  /// `state->reject(e);` in a handler, where that makes an exception of the reference that it is
  /// given.
  bool copiesCaught(const CallExpr &call) {
    const auto *error = call.getNumArgs() == 1 && callsStd(call, "make_exception_ptr")
                            ? dyn_cast_or_null<ParmVarDecl>(errorVariable(*written(call.getArg(0))))
                            : nullptr;
    if (!error || error->getDeclContext() != &body_->function())
      return false;
    const auto sites = unit().kept<CallSites>().of(body_->function(), unit());
    return llvm::any_of(sites, [&](const CallSites::Site &site) {
      const unsigned index = error->getFunctionScopeIndex();
      const VarDecl *caught = index < site.call->getNumArgs()
                                  ? errorVariable(*written(site.call->getArg(index)))
                                  : nullptr;
      return caught && caught->isExceptionVariable();
    });
  }

  void judgeMade(const CallExpr &call) {
    const Expr &made = *written(call.getArg(0));
    const auto *handler = body_->enclosing<CXXCatchStmt>(call);
    const std::string maker = calledBy(call).getAsString();
    if (isExceptionPtr(made.getType())) {
      Finding finding = findingAt(call.getSourceRange(), Severity::Error);
      finding.message = "this makes an exception of the 'std::exception_ptr' itself: no handler "
                        "will match the one in it";
      if (body_->function().isTemplateInstantiation())
        finding.steps.push_back({body_->function().getLocation(),
                                 "where this template is given a 'std::exception_ptr'"});
      else if (callsStd(call, "make_exception_ptr"))
        addReplacement(finding, call, sourceText(made.getSourceRange(), body_->context()),
                       "take the pointer as it is");
      return report(finding);
    }
    if (const VarDecl *error = errorVariable(made)) {
      Finding finding = findingAt(call.getSourceRange(), Severity::Warning);
      finding.message =
          quoted(maker) + " copies " + quoted(error->getName()) + ", cut down to the type that " +
          (error->isExceptionVariable() ? "the handler" : "its declaration") + " names";
      finding.steps.push_back({error->getLocation(),
                               "the exception at hand may be of a derived type, with more in it"});
      if (handler && handler->getExceptionDecl() == error)
        addReplacement(finding, callsStd(call, "make_exception_ptr") ? call : made,
                       "std::current_exception()", "keep the exception at hand");
      return report(finding);
    }
    if (handler)
      judgeReplacement(call, made, *handler);
    else
      judgeKnownFailure(call, made);
  }

  /// `make_wrapper<std::runtime_error>(e.what())`: a library's exception, made of the text of the
  /// one at hand, of which nothing else is used.
  void judgeWrapped(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto *handler = body_->enclosing<CXXCatchStmt>(call);
    const VarDecl *error = handler ? handler->getExceptionDecl() : nullptr;
    if (!callee || !error || !models().libraryOf(*callee) || !namesException(*callee) ||
        takenBy(call, error) != Taken::Text || !losesSomething(*handler, Taken::Text) ||
        isInMacro(call.getSourceRange()))
      return;
    if (llvm::all_of(body_->uses(*error),
                     [&](const DeclRefExpr *use) { return body_->isWithin(*use, call); }))
      reportReplacement(call, call, *handler, Taken::Text);
  }

  /// Whether the first template argument is the class of an exception, which isn't what the
  /// function returns.
  static bool namesException(const FunctionDecl &callee) {
    const TemplateArgumentList *arguments = callee.getTemplateSpecializationArgs();
    const auto *record =
        arguments && arguments->size() > 0 && arguments->get(0).getKind() == TemplateArgument::Type
            ? arguments->get(0).getAsType()->getAsCXXRecordDecl()
            : nullptr;
    return record && record->hasDefinition() && isStdException(*record) &&
           callee.getReturnType().getNonReferenceType()->getAsCXXRecordDecl() != record;
  }

  void judgeCall(const CallExpr &call) {
    judgeWrapped(call);
    if (const Write write = writeOf(call); write && write.value)
      return judgeStored(call, write.target->getType(), *write.value);
    // `errors.push_back(e)`
    const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
    if (member && call.getNumArgs() > 0)
      judgeStored(call, member->getObjectType(), *call.getArg(call.getNumArgs() - 1));
  }

  /// `error = e;`, where the variable holds exceptions by value: a copy, of the type that the
  /// handler names.
  void judgeStored(const Stmt &store, QualType holder, const Expr &value) {
    const VarDecl *error = errorVariable(*written(&value));
    const auto *record =
        error ? error->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    if (!record || !mayBeDerived(*record) || !holdsByValue(holder, *record) ||
        !(hasDerivedNeighbour(*record) || record->isInStdNamespace()))
      return;
    Finding finding = findingAt(store.getSourceRange(), Severity::Warning);
    finding.message = "this keeps a copy of " + quoted(error->getName()) +
                      ", cut down to the type that the handler names";
    finding.steps.push_back({error->getLocation(),
                             "the exception at hand may be of a derived type: keep "
                             "'std::current_exception()'"});
    report(finding);
  }

  void addReplacement(Finding &finding, const Expr &call, const std::string &text,
                      llvm::StringRef title) const {
    if (!text.empty() && !isInMacro(call.getSourceRange()))
      finding.fixes.push_back({title.str(),
                               Safety::Safe,
                               {FixItHint::CreateReplacement(
                                   CharSourceRange::getTokenRange(call.getSourceRange()), text)}});
  }

  // ---- Handlers
  // ----------------------------------------------------------------------------------------------------

  void judgeHandler(const CXXCatchStmt &handler) {
    const VarDecl *error = handler.getExceptionDecl();
    if (error)
      judgeByValue(handler, *error);
    if (const FlattenedError flattened = flattenedBy(*body_, handler, unit()); flattened.thrown)
      reportFlattened(flattened, handler);
  }

  void judgeByValue(const CXXCatchStmt &handler, const VarDecl &error) {
    const auto *record = error.getType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition() || !record->isPolymorphic() ||
        record->isEffectivelyFinal() || body_->uses(error).empty())
      return;
    // What throws the copy again has its own finding.
    for (const DeclRefExpr *use : body_->uses(error))
      for (const Stmt *s = body_->parent(*use); s && s != &handler; s = body_->parent(*s))
        if (isa<CXXThrowExpr>(s))
          return;
    Finding finding = findingAt(error.getSourceRange(), Severity::Warning);
    finding.message = quoted(error.getName()) +
                      " is caught by value: a copy, cut down to the type that the handler names";
    if (!isInMacro(error.getSourceRange()))
      finding.fixes.push_back({"catch it by reference",
                               Safety::Safe,
                               {FixItHint::CreateInsertion(error.getLocation(), "&")}});
    report(finding);
  }

  void reportFlattened(const FlattenedError &error, const CXXCatchStmt &handler) {
    Finding finding = findingAt(error.thrown->getSourceRange(), Severity::Warning);
    finding.message = "of the exception that led here only " + quoted(error.kept->getName()) +
                      " is left: its type and what else it knew are lost";
    finding.steps.push_back(
        {handler.getBeginLoc(),
         "the exception is caught here: keep 'std::current_exception()' to rethrow or nest it"});
    report(finding);
  }

  // ---- Expressions and edits
  // ---------------------------------------------------------------------------------------

  static bool isInMacro(SourceRange range) {
    return range.getBegin().isMacroID() || range.getEnd().isMacroID();
  }

  /// std::throw_with_nested derives from what it is given.
  bool canNest(const Expr &made) const {
    const auto *record = made.getType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition() || record->isEffectivelyFinal() || record->isUnion())
      return false;
    const ASTContext &context = body_->context();
    const auto spaces = context.getTranslationUnitDecl()->lookup(&context.Idents.get("std"));
    return llvm::any_of(spaces, [&](const NamedDecl *space) {
      const auto *standard = dyn_cast<NamespaceDecl>(space);
      return standard && !standard->lookup(&context.Idents.get("throw_with_nested")).empty();
    });
  }

  /// `throw operand` as a call that is given the operand.
  llvm::SmallVector<FixItHint, 2> wrap(const CXXThrowExpr &thrown, const Expr &operand,
                                       llvm::StringRef call) const {
    const ASTContext &context = body_->context();
    const SourceLocation end = Lexer::getLocForEndOfToken(
        operand.getEndLoc(), 0, context.getSourceManager(), context.getLangOpts());
    return {FixItHint::CreateReplacement(
                CharSourceRange::getCharRange(thrown.getThrowLoc(), operand.getBeginLoc()), call),
            FixItHint::CreateInsertion(end, ")")};
  }

  Finding findingAt(SourceRange range, Severity severity) const {
    Finding finding;
    finding.range = range;
    finding.severity = severity;
    finding.function = &body_->function();
    return finding;
  }

  const Body *body_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
A coroutine's exception travels: it is stored, carried to another thread, thrown again where somebody awaits. Each station can cut it
down. `throw e;` throws a copy of the type that the handler names, without what a derived class knew; `std::make_exception_ptr(e)` does the same;
`throw ptr;` throws the *pointer*, which no handler of the exception in it matches; and a new exception that doesn't hold the old one
says that something failed, and no longer what.

```cpp bad
#include "task.h"
#include <stdexcept>
task<int> read_block(int number);

task<int> read_first() {
  std::exception_ptr error;
  try {
    co_return co_await read_block(1);
  } catch (const std::exception &e) {
    error = std::make_exception_ptr(e); // a std::exception, whatever it was
  }
  throw error; // not caught by 'catch (const std::exception &)'
}

task<int> read_second() {
  try {
    co_return co_await read_block(2);
  } catch (...) {
    throw std::runtime_error("no second block"); // and why?
  }
}
```

```cpp good
#include "task.h"
#include <stdexcept>
task<int> read_block(int number);

task<int> read_first() {
  std::exception_ptr error;
  try {
    co_return co_await read_block(1);
  } catch (...) {
    error = std::current_exception();
  }
  std::rethrow_exception(error);
}

task<int> read_second() {
  try {
    co_return co_await read_block(2);
  } catch (...) {
    std::throw_with_nested(std::runtime_error("no second block"));
  }
}
```

Reported are a thrown `std::exception_ptr` in any function, and in coroutine code copies of a caught exception, thrown or kept (`last = e;` where `last`
holds exceptions by value), handlers that catch by value, new exceptions thrown in a handler that neither take the old one along nor come after a use of
it, also by a macro that only shortens the `throw`, and those made behind the handler of a flag or a text that it left, or where an exception is known to be there as a value
(`if (r.hasException())`, `if (error)`). A new exception that has the old one's `what()` is a note, unless the caught type knows more than a text. The handler of
a continuation, `.handle_exception_type([](const std::exception &e) {...})`, is one as well, and a failed future that a library's function makes of an exception
(`make_exception_future<int>(e)`) is what a `throw` is. A promise that keeps only the text of what leaves its coroutine, and whose awaiter throws something made of that, is told where it throws.

Silent are narrow handlers that translate one plain error into another, and assertions. Answers at the boundary of an API (an error of HTTP, RPC or
another language, one that is made with a status, or the status itself), and copies of a class that nothing derives from, are only worth a look: they are of low confidence.
)md";

} // namespace

extern const Check LostExceptionContext;
const Check LostExceptionContext = {
    .id = "coro-lost-exception-context",
    .summary = "an error is passed on as something that knows less of it: a copy, a text, a new "
               "exception without the old one",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "'throw;', 'std::rethrow_exception' and 'std::current_exception()' in place of copies: "
           "safe; 'std::throw_with_nested': unsafe, since it changes the type",
    .confidence =
        "high: a thrown 'std::exception_ptr'; medium: what else cuts an exception down; low: "
        "copies of a class that nothing in sight derives from, and answers at the boundary of "
        "an API",
    .options = {},
    .documentation = Documentation,
    .make = make<LostExceptionContextCheck>,
};

} // namespace corolint
