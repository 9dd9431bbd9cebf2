// coro-swallowed-cancellation: a broad handler in a loop eats the library's cancellation, and the loop goes on.
#include "checks/Check.h"
#include "checks/engine/Body.h"
#include "checks/engine/Handled.h"
#include "checks/engine/Source.h"
#include "checks/engine/Throws.h"
#include "checks/engine/Unit.h"
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
    body_ = nullptr;
  }

  // ---- The library's cancellation ----------------------------------------------------------------------------------

  /// The exception that ends a cancelled coroutine of this type, where this file knows it.
  const CXXRecordDecl *cancellationOf(const FunctionDecl &function) const {
    const TaskType &task = unit().taskType(function.getReturnType());
    const Library *library = task.record ? models().libraryOf(*task.record) : nullptr;
    if (!library)
      return nullptr;
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
      if (const auto *record = dyn_cast_or_null<CXXRecordDecl>(found); record && part == parts.back())
        return record->getDefinition();
      scope = dyn_cast_or_null<DeclContext>(found);
      if (!scope)
        return nullptr;
    }
    return nullptr;
  }

  // ---- Handlers ----------------------------------------------------------------------------------------------------

  void judge(const CXXTryStmt &attempt, const CXXRecordDecl &cancellation) {
    const Stmt *loop = endlessLoop(attempt);
    const Stmt *await = firstAwait(attempt);
    if (!loop || !await || asksWhetherToStop(*loop))
      return;
    const QualType type = body_->context().getCanonicalTagType(&cancellation);
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const CXXCatchStmt &handler = *attempt.getHandler(i);
      if (catches(handler.getCaughtType(), type))
        return judgeHandler(handler, cancellation, *await, *loop);
    }
  }

  void judgeHandler(const CXXCatchStmt &handler, const CXXRecordDecl &cancellation, const Stmt &await, const Stmt &loop) {
    const auto *record = handler.getCaughtType().isNull() ? nullptr : handler.getCaughtType().getNonReferenceType()->getAsCXXRecordDecl();
    if (handler.getBeginLoc().isMacroID() || (record && record->getCanonicalDecl() == cancellation.getCanonicalDecl()) || tellsErrorsApart(handler))
      return;
    const Handling handling = handlingOf(*body_, handler, unit());
    // What drops every error drops this one too: that is another check's finding.
    if (handling.dropped() || handling.find(ErrorEnd::Rethrown) || handling.find(ErrorEnd::Carried) || handling.find(ErrorEnd::Kept))
      return;
    if (llvm::none_of(handling.paths, [](const ErrorPath &path) { return !path.leaves || isa<ContinueStmt>(path.leaves); }))
      return;
    const std::string name = cancellation.getQualifiedNameAsString();
    Finding finding;
    finding.range = {handler.getBeginLoc(), handler.getHandlerBlock()->getBeginLoc()};
    finding.function = &body_->function();
    finding.message = "this handler eats " + quoted(cancellation.getNameAsString()) + " too: the loop goes on, and the task can't be cancelled";
    finding.steps.push_back({await.getBeginLoc(), "a cancelled task throws " + quoted(name) + " here"});
    finding.steps.push_back({loop.getBeginLoc(), "the loop goes round again"});
    const SourceLocation at = handler.getBeginLoc();
    finding.fixes.push_back({"rethrow the cancellation", Safety::Unsafe, {FixItHint::CreateInsertion(at, "catch (const " + name + " &) {\n" + indentOf(at) + "  throw;\n" + indentOf(at) + "} ")}});
    report(finding);
  }

  /// A handler that asks what it caught.
  bool tellsErrorsApart(const CXXCatchStmt &handler) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *s) {
      return isInside(*s, *handler.getHandlerBlock()) && (isa<CXXCatchStmt>(s) || isa<CXXDynamicCastExpr>(s) || namesStopping(*s));
    });
  }

  const Stmt *firstAwait(const CXXTryStmt &attempt) const {
    for (const Stmt *statement : body_->statements())
      if (awaitOperand(*statement) && isInside(*statement, *attempt.getTryBlock()))
        return statement;
    return nullptr;
  }

  // ---- Loops -------------------------------------------------------------------------------------------------------

  /// The innermost loop around a try, when nothing but counting ends it.
  const Stmt *endlessLoop(const CXXTryStmt &attempt) const {
    for (const Stmt *s = body_->parent(attempt); s; s = body_->parent(*s)) {
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
      return !condition || condition->isValueDependent() || (condition->EvaluateAsBooleanCondition(constant, body_->context()) && constant) ? s : nullptr;
    }
    return nullptr;
  }

  /// Whether something in the loop asks to be told of the end: `if (token.is_cancellation_requested()) break;`.
  bool asksWhetherToStop(const Stmt &loop) const {
    return llvm::any_of(body_->statements(), [&](const Stmt *s) { return isInside(*s, loop) && namesStopping(*s); });
  }

  static bool namesStopping(const Stmt &statement) {
    std::string name;
    if (const auto *member = dyn_cast<MemberExpr>(&statement))
      name = member->getMemberDecl()->getNameAsString();
    else if (const auto *use = dyn_cast<DeclRefExpr>(&statement))
      name = use->getDecl()->getNameAsString();
    // `error.is_compatible_with<OperationCancelled>()`
    else if (const auto *call = dyn_cast<CallExpr>(&statement); call && call->getDirectCallee())
      if (const TemplateArgumentList *arguments = call->getDirectCallee()->getTemplateSpecializationArgs())
        for (const TemplateArgument &argument : arguments->asArray())
          if (const auto *record = argument.getKind() == TemplateArgument::Type ? argument.getAsType()->getAsCXXRecordDecl() : nullptr)
            name += record->getNameAsString();
    name = llvm::StringRef(name).lower();
    return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"cancel", "stop", "abort", "shutdown", "closing"}, [&](llvm::StringRef word) { return llvm::StringRef(name).contains(word); });
  }

  bool isInside(const Stmt &statement, const Stmt &outer) const {
    for (const Stmt *s = &statement; s; s = body_->parent(*s))
      if (s == &outer)
        return true;
    return false;
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

Reported are handlers in endless loops, of a type that the library's cancellation is caught by, that use the error and go on. Silent are handlers behind one for
the cancellation itself, those that rethrow on some path or ask what they caught, loops that ask whether to stop, and handlers outside of loops: there
the work ends anyway. A handler that drops every error is reported by coro-swallowed-exception.
)md";

} // namespace

extern const Check SwallowedCancellation;
const Check SwallowedCancellation = {
    .id = "coro-swallowed-cancellation",
    .summary = "a broad handler in a loop eats the library's cancellation, so that the task can't be cancelled",
    .severity = Severity::Warning,
    .onByDefault = true,
    .fix = "inserts a handler that rethrows the cancellation: unsafe, since the loop then ends",
    .options = {},
    .documentation = Documentation,
    .make = make<SwallowedCancellationCheck>,
};

} // namespace corolint
