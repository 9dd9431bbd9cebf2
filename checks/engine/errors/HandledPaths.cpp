#include "checks/engine/errors/HandledPaths.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/ProcessEnd.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/Kept.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/FailureValue.h"
#include "checks/engine/things/Ownership.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <utility>

namespace corolint {

using namespace clang;

namespace {

/// Follows one error through one function.
class PathWalk {
public:
  PathWalk(const Body &body, Followed error, Unit &unit)
      : body_(body), error_(error), unit_(unit) {}

  Handling through(const Stmt *statement) {
    State state;
    run(statement, state);
    if (state.alive)
      finish(state, nullptr);
    return std::move(result_);
  }

private:
  struct State {
    bool alive = true;
    Effect effect = Effect::None;
    bool partly = false;
    bool stored = false; ///< the error itself is kept in a variable that outlives the handler
  };

  ErrorScan scan() const { return ErrorScan(body_, error_, unit_, 3); }

  static ErrorEnd endOf(Effect effect) {
    switch (effect) {
    case Effect::None:
      return ErrorEnd::Dropped;
    case Effect::Reacts:
      return ErrorEnd::Reacted;
    case Effect::Keeps:
      return ErrorEnd::Kept;
    case Effect::Uses:
      return ErrorEnd::Used;
    }
    llvm_unreachable("an effect that is not in the list");
  }

  void finish(const State &state, const Stmt *leaves) {
    result_.paths.push_back(
        {endOf(state.effect), leaves, state.partly, state.effect == Effect::Uses, state.stored});
  }
  void finish(ErrorEnd end, const Stmt *leaves, const State &state) {
    result_.paths.push_back({end, leaves, false, state.effect == Effect::Uses, state.stored});
  }

  // ---- Statements -----------------------------------------------------------------------------

  void run(const Stmt *statement, State &state) {
    if (!statement || !state.alive)
      return;
    if (isFailureMacro(*statement, body_.context())) {
      state.effect = std::max(state.effect, Effect::Keeps);
      return;
    }
    if (const auto *compound = dyn_cast<CompoundStmt>(statement)) {
      for (const Stmt *child : compound->body())
        run(child, state);
    } else if (const auto *labelled = dyn_cast<LabelStmt>(statement)) {
      run(labelled->getSubStmt(), state);
    } else if (const auto *attributed = dyn_cast<AttributedStmt>(statement)) {
      run(attributed->getSubStmt(), state);
    } else if (const auto *branch = dyn_cast<IfStmt>(statement)) {
      runIf(*branch, state);
    } else if (const auto *attempt = dyn_cast<CXXTryStmt>(statement)) {
      runTry(*attempt, state);
    } else if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, CaseStmt, DefaultStmt>(
                   statement)) {
      runLoop(*statement, state);
    } else if (isa<BreakStmt, ContinueStmt>(statement)) {
      if (loops_ == 0)
        finish(state, statement);
      state.alive = false;
    } else if (isa<GotoStmt, IndirectGotoStmt>(statement)) {
      finish(ErrorEnd::Kept, statement, state);
      state.alive = false;
    } else if (const auto *given = dyn_cast<ReturnStmt>(statement)) {
      leaveWith(given->getRetValue(), *given, state);
    } else if (const auto *given = dyn_cast<CoreturnStmt>(statement)) {
      leaveWith(given->getOperand(), *given, state);
    } else if (const auto *declaration = dyn_cast<DeclStmt>(statement)) {
      runDeclaration(*declaration, state);
    } else {
      runExpression(*statement, state);
    }
  }

  void runExpression(const Stmt &statement, State &state) { apply(scan().of(&statement), state); }

  void apply(const ErrorUse &use, State &state) {
    state.effect = std::max(state.effect, use.effect);
    state.stored |= use.stored;
    if (!use.leaves)
      return;
    finish(use.end, use.at, state);
    state.alive = false;
  }

  /// Of a condition only a look at the error counts: asking something else isn't a reaction.
  void condition(const Stmt *statement, State &state) {
    if (!statement)
      return;
    if (scan().of(statement).effect == Effect::Uses)
      state.effect = Effect::Uses;
  }

  /// `f.failed()` of the error's holder: false where there is no error.
  bool asksWhetherFailed(const Expr &condition) const {
    const auto *call = dyn_cast<CXXMemberCallExpr>(condition.IgnoreUnlessSpelledInSource());
    const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    if (!method || !method->getIdentifier() ||
        !scan().namesError(*call->getImplicitObjectArgument()) ||
        !call->getType()->isBooleanType() || call->getNumArgs() > 0)
      return false;
    return says(Meaning::Failed, method->getName());
  }

  /// `if (f.failed()) ... else ...` of a value or an error: only one of the branches has an error
  /// to handle.
  bool runWhereFailed(const IfStmt &branch, State &state) {
    const Expr *condition = branch.getCond()->IgnoreUnlessSpelledInSource();
    const auto *negation = dyn_cast<UnaryOperator>(condition);
    const bool negated = negation && negation->getOpcode() == UO_LNot;
    if (!asksWhetherFailed(negated ? *negation->getSubExpr() : *condition))
      return false;
    const Stmt *failed = negated ? branch.getElse() : branch.getThen();
    if (failed && callsOthers(*failed))
      state.effect = std::max(state.effect, Effect::Reacts);
    run(failed, state);
    return true;
  }

  /// Whether a branch does something besides telling the error's holder to forget it, and
  /// answering: even a line in a log that is always the same.
  bool callsOthers(const Stmt &statement) const {
    if (isa<ReturnStmt, CoreturnStmt>(statement))
      return false;
    const auto *member = dyn_cast<CXXMemberCallExpr>(&statement);
    if (isa<CallExpr>(statement) &&
        !(member && scan().namesError(*member->getImplicitObjectArgument())))
      return true;
    return llvm::any_of(statement.children(),
                        [&](const Stmt *child) { return child && callsOthers(*child); });
  }

  void runIf(const IfStmt &branch, State &state) {
    run(branch.getInit(), state);
    if (runWhereFailed(branch, state))
      return;
    // `if (!(false)) ...` of an assertion: the build has decided.
    if (const std::optional<bool> taken = decidedByBuild(branch.getCond(), body_.context()))
      return run(*taken ? branch.getThen() : branch.getElse(), state);
    condition(branch.getConditionVariableDeclStmt(), state);
    condition(branch.getCond(), state);
    State then = state, otherwise = state;
    if (isLeftToo(*branch.getCond()))
      then.effect = std::max(then.effect, Effect::Keeps);
    if (asksWhetherAlive(branch)) {
      State &gone = saysNot(*branch.getCond()) ? then : otherwise;
      gone.effect = std::max(gone.effect, Effect::Keeps);
    }
    run(branch.getThen(), then);
    run(branch.getElse(), otherwise);
    // `if (!first) throw;`: where one is kept already, it is the one that counts.
    if (then.alive != otherwise.alive && asksForAnotherError(*branch.getCond())) {
      State &rest = then.alive ? then : otherwise;
      rest.effect = std::max(rest.effect, Effect::Keeps);
    }
    // `if (level < limit) ; else stream << error` of a logging macro, and branches that the build
    // chooses: either will do. Of several that fail the first one is told.
    const bool either = isWrittenByMacro(branch.getIfLoc(), body_.context()) ||
                        branch.getCond()->isValueDependent() || claimsFirst(*branch.getCond()) ||
                        tellsWhoeverListens(branch);
    state = merge(then, otherwise, either);
  }

  /// `if (mine != epoch_) co_return;` where the function leaves by the same answer outside of its
  /// handlers: nobody wants the outcome any more, whatever it is.
  bool isLeftToo(const Expr &condition) const {
    const std::string asked = sourceText(condition.getSourceRange(), body_.context());
    return !asked.empty() && llvm::any_of(body_.statements(), [&](const Stmt *statement) {
      const auto *other = dyn_cast<IfStmt>(statement);
      return other && leaves(*other->getThen()) && !body_.enclosing<CXXCatchStmt>(*other) &&
             sourceText(other->getCond()->getSourceRange(), body_.context()) == asked;
    });
  }

  static bool leaves(const Stmt &branch) {
    const Stmt *last = lastOf(&branch);
    return last && isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt>(last);
  }

  static bool asksForAnotherError(const Stmt &condition) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&condition))
      return isExceptionPtr(name->getType());
    return llvm::any_of(condition.children(),
                        [](const Stmt *child) { return child && asksForAnotherError(*child); });
  }

  /// The object whose presence a condition asks for: `p`, `p != nullptr`, `static_cast<bool>(f)`.
  static const Expr *askedToBeThere(const Expr &condition) {
    const Expr *asked = condition.IgnoreUnlessSpelledInSource();
    if (const auto *compared = dyn_cast<BinaryOperator>(asked);
        compared && compared->getOpcode() == BO_NE)
      asked = compared->getLHS()->IgnoreUnlessSpelledInSource();
    if (const auto *cast = dyn_cast<ExplicitCastExpr>(asked))
      asked = cast->getSubExpr()->IgnoreUnlessSpelledInSource();
    return isa<DeclRefExpr, MemberExpr>(asked) ? asked : nullptr;
  }

  /// `if (logger) logger->error(e.what());`, `if (on_error_) on_error_(e);`: who isn't there needs
  /// not be told.
  bool tellsWhoeverListens(const IfStmt &branch) const {
    const Expr *asked = branch.getElse() ? nullptr : askedToBeThere(*branch.getCond());
    return asked && llvm::any_of(body_.statements(), [&](const Stmt *statement) {
             const auto *call = dyn_cast<CallExpr>(statement);
             const Expr *told = call ? objectOf(*call) : nullptr;
             if (const auto *operation = dyn_cast_or_null<CXXOperatorCallExpr>(call);
                 operation && operation->getOperator() == OO_Call)
               told = operation->getArg(0);
             return told && body_.isWithin(*call, *branch.getThen()) && namedBy(*told) &&
                    namedBy(*told) == namedBy(*asked);
           });
  }

  /// `if (auto self = weak.lock()) ...`, `if (!weak) co_return;`: where the object is gone, nobody
  /// is left to be told.
  static bool asksWhetherAlive(const IfStmt &branch) {
    return mentionsWeak(*branch.getCond()) ||
           (branch.getConditionVariable() && branch.getConditionVariable()->getInit() &&
            mentionsWeak(*branch.getConditionVariable()->getInit()));
  }

  /// `!self`, `self == nullptr`.
  static bool saysNot(const Expr &condition) {
    const Expr *asked = condition.IgnoreUnlessSpelledInSource();
    const auto *negation = dyn_cast<UnaryOperator>(asked);
    const auto *comparison = dyn_cast<BinaryOperator>(asked);
    return (negation && negation->getOpcode() == UO_LNot) ||
           (comparison && comparison->getOpcode() == BO_EQ);
  }

  /// Whether an expression asks a weak reference, or names what one gave.
  static bool mentionsWeak(const Stmt &asked) {
    if (const auto *expression = dyn_cast<Expr>(&asked)) {
      const ValueDecl *named = namedBy(*expression->IgnoreImplicit());
      if (named && isWeak(named->getType()))
        return true;
      const auto *variable = dyn_cast_or_null<VarDecl>(named);
      if (variable && variable->isLocalVarDecl() && variable->getInit() &&
          objectOfMember(*variable->getInit()) &&
          isWeak(objectOfMember(*variable->getInit())->getType()))
        return true;
    }
    return llvm::any_of(asked.children(),
                        [](const Stmt *child) { return child && mentionsWeak(*child); });
  }

  /// The object of `weak.lock()`, also in braces.
  static const Expr *objectOfMember(const Expr &call) {
    const Expr *value = call.IgnoreUnlessSpelledInSource();
    if (const auto *braces = dyn_cast<InitListExpr>(value); braces && braces->getNumInits() == 1)
      value = braces->getInit(0)->IgnoreUnlessSpelledInSource();
    const auto *member = dyn_cast<CXXMemberCallExpr>(value);
    return member ? member->getImplicitObjectArgument()->IgnoreImplicit() : nullptr;
  }

  /// `if (!failed.test_and_set())`, `if (!failed.exchange(true))`: only the first of several comes
  /// through.
  static bool claimsFirst(const Stmt &condition) {
    const auto *call = dyn_cast<CallExpr>(&condition);
    const DeclarationName name = call ? calledBy(*call) : DeclarationName();
    if (const IdentifierInfo *claims = name.getAsIdentifierInfo())
      if (claims->getName().contains("test_and_set") || claims->getName().contains("exchange"))
        return true;
    return llvm::any_of(condition.children(),
                        [](const Stmt *child) { return child && claimsFirst(*child); });
  }

  static State merge(const State &a, const State &b, bool either) {
    if (!a.alive || !b.alive)
      return a.alive ? a : b;
    State both;
    both.effect = either ? std::max(a.effect, b.effect) : std::min(a.effect, b.effect);
    both.stored = a.stored || b.stored;
    // `if (!first) first = std::current_exception();`: the first one counts.
    if (both.stored)
      both.effect = std::max(both.effect, Effect::Keeps);
    both.partly = a.partly || b.partly || a.effect >= Effect::Uses || b.effect >= Effect::Uses;
    return both;
  }

  void runLoop(const Stmt &loop, State &state) {
    // That a loop runs at least once, and that one case of several is taken, is believed.
    State inside = state;
    ++loops_;
    for (const Stmt *child : loop.children()) {
      if (!child)
        continue;
      if (isa<Expr>(child)) {
        condition(child, inside);
        continue;
      }
      inside.alive = true;
      run(child, inside);
    }
    --loops_;
    // `do { report(); return; } while (false)`: a macro's block, and its end is the end.
    inside.alive = inside.alive || !isa<DoStmt>(loop) || hasJump(loop);
    state = inside;
  }

  /// Whether a `break` or `continue` stands in the loop.
  static bool hasJump(const Stmt &loop) {
    return llvm::any_of(loop.children(), [](const Stmt *child) {
      return child && !isa<Expr>(child) && (isa<BreakStmt, ContinueStmt>(child) || hasJump(*child));
    });
  }

  void runTry(const CXXTryStmt &attempt, State &state) {
    // `try { throw; } catch (const A &a) {...}` asks the error what it is: its handlers receive it.
    if (!throwsError(attempt.getTryBlock())) {
      run(attempt.getTryBlock(), state);
      return;
    }
    State after;
    after.alive = false;
    bool stopsAll = false;
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const CXXCatchStmt &handler = *attempt.getHandler(i);
      stopsAll |= breadthOf(handler) == Breadth::All;
      const VarDecl *outer = std::exchange(error_.variable, handler.getExceptionDecl());
      State inner = state;
      run(handler.getHandlerBlock(), inner);
      error_.variable = outer;
      // The last resort behind a handler that looked at it has nothing left to look at.
      if (inner.alive && breadthOf(handler) == Breadth::All && after.alive &&
          after.effect == Effect::Uses)
        inner.effect = Effect::Uses;
      after = after.alive ? merge(after, inner, false) : inner;
    }
    if (!stopsAll)
      finish(ErrorEnd::Rethrown, &attempt, state);
    state = after;
  }

  /// Whether the block throws the error at hand again.
  bool throwsError(const Stmt *block) {
    if (!block || isa<LambdaExpr>(block))
      return false;
    if (const auto *thrown = dyn_cast<CXXThrowExpr>(block); thrown && !thrown->getSubExpr())
      return true;
    if (callsStd(*block, "rethrow_exception"))
      return true;
    return llvm::any_of(block->children(), [&](const Stmt *child) { return throwsError(child); });
  }

  void runDeclaration(const DeclStmt &declaration, State &state) {
    for (const Decl *declared : declaration.decls()) {
      const auto *variable = dyn_cast<VarDecl>(declared);
      if (!variable || !variable->getInit())
        continue;
      ErrorUse use = scan().of(variable->getInit());
      // A name for it that nobody reads is no use.
      if (use.effect != Effect::None && !use.leaves && isPlain(variable->getType()) &&
          body_.uses(*variable).empty() && !body_.isCaptured(*variable))
        continue;
      if (use.effect == Effect::Reacts)
        use.effect = Effect::None;
      apply(use, state);
    }
  }

  static bool isPlain(QualType type) {
    if (type->isReferenceType() || type->isScalarType() || isExceptionPtr(type))
      return true;
    const auto *record = type->getAsCXXRecordDecl();
    return record && record->isInStdNamespace() && record->getIdentifier() &&
           record->getName().starts_with("basic_string");
  }

  void leaveWith(const Expr *value, const Stmt &statement, State &state) {
    state.alive = false;
    // A macro that leaves, such as a test's failure, has said so.
    if (!value)
      return isWrittenByMacro(statement.getBeginLoc(), body_.context())
                 ? finish(ErrorEnd::Kept, &statement, state)
                 : finish(state, &statement);
    const ErrorUse use = inValue(*value);
    if (use.leaves)
      return finish(use.end, use.at, state);
    if (use.effect == Effect::Uses ||
        (state.effect == Effect::None && tellsFailure(*value, unit_) &&
         !looksWorkedOut(body_, *value, statement)))
      return finish(ErrorEnd::Returned, &statement, state);
    finish(state, &statement);
  }

  /// How a library makes its ready task doesn't matter, what is put into it does.
  ErrorUse inValue(const Expr &value) const {
    const auto *made = dyn_cast<CallExpr>(value.IgnoreUnlessSpelledInSource());
    if (!made || !makesTask(*made) || takesExceptionAtHand(calledBy(*made)))
      return scan().of(&value);
    ErrorUse use;
    for (const Expr *argument : made->arguments()) {
      const ErrorUse inner = scan().of(argument);
      use.add(inner.effect);
      if (inner.leaves)
        use.leave(inner.end, inner.at);
    }
    return use;
  }

  bool makesTask(const CallExpr &call) const {
    const FunctionDecl *callee = call.getDirectCallee();
    return callee && !isa<CXXMethodDecl>(callee) && unit_.models().libraryOf(*callee) &&
           unit_.taskType(call.getType()).isAwaitable();
  }

  const Body &body_;
  Followed error_;
  Unit &unit_;
  unsigned loops_ = 0;
  Handling result_;
};

} // namespace

Handling pathsThrough(const Stmt *statement, const Body &body, Followed error, Unit &unit) {
  return PathWalk(body, error, unit).through(statement);
}

} // namespace corolint
