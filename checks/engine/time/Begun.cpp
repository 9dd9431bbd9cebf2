#include "checks/engine/time/Begun.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

static const FieldDecl *fieldOf(const Action &action) {
  const auto *member =
      action.object ? dyn_cast<MemberExpr>(action.object->IgnoreParenImpCasts()) : nullptr;
  return member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;
}

/// The statement of a function that sets a flag before a place, where the function never clears it.
static std::optional<Action> setIn(const FunctionDecl &function, SourceLocation before,
                                   const FieldDecl &flag, Unit &unit) {
  const FunctionDecl *definition = function.getDefinition();
  if (!definition || !definition->getBody())
    return std::nullopt;
  const SourceManager &sources = unit.context().getSourceManager();
  std::optional<Action> set;
  for (const Action &action : actionsOf(unit.body(*definition), unit)) {
    if (action.kind != Action::Flag || fieldOf(action) != &flag)
      continue;
    if (action.ends)
      return std::nullopt;
    if (sources.isBeforeInTranslationUnit(action.at->getBeginLoc(), before))
      set = action;
  }
  return set;
}

std::optional<Action> begunByStarter(const Body &coroutine, const Action &end, Unit &unit) {
  const FieldDecl *flag = end.kind == Action::Flag && end.ends ? fieldOf(end) : nullptr;
  if (!flag)
    return std::nullopt;
  const FunctionDecl &function = coroutine.function();
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  if (method && method->getParent()->isLambda()) {
    const auto *around = dyn_cast<FunctionDecl>(method->getParent()->getDeclContext());
    return around ? setIn(*around, function.getLocation(), *flag, unit) : std::nullopt;
  }
  std::optional<Action> set;
  for (const CallSites::Site &site : unit.kept<CallSites>().of(function, unit)) {
    set = setIn(*site.in, site.call->getBeginLoc(), *flag, unit);
    if (!set)
      break;
  }
  return set;
}

} // namespace corolint
