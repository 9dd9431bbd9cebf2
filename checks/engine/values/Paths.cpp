#include "checks/engine/values/Paths.h"
#include "checks/engine/text/Source.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

/// The statement of an element, or null for what the compiler adds.
static const Stmt *statementOf(const CFGElement &element) {
  const auto statement = element.getAs<CFGStmt>();
  return statement ? statement->getStmt() : nullptr;
}

/// The variable that a `DeclStmt` of the graph declares, or null.
static const Decl *declaredBy(const Stmt &statement) {
  const auto *declaration = dyn_cast<DeclStmt>(&statement);
  return declaration && declaration->isSingleDecl() ? declaration->getSingleDecl() : nullptr;
}

Paths::Paths(const Body &body) : context_(body.context()) {
  if (body.isPattern() || !body.root())
    return;
  CFG::BuildOptions options;
  options.setAllAlwaysAdd();
  options.AddEHEdges = false;
  graph_ =
      CFG::buildCFG(&body.function(), const_cast<Stmt *>(body.root()), &body.context(), options);
  if (!graph_)
    return;
  for (const CFGBlock *block : *graph_)
    for (unsigned i = 0; block && i < block->size(); ++i)
      if (const Stmt *statement = statementOf((*block)[i])) {
        behind_[statement].push_back({block, i + 1});
        if (const Decl *declared = declaredBy(*statement))
          declared_[declared].push_back({block, i + 1});
      }
}

bool Paths::lead(const Stmt &from, const Stmt &to,
                 llvm::function_ref<bool(const Stmt &)> passes) const {
  if (!graph_)
    return false;
  llvm::SmallVector<Position, 16> open(behind_.lookup(&from));
  if (const auto *declaration = dyn_cast<DeclStmt>(&from))
    for (const Decl *declared : declaration->decls())
      open.append(declared_.lookup(declared));
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

std::optional<MissedPath> Paths::wayOut(const Positions &start,
                                        llvm::function_ref<bool(const Stmt &)> passes,
                                        llvm::function_ref<bool(const Stmt &)> restarts) const {
  Positions open = start;
  llvm::SmallPtrSet<const CFGBlock *, 16> seen;
  while (!open.empty()) {
    const Position at = open.pop_back_val();
    bool passed = false;
    const Stmt *last = nullptr;
    for (unsigned i = at.element; i < at.block->size() && !passed; ++i) {
      const Stmt *statement = statementOf((*at.block)[i]);
      if (!statement)
        continue;
      if (restarts(*statement))
        return MissedPath{statement};
      passed = passes(*statement);
      if (isa<ReturnStmt, CoreturnStmt, CXXThrowExpr>(statement))
        last = statement;
    }
    if (passed || at.block->hasNoReturnElement() ||
        (last && isWrittenByMacro(last->getBeginLoc(), context_)))
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

std::optional<MissedPath> Paths::missing(const VarDecl &from,
                                         llvm::function_ref<bool(const Stmt &)> passes) const {
  if (!graph_)
    return std::nullopt;
  return wayOut(declared_.lookup(&from), passes,
                [&](const Stmt &statement) { return declaredBy(statement) == &from; });
}

std::optional<MissedPath> Paths::missing(const Stmt &from,
                                         llvm::function_ref<bool(const Stmt &)> passes) const {
  if (!graph_)
    return std::nullopt;
  return wayOut(
      behind_.lookup(&from),
      [&](const Stmt &statement) { return isa<CXXThrowExpr>(statement) || passes(statement); },
      [](const Stmt &) { return false; });
}

} // namespace corolint
