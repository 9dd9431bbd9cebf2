#include "checks/engine/errors/Kept.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/ProcessEnd.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/FailureValue.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

// ---- A variable that the handler writes -------------------------------------------------------

static bool isOnlyWritten(const Body &body, const DeclRefExpr &use) {
  const Stmt *parent = body.parent(use);
  const Write write = parent ? writeOf(*parent) : Write();
  return write && write.target->IgnoreUnlessSpelledInSource() == &use &&
         isa<CompoundStmt, CXXCatchStmt, IfStmt, ForStmt>(body.parent(*parent));
}

bool isReadLater(const Body &body, const VarDecl &variable, const Expr &write) {
  if (body.isCaptured(variable) || !body.contains(write))
    return true;
  const SourceManager &sources = body.context().getSourceManager();
  const bool repeats = isInLoop(body, write);
  return llvm::any_of(body.uses(variable), [&](const DeclRefExpr *use) {
    return !isOnlyWritten(body, *use) &&
           (repeats || sources.isBeforeInTranslationUnit(write.getBeginLoc(), use->getLocation()));
  });
}

/// `x = co_await f()`, of which the use is the x.
static bool isFilledByAwait(const Body &body, const DeclRefExpr &use) {
  const Stmt *parent = body.parent(use);
  const Write write = parent ? writeOf(*parent) : Write();
  return write && write.value && write.target->IgnoreUnlessSpelledInSource() == &use &&
         isa<CoawaitExpr>(write.value->IgnoreUnlessSpelledInSource());
}

/// What a value may be given to.
enum class GivenTo { Caller, Anybody };

/// `co_return x;`, `return std::move(x);`; `done(*x);` to anybody.
static bool isGivenOn(const Body &body, const DeclRefExpr &use, GivenTo to) {
  const auto isStar = [](const Stmt &statement) {
    const auto *operation = dyn_cast<CXXOperatorCallExpr>(&statement);
    return operation && operation->getOperator() == OO_Star && operation->getNumArgs() == 1;
  };
  const Stmt *inner = &use, *outer = body.parent(use);
  while (outer && (isa<CastExpr, CXXConstructExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                       ExprWithCleanups, ParenExpr>(outer) ||
                   callsStd(*outer, "move") || isStar(*outer))) {
    inner = outer;
    outer = body.parent(*outer);
  }
  const auto *call = dyn_cast_or_null<CallExpr>(outer);
  const bool isHandedOn =
      to == GivenTo::Anybody && call && llvm::is_contained(call->arguments(), inner) &&
      (!isa<CXXOperatorCallExpr>(call) ||
       (cast<CXXOperatorCallExpr>(call)->getOperator() == OO_Call && call->getArg(0) != inner));
  return isHandedOn || isa_and_nonnull<ReturnStmt, CoreturnStmt>(outer);
}

/// The try whose handler a statement stands in, or null.
static const CXXTryStmt *tryHandledBy(const Body &body, const Stmt &statement) {
  const auto *handler = body.enclosing<CXXCatchStmt>(statement);
  return handler ? dyn_cast_or_null<CXXTryStmt>(body.parent(*handler)) : nullptr;
}

/// Of a variable of the function: the try fills it by an await, and all that happens behind the try
/// is that it is given on.
static bool isFilledAndGivenOn(const Body &body, const VarDecl &variable, const CXXTryStmt &attempt,
                               GivenTo to) {
  const SourceManager &sources = body.context().getSourceManager();
  bool filled = false, given = false;
  for (const DeclRefExpr *use : body.uses(variable)) {
    if (body.isWithin(*use, *attempt.getTryBlock()))
      filled |= isFilledByAwait(body, *use);
    if (body.isWithin(*use, attempt) ||
        !sources.isBeforeInTranslationUnit(attempt.getEndLoc(), use->getLocation()))
      continue;
    if (!isGivenOn(body, *use, to))
      return false;
    given = true;
  }
  return filled && given && !body.isCaptured(variable);
}

/// Of a member: the try fills it by an await.
static bool isMemberFilled(const Body &body, const ValueDecl &member, const CXXTryStmt &attempt) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const Write write = writeOf(*statement);
    return write && write.value && ownField(*write.target) == &member &&
           isa<CoawaitExpr>(write.value->IgnoreUnlessSpelledInSource()) &&
           body.isWithin(*statement, *attempt.getTryBlock());
  });
}

bool answersLikeSuccess(const Body &body, const Expr &target, const Expr &value,
                        const Expr &write) {
  const CXXTryStmt *attempt = tryHandledBy(body, write);
  if (!attempt || canSayFailure(target.getType()) || !isNothing(value, target.getType()) ||
      isInLoop(body, *attempt) ||
      explainsItself(body.enclosing<CXXCatchStmt>(write)->getSourceRange(), body.context()))
    return false;
  if (const ValueDecl *member = ownField(target))
    return isMemberFilled(body, *member, *attempt);
  const VarDecl *variable = variableHolding(target);
  return variable && isFilledAndGivenOn(body, *variable, *attempt, GivenTo::Caller);
}

bool emplacesLikeSuccess(const Body &body, const CXXMemberCallExpr &call) {
  const CXXMethodDecl *method = call.getMethodDecl();
  const CXXTryStmt *attempt = tryHandledBy(body, call);
  const VarDecl *variable = variableHolding(*call.getImplicitObjectArgument());
  const auto *made = variable ? dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                                    variable->getType()->getAsCXXRecordDecl())
                              : nullptr;
  if (!method || !method->getIdentifier() || method->getName() != "emplace" ||
      call.getNumArgs() > 0 || !attempt || !made || !made->isInStdNamespace() ||
      made->getName() != "optional" || isInLoop(body, *attempt) ||
      explainsItself(body.enclosing<CXXCatchStmt>(call)->getSourceRange(), body.context()))
    return false;
  const QualType element = made->getTemplateArgs().get(0).getAsType();
  return !canSayFailure(element) && isNothingWhenMade(element) &&
         isFilledAndGivenOn(body, *variable, *attempt, GivenTo::Anybody);
}

bool looksWorkedOut(const Body &body, const Expr &value, const Stmt &returning) {
  const auto *number = dyn_cast<IntegerLiteral>(value.IgnoreUnlessSpelledInSource());
  const CXXTryStmt *attempt = tryHandledBy(body, returning);
  // One is an exit code, and a great number is a code of some protocol.
  if (!number || !attempt || value.getType()->isBooleanType() ||
      value.getType()->isEnumeralType() || number->getValue().ult(2) ||
      number->getValue().ugt(99) ||
      explainsItself(body.enclosing<CXXCatchStmt>(returning)->getSourceRange(), body.context()))
    return false;
  bool worksOut = false;
  for (const Stmt *statement : body.statements()) {
    const auto *given = dyn_cast<CoreturnStmt>(statement);
    if (!given || !given->getOperand() || !body.isWithin(*given, *attempt->getTryBlock()))
      continue;
    if (isConstant(*given->getOperand()))
      return false;
    worksOut |= isa<CoawaitExpr>(given->getOperand()->IgnoreUnlessSpelledInSource());
  }
  return worksOut;
}

// ---- What the try would have done -------------------------------------------------------------

static bool isLoop(const Stmt &statement) {
  return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(statement) && !runsOnce(statement);
}

static const Expr *conditionOf(const Stmt &loop) {
  if (const auto *counted = dyn_cast<ForStmt>(&loop))
    return counted->getCond();
  if (const auto *repeated = dyn_cast<WhileStmt>(&loop))
    return repeated->getCond();
  const auto *tried = dyn_cast<DoStmt>(&loop);
  return tried ? tried->getCond() : nullptr;
}

/// The variables that a loop changes, its counts among them.
static llvm::SmallPtrSet<const VarDecl *, 4> changedIn(const Body &body, const Stmt &loop) {
  llvm::SmallPtrSet<const VarDecl *, 4> changed;
  for (const Stmt *statement : body.statements())
    if (const Write write = writeOf(*statement); write && body.isWithin(*statement, loop))
      if (const VarDecl *variable = variableHolding(*write.target))
        changed.insert(variable);
  return changed;
}

/// A loop whose rounds are counted, or that goes over something: it ends though nothing succeeded.
static bool endsByItself(const Body &body, const Stmt &loop) {
  const Expr *condition = conditionOf(loop);
  return isa<CXXForRangeStmt>(loop) ||
         (condition && llvm::any_of(changedIn(body, loop), [&](const VarDecl *variable) {
            return llvm::any_of(body.uses(*variable), [&](const DeclRefExpr *use) {
              return body.isWithin(*use, *condition);
            });
          }));
}

/// A variable that a loop changes, such as its count, and that is read behind it.
static bool isCountRead(const Body &body, const Stmt &loop) {
  const SourceManager &sources = body.context().getSourceManager();
  return llvm::any_of(changedIn(body, loop), [&](const VarDecl *variable) {
    return llvm::any_of(body.uses(*variable), [&](const DeclRefExpr *use) {
      return sources.isBeforeInTranslationUnit(loop.getEndLoc(), use->getLocation());
    });
  });
}

/// Whether a statement does nothing but leave, as the end of the function does.
static bool onlyLeaves(const Stmt &statement) {
  if (const auto *given = dyn_cast<CoreturnStmt>(&statement))
    return !given->getOperand();
  const auto *given = dyn_cast<ReturnStmt>(&statement);
  return given && !given->getRetValue();
}

/// `co_await delay();`: it waits before the next round, and tells nobody why.
static bool onlyWaits(const Stmt &statement) {
  const auto *expression = dyn_cast<Expr>(&statement);
  const auto *wait =
      expression ? dyn_cast<CoawaitExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  return wait && wait->getType()->isVoidType();
}

/// The statement of a block behind another that does more than wait, or null.
static const Stmt *nextOf(const CompoundStmt &block, const Stmt &statement) {
  const auto rest =
      llvm::drop_begin(llvm::make_range(llvm::find(block.body(), &statement), block.body_end()));
  const auto next = llvm::find_if(rest, [](const Stmt *s) { return !onlyWaits(*s); });
  return next == rest.end() ? nullptr : *next;
}

/// Whether a failure is told from a success that leaves the try by this statement: code follows
/// that only a failure reaches, or a loop goes on until there is a success.
static bool failureGoesElsewhere(const Body &body, const CXXTryStmt &attempt, const Stmt &leaving) {
  const Stmt *child = &attempt;
  for (const Stmt *s = body.parent(attempt); s; child = s, s = body.parent(*s)) {
    const auto *block = dyn_cast<CompoundStmt>(s);
    if (const Stmt *next = block ? nextOf(*block, *child) : nullptr)
      return !onlyLeaves(*next);
    if (!isLoop(*s))
      continue;
    if (!endsByItself(body, *s))
      return true;
    if (isa<ContinueStmt>(leaving)) // and a failure ends the round, too
      return false;
    if (isa<BreakStmt>(leaving)) // and the last failure ends the loop, too
      return isCountRead(body, *s);
  }
  return false;
}

/// The statement by which every way to the end of a block leaves it, one of them where an `if` has
/// several; null where one goes on. A branch that a template left out is no way.
static const Stmt *leavingStatement(const Stmt *block, const ASTContext &context) {
  const Stmt *last = lastOf(block);
  const auto *branch = dyn_cast_or_null<IfStmt>(last);
  if (!branch)
    return last && isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(last) ? last
                                                                                          : nullptr;
  if (const auto taken = branch->getNondiscardedCase(context))
    return leavingStatement(*taken, context);
  const Stmt *then = leavingStatement(branch->getThen(), context);
  return then && leavingStatement(branch->getElse(), context) ? then : nullptr;
}

bool isTriedAgain(const Body &body, const CXXTryStmt &attempt) {
  return leavingStatement(attempt.getTryBlock(), body.context()) && isInLoop(body, attempt);
}

/// Success leaves the try by itself, so that what follows it is the failure's; or it is a failure
/// itself (a test that expects the error).
static bool successLeaves(const Body &body, const CXXTryStmt &attempt) {
  const Stmt *last = lastOf(attempt.getTryBlock());
  if (!last)
    return false;
  if (llvm::any_of(attempt.getTryBlock()->body(),
                   [&](const Stmt *s) { return isFailureMacro(*s, body.context()); }))
    return true;
  if (isWrittenByMacro(last->getBeginLoc(), body.context()) && !suspensionOperand(*last))
    return true;
  if (const auto *expression = dyn_cast<Expr>(last)) {
    const Expr *written = expression->IgnoreUnlessSpelledInSource();
    return isa<CXXThrowExpr>(written) || endsProcess(*written);
  }
  const Stmt *leaving = leavingStatement(attempt.getTryBlock(), body.context());
  return leaving && failureGoesElsewhere(body, attempt, *leaving);
}

static bool isInCondition(const Body &body, const Stmt &use) {
  const Stmt *child = &use;
  for (const Stmt *s = body.parent(use); s; child = s, s = body.parent(*s)) {
    if (const auto *branch = dyn_cast<IfStmt>(s))
      return child == branch->getCond();
    if (const auto *loop = dyn_cast<WhileStmt>(s))
      return child == loop->getCond();
    if (const auto *loop = dyn_cast<DoStmt>(s))
      return child == loop->getCond();
    if (const auto *loop = dyn_cast<ForStmt>(s))
      return child == loop->getCond();
    if (const auto *choice = dyn_cast<ConditionalOperator>(s); choice && child == choice->getCond())
      return true;
    if (const auto *choice = dyn_cast<SwitchStmt>(s))
      return child == choice->getCond();
    if (!isa<Expr>(s))
      return false;
  }
  return false;
}

/// What the try does last is to tell somebody else of its success: `++done_;`.
static bool endsWithSuccessSign(const Body &body, const CXXTryStmt &attempt) {
  const auto *last = dyn_cast_or_null<Expr>(lastOf(attempt.getTryBlock()));
  const Write write = last ? writeOf(*last->IgnoreUnlessSpelledInSource()) : Write();
  if (!write || (write.value && !isConstant(*write.value)))
    return false;
  const VarDecl *variable = variableHolding(*write.target);
  return !variable || !isLocalValue(*variable) || variable->getDeclContext() != &body.function();
}

/// The object that a statement changes: by a write, or by a member that isn't const.
static const Expr *changedBy(const Stmt &statement) {
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&statement);
      member && member->getMethodDecl() && !member->getMethodDecl()->isConst())
    return member->getImplicitObjectArgument();
  return writeOf(statement).target;
}

/// An optional in which a handler makes a value, too: that there is one says nothing.
static bool isFilledByHandler(const Body &body, const CXXTryStmt &attempt,
                              const VarDecl &variable) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
    return call && body.isWithin(*call, attempt) &&
           variableHolding(*call->getImplicitObjectArgument()) == &variable &&
           emplacesLikeSuccess(body, *call);
  });
}

/// A variable that the try fills on success and that is examined behind it: `ok = true`, `value =
/// co_await f()`.
static bool fillsWhatIsExamined(const Body &body, const CXXTryStmt &attempt) {
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *statement : body.statements()) {
    const Expr *target = changedBy(*statement);
    const VarDecl *variable = target ? variableHolding(*target) : nullptr;
    if (!variable || isFilledByHandler(body, attempt, *variable) ||
        !body.isWithin(*statement, *attempt.getTryBlock()) ||
        sources.isBeforeInTranslationUnit(attempt.getBeginLoc(), variable->getLocation()))
      continue;
    for (const DeclRefExpr *use : body.uses(*variable))
      if (sources.isBeforeInTranslationUnit(attempt.getEndLoc(), use->getLocation()) &&
          (canSayFailure(variable->getType()) || isInCondition(body, *use)))
        return true;
  }
  return false;
}

bool showsBehind(const Body &body, const CXXTryStmt &attempt) {
  return successLeaves(body, attempt) || endsWithSuccessSign(body, attempt) ||
         fillsWhatIsExamined(body, attempt);
}

} // namespace corolint
