#include "checks/engine/time/Independence.h"
#include "checks/engine/blocking/TimeLimit.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Duration.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Access.h"
#include "checks/engine/values/Demand.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

/// Whether an await of the coroutine is over at once, as far as its body can be seen: it suspends
/// nowhere, or only for what does the same.
static bool neverSuspends(const FunctionDecl &function, Unit &unit, unsigned depth = 3) {
  const FunctionDecl *definition = definitionOf(&function);
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  if (depth == 0 || !definition || definition->hasSkippedBody() || (method && method->isVirtual()))
    return false;
  const Body body(*definition);
  return body.isCoroutine() && !startsElsewhere(*definition) &&
         llvm::all_of(body.statements(), [&](const Stmt *statement) {
           if (!suspensionOperand(*statement))
             return true;
           const auto *await = dyn_cast<CoawaitExpr>(statement);
           const auto *call =
               await ? dyn_cast<CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource())
                     : nullptr;
           const FunctionDecl *callee =
               call && unit.taskType(call->getType()).kind == TaskKind::Task
                   ? call->getDirectCallee()
                   : nullptr;
           return callee && neverSuspends(*callee, unit, depth - 1);
         });
}

/// Whether the function measures a time: it asks a clock more than once. What runs beside it would
/// be measured too.
static bool measuresTime(const FunctionDecl &function) {
  const FunctionDecl *definition = definitionOf(&function);
  if (!definition)
    return false;
  const Body body(*definition);
  return llvm::count_if(body.statements(), [](const Stmt *statement) {
           const auto *call = dyn_cast<CallExpr>(statement);
           const auto *clock =
               call ? dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee()) : nullptr;
           return clock && clock->isStatic() && clock->getNumParams() == 0 &&
                  isTime(call->getType());
         }) > 1;
}

// ---- Awaits in a row
// -----------------------------------------------------------------------------------------------

const CallExpr *awaitedCall(const CoawaitExpr &await, Unit &unit) {
  if (await.isImplicit() || await.getBeginLoc().isMacroID())
    return nullptr;
  const Expr *operand = await.getOperand()->IgnoreUnlessSpelledInSource();
  const auto *call = dyn_cast<CallExpr>(operand);
  // `std::move(task)` hands on what was started or made elsewhere.
  if (!call || !call->isPRValue() || unit.taskType(call->getType()).kind != TaskKind::Task)
    return nullptr;
  // An operator that makes one task of two is an aggregate already.
  const auto *operation = dyn_cast<CXXOperatorCallExpr>(call);
  const FunctionDecl *callee = call->getDirectCallee();
  if (!callee || (operation && operation->getOperator() != OO_Call) ||
      unit.models().aggregate(*callee) || unit.models().hop(*callee) ||
      unit.models().neverFails(*callee))
    return nullptr;
  if (neverSuspends(*callee, unit) || measuresTime(*callee))
    return nullptr;
  return call;
}

namespace {

class Rows {
public:
  Rows(const Body &body, Unit &unit) : body_(body), unit_(unit) {}

  llvm::SmallVector<Sequential, 4> found;

  void scan() {
    for (const Stmt *statement : body_.statements()) {
      if (const auto *block = dyn_cast<CompoundStmt>(statement))
        scanBlock(*block);
      if (isa<CXXForRangeStmt, ForStmt>(statement))
        scanLoop(*statement);
    }
    llvm::sort(found, [](const Sequential &a, const Sequential &b) {
      return a.later->getBeginLoc() < b.later->getBeginLoc();
    });
  }

private:
  /// An await of a row.
  struct Candidate {
    const CoawaitExpr *await = nullptr;
    const CallExpr *call = nullptr;
  };

  void scanBlock(const CompoundStmt &block) {
    row_.clear();
    written_.clear();
    for (const Stmt *statement : block.body()) {
      if (!isa<DeclStmt, Expr, CoreturnStmt>(statement)) {
        row_.clear();
        written_.clear();
        continue;
      }
      scanStatement(*statement);
    }
  }

  void scanStatement(const Stmt &statement) {
    llvm::SmallVector<const Stmt *, 8> inside;
    collect(statement, inside);
    llvm::SmallVector<Candidate, 4> here;
    bool broken = false;
    for (const Stmt *s : inside) {
      if (!suspensionOperand(*s))
        continue;
      const auto *await = dyn_cast<CoawaitExpr>(s);
      const CallExpr *call = await ? awaitedCall(*await, unit_) : nullptr;
      if (!call || isConditional(*s, statement) || handsOutRunning(*call) ||
          isHeldResource(await->getType(), unit_.models()))
        broken = true;
      else
        here.push_back({await, call});
    }
    const auto others = otherCalls(here, inside);
    if (!broken)
      for (const Candidate &candidate : here) {
        // What is called with its result comes after it; all else may come between.
        if (llvm::all_of(others, [&](const Stmt *other) {
              return body_.isWithin(*candidate.await, *other);
            }))
          judge(candidate);
        row_.push_back(candidate);
      }
    if (broken || !others.empty()) {
      row_.clear();
      written_.clear();
    }
    // What is written before the row begins is there for all of it.
    if (!row_.empty())
      note(statement, inside);
  }

  /// The statement and all in it, a parent before its children.
  void collect(const Stmt &statement, llvm::SmallVectorImpl<const Stmt *> &inside) const {
    const auto all = body_.statements();
    for (const Stmt *const *s = llvm::find(all, &statement);
         s != all.end() && body_.isWithin(**s, statement); ++s)
      inside.push_back(*s);
  }

  /// Whether the expression is only evaluated where another one says so.
  bool isConditional(const Stmt &expression, const Stmt &statement) const {
    const Stmt *inner = &expression;
    for (const Stmt *outer = body_.parent(expression); outer && inner != &statement;
         inner = outer, outer = body_.parent(*outer)) {
      if (const auto *logical = dyn_cast<BinaryOperator>(outer);
          logical && logical->isLogicalOp() && logical->getRHS() == inner)
        return true;
      if (const auto *choice = dyn_cast<AbstractConditionalOperator>(outer);
          choice && choice->getCond() != inner)
        return true;
    }
    return false;
  }

  /// Calls that only put the result of an await where it belongs, or look at it.
  static bool onlyStores(const CallExpr &call) {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call)) {
      const OverloadedOperatorKind kind = operation->getOperator();
      return operation->isAssignmentOp() || kind == OO_Subscript || kind == OO_Plus ||
             kind == OO_Minus || kind == OO_Star || kind == OO_Slash;
    }
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee)
      return false;
    if (callee->getBuiltinID() || callee->isConstexpr())
      return true;
    const auto *method = dyn_cast<CXXMethodDecl>(callee);
    const bool looks = method && method->isConst() && method->getNumParams() == 0;
    return looks || (method && findMember(*method->getParent(), "size") &&
                     findMember(*method->getParent(), "begin"));
  }

  /// What is called besides what is awaited: it may care about the order.
  llvm::SmallVector<const Stmt *, 4> otherCalls(llvm::ArrayRef<Candidate> here,
                                                llvm::ArrayRef<const Stmt *> inside) const {
    llvm::SmallVector<const Stmt *, 4> result;
    for (const Stmt *s : inside) {
      const auto *call = dyn_cast<CallExpr>(s);
      if (call ? onlyStores(*call) : !isa<CXXNewExpr, CXXThrowExpr, CXXDeleteExpr>(s))
        continue;
      // What stands in an operand is part of it.
      if (llvm::none_of(here, [&](const Candidate &candidate) {
            return body_.isWithin(*s, *candidate.await->getOperand());
          }))
        result.push_back(s);
    }
    return result;
  }

  /// Notes the variables and fields that a statement writes.
  void note(const Stmt &statement, llvm::ArrayRef<const Stmt *> inside) {
    if (const auto *declaration = dyn_cast<DeclStmt>(&statement))
      for (const Decl *declared : declaration->decls())
        if (const auto *variable = dyn_cast<VarDecl>(declared))
          written_.insert(variable);
    for (const Stmt *s : inside)
      if (const Expr *target = writtenBy(*s))
        for (const Access &access : accessesIn(*target))
          written_.insert(access.object);
  }

  static const Expr *writtenBy(const Stmt &statement) {
    if (const auto *operation = dyn_cast<BinaryOperator>(&statement);
        operation && operation->isAssignmentOp())
      return operation->getLHS();
    if (const auto *operation = dyn_cast<UnaryOperator>(&statement);
        operation && operation->isIncrementDecrementOp())
      return operation->getSubExpr();
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&statement);
        operation && operation->isAssignmentOp())
      return operation->getArg(0);
    const auto *member = dyn_cast<CXXMemberCallExpr>(&statement);
    return member && member->getMethodDecl() && !member->getMethodDecl()->isConst()
               ? member->getImplicitObjectArgument()
               : nullptr;
  }

  bool needsWritten(const CallExpr &call) const {
    return llvm::any_of(accessesIn(call), [&](const Access &access) {
      // Who has this object as a whole has its fields.
      return written_.contains(access.object) ||
             (!access.object && llvm::any_of(written_,
                                             [](const ValueDecl *object) {
                                               return isa_and_nonnull<FieldDecl>(object);
                                             })) ||
             (isa_and_nonnull<FieldDecl>(access.object) && written_.contains(nullptr));
    });
  }

  void judge(const Candidate &later) {
    if (row_.empty() || needsWritten(*later.call))
      return;
    for (const Candidate &earlier : row_)
      if (body_.isWithin(*earlier.await, *later.await) ||
          body_.isWithin(*later.await, *earlier.await) || !isComparable(earlier, later) ||
          !shareNothingChanging(*earlier.call, *later.call))
        return;
    found.push_back({later.await, row_.back().await, nullptr});
  }

  /// Whether the await is for an effect only: nobody looks at a result.
  bool isForEffect(const CoawaitExpr &await) const {
    if (await.getType()->isVoidType())
      return true;
    const Fate fate = fateOf(body_, await, unit_).fate;
    return fate == Fate::Discarded || fate == Fate::DeclaredDrop;
  }

  /// A call for its effect may be meant to come first or last; only the same done to something else
  /// may not. The same call with the same arguments is made again because the answer may be
  /// another.
  bool isComparable(const Candidate &earlier, const Candidate &later) const {
    const bool same = earlier.call->getDirectCallee()->getCanonicalDecl() ==
                      later.call->getDirectCallee()->getCanonicalDecl();
    if (same && textOf(*earlier.call) == textOf(*later.call))
      return false;
    if (!isForEffect(*earlier.await) && !isForEffect(*later.await))
      return true;
    return same && !isWait(*later.call);
  }

  /// Something that lasts a time, for the sake of lasting it, or work that runs already.
  bool isWait(const CallExpr &call) const {
    return llvm::any_of(call.arguments(),
                        [](const Expr *argument) { return isTime(argument->getType()); }) ||
           handsOutRunning(call);
  }

  /// `promise_.get_future()`, `x.done()` that returns a member: the call starts nothing.
  bool handsOutRunning(const CallExpr &call) const {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || call.getNumArgs() > 0 || !isa<CXXMethodDecl>(callee) ||
        !callee->getDeclName().isIdentifier())
      return false;
    const FunctionDecl *definition = nullptr;
    if (callee->getName() == "get_future" || !callee->getBody(definition))
      return callee->getName() == "get_future";
    const auto *body = dyn_cast<CompoundStmt>(definition->getBody());
    const auto *result =
        body && body->size() == 1 ? dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
    const Expr *value = result && result->getRetValue()
                            ? result->getRetValue()->IgnoreUnlessSpelledInSource()
                            : nullptr;
    if (const auto *inner = dyn_cast_or_null<CallExpr>(value)) {
      if (!inner->isXValue()) // `std::move(done_)`
        return handsOutRunning(*inner);
      value = inner->getNumArgs() == 1 ? inner->getArg(0)->IgnoreUnlessSpelledInSource() : nullptr;
    }
    const auto *member = dyn_cast_or_null<MemberExpr>(value);
    return member && isa<FieldDecl>(member->getMemberDecl());
  }

  std::string textOf(const CallExpr &call) const {
    return sourceText(call.getSourceRange(), body_.context());
  }

  // ---- Loops
  // -------------------------------------------------------------------------------------------------------

  void scanLoop(const Stmt &loop) {
    const VarDecl *element = nullptr;
    const Stmt *repeated = nullptr;
    if (const auto *range = dyn_cast<CXXForRangeStmt>(&loop)) {
      element = range->getCoawaitLoc().isValid() ? nullptr : range->getLoopVariable();
      repeated = range->getBody();
    } else {
      const auto &counting = cast<ForStmt>(loop);
      element = counter(counting);
      repeated = counting.getBody();
    }
    if (!element || !repeated)
      return;
    llvm::SmallVector<const Stmt *, 16> inside;
    collect(*repeated, inside);
    const CoawaitExpr *await = nullptr;
    for (const Stmt *s : inside) {
      // What leaves the loop, or asks whether to go on, cares about the order.
      if (isa<BreakStmt, ReturnStmt, CoreturnStmt, CXXThrowExpr, GotoStmt, CXXTryStmt, IfStmt,
              SwitchStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt, CXXNewExpr>(s))
        return;
      if (!suspensionOperand(*s))
        continue;
      if (await || !isa<CoawaitExpr>(s))
        return;
      await = cast<CoawaitExpr>(s);
    }
    const CallExpr *call = await ? awaitedCall(*await, unit_) : nullptr;
    if (!call || isConditional(*await, *repeated) ||
        isHeldResource(await->getType(), unit_.models()) || isWait(*call) ||
        usesProgramState(*call->getDirectCallee(), 3))
      return;
    // Callables may share what they work on, whatever each of them is.
    const auto *invoked = dyn_cast<CXXOperatorCallExpr>(call);
    if (invoked && variableNamed(*invoked->getArg(0)) == element)
      return;
    if (!otherCalls(Candidate{await, call}, inside).empty())
      return;
    written_.clear();
    note(*repeated, inside);
    bool forThisElement = false;
    for (const Access &access : accessesIn(*call)) {
      const bool own = access.object == element || isDeclaredIn(access.object, inside);
      forThisElement |= access.object == element;
      // What it changes has to be of this turn alone; what it reads must not come from the turn
      // before.
      if (!own && (access.changes || written_.contains(access.object) ||
                   (!access.object && !written_.empty() &&
                    llvm::any_of(written_, [](const ValueDecl *object) {
                      return isa_and_nonnull<FieldDecl>(object);
                    }))))
        return;
    }
    if (forThisElement)
      found.push_back({await, await, &loop});
  }

  static bool isDeclaredIn(const ValueDecl *object, llvm::ArrayRef<const Stmt *> inside) {
    return object && llvm::any_of(inside, [&](const Stmt *s) {
             const auto *declaration = dyn_cast<DeclStmt>(s);
             return declaration && llvm::is_contained(declaration->decls(), object);
           });
  }

  /// The variable that counts the turns of `for (auto i = a; i < b; ++i)`; null for other loops.
  static const VarDecl *counter(const ForStmt &loop) {
    const auto *declaration = dyn_cast_or_null<DeclStmt>(loop.getInit());
    const auto *variable = declaration && declaration->isSingleDecl()
                               ? dyn_cast<VarDecl>(declaration->getSingleDecl())
                               : nullptr;
    const auto *step = dyn_cast_or_null<UnaryOperator>(loop.getInc());
    if (!variable || !variable->getType()->isIntegerType() || !step || !step->isIncrementOp() ||
        !loop.getCond())
      return nullptr;
    const auto *condition = dyn_cast<BinaryOperator>(loop.getCond()->IgnoreImplicit());
    return condition && condition->isComparisonOp() ? variable : nullptr;
  }

  const Body &body_;
  Unit &unit_;
  llvm::SmallVector<Candidate, 4> row_;
  llvm::SmallPtrSet<const ValueDecl *, 8> written_;
};

} // namespace

llvm::SmallVector<Sequential, 4> sequentialAwaits(const Body &body, Unit &unit) {
  if (!body.isCoroutine() || body.isPattern())
    return {};
  Rows rows(body, unit);
  rows.scan();
  return std::move(rows.found);
}

} // namespace corolint
