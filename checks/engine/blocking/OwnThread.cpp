#include "checks/engine/blocking/OwnThread.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

/// Whether an expression asks for the id of the thread, by itself or in what it calls.
static bool asksForThread(const Stmt &statement, unsigned depth = 2) {
  if (const auto *call = dyn_cast<CallExpr>(&statement)) {
    const FunctionDecl *callee = call->getDirectCallee();
    if (callee && callee->getDeclName().isIdentifier() &&
        (says(Meaning::OwnThread, callee->getName()) || callee->getName() == "get_id"))
      return true;
    const FunctionDecl *definition = callee && depth > 0 ? definitionOf(callee) : nullptr;
    if (definition && definition->getReturnType()->isBooleanType() && definition->getBody() &&
        asksForThread(*definition->getBody(), depth - 1))
      return true;
  }
  return llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && asksForThread(*child, depth); });
}

/// Whether the last statement of a branch leaves the function; all ways of a constant branch in it.
static bool leaves(const Stmt *branch) {
  if (const auto *block = dyn_cast_or_null<CompoundStmt>(branch))
    return !block->body_empty() && leaves(block->body_back());
  if (const auto *choice = dyn_cast_or_null<IfStmt>(branch))
    return choice->isConstexpr() || (leaves(choice->getThen()) && leaves(choice->getElse()));
  return isa_and_nonnull<ReturnStmt, CXXThrowExpr>(branch);
}

bool isLeftToOtherThreads(const Body &body, const Stmt &statement) {
  const Stmt *inside = &statement;
  for (const Stmt *outer = body.parent(statement); outer;
       inside = outer, outer = body.parent(*outer)) {
    const auto *around = dyn_cast<IfStmt>(outer);
    if (around && around->getCond() != inside && asksForThread(*around->getCond()))
      return true;
    const auto *block = dyn_cast<CompoundStmt>(outer);
    if (!block)
      continue;
    for (const Stmt *before : block->body()) {
      if (before == inside)
        break;
      const auto *branch = dyn_cast<IfStmt>(before);
      if (branch && leaves(branch->getThen()) && asksForThread(*branch->getCond()))
        return true;
    }
  }
  return false;
}

} // namespace corolint
