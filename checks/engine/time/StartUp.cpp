#include "checks/engine/time/StartUp.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspending.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

/// How many calls `main` may be away.
constexpr unsigned MaxDepth = 4;

static bool isFirstOf(const Stmt &statement, const Body &body, Unit &unit, unsigned depth);

/// Whether a call is made once, by `main`, by what only `main` calls, or in their first step.
static bool isMadeAtStart(const Stmt &call, const Body &body, Unit &unit, unsigned depth) {
  if (isInLoop(body, call))
    return false;
  if (body.isCoroutine())
    return isFirstOf(call, body, unit, depth);
  if (body.function().isMain())
    return true;
  const auto sites = unit.kept<CallSites>().of(body.function(), unit);
  return depth < MaxDepth && sites.size() == 1 &&
         isMadeAtStart(*sites[0].call, unit.body(*sites[0].in), unit, depth + 1);
}

/// A lambda that `main` gives to what starts coroutines, or calls where it stands.
static bool isStartedLambda(const Body &body, Unit &unit) {
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  const FunctionDecl *outer = method && method->getParent()->isLambda() && method->param_empty()
                                  ? dyn_cast_or_null<FunctionDecl>(method->getParent()->getParent())
                                  : nullptr;
  if (!outer || !outer->isMain())
    return false;
  const CallExpr *user = userOfLambda(body);
  const FunctionDecl *callee = user ? user->getDirectCallee() : nullptr;
  return callee && (callee == method || unit.models().spawner(*callee)) &&
         !isInLoop(unit.body(*outer), *user);
}

static bool isFirstOf(const Stmt &statement, const Body &body, Unit &unit, unsigned depth) {
  const SourceManager &sources = body.context().getSourceManager();
  const bool isBehindAwait = llvm::any_of(body.statements(), [&](const Stmt *other) {
    return suspensionOperand(*other) && !body.isWithin(statement, *other) &&
           (sources.isBeforeInTranslationUnit(other->getBeginLoc(), statement.getBeginLoc()) ||
            isInLoop(body, statement)) &&
           maySuspend(*other) && !neverSuspends(cast<Expr>(*other), unit);
  });
  if (isBehindAwait)
    return false;
  if (isStartedLambda(body, unit))
    return true;
  const auto sites = unit.kept<CallSites>().of(body.function(), unit);
  return depth < MaxDepth && !sites.empty() &&
         llvm::all_of(
             sites,
             [&](const CallSites::Site &site) {
               return isMadeAtStart(*site.call, unit.body(*site.in), unit, depth + 1);
             });
}

bool isInFirstStep(const Stmt &statement, const Body &body, Unit &unit) {
  return body.isCoroutine() && isFirstOf(statement, body, unit, 0);
}

} // namespace corolint
