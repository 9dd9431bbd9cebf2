#include "checks/engine/values/ResultHabit.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"

namespace corolint {

using namespace clang;

/// The await whose operand a call is, or null.
static const CoawaitExpr *awaitOf(const Body &body, const CallExpr &call) {
  const auto *await = body.enclosing<CoawaitExpr>(call);
  return await && !await->isImplicit() &&
                 await->getOperand()->IgnoreUnlessSpelledInSource() == &call
             ? await
             : nullptr;
}

ResultHabit habitOf(const FunctionDecl &function, Unit &unit) {
  ResultHabit habit;
  for (const CallSites::Site &site : unit.kept<CallSites>().of(function, unit)) {
    const Body &body = unit.body(*site.in);
    const CoawaitExpr *await = body.isPattern() || site.in->isTemplateInstantiation()
                                   ? nullptr
                                   : awaitOf(body, *site.call);
    if (!await)
      continue;
    const Fate fate = fateOf(body, *await, unit).fate;
    if (fate == Fate::Discarded) {
      ++habit.dropped;
    } else if (fate != Fate::DeclaredDrop && fate != Fate::Unevaluated) {
      ++habit.tested;
      habit.example = await->getBeginLoc();
    }
  }
  return habit;
}

} // namespace corolint
