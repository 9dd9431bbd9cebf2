#include "checks/engine/code/Leaving.h"
#include "checks/engine/code/Body.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

bool leaves(const Stmt *branch) {
  const Stmt *last = lastOf(branch);
  if (const auto *expression = dyn_cast_or_null<Expr>(last))
    last = expression->IgnoreUnlessSpelledInSource();
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(
      last);
}

} // namespace corolint
