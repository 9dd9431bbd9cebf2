#include "checks/engine/errors/KnownError.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Taken.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

// ---- There as a value -------------------------------------------------------------------------

/// The variable or field that surely holds an exception where the condition holds: `error`,
/// `r.hasException()`, `f.failed()`.
static const ValueDecl *failedHolder(const Expr &condition, Unit &unit) {
  const Expr *asked = condition.IgnoreUnlessSpelledInSource();
  if (const auto *comparison = dyn_cast<CXXOperatorCallExpr>(asked);
      comparison && comparison->getOperator() == OO_ExclaimEqual)
    asked = isa<CXXNullPtrLiteralExpr>(comparison->getArg(1)->IgnoreUnlessSpelledInSource())
                ? comparison->getArg(0)->IgnoreUnlessSpelledInSource()
                : asked;
  if (const auto *call = dyn_cast<CXXMemberCallExpr>(asked)) {
    const CXXMethodDecl *method = call->getMethodDecl();
    const CXXRecordDecl *record = call->getRecordDecl();
    const llvm::StringRef name = method && method->getIdentifier() ? method->getName() : "";
    const bool asks = call->getNumArgs() == 0 && call->getType()->isBooleanType() &&
                      (name.contains_insensitive("exception") || name == "failed");
    if (!asks || !record ||
        (!unit.models().errorResult(*record) &&
         !unit.taskType(call->getObjectType()).isAwaitable()))
      return nullptr;
    asked = call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
  } else if (!isExceptionPtr(asked->getType())) {
    return nullptr;
  }
  if (const auto *name = dyn_cast<DeclRefExpr>(asked))
    return name->getDecl();
  const auto *member = dyn_cast<MemberExpr>(asked);
  return member ? member->getMemberDecl() : nullptr;
}

static bool mentions(const Stmt &statement, const ValueDecl &object) {
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement); name && name->getDecl() == &object)
    return true;
  if (const auto *member = dyn_cast<MemberExpr>(&statement);
      member && member->getMemberDecl() == &object)
    return true;
  return llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && mentions(*child, object); });
}

KnownError unusedErrorAt(const Body &body, const Stmt &statement, Unit &unit) {
  const Stmt *child = &statement;
  for (const Stmt *s = body.parent(statement); s; child = s, s = body.parent(*s)) {
    const auto *branch = dyn_cast<IfStmt>(s);
    if (!branch || branch->getThen() != child)
      continue;
    if (const ValueDecl *holder = failedHolder(*branch->getCond(), unit))
      return mentions(*branch->getThen(), *holder) ? KnownError()
                                                   : KnownError{holder, branch->getCond()};
  }
  return {};
}

// ---- Only a flag or a text --------------------------------------------------------------------

/// Whether the handler uses its error only to fill that variable.
static bool isOnlyKeptIn(const Body &body, const CXXCatchStmt &handler, const VarDecl &kept) {
  const VarDecl *error = handler.getExceptionDecl();
  return error && llvm::all_of(body.uses(*error), [&](const DeclRefExpr *use) {
           for (const Stmt *s = use; s && s != &handler; s = body.parent(*s)) {
             if (const Write write = writeOf(*s); write && write.value)
               return variableNamed(*write.target) == &kept;
           }
           return false;
         });
}

static bool isBehind(const Body &body, const Stmt &statement, const Stmt &other) {
  return body.context().getSourceManager().isBeforeInTranslationUnit(other.getEndLoc(),
                                                                     statement.getBeginLoc());
}

/// The variable is in what is thrown, or in the condition right around it.
static bool comesFrom(const Body &body, const CXXThrowExpr &thrown, const VarDecl &variable) {
  for (const DeclRefExpr *use : body.uses(variable)) {
    if (body.isWithin(*use, thrown))
      return true;
    if (const auto *branch = body.enclosing<IfStmt>(thrown);
        branch && body.isWithin(*use, *branch->getCond()) &&
        body.isWithin(thrown, *branch->getThen()))
      return true;
  }
  return false;
}

FlattenedError flattenedBy(const Body &body, const CXXCatchStmt &handler, Unit &unit) {
  const auto *attempt = dyn_cast_or_null<CXXTryStmt>(body.parent(handler));
  if (!attempt || breadthOf(handler) == Breadth::Narrow)
    return {};
  const Handling handling = handlingOf(body, handler, unit);
  if (!handling.always({ErrorEnd::Kept, ErrorEnd::Used}))
    return {};
  const VarDecl *kept = nullptr;
  for (const Stmt *statement : body.statements()) {
    const Write write = writeOf(*statement);
    if (!write || !write.value || !body.isWithin(*statement, *handler.getHandlerBlock()))
      continue;
    const VarDecl *variable = variableNamed(*write.target);
    if (!variable || !variable->hasLocalStorage() ||
        takenBy(*write.value, handler.getExceptionDecl()) == Taken::Whole)
      return {};
    kept = variable;
  }
  if (!kept || (handling.find(ErrorEnd::Used) && !isOnlyKeptIn(body, handler, *kept)))
    return {};
  for (const Stmt *statement : body.statements())
    if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement); thrown && thrown->getSubExpr() &&
                                                                isBehind(body, *thrown, *attempt) &&
                                                                comesFrom(body, *thrown, *kept))
      return {thrown, kept};
  return {};
}

} // namespace corolint
