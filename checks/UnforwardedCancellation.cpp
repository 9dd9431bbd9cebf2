// coro-unforwarded-cancellation: an awaited call could be told when to stop, and isn't.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Cancellation.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class UnforwardedCancellationCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine() || body.isPattern())
      return;
    const llvm::SmallVector<const VarDecl *, 2> tokens = tokensOf(body);
    if (tokens.empty())
      return;
    for (const Stmt *statement : body.statements()) {
      const auto *await = dyn_cast<CoawaitExpr>(statement);
      const auto *call =
          await && !await->isImplicit()
              ? dyn_cast<CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource())
              : nullptr;
      if (call && !isa<CXXOperatorCallExpr>(call) && call->getDirectCallee() &&
          !isCleanup(body, *await, tokens))
        judge(body, *call, tokens);
    }
  }

  /// The tokens that the coroutine was given or made.
  llvm::SmallVector<const VarDecl *, 2> tokensOf(const Body &body) const {
    llvm::SmallVector<const VarDecl *, 2> result;
    for (const ParmVarDecl *parameter : body.function().parameters())
      if (!parameter->getName().empty() && isCancellationToken(parameter->getType(), models()))
        result.push_back(parameter);
    for (const Stmt *statement : body.statements())
      if (const auto *declaration = dyn_cast<DeclStmt>(statement);
          declaration && body.parent(*declaration) == body.root())
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared);
              variable && isCancellationToken(variable->getType(), models()))
            result.push_back(variable);
    return result;
  }

  static bool mentions(const Stmt &statement, llvm::ArrayRef<const VarDecl *> tokens) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
          variable && llvm::is_contained(tokens, variable))
        return true;
    return llvm::any_of(statement.children(),
                        [&](const Stmt *child) { return child && mentions(*child, tokens); });
  }

  /// What is done because of the token, or after an error, has to come to its end.
  static bool isCleanup(const Body &body, const Stmt &await,
                        llvm::ArrayRef<const VarDecl *> tokens) {
    const Stmt *inner = &await;
    for (const Stmt *outer = body.parent(await); outer;
         inner = outer, outer = body.parent(*outer)) {
      if (const auto *branch = dyn_cast<IfStmt>(outer);
          branch && branch->getThen() == inner && mentions(*branch->getCond(), tokens))
        return true;
      if (isa<CXXCatchStmt>(outer))
        return true;
    }
    return false;
  }

  void judge(const Body &body, const CallExpr &call, llvm::ArrayRef<const VarDecl *> tokens) {
    // Given one already, by an argument or through the object.
    if (mentions(call, tokens) || llvm::any_of(call.arguments(), [&](const Expr *argument) {
          return !isa<CXXDefaultArgExpr>(argument) &&
                 isCancellationToken(argument->getType(), models());
        }))
      return;
    const FunctionDecl &callee = *call.getDirectCallee();
    const VarDecl *token = nullptr;
    for (const VarDecl *candidate : tokens) {
      if (candidate->getLocation() > call.getBeginLoc() || !takes(callee, call, *candidate))
        continue;
      if (token)
        return; // which of them is meant isn't told
      token = candidate;
    }
    if (!token)
      return;
    Finding finding;
    finding.function = &body.function();
    finding.range = call.getSourceRange();
    finding.message = quoted(calledName(call, unit().context())) + " could be given " +
                      quoted(token->getName()) + ", and goes on when that asks it to end";
    finding.steps.push_back({token->getLocation(), "asks this coroutine to stop"});
    addFix(finding, callee, call, *token);
    report(finding);
  }

  /// Whether the call's function, or an overload of it that begins the same way, takes the token.
  bool takes(const FunctionDecl &callee, const CallExpr &call, const VarDecl &token) const {
    for (unsigned i = 0; i < call.getNumArgs() && i < callee.getNumParams(); ++i)
      if (isa<CXXDefaultArgExpr>(call.getArg(i)) && fits(*callee.getParamDecl(i), token))
        return true;
    return overloadFor(callee, token) != nullptr;
  }

  bool fits(const ParmVarDecl &parameter, const VarDecl &token) const {
    const QualType type = parameter.getType();
    if (type->isPointerType())
      return !token.getType().isConstQualified() &&
             unit().context().hasSameUnqualifiedType(type->getPointeeType(),
                                                     token.getType().getNonReferenceType());
    if (type->isRValueReferenceType() ||
        (type->isLValueReferenceType() && !type->getPointeeType().isConstQualified() &&
         token.getType().isConstQualified()))
      return false;
    return unit().context().hasSameUnqualifiedType(type.getNonReferenceType(),
                                                   token.getType().getNonReferenceType());
  }

  const FunctionDecl *overloadFor(const FunctionDecl &callee, const VarDecl &token) const {
    for (const NamedDecl *declared :
         callee.getDeclContext()->getRedeclContext()->lookup(callee.getDeclName())) {
      const auto *other = dyn_cast<FunctionDecl>(declared->getUnderlyingDecl());
      if (!other || other->getNumParams() != callee.getNumParams() + 1 ||
          !fits(*other->getParamDecl(callee.getNumParams()), token) || other->isDeleted())
        continue;
      bool same = true;
      for (unsigned i = 0; i < callee.getNumParams(); ++i)
        same &= unit().context().hasSameType(other->getParamDecl(i)->getType(),
                                             callee.getParamDecl(i)->getType());
      const auto *method = dyn_cast<CXXMethodDecl>(&callee),
                 *otherMethod = dyn_cast<CXXMethodDecl>(other);
      if (same && (!method || (otherMethod && method->isConst() == otherMethod->isConst())))
        return other;
    }
    return nullptr;
  }

  bool takesPointer(const FunctionDecl &callee, unsigned index, const VarDecl &token) const {
    if (index < callee.getNumParams())
      return callee.getParamDecl(index)->getType()->isPointerType();
    const FunctionDecl *overload = overloadFor(callee, token);
    return overload && overload->getParamDecl(index)->getType()->isPointerType();
  }

  /// The token as the next argument, where the arguments before it are all written.
  void addFix(Finding &finding, const FunctionDecl &callee, const CallExpr &call,
              const VarDecl &token) const {
    unsigned written = 0;
    while (written < call.getNumArgs() && !isa<CXXDefaultArgExpr>(call.getArg(written)))
      ++written;
    const bool next = written < call.getNumArgs() ? written < callee.getNumParams() &&
                                                        fits(*callee.getParamDecl(written), token)
                                                  : true;
    if (!next || call.getRParenLoc().isInvalid() || call.getRParenLoc().isMacroID())
      return;
    const std::string argument =
        (!token.getType()->isPointerType() && takesPointer(callee, written, token) ? "&" : "") +
        token.getName().str();
    finding.fixes.push_back(
        {"pass " + quoted(token.getName()) + " on",
         Safety::Unsafe,
         {FixItHint::CreateInsertion(call.getRParenLoc(), (written ? ", " : "") + argument)}});
  }
};

constexpr llvm::StringLiteral Documentation = R"md(
A coroutine that is given a stop token promises to end soon when it is asked to. A call in it that isn't given the token waits on as if nothing had happened, and everybody who waits for the coroutine
waits too: a shutdown that hangs, a request that is answered after its client has gone.

```cpp bad
#include "task.h"
#include <stop_token>
task<int> query(int key, std::stop_token stop = {});

task<int> find(int key, std::stop_token stop) {
  co_return co_await query(key);   // never hears of it
}
```

```cpp good
#include "task.h"
#include <stop_token>
task<int> query(int key, std::stop_token stop = {});

task<int> find(int key, std::stop_token stop) {
  co_return co_await query(key, stop);
}
```

Reported is an awaited call with a defaulted parameter of the token's type that isn't given, or with an overload that takes the token behind the same parameters, where exactly one such token is a parameter or local of
the coroutine. Tokens are recognised by their type: a class that answers `stop_requested()` or something like it, and those in the section `cancellation-tokens` of the models.

Silent: where another token is passed, or the token is passed to something around the call; in a handler, and in a branch that asks the token, since cleaning up has to come to its end.
)md";

} // namespace

extern const Check UnforwardedCancellation;
const Check UnforwardedCancellation = {
    .id = "coro-unforwarded-cancellation",
    .summary = "an awaited call could be told when to stop, and isn't",
    .severity = Severity::Warning,
    .onByDefault = false,
    .fix = "passes the token on: unsafe, since the call then ends early",
    .confidence = "medium: the callee's declaration takes what could be forwarded",
    .options = {},
    .documentation = Documentation,
    .make = make<UnforwardedCancellationCheck>,
};

} // namespace corolint
