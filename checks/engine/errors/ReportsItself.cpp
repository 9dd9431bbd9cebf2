#include "checks/engine/errors/ReportsItself.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

static bool writesLine(const Stmt &statement, const ASTContext &context) {
  const auto *call = dyn_cast<CallExpr>(&statement);
  if (call && writesToLog(*call, context))
    return true;
  return llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && writesLine(*child, context); });
}

bool reportsItsErrors(const FunctionDecl &function, Unit &unit) {
  const FunctionDecl *definition = definitionOf(&function);
  if (!definition || !unit.body(*definition).isCoroutine())
    return false;
  const Body &body = unit.body(*definition);
  bool reports = false;
  for (const Stmt *statement : body.statements()) {
    const auto *result = dyn_cast<CoreturnStmt>(statement);
    const auto *block = result ? dyn_cast_or_null<CompoundStmt>(body.parent(*result)) : nullptr;
    if (!result || result->isImplicit() || (block && !isa_and_nonnull<IfStmt>(body.parent(*block))))
      continue;
    const bool isTold = block && llvm::any_of(block->body(), [&](const Stmt *before) {
                          return before != result && writesLine(*before, body.context());
                        });
    if (!isTold)
      return false;
    reports = true;
  }
  return reports;
}

} // namespace corolint
