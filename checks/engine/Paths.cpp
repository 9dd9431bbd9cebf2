#include "checks/engine/Paths.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

Paths::Paths(const Body &body) {
  if (body.isPattern() || !body.root())
    return;
  CFG::BuildOptions options;
  options.setAllAlwaysAdd();
  options.AddEHEdges = false;
  graph_ = CFG::buildCFG(&body.function(), const_cast<Stmt *>(body.root()), &body.context(), options);
}

/// The statement of an element, or null for what the compiler adds.
static const Stmt *statementOf(const CFGElement &element) {
  const auto statement = element.getAs<CFGStmt>();
  return statement ? statement->getStmt() : nullptr;
}

/// The graph splits a `DeclStmt` of several variables into one of each.
static bool declares(const Stmt &statement, const VarDecl &variable) {
  const auto *declaration = dyn_cast<DeclStmt>(&statement);
  return declaration && declaration->isSingleDecl() && declaration->getSingleDecl() == &variable;
}

std::optional<MissedPath> Paths::missing(const VarDecl &from, llvm::function_ref<bool(const Stmt &)> passes) const {
  if (!graph_)
    return std::nullopt;

  struct Position {
    const CFGBlock *block;
    unsigned element;
  };
  llvm::SmallVector<Position, 16> open;
  for (const CFGBlock *block : *graph_) {
    if (!block)
      continue;
    for (unsigned i = 0; i < block->size(); ++i)
      if (const Stmt *statement = statementOf((*block)[i]); statement && declares(*statement, from))
        open.push_back({block, i + 1});
  }

  llvm::SmallPtrSet<const CFGBlock *, 16> seen;
  while (!open.empty()) {
    const Position at = open.pop_back_val();
    bool passed = false;
    const Stmt *last = nullptr;
    for (unsigned i = at.element; i < at.block->size() && !passed; ++i) {
      const Stmt *statement = statementOf((*at.block)[i]);
      if (!statement)
        continue;
      if (declares(*statement, from))
        return MissedPath{statement};
      passed = passes(*statement);
      if (isa<ReturnStmt, CoreturnStmt, CXXThrowExpr>(statement))
        last = statement;
    }
    if (passed || at.block->hasNoReturnElement() || (last && last->getBeginLoc().isMacroID()))
      continue;
    for (const CFGBlock::AdjacentBlock &next : at.block->succs()) {
      const CFGBlock *block = next.getReachableBlock();
      if (!block)
        continue;
      if (block == &graph_->getExit())
        return MissedPath{last};
      if (seen.insert(block).second)
        open.push_back({block, 0});
    }
  }
  return std::nullopt;
}

} // namespace corolint
