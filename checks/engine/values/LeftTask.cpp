#include "checks/engine/values/LeftTask.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

// ---- Around what awaits it
// --------------------------------------------------------------------------------------

std::optional<MissedPath> wayAround(const Body &body, const VarDecl &variable, const TaskType &task,
                                    llvm::ArrayRef<const DeclRefExpr *> consuming) {
  const Stmt *declaration = variable.getInit() ? body.parent(*variable.getInit()) : nullptr;
  if (!declaration || !isa<DeclStmt>(declaration))
    return std::nullopt;
  const Paths paths(body);
  // One that is awaited twice on some path is told of by coro-awaited-twice: one bug, one finding.
  const auto isAwaitedAgain = [&](const DeclRefExpr *first) {
    return llvm::any_of(consuming, [&](const DeclRefExpr *second) {
      return second != first && paths.lead(*first, *second, [](const Stmt &) { return false; });
    });
  };
  if (task.singleShot && llvm::any_of(consuming, isAwaitedAgain))
    return std::nullopt;
  // A loop that awaits it may run not at all; that the code relies on it isn't a path worth
  // telling. Nor are the ways around what a macro is given, `EXPECT_THROW(co_await std::move(t),
  // error)`.
  llvm::SmallPtrSet<const Stmt *, 4> reached(consuming.begin(), consuming.end());
  for (const DeclRefExpr *use : consuming)
    for (const Stmt *s = use; s && s != body.parent(*declaration); s = body.parent(*s))
      if (isa<ForStmt, WhileStmt, CXXForRangeStmt>(s) ||
          (isa<IfStmt, SwitchStmt>(s) && isWrittenByMacro(s->getBeginLoc(), body.context())))
        reached.insert(s);
  return paths.missing(variable, [&](const Stmt &statement) {
    for (const Stmt *s = &statement; s; s = body.parent(*s))
      if (reached.contains(s))
        return true;
    return false;
  });
}

// ---- Over its next value
// ----------------------------------------------------------------------------------------

/// A task that has nothing to do: a library's own `make_task(0)`, or a coroutine that calls
/// nothing.
static bool isPlaceholder(const Expr &made, const Models &models) {
  const auto *call = dyn_cast<CallExpr>(made.IgnoreUnlessSpelledInSource());
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || models.libraryOf(*callee))
    return callee;
  const FunctionDecl *definition = callee->getDefinition();
  return definition && definition->getBody() &&
         llvm::none_of(Body(*definition).statements(), [](const Stmt *statement) {
           return isa<CallExpr, CXXThrowExpr>(statement) || suspensionOperand(*statement);
         });
}

const Stmt *overwriting(const Body &body, const VarDecl &variable, const Expr &made,
                        llvm::ArrayRef<const DeclRefExpr *> consuming, Unit &unit) {
  const Stmt *declaration = variable.getInit() ? body.parent(*variable.getInit()) : nullptr;
  if (!declaration || !isa<DeclStmt>(declaration) || isPlaceholder(made, unit.models()))
    return nullptr;
  llvm::SmallPtrSet<const Stmt *, 4> fillings;
  for (const DeclRefExpr *use : body.uses(variable))
    if (const ValueUse fate = fateOf(body, *use, unit); fate.fate == Fate::Inspected)
      fillings.insert(fate.at);
  const auto fills = [&](const Stmt &statement) {
    const auto *declared = dyn_cast<DeclStmt>(&statement);
    return fillings.contains(&statement) ||
           (declared && llvm::is_contained(declared->decls(), &variable));
  };
  const Paths paths(body);
  for (const DeclRefExpr *use : body.uses(variable)) {
    const ValueUse fate = fateOf(body, *use, unit);
    const auto *filling =
        fate.fate == Fate::Inspected ? dyn_cast<CXXOperatorCallExpr>(fate.at) : nullptr;
    // `t = {};` gives it up on purpose.
    if (!filling || filling->getNumArgs() != 2 ||
        !isa<CallExpr>(filling->getArg(1)->IgnoreUnlessSpelledInSource()))
      continue;
    if (paths.lead(*declaration, *filling, fills) &&
        llvm::none_of(consuming, [&](const DeclRefExpr *taken) {
          return paths.lead(*taken, *filling, fills);
        }))
      return filling;
  }
  return nullptr;
}

// ---- Out of the loop that starts it
// -----------------------------------------------------------------------------

/// Whether a condition around the statement asks the variable: then which way leads there depends
/// on what is in it.
static bool isUnderConditionOn(const Body &body, const Stmt &statement, const VarDecl &variable) {
  const auto asks = [&](const Stmt *condition) {
    return condition && llvm::any_of(body.uses(variable), [&](const DeclRefExpr *use) {
             return body.isWithin(*use, *condition);
           });
  };
  for (const Stmt *s = body.parent(statement); s; s = body.parent(*s))
    if (const auto *branch = dyn_cast<IfStmt>(s); branch && asks(branch->getCond()))
      return true;
  return false;
}

/// Whether a handler of the same body catches what is thrown: then the function goes on.
static bool isCaughtHere(const Body &body, const Stmt &thrown) {
  const Stmt *child = &thrown;
  for (const Stmt *s = body.parent(thrown); s; child = s, s = body.parent(*s))
    if (const auto *attempt = dyn_cast<CXXTryStmt>(s); attempt && attempt->getTryBlock() == child)
      return true;
  return false;
}

const Stmt *throwBehind(const Body &body, const Stmt &filling, const TaskHolder &holder,
                        Unit &unit) {
  const Paths paths(body);
  const llvm::SmallVector<const DeclRefExpr *, 4> takers = takersOf(body, holder, unit);
  const auto takes = [&](const Stmt &statement) { return llvm::is_contained(takers, &statement); };
  for (const Stmt *statement : body.statements())
    if (isa<CXXThrowExpr>(statement) &&
        !isWrittenByMacro(statement->getBeginLoc(), body.context()) &&
        !isCaughtHere(body, *statement) &&
        !isUnderConditionOn(body, *statement, *holder.variable) &&
        paths.lead(filling, *statement, takes))
      return statement;
  return nullptr;
}

// ---- On purpose
// --------------------------------------------------------------------------------------------------

bool isLeftAloneByName(const Expr &made) {
  const auto *call = dyn_cast<CallExpr>(made.IgnoreUnlessSpelledInSource());
  if (!call)
    return false;
  const FunctionDecl *callee = call->getDirectCallee();
  if (callee && callee->getIdentifier() && says(Meaning::LeftAlone, callee->getName()))
    return true;
  // A mark is a class without anything in it.
  return llvm::any_of(call->arguments(), [](const Expr *argument) {
    const auto *record = argument->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return record && record->hasDefinition() && record->isEmpty() && !record->isLambda() &&
           says(Meaning::LeftAlone, record->getName());
  });
}

} // namespace corolint
