#include "checks/engine/time/Effect.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

/// The block that the user wrote.
static const CompoundStmt *writtenBody(const FunctionDecl &definition) {
  const Stmt *body = definition.getBody();
  if (const auto *coroutine = dyn_cast_or_null<CoroutineBodyStmt>(body))
    body = coroutine->getBody();
  return dyn_cast_or_null<CompoundStmt>(body);
}

static bool isReturn(const Stmt &statement) { return isa<ReturnStmt, CoreturnStmt>(statement); }

/// Whether a statement of a body, the condition of one, or what it returns comes before all else
/// that returns.
static bool isOnEachWay(const Body &inner, const Stmt &statement, const CompoundStmt &written) {
  const Stmt *top = &statement;
  while (inner.parent(*top) && inner.parent(*top) != &written)
    top = inner.parent(*top);
  const auto *branch = dyn_cast<IfStmt>(top);
  return (branch ? inner.isWithin(statement, *branch->getCond())
                 : isa<Expr>(top) || isReturn(*top)) &&
         llvm::none_of(inner.statements(), [&](const Stmt *other) {
           return isReturn(*other) && other != top &&
                  other->getBeginLoc() < statement.getBeginLoc();
         });
}

static const ParmVarDecl *parameterNamed(const Expr &key, const FunctionDecl &function) {
  const auto *parameter = dyn_cast_or_null<ParmVarDecl>(variableNamed(stripped(key)));
  return parameter && parameter->getDeclContext() == &function ? parameter : nullptr;
}

std::optional<Action> ownChange(const CXXMethodDecl &method, const CallExpr &call, bool isAwaited,
                                Unit &unit, ReadAction read) {
  const FunctionDecl *definition = definitionOf(&method);
  const CompoundStmt *written = definition ? writtenBody(*definition) : nullptr;
  if (!written)
    return std::nullopt;
  const Body &inner = unit.body(*definition);
  if (inner.isCoroutine() && !isAwaited)
    return std::nullopt;
  const bool isAll = written->size() == 1 && call.getNumArgs() == 0;
  std::optional<Action> found;
  for (const Stmt *statement : inner.statements()) {
    const Action change = read(inner, *statement);
    if (!change.object || !ownField(*change.object))
      continue;
    const bool isElement = change.kind == Action::Call && change.key &&
                           (change.begins || change.ends) &&
                           parameterNamed(*change.key, *definition);
    if (change.kind != Action::Count && !isElement && (!isAll || change.kind != Action::Flag))
      continue;
    if (isAll && !isElement)
      return change;
    if (found || !isOnEachWay(inner, *statement, *written))
      return std::nullopt;
    found = change;
  }
  return found;
}

const Expr *argumentFor(const CallExpr &call, const CXXMethodDecl &method, const Expr &parameter) {
  const FunctionDecl *definition = definitionOf(&method);
  const ParmVarDecl *named = definition ? parameterNamed(parameter, *definition) : nullptr;
  return named && named->getFunctionScopeIndex() < call.getNumArgs()
             ? call.getArg(named->getFunctionScopeIndex())
             : nullptr;
}

} // namespace corolint
