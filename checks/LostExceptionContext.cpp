// coro-lost-exception-context: an error is passed on as something that knows less of it.
#include "checks/Check.h"
#include "checks/engine/Body.h"
#include "checks/engine/Handled.h"
#include "checks/engine/Source.h"
#include "checks/engine/Throws.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace corolint {
namespace {

using namespace clang;

/// How much of a caught error an expression takes along.
enum class Taken { Nothing, Text, Whole };

class LostExceptionContextCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    body_ = &body;
    const bool ours = isCoroutineCode(body, unit());
    for (const Stmt *statement : body.statements()) {
      if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement); thrown && thrown->getSubExpr())
        judgeThrow(*thrown, ours);
      else if (ours && callsStd(*statement, "make_exception_ptr"))
        judgeMade(*cast<CallExpr>(statement));
      else if (const auto *call = dyn_cast<CallExpr>(statement); call && ours)
        judgeWrapped(*call);
      else if (const auto *handler = dyn_cast<CXXCatchStmt>(statement); handler && ours)
        judgeHandler(*handler);
    }
    body_ = nullptr;
  }

  // ---- What is thrown ----------------------------------------------------------------------------------------------

  void judgeThrow(const CXXThrowExpr &thrown, bool ours) {
    const Expr &operand = *written(thrown.getSubExpr());
    if (isExceptionPtr(operand.getType()))
      return reportPointer(thrown);
    const auto *handler = body_->enclosing<CXXCatchStmt>(thrown);
    if (ours && !handler)
      return judgeKnownFailure(thrown);
    if (!ours || !handler)
      return;
    if (names(operand, handlerVariable(operand)))
      return reportCopy(thrown, operand, *handler);
    judgeReplacement(thrown, *thrown.getSubExpr(), *handler);
  }

  /// `if (r.hasException()) throw std::runtime_error("failed");`: the exception is there, and nobody looks at it.
  void judgeKnownFailure(const CXXThrowExpr &thrown) {
    if (isInMacro(thrown.getSourceRange()))
      return;
    const Stmt *child = &thrown;
    for (const Stmt *s = body_->parent(thrown); s; child = s, s = body_->parent(*s)) {
      const auto *branch = dyn_cast<IfStmt>(s);
      const ValueDecl *holder = branch && branch->getThen() == child ? failedHolder(*branch->getCond()) : nullptr;
      if (!holder)
        continue;
      if (!mentions(*branch->getThen(), *holder)) {
        Finding finding = findingAt(thrown.getSourceRange(), Severity::Warning);
        finding.message = "the new exception doesn't hold the one in " + quoted(holder->getName()) + ": what really failed is lost";
        finding.steps.push_back({branch->getCond()->getBeginLoc(), "an exception is known to be there: rethrow it, or nest it"});
        report(finding);
      }
      return;
    }
  }

  /// The variable or field that surely holds an exception where the condition holds: `error`, `r.hasException()`, `f.failed()`.
  const ValueDecl *failedHolder(const Expr &condition) const {
    const Expr *asked = condition.IgnoreUnlessSpelledInSource();
    if (const auto *comparison = dyn_cast<CXXOperatorCallExpr>(asked); comparison && comparison->getOperator() == OO_ExclaimEqual)
      asked = isa<CXXNullPtrLiteralExpr>(comparison->getArg(1)->IgnoreUnlessSpelledInSource()) ? comparison->getArg(0)->IgnoreUnlessSpelledInSource() : asked;
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(asked)) {
      const CXXMethodDecl *method = call->getMethodDecl();
      const CXXRecordDecl *record = call->getRecordDecl();
      const llvm::StringRef name = method && method->getIdentifier() ? method->getName() : "";
      const bool asks = call->getNumArgs() == 0 && call->getType()->isBooleanType() && (name.contains_insensitive("exception") || name == "failed");
      if (!asks || !record || (!models().errorResult(*record) && !unit().taskType(call->getObjectType()).isAwaitable()))
        return nullptr;
      asked = call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
    } else if (!isExceptionPtr(asked->getType())) {
      return nullptr;
    }
    if (const auto *name = dyn_cast<DeclRefExpr>(asked))
      return name->getDecl();
    const auto *member = dyn_cast<MemberExpr>(asked);
    return member ? member->getMemberDecl() : nullptr;
  }

  static bool mentions(const Stmt &statement, const ValueDecl &object) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement); name && name->getDecl() == &object)
      return true;
    if (const auto *member = dyn_cast<MemberExpr>(&statement); member && member->getMemberDecl() == &object)
      return true;
    return llvm::any_of(statement.children(), [&](const Stmt *child) { return child && mentions(*child, object); });
  }

  /// `throw ptr;`: no handler of the real exception's type ever sees it.
  void reportPointer(const CXXThrowExpr &thrown) {
    Finding finding = findingAt(thrown.getSourceRange(), Severity::Error);
    finding.message = "this throws the 'std::exception_ptr' itself: no handler of the exception in it will match";
    if (!isInMacro(thrown.getSourceRange()))
      finding.fixes.push_back({"rethrow the exception in it", Safety::Safe, wrap(thrown, *thrown.getSubExpr()->IgnoreUnlessSpelledInSource(), "std::rethrow_exception(")});
    report(finding);
  }

  /// `throw e;`: a copy, of the type that the handler names.
  void reportCopy(const CXXThrowExpr &thrown, const Expr &operand, const CXXCatchStmt &handler) {
    const VarDecl &error = *handlerVariable(operand);
    Finding finding = findingAt(thrown.getSourceRange(), Severity::Warning);
    finding.message = "this throws a copy of " + quoted(error.getName()) + ", cut down to the type that the handler names";
    finding.steps.push_back({error.getLocation(), "the exception at hand may be of a derived type, with more in it"});
    if (handler.getExceptionDecl() == &error && !isInMacro(thrown.getSourceRange()))
      finding.fixes.push_back({"rethrow the exception at hand", isOnlyRead(error) ? Safety::Safe : Safety::Unsafe,
                               {FixItHint::CreateReplacement(CharSourceRange::getTokenRange(thrown.getSourceRange()), "throw")}});
    report(finding);
  }

  /// A new exception in a handler that takes the old one's text at most.
  void judgeReplacement(const Expr &maker, const Expr &made, const CXXCatchStmt &handler) {
    const VarDecl *error = handler.getExceptionDecl();
    const Taken taken = takenBy(made, error);
    if (taken == Taken::Whole || !losesSomething(handler, taken) || wasUsedBefore(maker, handler) || isInMacro(maker.getSourceRange()))
      return;
    reportReplacement(maker, made, handler, taken);
  }

  void reportReplacement(const Expr &maker, const Expr &made, const CXXCatchStmt &handler, Taken taken) {
    const VarDecl *error = handler.getExceptionDecl();
    const bool text = taken == Taken::Text;
    Finding finding = findingAt(maker.getSourceRange(), text && !hasMoreThanText(handler) ? Severity::Note : Severity::Warning);
    finding.message = text ? "the new exception has only the text of " + quoted(error->getName()) + ": its type and what else it knew are lost"
                           : "the new exception doesn't hold the one that led to it: what really failed is lost";
    finding.steps.push_back({handler.getBeginLoc(), "the exception is caught here"});
    const auto *thrown = dyn_cast<CXXThrowExpr>(&maker);
    if (thrown && canNest(*written(&made)))
      finding.fixes.push_back({"throw it with the old one nested in it", Safety::Unsafe, wrap(*thrown, made, "std::throw_with_nested(")});
    report(finding);
  }

  /// A narrow handler that answers a plain error with another one translates: there was nothing more to know.
  bool losesSomething(const CXXCatchStmt &handler, Taken taken) const {
    if (breadthOf(handler) == Breadth::All)
      return true;
    return taken == Taken::Text ? true : breadthOf(handler) == Breadth::Base || hasMoreThanText(handler);
  }

  /// Whether the caught class has data of its own, such as a code.
  static bool hasMoreThanText(const CXXCatchStmt &handler) {
    const auto *record = handler.getCaughtType().isNull() ? nullptr : handler.getCaughtType().getNonReferenceType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition())
      return false;
    if (!record->isInStdNamespace() && !record->field_empty())
      return true;
    return findMember(*record, "code") != nullptr;
  }

  bool wasUsedBefore(const Expr &maker, const CXXCatchStmt &handler) {
    const Handling handling = handlingOf(*body_, handler, unit());
    return llvm::any_of(handling.paths, [&](const ErrorPath &path) { return path.used && (path.leaves ? isInside(maker, *path.leaves) : !isa<CXXThrowExpr>(maker)); });
  }

  // ---- What is made ------------------------------------------------------------------------------------------------

  void judgeMade(const CallExpr &call) {
    if (call.getNumArgs() != 1)
      return;
    const Expr &made = *written(call.getArg(0));
    const auto *handler = body_->enclosing<CXXCatchStmt>(call);
    if (isExceptionPtr(made.getType())) {
      Finding finding = findingAt(call.getSourceRange(), Severity::Error);
      finding.message = "this makes an exception of the 'std::exception_ptr' itself: no handler will match the one in it";
      addReplacement(finding, call, sourceText(made.getSourceRange(), body_->context()), "take the pointer as it is");
      return report(finding);
    }
    if (const VarDecl *error = handlerVariable(made)) {
      Finding finding = findingAt(call.getSourceRange(), Severity::Warning);
      finding.message = "'make_exception_ptr' copies " + quoted(error->getName()) + ", cut down to the type that the handler names";
      finding.steps.push_back({error->getLocation(), "the exception at hand may be of a derived type, with more in it"});
      if (handler && handler->getExceptionDecl() == error)
        addReplacement(finding, call, "std::current_exception()", "keep the exception at hand");
      return report(finding);
    }
    if (handler)
      judgeReplacement(call, made, *handler);
  }

  /// `make_wrapper<std::runtime_error>(e.what())`: a library's exception, made of the text of the one at hand, of which nothing else is used.
  void judgeWrapped(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto *handler = body_->enclosing<CXXCatchStmt>(call);
    const VarDecl *error = handler ? handler->getExceptionDecl() : nullptr;
    if (!callee || !error || !models().libraryOf(*callee) || !namesException(*callee) || takenBy(call, error) != Taken::Text || !losesSomething(*handler, Taken::Text) || isInMacro(call.getSourceRange()))
      return;
    if (llvm::all_of(body_->uses(*error), [&](const DeclRefExpr *use) { return isInside(*use, call); }))
      reportReplacement(call, call, *handler, Taken::Text);
  }

  /// Whether the first template argument is the class of an exception, which isn't what the function returns.
  static bool namesException(const FunctionDecl &callee) {
    const TemplateArgumentList *arguments = callee.getTemplateSpecializationArgs();
    const auto *record = arguments && arguments->size() > 0 && arguments->get(0).getKind() == TemplateArgument::Type ? arguments->get(0).getAsType()->getAsCXXRecordDecl() : nullptr;
    return record && record->hasDefinition() && isStdException(*record) && callee.getReturnType().getNonReferenceType()->getAsCXXRecordDecl() != record;
  }

  void addReplacement(Finding &finding, const CallExpr &call, const std::string &text, llvm::StringRef title) const {
    if (!text.empty() && !isInMacro(call.getSourceRange()))
      finding.fixes.push_back({title.str(), Safety::Safe, {FixItHint::CreateReplacement(CharSourceRange::getTokenRange(call.getSourceRange()), text)}});
  }

  // ---- Handlers ----------------------------------------------------------------------------------------------------

  void judgeHandler(const CXXCatchStmt &handler) {
    const VarDecl *error = handler.getExceptionDecl();
    if (error)
      judgeByValue(handler, *error);
    if (const auto *attempt = dyn_cast_or_null<CXXTryStmt>(body_->parent(handler)); attempt && breadthOf(handler) != Breadth::Narrow)
      judgeFlattened(handler, *attempt);
  }

  void judgeByValue(const CXXCatchStmt &handler, const VarDecl &error) {
    const auto *record = error.getType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition() || !record->isPolymorphic() || record->isEffectivelyFinal() || body_->uses(error).empty())
      return;
    // What throws the copy again has its own finding.
    for (const DeclRefExpr *use : body_->uses(error))
      for (const Stmt *s = body_->parent(*use); s && s != &handler; s = body_->parent(*s))
        if (isa<CXXThrowExpr>(s))
          return;
    Finding finding = findingAt(error.getSourceRange(), Severity::Warning);
    finding.message = quoted(error.getName()) + " is caught by value: a copy, cut down to the type that the handler names";
    if (!isInMacro(error.getSourceRange()))
      finding.fixes.push_back({"catch it by reference", Safety::Safe, {FixItHint::CreateInsertion(error.getLocation(), "&")}});
    report(finding);
  }

  /// `failed = true;` or `text = e.what();` in a handler, and behind it a new exception that is made of it.
  void judgeFlattened(const CXXCatchStmt &handler, const CXXTryStmt &attempt) {
    const Handling handling = handlingOf(*body_, handler, unit());
    if (!handling.always({ErrorEnd::Kept, ErrorEnd::Used}))
      return;
    const VarDecl *kept = nullptr;
    for (const Stmt *statement : body_->statements()) {
      const Expr *target = nullptr, *value = nullptr;
      if (!isInside(*statement, *handler.getHandlerBlock()) || !isAssignment(*statement, target, value))
        continue;
      const auto *name = dyn_cast<DeclRefExpr>(target->IgnoreUnlessSpelledInSource());
      const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
      if (!variable || !variable->hasLocalStorage() || takenBy(*value, handler.getExceptionDecl()) == Taken::Whole)
        return;
      kept = variable;
    }
    if (!kept || (handling.find(ErrorEnd::Used) && !isOnlyKeptIn(handler, *kept)))
      return;
    for (const Stmt *statement : body_->statements())
      if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement); thrown && thrown->getSubExpr() && isBehind(*thrown, attempt) && comesFrom(*thrown, *kept))
        return reportFlattened(*thrown, handler, *kept);
  }

  void reportFlattened(const CXXThrowExpr &thrown, const CXXCatchStmt &handler, const VarDecl &kept) {
    Finding finding = findingAt(thrown.getSourceRange(), Severity::Warning);
    finding.message = "of the exception that led here only " + quoted(kept.getName()) + " is left: its type and what else it knew are lost";
    finding.steps.push_back({handler.getBeginLoc(), "the exception is caught here: keep 'std::current_exception()' to rethrow or nest it"});
    report(finding);
  }

  /// Whether the handler uses its error only to fill that variable.
  bool isOnlyKeptIn(const CXXCatchStmt &handler, const VarDecl &kept) const {
    const VarDecl *error = handler.getExceptionDecl();
    return error && llvm::all_of(body_->uses(*error), [&](const DeclRefExpr *use) {
      for (const Stmt *s = use; s && s != &handler; s = body_->parent(*s)) {
        const Expr *target = nullptr, *value = nullptr;
        if (isAssignment(*s, target, value))
          return names(*target->IgnoreUnlessSpelledInSource(), &kept);
      }
      return false;
    });
  }

  bool isBehind(const Stmt &statement, const Stmt &other) const {
    return body_->context().getSourceManager().isBeforeInTranslationUnit(other.getEndLoc(), statement.getBeginLoc());
  }

  /// The variable is in what is thrown, or in the condition right around it.
  bool comesFrom(const CXXThrowExpr &thrown, const VarDecl &variable) const {
    for (const DeclRefExpr *use : body_->uses(variable)) {
      if (isInside(*use, thrown))
        return true;
      if (const auto *branch = body_->enclosing<IfStmt>(thrown); branch && isInside(*use, *branch->getCond()) && isInside(thrown, *branch->getThen()))
        return true;
    }
    return false;
  }

  // ---- Expressions and edits ---------------------------------------------------------------------------------------

  static const Expr *written(const Expr *expression) {
    expression = expression->IgnoreUnlessSpelledInSource();
    if (const auto *call = dyn_cast<CallExpr>(expression); call && (callsStd(*call, "move") || callsStd(*call, "forward")) && call->getNumArgs() == 1)
      return call->getArg(0)->IgnoreUnlessSpelledInSource();
    return expression;
  }

  static bool isAssignment(const Stmt &statement, const Expr *&target, const Expr *&value) {
    if (const auto *binary = dyn_cast<BinaryOperator>(&statement); binary && binary->getOpcode() == BO_Assign) {
      target = binary->getLHS();
      value = binary->getRHS();
      return true;
    }
    const auto *call = dyn_cast<CXXOperatorCallExpr>(&statement);
    if (!call || !call->isAssignmentOp() || call->getNumArgs() != 2)
      return false;
    target = call->getArg(0);
    value = call->getArg(1);
    return true;
  }

  static bool names(const Expr &expression, const VarDecl *variable) {
    const auto *name = dyn_cast<DeclRefExpr>(&expression);
    return variable && name && name->getDecl() == variable;
  }

  /// The variable of a handler of this body that the expression names, or null.
  static const VarDecl *handlerVariable(const Expr &expression) {
    const auto *name = dyn_cast<DeclRefExpr>(&expression);
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    return variable && variable->isExceptionVariable() ? variable : nullptr;
  }

  Taken takenBy(const Stmt &statement, const VarDecl *error) const {
    if (callsStd(statement, "current_exception"))
      return Taken::Whole;
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(&statement); call && error && names(*call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource(), error))
      return isText(call->getType()) ? Taken::Text : Taken::Whole;
    if (error && isa<DeclRefExpr>(statement) && names(*cast<Expr>(&statement), error))
      return Taken::Whole;
    Taken most = Taken::Nothing;
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
      return lambda->capture_size() > 0 ? Taken::Whole : Taken::Nothing;
    for (const Stmt *child : statement.children())
      if (child)
        most = std::max(most, takenBy(*child, error));
    // A function that is given nothing may ask for the exception at hand.
    if (const auto *call = dyn_cast<CallExpr>(&statement); call && call->getNumArgs() == 0 && isExceptionPtr(call->getType()))
      return Taken::Whole;
    return most;
  }

  static bool isText(QualType type) {
    type = type.getNonReferenceType();
    if (type->isPointerType())
      return type->getPointeeType()->isAnyCharacterType();
    const auto *record = type->getAsCXXRecordDecl();
    return record && record->getIdentifier() && (record->getName().contains("string") || record->getName().contains("String"));
  }

  /// Whether the handler's variable is never changed: what is thrown again is what was caught.
  bool isOnlyRead(const VarDecl &error) const {
    if (error.getType().getNonReferenceType().isConstQualified())
      return true;
    return llvm::all_of(body_->uses(error), [&](const DeclRefExpr *use) {
      const Stmt *parent = body_->parent(*use);
      if (const auto *member = dyn_cast_or_null<MemberExpr>(parent)) {
        const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl());
        return method && method->isConst();
      }
      while (parent && (isa<ImplicitCastExpr>(parent) || isa<CXXConstructExpr>(parent)))
        parent = body_->parent(*parent);
      return parent && isa<CXXThrowExpr>(parent);
    });
  }

  bool isInside(const Stmt &statement, const Stmt &outer) const {
    for (const Stmt *s = &statement; s; s = body_->parent(*s))
      if (s == &outer)
        return true;
    return false;
  }

  static bool isInMacro(SourceRange range) { return range.getBegin().isMacroID() || range.getEnd().isMacroID(); }

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
  llvm::SmallVector<FixItHint, 2> wrap(const CXXThrowExpr &thrown, const Expr &operand, llvm::StringRef call) const {
    const ASTContext &context = body_->context();
    const SourceLocation end = Lexer::getLocForEndOfToken(operand.getEndLoc(), 0, context.getSourceManager(), context.getLangOpts());
    return {FixItHint::CreateReplacement(CharSourceRange::getCharRange(thrown.getThrowLoc(), operand.getBeginLoc()), call), FixItHint::CreateInsertion(end, ")")};
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

Reported are a thrown `std::exception_ptr` in any function, and in coroutine code copies of a caught exception, handlers that catch by value,
new exceptions thrown in a handler that neither take the old one along nor come after a use of it, and those made behind the handler of a flag or a text
that it left, or where an exception is known to be there as a value (`if (r.hasException())`, `if (error)`). A new exception that has the old one's `what()` is a note, unless the caught type knows more than a text. Silent are narrow handlers that translate
one plain error into another.
)md";

} // namespace

extern const Check LostExceptionContext;
const Check LostExceptionContext = {
    .id = "coro-lost-exception-context",
    .summary = "an error is passed on as something that knows less of it: a copy, a text, a new exception without the old one",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "'throw;', 'std::rethrow_exception' and 'std::current_exception()' in place of copies: safe; 'std::throw_with_nested': unsafe, since it changes the type",
    .options = {},
    .documentation = Documentation,
    .make = make<LostExceptionContextCheck>,
};

} // namespace corolint
