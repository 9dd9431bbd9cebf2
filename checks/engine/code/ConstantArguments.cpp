#include "checks/engine/code/ConstantArguments.h"
#include "clang/AST/APValue.h"
#include "clang/AST/ASTContext.h"
#include <optional>

namespace corolint {

using namespace clang;

namespace {

class Decided {
public:
  Decided(const Body &body, llvm::ArrayRef<const Expr *> arguments)
      : body_(body), arguments_(arguments) {}

  std::optional<bool> value(const Expr &condition) const {
    const Expr &plain = *condition.IgnoreParenImpCasts();
    if (const auto *operation = dyn_cast<UnaryOperator>(&plain);
        operation && operation->getOpcode() == UO_LNot) {
      const auto inside = value(*operation->getSubExpr());
      return inside ? std::optional(!*inside) : std::nullopt;
    }
    // One side of them may be enough.
    if (const auto *operation = dyn_cast<BinaryOperator>(&plain);
        operation && operation->isLogicalOp()) {
      const bool enough = operation->getOpcode() == BO_LOr;
      const auto left = value(*operation->getLHS()), right = value(*operation->getRHS());
      if (left == enough || right == enough)
        return enough;
      return left && right ? std::optional(!enough) : std::nullopt;
    }
    if (condition.isValueDependent() || !asksForParameter(condition) || !asksOnlyConstants(plain))
      return std::nullopt;
    APValue result;
    if (!condition.EvaluateWithSubstitution(result, body_.context(), &body_.function(),
                                            arguments_) ||
        !result.isInt())
      return std::nullopt;
    return result.getInt().getBoolValue();
  }

private:
  static bool asksForParameter(const Stmt &statement) {
    const auto *name = dyn_cast<DeclRefExpr>(&statement);
    return (name && isa<ParmVarDecl>(name->getDecl())) ||
           llvm::any_of(statement.children(),
                        [](const Stmt *child) { return child && asksForParameter(*child); });
  }

  /// Nothing changes what it asks for between the call and the question.
  bool asksOnlyConstants(const Stmt &statement) const {
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      if (const auto *parameter = dyn_cast<ParmVarDecl>(name->getDecl()))
        return parameter->getType().isConstQualified() || isOnlyRead(*parameter);
    return llvm::all_of(statement.children(),
                        [&](const Stmt *child) { return !child || asksOnlyConstants(*child); });
  }

  bool isOnlyRead(const ParmVarDecl &parameter) const {
    return !parameter.getType()->isReferenceType() && !body_.isCaptured(parameter) &&
           llvm::all_of(body_.uses(parameter), [&](const DeclRefExpr *use) {
             const auto *read = dyn_cast_or_null<ImplicitCastExpr>(body_.parent(*use));
             return read && read->getCastKind() == CK_LValueToRValue;
           });
  }

  const Body &body_;
  llvm::ArrayRef<const Expr *> arguments_;
};

/// Whether nothing behind the statement in its block is reached.
bool leaves(const Stmt *statement) {
  const Stmt *last = lastOf(statement);
  return isa_and_nonnull<ReturnStmt, CXXThrowExpr, CoreturnStmt>(last);
}

} // namespace

bool isNeverReached(const Stmt &statement, const Body &body,
                    llvm::ArrayRef<const Expr *> arguments) {
  // The evaluation substitutes each parameter.
  if (arguments.size() < body.function().getNumParams() || body.isPattern() ||
      llvm::none_of(arguments, [&](const Expr *argument) {
        return !argument->isValueDependent() && argument->isCXX11ConstantExpr(body.context());
      }))
    return false;
  const Decided decided(body, arguments);
  const Stmt *inner = &statement;
  for (const Stmt *outer = body.parent(*inner); outer; inner = outer, outer = body.parent(*outer)) {
    if (const auto *branch = dyn_cast<IfStmt>(outer)) {
      if ((inner == branch->getThen() && decided.value(*branch->getCond()) == false) ||
          (inner == branch->getElse() && decided.value(*branch->getCond()) == true))
        return true;
    } else if (const auto *choice = dyn_cast<ConditionalOperator>(outer)) {
      if ((inner == choice->getTrueExpr() && decided.value(*choice->getCond()) == false) ||
          (inner == choice->getFalseExpr() && decided.value(*choice->getCond()) == true))
        return true;
    } else if (const auto *block = dyn_cast<CompoundStmt>(outer)) {
      for (const Stmt *before : block->body()) {
        if (before == inner)
          break;
        const auto *branch = dyn_cast<IfStmt>(before);
        if (!branch)
          continue;
        if ((leaves(branch->getThen()) && decided.value(*branch->getCond()) == true) ||
            (leaves(branch->getElse()) && decided.value(*branch->getCond()) == false))
          return true;
      }
    }
  }
  return false;
}

llvm::ArrayRef<const Expr *> argumentsOf(const Stmt &call) {
  if (const auto *construct = dyn_cast<CXXConstructExpr>(&call))
    return {construct->getArgs(), construct->getNumArgs()};
  const auto *plain = dyn_cast<CallExpr>(&call);
  if (!plain)
    return {};
  // The first argument of a member that is an operator is its object.
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(plain->getDirectCallee());
  const unsigned first = isa<CXXOperatorCallExpr>(plain) && method && !method->isStatic() ? 1 : 0;
  return llvm::ArrayRef<const Expr *>{plain->getArgs(), plain->getNumArgs()}.drop_front(first);
}

} // namespace corolint
