#include "checks/engine/time/Suspension.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/time/Element.h"
#include "checks/engine/time/Suspending.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

bool mayThrow(const Expr &suspension) {
  const auto *known = dyn_cast<CoroutineSuspendExpr>(&suspension);
  const FunctionDecl *resume = known ? calledFunction(known->getResumeExpr()) : nullptr;
  return !resume || !promisesNotToThrow(*resume);
}

Suspensions::Suspensions(const Body &body) : body_(body) {
  for (const Stmt *statement : body.statements()) {
    if (maySuspend(*statement))
      all_.push_back(cast<Expr>(statement));
    if (const auto *declaration = dyn_cast<DeclStmt>(statement))
      for (const Decl *declared : declaration->decls())
        if (const auto *variable = dyn_cast<VarDecl>(declared))
          declarations_.try_emplace(variable, declaration);
  }
  if (body.isPattern() || !body.root())
    return;
  CFG::BuildOptions options;
  options.setAllAlwaysAdd();
  graph_ =
      CFG::buildCFG(&body.function(), const_cast<Stmt *>(body.root()), &body.context(), options);
  if (!graph_)
    return;
  for (const CFGBlock *block : *graph_) {
    if (!block)
      continue;
    if (const auto *handler = dyn_cast_or_null<CXXCatchStmt>(block->getLabel()))
      handlers_.try_emplace(handler, block);
    for (unsigned i = 0; i < block->size(); ++i)
      if (const auto element = (*block)[i].getAs<CFGStmt>()) {
        const Stmt *statement = element->getStmt();
        positions_.try_emplace(statement, block, i);
        // The graph splits a declaration of several variables into one of each.
        if (const auto *declaration = dyn_cast<DeclStmt>(statement);
            declaration && !body.contains(*declaration) && declaration->isSingleDecl())
          if (const auto *variable = dyn_cast<VarDecl>(declaration->getSingleDecl()))
            if (const DeclStmt *whole = declarations_.lookup(variable))
              positions_[whole] = {block, i};
      }
  }
}

const Stmt *Suspensions::scopeOf(const VarDecl &variable) const {
  const DeclStmt *declaration = declarations_.lookup(&variable);
  return declaration ? body_.parent(*declaration) : nullptr;
}

/// Whether two statements of a pattern can never run one after the other, or only in some
/// instantiation: they stand in the two branches of an `if`, or below different `if constexpr`s.
static bool areApart(const Body &body, const Stmt &one, const Stmt &other) {
  const auto branchOf = [&](const IfStmt &choice, const Stmt &statement) -> const Stmt * {
    for (const Stmt *branch : {choice.getThen(), choice.getElse()})
      if (branch && body.isWithin(statement, *branch))
        return branch;
    return nullptr;
  };
  for (const auto *choice = body.enclosing<IfStmt>(one); choice;
       choice = body.enclosing<IfStmt>(*choice))
    if (const Stmt *branch = branchOf(*choice, other);
        branch && branch != branchOf(*choice, one) && branchOf(*choice, one))
      return true;
  const auto isConditional = [&](const Stmt &statement, const Stmt &beside) {
    for (const auto *choice = body.enclosing<IfStmt>(statement); choice;
         choice = body.enclosing<IfStmt>(*choice))
      if (choice->isConstexpr() && branchOf(*choice, statement) && !body.isWithin(beside, *choice))
        return true;
    return false;
  };
  return isConditional(one, other) && isConditional(other, one);
}

void Suspensions::walkFrom(const Stmt *start, llvm::function_ref<Walk(const Stmt &)> visit) const {
  if (!graph_) {
    // In a pattern: in the order of the text; a suspension comes behind its operand.
    bool open = !start;
    for (const Stmt *statement : body_.statements()) {
      if (open &&
          !body_.isWithin(*statement, start ? *start : *body_.root()) == (start != nullptr) &&
          !(start && areApart(body_, *start, *statement)) && visit(*statement) == Walk::Stop)
        return;
      open |= statement == start;
    }
    return;
  }

  struct Position {
    const CFGBlock *block;
    unsigned element;
  };
  llvm::SmallVector<Position, 16> open;
  llvm::SmallPtrSet<const CFGBlock *, 16> entered;
  const auto enter = [&](const CFGBlock *block) {
    if (block && entered.insert(block).second)
      open.push_back({block, 0});
  };
  if (!start)
    enter(&graph_->getEntry());
  else if (const auto at = positions_.find(start); at != positions_.end())
    open.push_back({at->second.first, at->second.second + 1});

  // What throws inside of a try goes on in its handlers.
  const auto enterHandlers = [&](const Stmt &statement) {
    const Stmt *inner = &statement;
    for (const Stmt *outer = body_.parent(statement); outer;
         inner = outer, outer = body_.parent(*outer))
      if (const auto *attempt = dyn_cast<CXXTryStmt>(outer);
          attempt && attempt->getTryBlock() == inner)
        for (unsigned h = 0; h < attempt->getNumHandlers(); ++h)
          enter(handlers_.lookup(attempt->getHandler(h)));
  };
  // A suspension ends by an exception, too.
  if (start && suspensionOperand(*start))
    enterHandlers(*start);

  llvm::SmallPtrSet<const Stmt *, 32> visited;
  while (!open.empty()) {
    const Position at = open.pop_back_val();
    bool stopped = false;
    for (unsigned i = at.element; i < at.block->size() && !stopped; ++i) {
      const auto element = (*at.block)[i].getAs<CFGStmt>();
      if (!element)
        continue;
      const Stmt *statement = element->getStmt();
      // One of several variables of a declaration stands for the whole.
      const auto *part = dyn_cast<DeclStmt>(statement);
      if (part && !body_.contains(*part) && part->isSingleDecl())
        if (const auto *variable = dyn_cast<VarDecl>(part->getSingleDecl()))
          if (const DeclStmt *whole = declarations_.lookup(variable))
            statement = whole;
      if (!body_.contains(*statement))
        continue;
      if (visited.insert(statement).second)
        stopped = visit(*statement) == Walk::Stop;
      if (!stopped && (isa<CallExpr, CXXThrowExpr, CXXConstructExpr>(statement) ||
                       suspensionOperand(*statement)))
        enterHandlers(*statement);
    }
    if (stopped || at.block->hasNoReturnElement())
      continue;
    for (const CFGBlock::AdjacentBlock &next : at.block->succs())
      enter(next.getReachableBlock());
  }
}

llvm::SmallVector<const Expr *, 4>
Suspensions::reachedFrom(const Stmt *start, llvm::function_ref<bool(const Stmt &)> ends) const {
  llvm::SmallPtrSet<const Stmt *, 8> reached;
  walkFrom(start, [&](const Stmt &statement) {
    if (ends(statement))
      return Walk::Stop;
    reached.insert(&statement);
    return Walk::On;
  });
  llvm::SmallVector<const Expr *, 4> result;
  for (const Expr *suspension : all_)
    if (reached.contains(suspension))
      result.push_back(suspension);
  return result;
}

Suspensions::Use Suspensions::usedAfter(llvm::function_ref<bool(const Stmt &)> uses,
                                        llvm::function_ref<bool(const Expr &)> counts) const {
  for (const Expr *suspension : all_) {
    if (counts && !counts(*suspension))
      continue;
    const Stmt *first = nullptr;
    walkFrom(suspension, [&](const Stmt &statement) {
      if (uses(statement) && (!first || statement.getBeginLoc() < first->getBeginLoc()))
        first = &statement;
      return Walk::On;
    });
    if (first)
      return {suspension, first};
  }
  return {};
}

llvm::SmallVector<Alive, 8> Suspensions::aliveAt(const Expr &suspension) const {
  llvm::SmallVector<Alive, 8> result;
  for (const ParmVarDecl *parameter : body_.function().parameters())
    if (!parameter->getType()->isReferenceType())
      result.push_back({parameter, nullptr});
  // Declarations stand in the blocks around, before the statement that leads here.
  const Stmt *inner = &suspension;
  for (const Stmt *outer = body_.parent(suspension); outer;
       inner = outer, outer = body_.parent(*outer))
    for (const Stmt *child : outer->children()) {
      if (child == inner)
        break;
      if (const auto *declaration = dyn_cast_or_null<DeclStmt>(child))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared);
              variable && variable->hasLocalStorage())
            result.push_back({variable, nullptr});
    }
  // Temporaries of the operand were made before, and live to the end of the full expression.
  addTemporaries(suspension, result);
  return result;
}

void Suspensions::addTemporaries(const Stmt &around, llvm::SmallVectorImpl<Alive> &result) const {
  for (const Stmt *child : around.children()) {
    if (!child || body_.parent(*child) != &around)
      continue;
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(child);
        temporary && temporary->getStorageDuration() == SD_FullExpression)
      result.push_back({nullptr, temporary});
    addTemporaries(*child, result);
  }
}

// ---- Objects
// -------------------------------------------------------------------------------------------------------

static const Expr *stripped(const Expr &expression) {
  const Expr *e = expression.IgnoreParenImpCasts();
  for (;;) {
    if (const auto *address = dyn_cast<UnaryOperator>(e);
        address && (address->getOpcode() == UO_AddrOf || address->getOpcode() == UO_Deref))
      e = address->getSubExpr()->IgnoreParenImpCasts();
    else if (const auto *arrow = dyn_cast<CXXOperatorCallExpr>(e);
             arrow && arrow->getNumArgs() == 1 &&
             (arrow->getOperator() == OO_Arrow || arrow->getOperator() == OO_Star))
      e = arrow->getArg(0)->IgnoreParenImpCasts();
    else if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e))
      e = temporary->getSubExpr()->IgnoreParenImpCasts();
    else
      return e;
  }
}

bool sameObject(const Expr &one, const Expr &other) {
  const Expr *a = stripped(one), *b = stripped(other);
  if (isa<CXXThisExpr>(a) && isa<CXXThisExpr>(b))
    return true;
  if (const auto *x = dyn_cast<CallExpr>(a))
    if (const auto *y = dyn_cast<CallExpr>(b))
      return sameElement(*x, *y);
  if (const auto *x = dyn_cast<ArraySubscriptExpr>(a))
    if (const auto *y = dyn_cast<ArraySubscriptExpr>(b))
      return sameObject(*x->getBase(), *y->getBase()) && sameValue(*x->getIdx(), *y->getIdx());
  if (const auto *x = dyn_cast<DeclRefExpr>(a))
    if (const auto *y = dyn_cast<DeclRefExpr>(b))
      return x->getDecl()->getCanonicalDecl() == y->getDecl()->getCanonicalDecl();
  if (const auto *x = dyn_cast<MemberExpr>(a))
    if (const auto *y = dyn_cast<MemberExpr>(b))
      return x->getMemberDecl()->getCanonicalDecl() == y->getMemberDecl()->getCanonicalDecl() &&
             isa<FieldDecl, VarDecl>(x->getMemberDecl()) &&
             sameObject(*x->getBase(), *y->getBase());
  return false;
}

const VarDecl *rootVariable(const Expr &object) {
  const Expr *e = stripped(object);
  while (const auto *member = dyn_cast<MemberExpr>(e)) {
    if (!isa<FieldDecl>(member->getMemberDecl()))
      return nullptr;
    e = stripped(*member->getBase());
  }
  const auto *name = dyn_cast<DeclRefExpr>(e);
  return name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
}

} // namespace corolint
