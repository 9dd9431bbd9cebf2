// coro-no-await: a coroutine that never suspends.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Demand.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace corolint {
namespace {

using namespace clang;

class NoAwaitCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    const FunctionDecl &function = body.function();
    if (!body.isCoroutine() || function.isTemplated() || function.isTemplateInstantiation() ||
        unit().taskType(function.getReturnType()).kind != TaskKind::Task)
      return;
    if (llvm::any_of(body.statements(),
                     [](const Stmt *s) { return suspensionOperand(*s) || throws(*s); }) ||
        unit().isTest())
      return;
    if (hasToBeOne(body) || startsElsewhere(function) || mentionsAwait(body) || isWanted(function))
      return;
    const std::string name = nameOf(function);
    if (name.empty())
      return;
    Finding finding;
    finding.function = &function;
    finding.range = function.getLocation();
    finding.message =
        quoted(name) +
        " never suspends: each call makes a frame and a task for a result that is there at once";
    finding.steps.push_back(
        {function.getLocation(), "an ordinary function that returns the value needs neither"});
    report(finding);
  }

  /// `throw`, and a call that leaves by an exception: one that is kept in the task comes to another
  /// place than one of a function. What ends the program, such as a failed `assert`, promises not
  /// to throw.
  static bool throws(const Stmt &statement) {
    const auto *call = dyn_cast<CallExpr>(&statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return isa<CXXThrowExpr>(statement) ||
           (callee && callee->isNoReturn() && !promisesNotToThrow(*callee));
  }

  /// Whether an interface, or the others of its name, want a coroutine.
  static bool hasToBeOne(const Body &body) {
    const FunctionDecl &function = body.function();
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    // A class of tasks that makes one for itself.
    if (method && method->getParent()->getCanonicalDecl() ==
                      (function.getReturnType()->getAsCXXRecordDecl()
                           ? function.getReturnType()->getAsCXXRecordDecl()->getCanonicalDecl()
                           : nullptr))
      return true;
    if (function.isMain() || function.getLocation().isMacroID() ||
        (method && (method->isVirtual() || method->size_overridden_methods())))
      return true;
    if (method && method->getParent()->isLambda())
      return false;
    unsigned overloads = 0;
    for (const NamedDecl *other :
         function.getDeclContext()->getRedeclContext()->lookup(function.getDeclName()))
      overloads += other->getCanonicalDecl() != function.getCanonicalDecl();
    return overloads > 0 || (method && (isOperator(*method) || isOneOfAlike(*method)));
  }

  /// One of several members with the same parameters and result, like the rows of a table of
  /// handlers.
  static bool isOneOfAlike(const CXXMethodDecl &method) {
    return method.getNumParams() > 0 &&
           llvm::count_if(method.getParent()->methods(), [&](const CXXMethodDecl *other) {
             return method.getASTContext().hasSameType(other->getType(), method.getType());
           }) > 2;
  }

  static bool isOperator(const CXXMethodDecl &method) {
    return method.isOverloadedOperator() || isa<CXXConversionDecl>(method);
  }

  /// A lambda that a local variable keeps is called by that name; others are made for who takes
  /// them.
  std::string nameOf(const FunctionDecl &function) const {
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    if (!method || !method->getParent()->isLambda())
      return function.getNameAsString();
    const auto *around = dyn_cast<FunctionDecl>(method->getParent()->getDeclContext());
    if (!around || !around->getBody())
      return {};
    const Body outer(*around);
    const VarDecl *variable = keeperOf(outer, *method->getParent());
    if (!variable || outer.isCaptured(*variable))
      return {};
    // Handed on, it is made for who takes it.
    const bool onlyCalled = llvm::all_of(outer.uses(*variable), [&](const DeclRefExpr *use) {
      const Stmt *parent = outer.parent(*use);
      while (parent && isa<ImplicitCastExpr>(parent))
        parent = outer.parent(*parent);
      const auto *call = dyn_cast_or_null<CXXOperatorCallExpr>(parent);
      return call && call->getOperator() == OO_Call &&
             call->getArg(0)->IgnoreParenImpCasts() == use;
    });
    return onlyCalled ? variable->getNameAsString() : std::string();
  }

  /// Another build may have the await that this one left out.
  static bool mentionsAwait(const Body &body) {
    const ASTContext &context = body.context();
    const llvm::StringRef text =
        Lexer::getSourceText(CharSourceRange::getTokenRange(body.root()->getSourceRange()),
                             context.getSourceManager(), context.getLangOpts());
    return body.statements().empty() ||
           (text.contains("#if") && (text.contains("co_await") || text.contains("co_yield")));
  }

  bool isWanted(const FunctionDecl &function) {
    if (!demand_ || &demand_->unit() != &unit())
      demand_.emplace(unit());
    return demand_->wantsFunction(function) || demand_->wantsTask(function);
  }

  std::optional<Demand> demand_;
};

constexpr llvm::StringLiteral Documentation = R"md(
A coroutine without a suspension does nothing that an ordinary function couldn't, but each call allocates a frame, makes a task, and makes its caller a coroutine too.

```cpp bad
#include "task.h"
task<int> doubled(int value) {   // a frame and a task, for a multiplication
  co_return 2 * value;
}
task<int> answer() { co_return co_await doubled(21); }
```

```cpp good
#include "task.h"
int doubled(int value) { return 2 * value; }
task<int> query(int key);
task<int> answer() { co_return doubled(co_await query(21)); }
```

Silent where something wants a coroutine: virtual functions and what overrides them, overloads, members of a class that has several with the same parameters and result, templates, functions and lambdas that are handed to somebody, generators, tests; where a task of it goes to a
spawner, an aggregate, a member or a caller instead of an await; where the promise may run the body elsewhere; where another build may have an await between `#if`s; and a body that throws or calls what
never returns.
)md";

} // namespace

extern const Check NoAwait;
const Check NoAwait = {
    .id = "coro-no-await",
    .summary = "a coroutine never suspends",
    .severity = Severity::Note,
    .onByDefault = false,
    .fix = "",
    .confidence = "high: the whole body was read",
    .options = {},
    .documentation = Documentation,
    .make = make<NoAwaitCheck>,
};

} // namespace corolint
