#include "checks/engine/errors/ThrowingResume.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

/// How many calls are followed.
static constexpr unsigned Depth = 2;

/// What leaves a body: of its own, or of a call that no `try` is around.
static ThrownInside leaves(const Body &body, Unit &unit, unsigned depth) {
  if (const Stmt *escape = findEscape(body, Suspect::Throws, unit))
    return {escape, &body.function()};
  if (depth == 0)
    return {};
  for (const Stmt *statement : body.statements()) {
    const auto *call = dyn_cast<CallExpr>(statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    const FunctionDecl *inside = callee && !callee->isInStdNamespace() &&
                                         !promisesNotToThrow(*callee) &&
                                         !body.enclosing<CXXTryStmt>(*call)
                                     ? definitionOf(callee)
                                     : nullptr;
    if (const ThrownInside thrown =
            inside ? leaves(unit.body(*inside), unit, depth - 1) : ThrownInside())
      return thrown;
  }
  return {};
}

ThrownInside thrownAgainstPromise(const FunctionDecl &function, Unit &unit) {
  const FunctionDecl *definition = promisesNotToThrow(function) ? definitionOf(&function) : nullptr;
  return definition ? leaves(unit.body(*definition), unit, Depth) : ThrownInside();
}

} // namespace corolint
