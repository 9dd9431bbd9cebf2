#include "checks/engine/code/ProcessEnd.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

const FunctionDecl *calleeOf(const CallExpr &call) {
  if (const FunctionDecl *callee = call.getDirectCallee())
    return callee;
  const auto *overloads = dyn_cast<UnresolvedLookupExpr>(call.getCallee()->IgnoreParenImpCasts());
  return overloads && overloads->getNumDecls() == 1
             ? dyn_cast<FunctionDecl>((*overloads->decls_begin())->getUnderlyingDecl())
             : nullptr;
}

std::optional<bool> decidedByBuild(const Expr *condition, const ASTContext &context) {
  bool value = false;
  if (!condition || condition->isValueDependent() ||
      !condition->EvaluateAsBooleanCondition(value, context))
    return std::nullopt;
  return value;
}

namespace {

/// Whether the bodies of functions, as far as they can be seen, always end in a call that doesn't
/// return.
class Ending {
public:
  explicit Ending(unsigned depth) : depth_(depth) {}

  bool neverReturns(const FunctionDecl &function) const {
    const FunctionDecl *definition = nullptr;
    if (function.isNoReturn())
      return true;
    return depth_ > 0 && function.getReturnType()->isVoidType() && function.getBody(definition) &&
           Ending(depth_ - 1).ends(definition->getBody(), function.getASTContext());
  }

private:
  bool ends(const Stmt *statement, const ASTContext &context) const {
    if (!statement)
      return false;
    if (const auto *block = dyn_cast<CompoundStmt>(statement)) {
      for (const Stmt *child : block->body()) {
        if (ends(child, context))
          return true;
        if (mayReturn(*child))
          return false;
      }
      return false;
    }
    if (const auto *once = dyn_cast<DoStmt>(statement))
      return ends(once->getBody(), context);
    if (const auto *branch = dyn_cast<IfStmt>(statement)) {
      if (const std::optional<bool> taken = decidedByBuild(branch->getCond(), context))
        return ends(*taken ? branch->getThen() : branch->getElse(), context);
      return ends(branch->getThen(), context) && ends(branch->getElse(), context);
    }
    return isa<Expr>(statement) && endsWithin(*statement, context);
  }

  static bool mayReturn(const Stmt &statement) {
    return isa<ReturnStmt, GotoStmt, CXXThrowExpr>(statement) ||
           llvm::any_of(statement.children(),
                        [](const Stmt *child) { return child && mayReturn(*child); });
  }

  /// Whether something that is evaluated for sure doesn't return.
  bool endsWithin(const Stmt &expression, const ASTContext &context) const {
    // `assert(false)`
    if (const auto *choice = dyn_cast<ConditionalOperator>(&expression)) {
      const std::optional<bool> taken = decidedByBuild(choice->getCond(), context);
      return taken &&
             endsWithin(*taken ? *choice->getTrueExpr() : *choice->getFalseExpr(), context);
    }
    if (isa<LambdaExpr, AbstractConditionalOperator>(expression))
      return false;
    if (const auto *both = dyn_cast<BinaryOperator>(&expression); both && both->isLogicalOp())
      return endsWithin(*both->getLHS(), context);
    if (const auto *call = dyn_cast<CallExpr>(&expression))
      if (const FunctionDecl *callee = calleeOf(*call); callee && neverReturns(*callee))
        return true;
    return endsProcess(expression) || llvm::any_of(expression.children(), [&](const Stmt *child) {
             return child && endsWithin(*child, context);
           });
  }

  const unsigned depth_;
};

} // namespace

bool neverReturns(const FunctionDecl &function) { return Ending(3).neverReturns(function); }

bool endsProcess(const Stmt &expression) {
  if (const auto *call = dyn_cast<CallExpr>(&expression)) {
    const FunctionDecl *callee = calleeOf(*call);
    return callee && callee->isNoReturn();
  }
  const auto *bound = dyn_cast<CXXBindTemporaryExpr>(&expression);
  const CXXDestructorDecl *destructor = bound ? bound->getTemporary()->getDestructor() : nullptr;
  return destructor && destructor->isNoReturn();
}

} // namespace corolint
