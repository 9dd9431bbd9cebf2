// coro-swallowed-cancellation: a broad handler in a loop eats the library's cancellation, and the
// loop goes on.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/ExpectedError.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/NeverFails.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Cancellation.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Closing.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class SwallowedCancellationCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine())
      return;
    body_ = &body;
    const CXXRecordDecl *cancellation = cancellationOf(body.function());
    if (cancellation)
      for (const Stmt *statement : body.statements())
        if (const auto *attempt = dyn_cast<CXXTryStmt>(statement))
          judge(*attempt, *cancellation);
    if (!body.isPattern())
      for (const Stmt *statement : body.statements())
        if (const Expr *operand = awaitOperand(*statement))
          judgeClosed(*operand, cast<Expr>(*statement));
    body_ = nullptr;
  }

  // ---- The library's cancellation
  // ----------------------------------------------------------------------------------

  /// The exception that ends a cancelled coroutine of this type, where this file knows it.
  const CXXRecordDecl *cancellationOf(const FunctionDecl &function) const {
    const TaskType &task = unit().taskType(function.getReturnType());
    const Library *library = task.record ? models().libraryOf(*task.record) : nullptr;
    if (!library)
      return task.record ? cancellationThrownBy(*task.record, unit()) : nullptr;
    for (const Row &row : library->cancellations)
      for (const std::string &space : library->namespaces)
        if (const CXXRecordDecl *record = declared(space + "::" + row.name))
          return record;
    return nullptr;
  }

  const CXXRecordDecl *declared(llvm::StringRef name) const {
    const ASTContext &context = body_->context();
    const DeclContext *scope = context.getTranslationUnitDecl();
    llvm::SmallVector<llvm::StringRef, 4> parts;
    name.split(parts, "::", -1, false);
    for (llvm::StringRef part : parts) {
      const NamedDecl *found = nullptr;
      for (const NamedDecl *candidate : scope->lookup(&context.Idents.get(part)))
        found = candidate->getUnderlyingDecl();
      if (const auto *record = dyn_cast_or_null<CXXRecordDecl>(found);
          record && part == parts.back())
        return record->getDefinition();
      scope = dyn_cast_or_null<DeclContext>(found);
      if (!scope)
        return nullptr;
    }
    return nullptr;
  }

  // ---- Handlers
  // ----------------------------------------------------------------------------------------------------

  void judge(const CXXTryStmt &attempt, const CXXRecordDecl &cancellation) {
    const Stmt *loop = endlessLoop(attempt);
    const Stmt *await = loop ? cancelledAwait(attempt, *loop) : nullptr;
    if (!await || asksWhetherToStop(*loop))
      return;
    const QualType type = body_->context().getCanonicalTagType(&cancellation);
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const CXXCatchStmt &handler = *attempt.getHandler(i);
      // Somebody has thought of it.
      if (const CXXRecordDecl *caught = caughtClass(handler);
          caught && isCancellation(*caught, unit()))
        return;
      if (catches(handler.getCaughtType(), type))
        return judgeHandler(handler, cancellation, *await, *loop);
    }
  }

  void judgeHandler(const CXXCatchStmt &handler, const CXXRecordDecl &cancellation,
                    const Stmt &await, const Stmt &loop) {
    if (isWrittenByMacro(handler.getBeginLoc(), body_->context()) || tellsErrorsApart(handler))
      return;
    const Handling handling = handlingOf(*body_, handler, unit());
    // What drops every error drops this one too: that is another check's finding.
    if (handling.dropped() || handling.find(ErrorEnd::Rethrown) ||
        handling.find(ErrorEnd::Carried) || handling.find(ErrorEnd::Kept))
      return;
    // Nothing can be awaited in a handler: what is stored there is judged behind it.
    if (llvm::any_of(handling.paths, [](const ErrorPath &path) { return path.stored; }) ||
        llvm::none_of(handling.paths, [](const ErrorPath &path) {
          return !path.leaves || isa<ContinueStmt>(path.leaves);
        }))
      return;
    const std::string name = cancellation.getQualifiedNameAsString();
    Finding finding;
    finding.range = {handler.getBeginLoc(), handler.getHandlerBlock()->getBeginLoc()};
    finding.function = &body_->function();
    finding.message = "this handler eats " + quoted(cancellation.getNameAsString()) +
                      " too: the loop goes on, and the task can't be cancelled";
    finding.steps.push_back(
        {await.getBeginLoc(), "a cancelled task throws " + quoted(name) + " here"});
    finding.steps.push_back({loop.getBeginLoc(), "the loop goes round again"});
    const SourceLocation at = handler.getBeginLoc();
    finding.fixes.push_back(
        {"rethrow the cancellation",
         Safety::Unsafe,
         {FixItHint::CreateInsertion(at, "catch (const " + name + " &) {\n" + indentOf(at) +
                                             "  throw;\n" + indentOf(at) + "} ")}});
    report(finding);
  }

  // ---- What is waited on is closed
  // ---------------------------------------------------------------------------------

  /// `for (;;) try { co_await acceptor_.async_accept(token); } catch (...) { log(); }`, and a
  /// member that closes the acceptor: the loop spins from then on.
  void judgeClosed(const Expr &operand, const Expr &await) {
    const auto *attempt = tryAround(await);
    const bool asValue = givesErrorAsValue(operand, unit());
    const Stmt *loop =
        endlessLoop(attempt && !asValue ? static_cast<const Stmt &>(*attempt) : await);
    if (!loop || asksWhetherToStop(*loop) || asksWhetherOpen(*loop) ||
        (asValue ? hasWayOut(*loop) : !attempt || !goesOnAfter(*attempt, *loop)))
      return;
    const Closing closing = closingOf(operand, *body_, unit());
    if (!closing)
      return;
    const std::string object = quoted(closing.object->getName());
    Finding finding;
    finding.range = await.getSourceRange();
    finding.function = &body_->function();
    finding.message = "the loop goes on when " + object + " is closed: each " +
                      quoted(closing.operation) + " fails at once";
    finding.steps.push_back({closing.at->getBeginLoc(), object + " is closed here"});
    finding.steps.push_back({loop->getBeginLoc(), "no error ends this loop"});
    report(finding);
  }

  /// The innermost try whose block holds the statement.
  const CXXTryStmt *tryAround(const Stmt &statement) const {
    const auto *attempt = body_->enclosing<CXXTryStmt>(statement);
    return attempt && body_->isWithin(statement, *attempt->getTryBlock()) ? attempt : nullptr;
  }

  /// Whether what a failed operation throws is caught, and nothing leaves the loop then or before.
  bool goesOnAfter(const CXXTryStmt &attempt, const Stmt &loop) const {
    if (endsByItself(loop, attempt))
      return false;
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const CXXCatchStmt &handler = *attempt.getHandler(i);
      const CXXRecordDecl *caught = caughtClass(handler);
      if (breadthOf(handler) == Breadth::Narrow && !(caught && caught->getName() == "system_error"))
        continue;
      return !tellsErrorsApart(handler) && allGoOn(handlingOf(*body_, handler, unit()));
    }
    return false;
  }

  /// Whether the loop goes round again behind a handler, whichever way it takes.
  static bool allGoOn(const Handling &handling) {
    return !handling.find(ErrorEnd::Rethrown) && !handling.find(ErrorEnd::Carried) &&
           !handling.find(ErrorEnd::Kept) &&
           llvm::all_of(handling.paths, [](const ErrorPath &path) {
             return !path.stored && (!path.leaves || isa<ContinueStmt>(path.leaves));
           });
  }

  bool hasWayOut(const Stmt &loop) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *s) {
      return isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(s) &&
             body_->isWithin(*s, loop);
    });
  }

  bool asksWhetherOpen(const Stmt &loop) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *s) {
      const auto *member = dyn_cast<MemberExpr>(s);
      return member && body_->isWithin(*s, loop) &&
             llvm::StringRef(member->getMemberDecl()->getNameAsString()).contains("open");
    });
  }

  /// A handler that asks what it caught.
  bool tellsErrorsApart(const CXXCatchStmt &handler) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *s) {
      return body_->isWithin(*s, *handler.getHandlerBlock()) &&
             (isa<CXXCatchStmt>(s) || isa<CXXDynamicCastExpr>(s) || namesStopping(*s));
    });
  }

  /// The first await in the try that a cancellation comes out of: it is given a token, or may fail
  /// in a loop that has no other end. What waits for a marker, `if (!item) break;`, or for a point
  /// in time isn't cancelled by an exception; what only lets others run never is.
  const Stmt *cancelledAwait(const CXXTryStmt &attempt, const Stmt &loop) const {
    const bool ends = endsByItself(loop, attempt);
    for (const Stmt *statement : body_->statements())
      if (const Expr *operand = awaitOperand(*statement);
          operand && body_->isWithin(*statement, *attempt.getTryBlock()) &&
          (takesToken(*operand) ||
           (!ends && !onlyYields(*operand) && awaitThrows(*body_, *cast<Expr>(statement), unit()))))
        return statement;
    return nullptr;
  }

  bool takesToken(const Stmt &operand) const {
    const auto *expression = dyn_cast<Expr>(&operand);
    if (expression && !expression->getType().isNull() &&
        isCancellationToken(expression->getType(), models()))
      return true;
    return llvm::any_of(operand.children(),
                        [&](const Stmt *child) { return child && takesToken(*child); });
  }

  /// `yield()`, `coroutine::maybe_yield()`, `reschedule()`
  bool onlyYields(const Expr &operand) const {
    const auto *call = dyn_cast<CallExpr>(operand.IgnoreUnlessSpelledInSource());
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return callee && (models().hop(*callee) || models().neverFails(*callee) ||
                      says(Meaning::Yields, callee->getNameAsString()));
  }

  /// Whether a way out of the loop is written that isn't the handlers' of this try.
  bool endsByItself(const Stmt &loop, const CXXTryStmt &attempt) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *s) {
      if (!isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(s) ||
          !body_->isWithin(*s, loop))
        return false;
      const auto *handler = body_->enclosing<CXXCatchStmt>(*s);
      return !(handler && body_->isWithin(*handler, attempt)) && !isStopped(*s, attempt);
    });
  }

  /// A throw that stays in the try doesn't end the loop; a `break` of another loop or a `switch`
  /// ends that.
  bool isStopped(const Stmt &way, const CXXTryStmt &attempt) const {
    if (isa<CXXThrowExpr>(way))
      return body_->isWithin(way, *attempt.getTryBlock());
    if (!isa<BreakStmt>(way))
      return false;
    for (const Stmt *s = body_->parent(way); s && s != &attempt; s = body_->parent(*s))
      if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt>(s))
        return body_->isWithin(*s, attempt);
    return false;
  }

  // ---- Loops
  // -------------------------------------------------------------------------------------------------------

  /// The innermost loop around a try or an await, when nothing but counting ends it.
  const Stmt *endlessLoop(const Stmt &inner) const {
    for (const Stmt *s = body_->parent(inner); s; s = body_->parent(*s)) {
      const Expr *condition = nullptr;
      if (const auto *loop = dyn_cast<ForStmt>(s))
        condition = loop->getCond();
      else if (const auto *loop = dyn_cast<WhileStmt>(s))
        condition = loop->getCond();
      else if (const auto *loop = dyn_cast<DoStmt>(s))
        condition = loop->getCond();
      else if (isa<CXXForRangeStmt, CXXTryStmt, CXXCatchStmt>(s))
        return nullptr;
      else
        continue;
      bool constant = true;
      return !condition || condition->isValueDependent() ||
                     (condition->EvaluateAsBooleanCondition(constant, body_->context()) && constant)
                 ? s
                 : nullptr;
    }
    return nullptr;
  }

  /// Whether something in the loop asks to be told of the end: `if
  /// (token.is_cancellation_requested()) break;`.
  bool asksWhetherToStop(const Stmt &loop) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *s) {
      return body_->isWithin(*s, loop) && namesStopping(*s) && !isHandedToAwait(*s);
    });
  }

  /// `co_await read(stop_)`: the token is for who is awaited to ask.
  bool isHandedToAwait(const Stmt &name) const {
    const auto *expression = dyn_cast<Expr>(&name);
    if (!expression || expression->getType().isNull() ||
        !isCancellationToken(expression->getType(), models()))
      return false;
    const Stmt *user = body_->parent(name);
    while (user && isa<Expr>(user) && !isa<CallExpr, MemberExpr>(user))
      user = body_->parent(*user);
    const auto *call = dyn_cast_or_null<CallExpr>(user);
    return call && unit().taskType(call->getType()).isAwaitable();
  }

  static bool namesStopping(const Stmt &statement) {
    std::string name;
    if (const auto *member = dyn_cast<MemberExpr>(&statement))
      name = member->getMemberDecl()->getNameAsString();
    else if (const auto *use = dyn_cast<DeclRefExpr>(&statement))
      name = use->getDecl()->getNameAsString();
    // `error.is_compatible_with<OperationCancelled>()`
    else if (const auto *call = dyn_cast<CallExpr>(&statement); call && call->getDirectCallee())
      if (const TemplateArgumentList *arguments =
              call->getDirectCallee()->getTemplateSpecializationArgs())
        for (const TemplateArgument &argument : arguments->asArray())
          if (const auto *record = argument.getKind() == TemplateArgument::Type
                                       ? argument.getAsType()->getAsCXXRecordDecl()
                                       : nullptr)
            name += record->getNameAsString();
    name = llvm::StringRef(name).lower();
    return llvm::any_of(
        llvm::ArrayRef<llvm::StringRef>{"cancel", "stop", "abort", "shutdown", "closing"},
        [&](llvm::StringRef word) { return llvm::StringRef(name).contains(word); });
  }

  /// The blanks at the beginning of a line.
  std::string indentOf(SourceLocation at) const {
    const SourceManager &sources = body_->context().getSourceManager();
    const auto [file, offset] = sources.getDecomposedLoc(at);
    const llvm::StringRef before = sources.getBufferData(file).take_front(offset);
    const llvm::StringRef line = before.substr(before.rfind('\n') + 1);
    return line.take_while([](char c) { return c == ' ' || c == '\t'; }).str();
  }

  const Body *body_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
Many libraries cancel a task by an exception: the await that the task stands in throws it, and the stack unwinds. A broad handler around an
await catches that exception as well. In a loop that goes on after an error the task then can't be cancelled: each round's await throws at once, is
logged, and the loop goes round again.

```cpp bad
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/task.hpp>
#include <cstdio>
cppcoro::task<int> next();

cppcoro::task<> worker() {
  for (;;) {
    try {
      co_await next();
    } catch (const std::exception &e) {
      std::printf("%s\n", e.what());
    }
  }
}
```

```cpp good
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/task.hpp>
#include <cstdio>
cppcoro::task<int> next();

cppcoro::task<> worker() {
  for (;;) {
    try {
      co_await next();
    } catch (const cppcoro::operation_cancelled &) {
      throw;
    } catch (const std::exception &e) {
      std::printf("%s\n", e.what());
    }
  }
}
```

Reported are handlers in endless loops, of a type that the cancellation is caught by, that use the error and go on. The cancellation is the library's, or the
class that a project's own task type throws where it asks a stop token. Silent are handlers behind one for the cancellation itself or a class derived from it, those that
rethrow on some path, ask what they caught, or keep it for the code behind them (nothing can be awaited in a handler); loops that ask whether to stop, or that something else
ends, such as a marker in a queue or a point in time, unless the await is given the token; and handlers outside of loops: there the work ends anyway. A handler that
drops every error is reported by coro-swallowed-exception.

Reported are also endless loops over a socket, an acceptor or a channel that another member of the class closes: from then on each further operation on it fails
at once, and the loop goes round for ever. Silent where anything leaves the loop, asks whether it is open or what the error was, opens it again, or where who closes
it stops what runs the loop, too.
)md";

} // namespace

extern const Check SwallowedCancellation;
const Check SwallowedCancellation = {
    .id = "coro-swallowed-cancellation",
    .summary = "a broad handler in a loop eats the library's cancellation, so that the task can't "
               "be cancelled",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "inserts a handler that rethrows the cancellation: unsafe, since the loop then ends",
    .confidence =
        "medium: a model, or the task type itself, says what its awaits throw when they are "
        "cancelled",
    .options = {},
    .documentation = Documentation,
    .make = make<SwallowedCancellationCheck>,
};

} // namespace corolint
