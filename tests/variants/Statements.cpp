// Statements that stand in something, and operands that are variables first.
#include "tests/variants/MainFile.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <functional>

namespace corolint::test {

using namespace clang;

namespace {

/// A statement of a block that holds no other, with its semicolon.
struct Leaf {
  const Stmt *statement;
  Extent extent;
};

/// Collects the expressions, returns and declarations that blocks are made of.
class Leaves : public DynamicRecursiveASTVisitor {
public:
  explicit Leaves(const MainFile &file) : file_(file) { file.visit(*this); }

  bool VisitCompoundStmt(CompoundStmt *block) override {
    for (const Stmt *statement : block->body())
      if (isa<Expr, ReturnStmt, CoreturnStmt, DeclStmt>(statement))
        if (const std::optional<Extent> extent = file_.withSemicolon(statement->getSourceRange()))
          all.push_back({statement, *extent});
    return true;
  }

  std::vector<Leaf> all;

private:
  const MainFile &file_;
};

std::vector<Place> wrapLeaves(ASTContext &context, const std::string &before,
                              const std::string &after,
                              const std::function<bool(const Leaf &)> &isWanted) {
  std::vector<Place> places;
  for (const Leaf &leaf : Leaves(MainFile(context)).all)
    if (isWanted(leaf))
      places.push_back(around(leaf.extent, before, after));
  return places;
}

bool declaresNothing(const Leaf &leaf) { return !isa<DeclStmt>(leaf.statement); }

} // namespace

std::vector<Place> wrapInBlock(ASTContext &context) {
  return wrapLeaves(context, "{ ", " }", declaresNothing);
}

std::vector<Place> wrapInDo(ASTContext &context) {
  return wrapLeaves(context, "do { ", " } while (false);",
                    [](const Leaf &leaf) { return isa<Expr>(leaf.statement); });
}

std::vector<Place> wrapInMacro(ASTContext &context) {
  const MainFile file(context);
  return wrapLeaves(context, "STATEMENT(", ")", [&](const Leaf &leaf) {
    return !file.text().slice(leaf.extent.begin, leaf.extent.end).contains('#');
  });
}

// ---- Operands

namespace {

/// Whether an expression makes temporaries that something in it refers to.
class Temporaries : public DynamicRecursiveASTVisitor {
public:
  static bool areIn(const Expr *expression) {
    Temporaries finder;
    finder.TraverseStmt(const_cast<Expr *>(expression));
    return finder.found_;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return found_ = true, false; }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *) override {
    return found_ = true, false;
  }
  bool VisitInitListExpr(InitListExpr *) override { return found_ = true, false; }

private:
  bool found_ = false;
};

/// The call that makes an object and nothing that dies with the statement; null if it isn't one.
const Expr *callOf(const Expr *expression) {
  expression = expression->IgnoreImplicit();
  const auto *call = dyn_cast<CallExpr>(expression);
  if (!call || !call->isPRValue() || !call->getType()->isRecordType() || call->isTypeDependent() ||
      Temporaries::areIn(call))
    return nullptr;
  return call;
}

/// Replaces the text of a statement by these pieces around its operand's.
std::optional<Place> hoisted(const MainFile &file, const Leaf &leaf, const Expr *operand,
                             const std::string &then) {
  const std::optional<Extent> inner = file.extentOf(operand->getSourceRange());
  if (!inner)
    return std::nullopt;
  return Place{{leaf.extent.begin, inner->begin - leaf.extent.begin, "{ auto hoisted = "},
               {inner->end, leaf.extent.end - inner->end, "; " + then + " }"}};
}

/// What is awaited in a statement that does nothing else.
const Expr *awaitedOf(const Stmt *statement) {
  const auto *expression = dyn_cast<Expr>(statement);
  const auto *await = expression ? dyn_cast<CoawaitExpr>(expression->IgnoreImplicit()) : nullptr;
  return await ? callOf(await->getOperand()) : nullptr;
}

const Expr *droppedOf(const Stmt *statement) {
  const auto *expression = dyn_cast<Expr>(statement);
  return expression ? callOf(expression) : nullptr;
}

/// What is returned, where it is an object by value.
const Expr *returnedOf(const Stmt *statement) {
  if (const auto *plain = dyn_cast<ReturnStmt>(statement))
    return plain->getRetValue() ? callOf(plain->getRetValue()) : nullptr;
  const auto *result = dyn_cast<CoreturnStmt>(statement);
  if (!result || !result->getOperand())
    return nullptr;
  const auto *await = dyn_cast<CoawaitExpr>(result->getOperand()->IgnoreImplicit());
  return await && await->isPRValue() && !await->getType()->isVoidType() &&
                 !Temporaries::areIn(await->getOperand()->IgnoreImplicit())
             ? await
             : nullptr;
}

std::vector<Place> hoistEach(ASTContext &context, const Expr *(*operandOf)(const Stmt *),
                             const std::function<std::string(const Stmt *)> &then) {
  const MainFile file(context);
  std::vector<Place> places;
  for (const Leaf &leaf : Leaves(file).all)
    if (const Expr *operand = operandOf(leaf.statement))
      if (std::optional<Place> place = hoisted(file, leaf, operand, then(leaf.statement)))
        places.push_back(std::move(*place));
  return places;
}

} // namespace

std::vector<Place> hoistAwaited(ASTContext &context) {
  return hoistEach(context, awaitedOf, [](const Stmt *) {
    return "co_await static_cast<decltype(hoisted) &&>(hoisted);";
  });
}

std::vector<Place> hoistDropped(ASTContext &context) {
  return hoistEach(context, droppedOf, [](const Stmt *) { return ""; });
}

std::vector<Place> hoistReturned(ASTContext &context) {
  return hoistEach(context, returnedOf, [](const Stmt *statement) {
    return isa<ReturnStmt>(statement) ? "return hoisted;" : "co_return hoisted;";
  });
}

} // namespace corolint::test
