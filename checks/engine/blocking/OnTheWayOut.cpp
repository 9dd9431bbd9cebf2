#include "checks/engine/blocking/OnTheWayOut.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

static bool any(const Stmt &statement, llvm::function_ref<bool(const Stmt &)> test) {
  return test(statement) || llvm::any_of(statement.children(), [&](const Stmt *child) {
           return child && !isa<LambdaExpr>(child) && any(*child, test);
         });
}

/// Whether a statement of a block may leave it, or suspends.
static bool leaves(const Stmt &statement) {
  return any(statement, [](const Stmt &inner) {
    return isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(inner) ||
           suspensionOperand(inner);
  });
}

/// A call that doesn't return, or a block that runs once and comes to one.
static bool doesNotReturn(const Stmt &statement) {
  if (const auto *once = dyn_cast<DoStmt>(&statement))
    return runsOnce(*once) && doesNotReturn(*once->getBody());
  if (const auto *block = dyn_cast<CompoundStmt>(&statement)) {
    for (const Stmt *next : block->body())
      if (doesNotReturn(*next) || leaves(*next))
        return !leaves(*next);
    return false;
  }
  const auto *expression = dyn_cast<Expr>(&statement);
  const auto *call =
      expression ? dyn_cast<CallExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->isNoReturn();
}

bool endsProcessBehind(const Body &body, const Stmt &statement) {
  const Stmt *inside = &statement;
  for (const Stmt *outer = body.parent(statement); outer;
       inside = outer, outer = body.parent(*outer)) {
    if (const auto *block = dyn_cast<CompoundStmt>(outer)) {
      bool behind = false;
      for (const Stmt *next : block->body()) {
        if (behind && doesNotReturn(*next))
          return true;
        if (behind && leaves(*next))
          return false;
        behind |= next == inside;
      }
    }
    // What follows a branch is reached by others too, but by this one as well; a loop comes back.
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(outer) && !runsOnce(*outer))
      return false;
  }
  return false;
}

/// `fork()`, or a variable that it gave its result to.
static bool isFork(const Body &body, const Expr &expression, Unit &unit) {
  const Expr &value = stripped(expression);
  if (const auto *call = dyn_cast<CallExpr>(&value))
    return call->getDirectCallee() && unit.models().hop(*call->getDirectCallee());
  if (const auto *assignment = dyn_cast<BinaryOperator>(&value);
      assignment && assignment->isAssignmentOp())
    return isFork(body, *assignment->getRHS(), unit);
  const auto *variable = dyn_cast_or_null<VarDecl>(namedBy(value));
  if (!variable)
    return false;
  if (variable->getInit() && isa<CallExpr>(stripped(*variable->getInit())) &&
      isFork(body, *variable->getInit(), unit))
    return true;
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *assignment = dyn_cast<BinaryOperator>(statement);
    return assignment && assignment->isAssignmentOp() &&
           namedBy(*assignment->getLHS()) == variable &&
           isa<CallExpr>(stripped(*assignment->getRHS())) &&
           isFork(body, *assignment->getRHS(), unit);
  });
}

/// Whether the condition is true in the child: `pid == 0`, `!pid`.
static bool tellsChild(const Body &body, const Expr &condition, Unit &unit) {
  const Expr *value = condition.IgnoreParenImpCasts();
  if (const auto *negation = dyn_cast<UnaryOperator>(value);
      negation && negation->getOpcode() == UO_LNot)
    return isFork(body, *negation->getSubExpr(), unit);
  const auto *comparison = dyn_cast<BinaryOperator>(value);
  if (!comparison || comparison->getOpcode() != BO_EQ)
    return false;
  const Expr &left = *comparison->getLHS(), &right = *comparison->getRHS();
  return (isConstantZero(right, body.context()) && isFork(body, left, unit)) ||
         (isConstantZero(left, body.context()) && isFork(body, right, unit));
}

bool isInForkedChild(const Body &body, const Stmt &statement, Unit &unit) {
  const Stmt *inside = &statement;
  for (const Stmt *outer = body.parent(statement); outer;
       inside = outer, outer = body.parent(*outer)) {
    const auto *branch = dyn_cast<IfStmt>(outer);
    if (branch && branch->getThen() == inside && branch->getCond() &&
        tellsChild(body, *branch->getCond(), unit))
      return true;
    const auto *label = dyn_cast<CaseStmt>(outer);
    const auto *choice = label ? body.enclosing<SwitchStmt>(*label) : nullptr;
    if (choice && isConstantZero(*label->getLHS(), body.context()) &&
        isFork(body, *choice->getCond(), unit))
      return true;
  }
  return false;
}

} // namespace corolint
