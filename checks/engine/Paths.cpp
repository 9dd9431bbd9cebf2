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

namespace {

/// In front of an element of a block.
struct Position {
  const CFGBlock *block;
  unsigned element;
};

} // namespace

/// The places behind every statement that passes the test.
static llvm::SmallVector<Position, 16> placesBehind(const CFG &graph, llvm::function_ref<bool(const Stmt &)> passes) {
  llvm::SmallVector<Position, 16> result;
  for (const CFGBlock *block : graph) {
    if (!block)
      continue;
    for (unsigned i = 0; i < block->size(); ++i)
      if (const Stmt *statement = statementOf((*block)[i]); statement && passes(*statement))
        result.push_back({block, i + 1});
  }
  return result;
}

bool Paths::lead(const Stmt &from, const Stmt &to, llvm::function_ref<bool(const Stmt &)> passes) const {
  if (!graph_)
    return false;
  // The graph splits a `DeclStmt` of several variables.
  const auto *declaration = dyn_cast<DeclStmt>(&from);
  const auto isStart = [&](const Stmt &statement) {
    const auto *part = declaration ? dyn_cast<DeclStmt>(&statement) : nullptr;
    return &statement == &from || (part && part->isSingleDecl() && llvm::is_contained(declaration->decls(), part->getSingleDecl()));
  };
  llvm::SmallVector<Position, 16> open = placesBehind(*graph_, isStart);
  llvm::SmallPtrSet<const CFGBlock *, 16> seen;
  while (!open.empty()) {
    const Position at = open.pop_back_val();
    bool passed = false;
    for (unsigned i = at.element; i < at.block->size() && !passed; ++i)
      if (const Stmt *statement = statementOf((*at.block)[i])) {
        if (statement == &to)
          return true;
        passed = passes(*statement);
      }
    if (passed)
      continue;
    for (const CFGBlock::AdjacentBlock &next : at.block->succs())
      if (const CFGBlock *block = next.getReachableBlock(); block && seen.insert(block).second)
        open.push_back({block, 0});
  }
  return false;
}

std::optional<MissedPath> Paths::missing(const VarDecl &from, llvm::function_ref<bool(const Stmt &)> passes) const {
  if (!graph_)
    return std::nullopt;

  llvm::SmallVector<Position, 16> open = placesBehind(*graph_, [&](const Stmt &statement) { return declares(statement, from); });

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
