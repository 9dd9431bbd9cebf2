#include "checks/engine/values/ResultHabit.h"
#include "checks/engine/code/Leaving.h"
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

static bool holds(const Stmt &statement, const Stmt &await, const VarDecl *variable) {
  const auto *name = dyn_cast<DeclRefExpr>(&statement);
  return &statement == &await || (name && variable && name->getDecl() == variable) ||
         llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && holds(*child, await, variable); });
}

/// Whether an answer makes the code leave, ends a loop, or is somebody else's to ask: an answer
/// that only says which of two things comes next is no failure.
static bool isDecisive(const Body &body, const CoawaitExpr &await, const ValueUse &use) {
  bool isAsked = false;
  for (const Stmt *statement : body.statements()) {
    const auto *branch = dyn_cast<IfStmt>(statement);
    if (branch && holds(*branch->getCond(), await, use.variable)) {
      isAsked = true;
      if (leaves(branch->getThen()) || leaves(branch->getElse()))
        return true;
    }
    const auto *loop = dyn_cast<WhileStmt>(statement);
    if (loop && holds(*loop->getCond(), await, use.variable))
      return true;
  }
  return !isAsked;
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
    const ValueUse use = fateOf(body, *await, unit);
    const Fate fate = use.fate;
    if (fate == Fate::Discarded) {
      ++habit.dropped;
    } else if (fate != Fate::DeclaredDrop && fate != Fate::Unevaluated) {
      ++habit.tested;
      habit.decisive += isDecisive(body, *await, use);
      habit.example = await->getBeginLoc();
    }
  }
  return habit;
}

} // namespace corolint
