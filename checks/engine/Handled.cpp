#include "checks/engine/Handled.h"
#include "checks/engine/Source.h"
#include "checks/engine/Throws.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace corolint {

using namespace clang;

const ErrorPath *Handling::find(ErrorEnd end) const {
  const auto found = llvm::find_if(paths, [&](const ErrorPath &path) { return path.end == end; });
  return found == paths.end() ? nullptr : &*found;
}

bool Handling::ignored() const {
  return !paths.empty() && llvm::all_of(paths, [](const ErrorPath &path) { return path.end == ErrorEnd::Dropped && !path.partly; });
}

bool Handling::always(std::initializer_list<ErrorEnd> ends) const {
  return !paths.empty() && llvm::all_of(paths, [&](const ErrorPath &path) { return llvm::is_contained(ends, path.end); });
}

bool isExceptionPtr(QualType type) {
  const auto *record = type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->getIdentifier() || record->getName() != "exception_ptr")
    return false;
  // Libraries keep it in a namespace of their own below std.
  const DeclContext *context = record->getDeclContext();
  while (context && !context->isStdNamespace())
    context = context->getParent();
  return context != nullptr;
}

bool callsStd(const Stmt &statement, llvm::StringRef name) {
  const auto *call = dyn_cast<CallExpr>(&statement);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->getIdentifier() && callee->getName() == name && callee->isInStdNamespace();
}

namespace {

/// How an expression or statement deals with the error; the more it does, the greater.
enum class Effect { None, Reacts, Keeps, Uses };

bool isOfStd(const FunctionDecl &function) {
  const DeclContext *context = &function;
  while (context && !isa<NamespaceDecl>(context))
    context = context->getParent();
  return context && context->isStdNamespace();
}

/// `current_exception_as_future()`, `result.rethrow_with_nested()`, `inner.unhandled_exception()`: who takes the exception at hand by itself says so.
bool takesExceptionAtHand(DeclarationName function) {
  const IdentifierInfo *name = function.getAsIdentifierInfo();
  return name && (name->getName().contains_insensitive("current_exception") || name->getName().contains("unhandled_exception") || name->getName().starts_with("rethrow"));
}

/// In a template also a function whose arguments aren't known yet: `__assert_fail("false", file, line, function)`.
const FunctionDecl *calleeOf(const CallExpr &call) {
  if (const FunctionDecl *callee = call.getDirectCallee())
    return callee;
  const auto *overloads = dyn_cast<UnresolvedLookupExpr>(call.getCallee()->IgnoreParenImpCasts());
  return overloads && overloads->getNumDecls() == 1 ? dyn_cast<FunctionDecl>((*overloads->decls_begin())->getUnderlyingDecl()) : nullptr;
}

bool isVoidCast(const Stmt &statement) {
  const auto *cast = dyn_cast<ExplicitCastExpr>(&statement);
  return cast && cast->getType()->isVoidType();
}

bool isWrite(const Stmt &statement, const Expr *&target, const Expr *&value) {
  if (const auto *binary = dyn_cast<BinaryOperator>(&statement); binary && binary->isAssignmentOp()) {
    target = binary->getLHS();
    value = binary->getRHS();
    return true;
  }
  if (const auto *unary = dyn_cast<UnaryOperator>(&statement); unary && unary->isIncrementDecrementOp()) {
    target = unary->getSubExpr();
    value = nullptr;
    return true;
  }
  if (const auto *call = dyn_cast<CXXOperatorCallExpr>(&statement)) {
    const OverloadedOperatorKind op = call->getOperator();
    if (call->getNumArgs() > 0 && (call->isAssignmentOp() || op == OO_PlusPlus || op == OO_MinusMinus)) {
      target = call->getArg(0);
      value = call->isAssignmentOp() && call->getNumArgs() > 1 ? call->getArg(1) : nullptr;
      return true;
    }
  }
  return false;
}

const VarDecl *rootVariable(const Expr *expression) {
  for (;;) {
    expression = expression->IgnoreUnlessSpelledInSource();
    if (const auto *member = dyn_cast<MemberExpr>(expression); member && !member->isArrow())
      expression = member->getBase();
    else if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(expression))
      expression = subscript->getBase();
    else
      break;
  }
  const auto *name = dyn_cast<DeclRefExpr>(expression);
  return name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
}

/// A variable of the function itself: what is put into it is gone with it.
bool isLocalValue(const VarDecl &variable) {
  return variable.hasLocalStorage() && !variable.getType()->isReferenceType() && !variable.getType()->isPointerType();
}

/// A type whose values can say "there is none" or "it failed".
bool canSayFailure(QualType type) {
  type = type.getNonReferenceType();
  if (type->isBooleanType() || type->isPointerType() || type->isNullPtrType() || type->isEnumeralType() || type->isDependentType())
    return true;
  const auto *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  if (record->isInStdNamespace() && (record->getName() == "variant" || record->getName() == "nullopt_t" || record->getName() == "error_code"))
    return true;
  // Something that can be asked with `if (value)`.
  return llvm::any_of(record->getVisibleConversionFunctions(), [](const NamedDecl *conversion) {
    const auto *function = dyn_cast<CXXConversionDecl>(conversion->getUnderlyingDecl());
    return function && function->getConversionType()->isBooleanType();
  });
}

bool isStdContainer(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->isInStdNamespace() || !record->hasDefinition())
    return false;
  return llvm::any_of(record->methods(), [](const CXXMethodDecl *method) {
    const IdentifierInfo *name = method->getIdentifier();
    return name && name->isStr("clear");
  });
}

/// Whether a returned value tells the caller of a failure, as far as one can see: an empty string, list or zero looks like a success.
bool tellsFailure(const Expr &value, Unit &unit) {
  const Expr *written = value.IgnoreUnlessSpelledInSource();
  // A library's ready task is as good as the value in it.
  if (const auto *call = dyn_cast<CallExpr>(written); call && call->getDirectCallee() && unit.models().libraryOf(*call->getDirectCallee()) && unit.taskType(call->getType()).isAwaitable())
    return call->getNumArgs() > 0 && tellsFailure(*call->getArg(0), unit);
  const QualType type = value.getType();
  // `co_return {error::eof, 0}` of a type that isn't known yet.
  if (const auto *list = dyn_cast<InitListExpr>(written); list && (type->isVoidType() || type->isDependentType()))
    return llvm::any_of(list->inits(), [&](const Expr *part) { return !isa<CXXNullPtrLiteralExpr>(part->IgnoreUnlessSpelledInSource()) && tellsFailure(*part, unit); });
  if (type.isNull() || type->isDependentType() || type->isVoidType())
    return !type.isNull() && !type->isVoidType();
  if (canSayFailure(type) || canSayFailure(written->getType()))
    return true;
  if (const auto *number = dyn_cast<IntegerLiteral>(written))
    return number->getValue() != 0;
  if (const auto *text = dyn_cast<StringLiteral>(written))
    return text->getLength() > 0;
  if (const auto *list = dyn_cast<InitListExpr>(written); list && list->getNumInits() == 0)
    return type->isRecordType() && !isStdContainer(type);
  if (isa<CXXScalarValueInitExpr, ImplicitValueInitExpr>(written))
    return false;
  if (const auto *construction = dyn_cast<CXXConstructExpr>(written); construction && construction->getNumArgs() == 0)
    return !isStdContainer(type);
  return true;
}

/// Text that doesn't depend on anything of the run.
bool isConstant(const Stmt &statement) {
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement)) {
    const auto *variable = dyn_cast<VarDecl>(name->getDecl());
    return !variable || !variable->hasLocalStorage();
  }
  if (isa<CXXThisExpr, CXXThrowExpr, LambdaExpr>(statement))
    return false;
  if (isa<CXXDefaultArgExpr, PredefinedExpr, SourceLocExpr>(statement))
    return true;
  return llvm::all_of(statement.children(), [](const Stmt *child) { return !child || isConstant(*child); });
}

/// `FAIL();`, `QFAIL("text");`, `ADD_FAILURE() << text;`: a test's word for "this must not be".
bool isFailureMacro(const Stmt &statement, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  for (SourceLocation at = statement.getBeginLoc(); at.isMacroID(); at = sources.getImmediateMacroCallerLoc(at)) {
    if (!sources.isMacroBodyExpansion(at))
      continue;
    llvm::SmallVector<llvm::StringRef, 4> words;
    Lexer::getImmediateMacroName(at, sources, context.getLangOpts()).split(words, '_');
    if (!llvm::is_contained(words, "LOG") && llvm::any_of(words, [](llvm::StringRef word) { return word.ends_with("FAIL") || word == "FAILURE" || word == "UNREACHABLE"; }))
      return true;
  }
  return false;
}

bool hasText(const Stmt &statement) {
  if (isa<StringLiteral>(statement))
    return true;
  if (isa<CXXDefaultArgExpr, LambdaExpr>(statement))
    return false;
  return llvm::any_of(statement.children(), [](const Stmt *child) { return child && hasText(*child); });
}

/// Follows one error through one function.
class Walk {
public:
  Walk(const Body &body, const VarDecl *error, bool current, Unit &unit, unsigned depth)
      : body_(body), error_(error), current_(current), unit_(unit), depth_(depth) {}

  Handling through(const Stmt *statement) {
    State state;
    run(statement, state);
    if (state.alive)
      finish(state, nullptr);
    return std::move(result_);
  }

  /// What a single statement does, wherever it leads.
  Effect effectOf(const Stmt &statement) {
    Scan scan;
    look(&statement, scan);
    return scan.leaves ? Effect::Uses : scan.effect;
  }

private:
  struct State {
    bool alive = true;
    Effect effect = Effect::None;
    bool partly = false;
    bool stored = false; ///< the error itself is kept in a variable that outlives the handler
  };

  /// What an expression does to the error.
  struct Scan {
    Effect effect = Effect::None;
    bool leaves = false;
    bool stored = false;
    ErrorEnd end = ErrorEnd::Dropped; ///< where it leaves
    const Stmt *at = nullptr;

    void add(Effect more) { effect = std::max(effect, more); }
    void leave(ErrorEnd how, const Stmt *where) {
      leaves = true;
      end = how;
      at = where;
    }
  };

  void finish(const State &state, const Stmt *leaves) {
    ErrorPath path;
    path.leaves = leaves;
    path.partly = state.partly;
    path.used = state.effect == Effect::Uses;
    switch (state.effect) {
    case Effect::None: path.end = ErrorEnd::Dropped; break;
    case Effect::Reacts: path.end = ErrorEnd::Reacted; break;
    case Effect::Keeps: path.end = ErrorEnd::Kept; break;
    case Effect::Uses: path.end = ErrorEnd::Used; break;
    }
    result_.paths.push_back(path);
  }
  void finish(ErrorEnd end, const Stmt *leaves, const State &state) { result_.paths.push_back({end, leaves, false, state.effect == Effect::Uses}); }

  // ---- Statements --------------------------------------------------------------------------------------------------

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
    } else if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, CaseStmt, DefaultStmt>(statement)) {
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

  void runExpression(const Stmt &statement, State &state) {
    Scan scan;
    look(&statement, scan);
    apply(scan, state);
  }

  void apply(const Scan &scan, State &state) {
    state.effect = std::max(state.effect, scan.effect);
    state.stored |= scan.stored;
    if (!scan.leaves)
      return;
    finish(scan.end, scan.at, state);
    state.alive = false;
  }

  /// Of a condition only a look at the error counts: asking something else isn't a reaction.
  void condition(const Stmt *statement, State &state) {
    if (!statement)
      return;
    Scan scan;
    look(statement, scan);
    if (scan.effect == Effect::Uses)
      state.effect = Effect::Uses;
  }

  /// `f.failed()` of the error's holder: false where there is no error.
  bool asksWhetherFailed(const Expr &condition) const {
    const auto *call = dyn_cast<CXXMemberCallExpr>(condition.IgnoreUnlessSpelledInSource());
    const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
    if (!method || !method->getIdentifier() || !namesError(*call->getImplicitObjectArgument()) || !call->getType()->isBooleanType() || call->getNumArgs() > 0)
      return false;
    return method->getName().contains_insensitive("fail") || method->getName().contains_insensitive("exception") || method->getName().contains_insensitive("error");
  }

  bool namesError(const Expr &expression) const {
    const auto *name = dyn_cast<DeclRefExpr>(expression.IgnoreUnlessSpelledInSource());
    return error_ && name && name->getDecl() == error_;
  }

  /// `if (f.failed()) ... else ...` of a value or an error: only one of the branches has an error to handle.
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

  /// Whether a branch does something besides telling the error's holder to forget it, and answering: even a line in a log that is always the same.
  bool callsOthers(const Stmt &statement) const {
    if (isa<ReturnStmt, CoreturnStmt>(statement))
      return false;
    const auto *member = dyn_cast<CXXMemberCallExpr>(&statement);
    if (isa<CallExpr>(statement) && !(member && namesError(*member->getImplicitObjectArgument())))
      return true;
    return llvm::any_of(statement.children(), [&](const Stmt *child) { return child && callsOthers(*child); });
  }

  void runIf(const IfStmt &branch, State &state) {
    run(branch.getInit(), state);
    if (runWhereFailed(branch, state))
      return;
    condition(branch.getConditionVariableDeclStmt(), state);
    condition(branch.getCond(), state);
    if (branch.isConstexpr() && !branch.getCond()->isValueDependent()) {
      if (const auto taken = branch.getNondiscardedCase(body_.context()); taken && *taken)
        run(*taken, state);
      return;
    }
    State then = state, otherwise = state;
    run(branch.getThen(), then);
    run(branch.getElse(), otherwise);
    // `if (!first) throw;`: where one is kept already, it is the one that counts.
    if (then.alive != otherwise.alive && asksForAnotherError(*branch.getCond())) {
      State &rest = then.alive ? then : otherwise;
      rest.effect = std::max(rest.effect, Effect::Keeps);
    }
    // `if (level < limit) ; else stream << error` of a logging macro, and branches that the build chooses: either will do.
    // Of several that fail the first one is told.
    const bool either = branch.getIfLoc().isMacroID() || branch.getCond()->isValueDependent() || claimsFirst(*branch.getCond());
    state = merge(then, otherwise, either);
  }

  static bool asksForAnotherError(const Stmt &condition) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&condition))
      return isExceptionPtr(name->getType());
    return llvm::any_of(condition.children(), [](const Stmt *child) { return child && asksForAnotherError(*child); });
  }

  /// `if (!failed.test_and_set())`, `if (!failed.exchange(true))`: only the first of several comes through.
  static bool claimsFirst(const Stmt &condition) {
    const auto *call = dyn_cast<CallExpr>(&condition);
    const DeclarationName name = call ? calledBy(*call) : DeclarationName();
    if (const IdentifierInfo *claims = name.getAsIdentifierInfo())
      if (claims->getName().contains("test_and_set") || claims->getName().contains("exchange"))
        return true;
    return llvm::any_of(condition.children(), [](const Stmt *child) { return child && claimsFirst(*child); });
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
    return llvm::any_of(loop.children(), [](const Stmt *child) { return child && !isa<Expr>(child) && (isa<BreakStmt, ContinueStmt>(child) || hasJump(*child)); });
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
      const VarDecl *outer = std::exchange(error_, handler.getExceptionDecl());
      State inner = state;
      run(handler.getHandlerBlock(), inner);
      error_ = outer;
      // The last resort behind a handler that looked at it has nothing left to look at.
      if (inner.alive && breadthOf(handler) == Breadth::All && after.alive && after.effect == Effect::Uses)
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
      Scan scan;
      look(variable->getInit(), scan);
      // A name for it that nobody reads is no use.
      if (scan.effect != Effect::None && !scan.leaves && isPlain(variable->getType()) && body_.uses(*variable).empty() && !body_.isCaptured(*variable))
        continue;
      if (scan.effect == Effect::Reacts)
        scan.effect = Effect::None;
      apply(scan, state);
    }
  }

  static bool isPlain(QualType type) {
    if (type->isReferenceType() || type->isScalarType() || isExceptionPtr(type))
      return true;
    const auto *record = type->getAsCXXRecordDecl();
    return record && record->isInStdNamespace() && record->getIdentifier() && record->getName().starts_with("basic_string");
  }

  void leaveWith(const Expr *value, const Stmt &statement, State &state) {
    state.alive = false;
    // A macro that leaves, such as a test's failure, has said so.
    if (!value)
      return statement.getBeginLoc().isMacroID() ? finish(ErrorEnd::Kept, &statement, state) : finish(state, &statement);
    Scan scan;
    // How a library makes its ready task doesn't matter, what is put into it does.
    if (const auto *made = dyn_cast<CallExpr>(value->IgnoreUnlessSpelledInSource()); made && makesTask(*made) && !takesExceptionAtHand(calledBy(*made)))
      for (const Expr *argument : made->arguments())
        look(argument, scan);
    else
      look(value, scan);
    if (scan.leaves)
      return finish(scan.end, scan.at, state);
    if (scan.effect == Effect::Uses || (state.effect == Effect::None && tellsFailure(*value, unit_)))
      return finish(ErrorEnd::Returned, &statement, state);
    finish(state, &statement);
  }

  bool makesTask(const CallExpr &call) const {
    const FunctionDecl *callee = call.getDirectCallee();
    return callee && !isa<CXXMethodDecl>(callee) && unit_.models().libraryOf(*callee) && unit_.taskType(call.getType()).isAwaitable();
  }

  // ---- Expressions -------------------------------------------------------------------------------------------------

  void look(const Stmt *statement, Scan &scan) {
    if (!statement)
      return;
    if (const auto *thrown = dyn_cast<CXXThrowExpr>(statement))
      return lookAtThrow(*thrown, scan);
    if (const auto *name = dyn_cast<DeclRefExpr>(statement)) {
      if (error_ && name->getDecl() == error_)
        scan.add(Effect::Uses);
      return;
    }
    if (isVoidCast(*statement)) {
      const Expr *inner = cast<ExplicitCastExpr>(statement)->getSubExpr()->IgnoreUnlessSpelledInSource();
      if (!isa<DeclRefExpr>(inner) && !callsStd(*inner, "current_exception"))
        look(inner, scan);
      return;
    }
    if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
      return lookAtLambda(*lambda, scan, false);
    if (const auto *choice = dyn_cast<ConditionalOperator>(statement)) {
      // `assert(false)`: the build has decided.
      if (bool taken = false; !choice->getCond()->isValueDependent() && choice->getCond()->EvaluateAsBooleanCondition(taken, body_.context()))
        return look(taken ? choice->getTrueExpr() : choice->getFalseExpr(), scan);
      look(choice->getCond(), scan);
      return lookAtEither(choice->getTrueExpr(), choice->getFalseExpr(), scan);
    }
    if (const auto *both = dyn_cast<BinaryOperator>(statement); both && both->isLogicalOp()) {
      look(both->getLHS(), scan);
      return lookAtEither(both->getRHS(), nullptr, scan);
    }
    const Expr *target = nullptr, *value = nullptr;
    if (isWrite(*statement, target, value))
      return lookAtWrite(*target, value, *cast<Expr>(statement), scan);
    if (const auto *call = dyn_cast<CallExpr>(statement))
      return lookAtCall(*call, scan);
    for (const Stmt *child : statement->children())
      look(child, scan);
  }

  /// Only what both do leaves for sure: `condition ? (void)0 : std::abort()` is an assertion.
  void lookAtEither(const Expr *one, const Expr *other, Scan &scan) {
    Scan first, second;
    look(one, first);
    look(other, second);
    scan.add(std::max(first.effect, second.effect));
    if (first.leaves && second.leaves)
      scan.leave(first.end, first.at);
    else if (first.leaves || second.leaves)
      scan.add(Effect::Reacts);
  }

  void lookAtThrow(const CXXThrowExpr &thrown, Scan &scan) {
    if (!thrown.getSubExpr())
      return scan.leave(ErrorEnd::Rethrown, &thrown);
    Scan inner;
    look(thrown.getSubExpr(), inner);
    scan.leave(inner.effect == Effect::Uses ? ErrorEnd::Carried : ErrorEnd::Replaced, &thrown);
  }

  /// A lambda that mentions the error takes it along; one called in place does what its body does.
  void lookAtLambda(const LambdaExpr &lambda, Scan &scan, bool calledHere) {
    for (const Expr *initialiser : lambda.capture_inits())
      look(initialiser, scan);
    Scan inner;
    lookInside(lambda.getBody(), inner);
    if (calledHere) {
      scan.add(inner.effect);
      if (inner.leaves)
        scan.leave(inner.end, inner.at);
    } else if (inner.effect == Effect::Uses || (inner.leaves && inner.end != ErrorEnd::Replaced)) {
      scan.add(Effect::Uses);
    }
  }
  void lookInside(const Stmt *statement, Scan &scan) {
    if (!statement)
      return;
    if (isa<Expr>(statement))
      return look(statement, scan);
    for (const Stmt *child : statement->children())
      lookInside(child, scan);
  }

  void lookAtWrite(const Expr &target, const Expr *value, const Expr &write, Scan &scan) {
    const Expr *spelled = target.IgnoreUnlessSpelledInSource();
    if (const auto *name = dyn_cast<DeclRefExpr>(spelled); name && name->getDecl()->isInStdNamespace() && name->getDecl()->getDeclName().isIdentifier() && name->getDecl()->getName() == "ignore")
      return;
    Scan inner;
    if (value)
      look(value, inner);
    if (inner.leaves)
      scan.leave(inner.end, inner.at);
    const VarDecl *variable = rootVariable(spelled);
    // What a lambda has captured outlives it.
    const bool captured = variable && variable->getDeclContext() != &body_.function() && variable->getDeclContext()->Encloses(&body_.function());
    if (variable && isLocalValue(*variable) && !captured) {
      // A change of the error object itself isn't a look at it.
      if (variable != error_ && isReadLater(*variable, write) && !(value && answersLikeSuccess(*variable, *value, write))) {
        scan.add(inner.effect == Effect::Uses ? Effect::Uses : Effect::Keeps);
        scan.stored |= inner.effect == Effect::Uses;
      }
      return;
    }
    scan.stored |= inner.effect == Effect::Uses;
    scan.add(inner.effect == Effect::Uses ? Effect::Uses : value ? Effect::Keeps : Effect::Reacts);
  }

  /// `try { r = co_await f(); } catch (...) { r = ""; } co_return r;`: the caller gets what a success may give, too, as with `co_return "";` in the
  /// handler. Only of a variable that the try fills by an await and that is returned as it is: whoever looks at it may know.
  bool answersLikeSuccess(const VarDecl &variable, const Expr &value, const Expr &write) const {
    const auto *handler = body_.enclosing<CXXCatchStmt>(write);
    const auto *attempt = handler ? dyn_cast_or_null<CXXTryStmt>(body_.parent(*handler)) : nullptr;
    if (!attempt || canSayFailure(variable.getType()) || !isNothing(value, variable) || body_.isCaptured(variable) || explainsItself(handler->getSourceRange(), body_.context()))
      return false;
    bool filled = false, returned = false;
    for (const DeclRefExpr *use : body_.uses(variable)) {
      if (isWithin(*use, *attempt->getTryBlock()))
        filled |= isFilledByAwait(*use);
      else if (isWithin(*use, *attempt))
        continue;
      else if (body_.context().getSourceManager().isBeforeInTranslationUnit(attempt->getEndLoc(), use->getLocation())) {
        if (!isReturned(*use))
          return false;
        returned = true;
      }
    }
    return filled && returned && !body_.enclosing<ForStmt>(*attempt) && !body_.enclosing<WhileStmt>(*attempt) && !body_.enclosing<DoStmt>(*attempt) && !body_.enclosing<CXXForRangeStmt>(*attempt);
  }

  /// An empty text or list, a zero.
  bool isNothing(const Expr &value, const VarDecl &variable) const {
    const Expr *written = value.IgnoreUnlessSpelledInSource();
    if (const auto *text = dyn_cast<StringLiteral>(written))
      return text->getLength() == 0;
    if (const auto *number = dyn_cast<IntegerLiteral>(written))
      return number->getValue() == 0;
    // `rows = {}` is an empty list or a default construction, as the class has it.
    const auto *list = dyn_cast<InitListExpr>(written);
    const auto *construction = dyn_cast<CXXConstructExpr>(written);
    if (list || (construction && construction->getNumArgs() == 0))
      return (!list || list->getNumInits() == 0) && (variable.getType()->isScalarType() || isStdContainer(variable.getType()));
    return isa<CXXScalarValueInitExpr>(written);
  }

  bool isWithin(const Stmt &statement, const Stmt &outer) const {
    for (const Stmt *s = &statement; s; s = body_.parent(*s))
      if (s == &outer)
        return true;
    return false;
  }

  /// `x = co_await f()`, of which the use is the x.
  bool isFilledByAwait(const DeclRefExpr &use) const {
    const Stmt *parent = body_.parent(use);
    const Expr *target = nullptr, *value = nullptr;
    return parent && isWrite(*parent, target, value) && value && target->IgnoreUnlessSpelledInSource() == &use && isa<CoawaitExpr>(value->IgnoreUnlessSpelledInSource());
  }

  /// `co_return x;`, `return std::move(x);`
  bool isReturned(const DeclRefExpr &use) const {
    const Stmt *outer = body_.parent(use);
    while (outer && (isa<CastExpr, CXXConstructExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups, ParenExpr>(outer) || callsStd(*outer, "move")))
      outer = body_.parent(*outer);
    return outer && isa<ReturnStmt, CoreturnStmt>(outer);
  }

  bool isReadLater(const VarDecl &variable, const Expr &write) const {
    if (body_.isCaptured(variable) || !body_.contains(write))
      return true;
    const SourceManager &sources = body_.context().getSourceManager();
    const bool repeats = body_.enclosing<ForStmt>(write) || body_.enclosing<WhileStmt>(write) || body_.enclosing<DoStmt>(write) || body_.enclosing<CXXForRangeStmt>(write);
    return llvm::any_of(body_.uses(variable), [&](const DeclRefExpr *use) {
      if (isOnlyWritten(*use))
        return false;
      return repeats || sources.isBeforeInTranslationUnit(write.getBeginLoc(), use->getLocation());
    });
  }

  bool isOnlyWritten(const DeclRefExpr &use) const {
    const Stmt *parent = body_.parent(use);
    if (!parent)
      return false;
    const Expr *target = nullptr, *value = nullptr;
    return isWrite(*parent, target, value) && target->IgnoreUnlessSpelledInSource() == &use && isa<CompoundStmt, CXXCatchStmt, IfStmt, ForStmt>(body_.parent(*parent));
  }

  void lookAtCall(const CallExpr &call, Scan &scan) {
    if (callsStd(call, "current_exception"))
      return scan.add(Effect::Uses);
    if (callsStd(call, "rethrow_exception"))
      return scan.leave(ErrorEnd::Rethrown, &call);
    if (callsStd(call, "throw_with_nested"))
      return scan.leave(ErrorEnd::Carried, &call);
    // A member by which the holder of the error is told to forget it.
    if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call); member && member->getMethodDecl() && namesError(*member->getImplicitObjectArgument()))
      if (const auto row = unit_.models().errorResult(*member->getMethodDecl()->getParent()); row && call.getType()->isVoidType() && llvm::is_contained(row->inspectors, member->getMethodDecl()->getNameAsString()))
        return;
    if (const auto *invoked = dyn_cast<CXXOperatorCallExpr>(&call); invoked && invoked->getOperator() == OO_Call)
      if (const auto *lambda = dyn_cast<LambdaExpr>(invoked->getArg(0)->IgnoreUnlessSpelledInSource()))
        lookAtLambda(*lambda, scan, true);

    Scan inner;
    for (const Expr *argument : call.arguments())
      look(argument, inner);
    if (const auto *member = dyn_cast<MemberExpr>(call.getCallee()->IgnoreParens()))
      look(member->getBase(), inner);
    else if (!isa<DeclRefExpr>(call.getCallee()->IgnoreImpCasts()))
      look(call.getCallee(), inner);
    if (inner.leaves)
      scan.leave(inner.end, inner.at);
    const FunctionDecl *callee = calleeOf(call);
    if (takesExceptionAtHand(calledBy(call)))
      return scan.add(Effect::Uses);
    if (callee && callee->isNoReturn())
      return scan.leave(inner.effect == Effect::Uses ? ErrorEnd::Carried : ErrorEnd::Terminated, &call);
    if (inner.effect == Effect::Uses)
      return scan.add(Effect::Uses);
    scan.add(ownEffect(call, callee, inner.effect));
  }

  /// What a call does that isn't given the error.
  Effect ownEffect(const CallExpr &call, const FunctionDecl *callee, Effect ofArguments) {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call); operation && operation->getOperator() == OO_LessLess)
      return isInsertion(*operation) ? Effect::None : Effect::Reacts;
    if (isConstantReport(call))
      return Effect::None;
    if (!callee)
      return Effect::Reacts;
    if (callee->getBuiltinID() || isAccessor(call, *callee))
      return ofArguments;
    if (const FunctionDecl *definition = nullptr; callee->getBody(definition) && depth_ > 0 && !isOfStd(*callee)) {
      const Body inside(*definition);
      for (const Stmt *statement : inside.statements()) {
        if (callsStd(*statement, "current_exception") || (isa<CXXThrowExpr>(statement) && !cast<CXXThrowExpr>(statement)->getSubExpr() && !inside.enclosing<CXXCatchStmt>(*statement)))
          return Effect::Uses;
        if (const auto *deeper = dyn_cast<CallExpr>(statement); deeper && deeper->getDirectCallee() && deeper->getDirectCallee()->isNoReturn())
          return Effect::Uses;
      }
      for (const Stmt *statement : inside.statements())
        if (const auto *deeper = dyn_cast<CallExpr>(statement); deeper && !isOfStdCall(*deeper) && Walk(inside, nullptr, current_, unit_, depth_ - 1).effectOf(*deeper) == Effect::Uses)
          return Effect::Uses;
      return Effect::Reacts;
    }
    // A function that can't be seen and is given nothing may ask what the exception at hand is.
    const bool mayAsk = current_ && call.getNumArgs() == 0 && !isa<CXXMethodDecl>(callee) && !isOfStd(*callee);
    return mayAsk ? Effect::Uses : Effect::Reacts;
  }

  static bool isOfStdCall(const CallExpr &call) { return call.getDirectCallee() && isOfStd(*call.getDirectCallee()); }

  /// `object.get()` and `std::move(x)`: what is done with the result counts.
  static bool isAccessor(const CallExpr &call, const FunctionDecl &callee) {
    if (const auto *method = dyn_cast<CXXMethodDecl>(&callee))
      return method->isConst() && !call.getType()->isVoidType() && !isa<CXXOperatorCallExpr>(call);
    return isOfStd(callee) && !call.getType()->isVoidType();
  }

  /// `stream << "text"` with nothing of the run in it.
  static bool isInsertion(const CXXOperatorCallExpr &operation) {
    const Expr *left = operation.getArg(0)->IgnoreUnlessSpelledInSource();
    if (!isConstant(*operation.getArg(1)))
      return false;
    if (const auto *further = dyn_cast<CXXOperatorCallExpr>(left); further && further->getOperator() == OO_LessLess)
      return isInsertion(*further);
    return true;
  }

  /// `log("text")`: at least one string, and nothing of the run.
  static bool isConstantReport(const CallExpr &call) {
    bool text = false;
    for (const Expr *argument : call.arguments()) {
      if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call); operation && operation->getOperator() == OO_Call && argument == operation->getArg(0))
        continue;
      if (!isConstant(*argument))
        return false;
      text |= hasText(*argument);
    }
    return text;
  }

  const Body &body_;
  const VarDecl *error_;
  const bool current_; ///< it is the exception at hand, too, so that any function may ask for it
  Unit &unit_;
  const unsigned depth_;
  unsigned loops_ = 0;
  Handling result_;
};

// ---- Behind the handler ----------------------------------------------------------------------------------------------

const Stmt *lastOf(const Stmt *statement) {
  while (const auto *compound = dyn_cast_or_null<CompoundStmt>(statement))
    statement = compound->body_empty() ? nullptr : compound->body_back();
  return statement;
}

/// Whether code that is reached in this way only after a failure stands behind the try: the rest of a block, or another round.
bool somethingFollows(const Body &body, const CXXTryStmt &attempt) {
  const Stmt *child = &attempt;
  for (const Stmt *s = body.parent(attempt); s; child = s, s = body.parent(*s)) {
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(s))
      return true;
    const auto *compound = dyn_cast<CompoundStmt>(s);
    if (!compound || compound->body_back() == child)
      continue;
    const Stmt *const *next = llvm::find(compound->body(), child) + 1;
    if (const auto *given = dyn_cast<CoreturnStmt>(*next); given && !given->getOperand())
      return false;
    if (const auto *given = dyn_cast<ReturnStmt>(*next); given && !given->getRetValue())
      return false;
    return true;
  }
  return false;
}

/// Success leaves the try by itself, so that what follows it is the failure's; or it is a failure itself (a test that expects the error).
bool successLeaves(const Body &body, const CXXTryStmt &attempt) {
  const Stmt *last = lastOf(attempt.getTryBlock());
  if (!last)
    return false;
  if (llvm::any_of(attempt.getTryBlock()->body(), [&](const Stmt *s) { return isFailureMacro(*s, body.context()); }))
    return true;
  if (last->getBeginLoc().isMacroID() && !suspensionOperand(*last))
    return true;
  if (const auto *expression = dyn_cast<Expr>(last)) {
    const Expr *written = expression->IgnoreUnlessSpelledInSource();
    if (isa<CXXThrowExpr>(written))
      return true;
    const auto *call = dyn_cast<CallExpr>(written);
    return call && call->getDirectCallee() && call->getDirectCallee()->isNoReturn();
  }
  return isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(last) && somethingFollows(body, attempt);
}

bool isInside(const Body &body, const Stmt &statement, const Stmt &outer) {
  for (const Stmt *s = &statement; s; s = body.parent(*s))
    if (s == &outer)
      return true;
  return false;
}

bool isInCondition(const Body &body, const Stmt &use) {
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

/// A variable that the try fills on success and that is examined behind it: `ok = true`, `value = co_await f()`; or what it does last is
/// to tell somebody else of its success: `++done_;`.
bool fillsWhatIsExamined(const Body &body, const CXXTryStmt &attempt) {
  const Stmt *last = lastOf(attempt.getTryBlock());
  if (const auto *expression = dyn_cast_or_null<Expr>(last)) {
    const Expr *target = nullptr, *value = nullptr;
    if (isWrite(*expression->IgnoreUnlessSpelledInSource(), target, value) && (!value || isConstant(*value))) {
      const VarDecl *variable = rootVariable(target);
      if (!variable || !isLocalValue(*variable) || variable->getDeclContext() != &body.function())
        return true;
    }
  }
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *statement : body.statements()) {
    const Expr *target = nullptr, *value = nullptr;
    if (const auto *member = dyn_cast<CXXMemberCallExpr>(statement); member && member->getMethodDecl() && !member->getMethodDecl()->isConst())
      target = member->getImplicitObjectArgument();
    else if (!isWrite(*statement, target, value))
      continue;
    const VarDecl *variable = target ? rootVariable(target) : nullptr;
    if (!variable || !isInside(body, *statement, *attempt.getTryBlock()) || sources.isBeforeInTranslationUnit(attempt.getBeginLoc(), variable->getLocation()))
      continue;
    for (const DeclRefExpr *use : body.uses(*variable))
      if (sources.isBeforeInTranslationUnit(attempt.getEndLoc(), use->getLocation()) && (canSayFailure(variable->getType()) || isInCondition(body, *use)))
        return true;
  }
  return false;
}

} // namespace

Handling handlingOf(const Body &body, const CXXCatchStmt &handler, Unit &unit) {
  Handling handling = Walk(body, handler.getExceptionDecl(), true, unit, 3).through(handler.getHandlerBlock());
  const auto *attempt = dyn_cast_or_null<CXXTryStmt>(body.parent(handler));
  if (!attempt || !handling.dropped())
    return handling;
  const bool seen = successLeaves(body, *attempt) || fillsWhatIsExamined(body, *attempt);
  for (ErrorPath &path : handling.paths)
    if (path.end == ErrorEnd::Dropped && seen && (!path.leaves || isa<ContinueStmt>(path.leaves)))
      path.end = ErrorEnd::Kept;
  return handling;
}

Handling handlingOf(const Body &callback, const ParmVarDecl &error, Unit &unit) {
  return Walk(callback, &error, false, unit, 3).through(callback.root());
}

Handling handlingOfCurrent(const Body &function, Unit &unit) { return Walk(function, nullptr, true, unit, 3).through(function.root()); }

bool isCoroutineCode(const Body &body, Unit &unit) {
  const FunctionDecl &function = body.function();
  if (body.isCoroutine() || unit.taskType(function.getReturnType()).isAwaitable())
    return true;
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  if (!method || isa<CXXDestructorDecl>(method))
    return false;
  if (!method->getParent()->isLambda())
    return findMember(*method->getParent(), "unhandled_exception") || findMember(*method->getParent(), "await_resume");
  return llvm::any_of(function.parameters(), [&](const ParmVarDecl *parameter) {
    const auto *record = parameter->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return isExceptionPtr(parameter->getType()) || (record && unit.models().errorResult(*record));
  });
}

/// Whether a class next to it derives from it.
static bool hasDerivedNeighbour(const CXXRecordDecl &record) {
  const DeclContext *context = record.getDeclContext()->getRedeclContext();
  for (const Decl *declaration : context->noload_decls()) {
    const auto *other = dyn_cast<CXXRecordDecl>(declaration);
    if (!other || !other->hasDefinition())
      continue;
    for (const CXXBaseSpecifier &base : other->bases())
      if (const auto *parent = base.getType()->getAsCXXRecordDecl(); parent && parent->getCanonicalDecl() == record.getCanonicalDecl())
        return true;
  }
  return false;
}

Breadth breadthOf(const CXXCatchStmt &handler) {
  if (handler.getCaughtType().isNull())
    return Breadth::All;
  const auto *record = handler.getCaughtType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || record->isEffectivelyFinal())
    return Breadth::Narrow;
  if (record->isInStdNamespace() && record->getName() == "exception")
    return Breadth::Base;
  return hasDerivedNeighbour(*record) ? Breadth::Base : Breadth::Narrow;
}

/// `TODO: x`, `NOLINT`, or nothing at all.
static bool isReason(llvm::StringRef comment) {
  comment = comment.ltrim("/*! \t").rtrim("*/ \t\r\n");
  if (comment.empty() || comment.starts_with("NOLINT"))
    return false;
  const llvm::StringRef first = comment.split(' ').first;
  return !first.ends_with(":") && llvm::any_of(comment, llvm::isAlpha);
}

bool explainsItself(SourceRange range, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  const SourceLocation begin = sources.getExpansionLoc(range.getBegin()), end = sources.getExpansionLoc(range.getEnd());
  const auto [file, offset] = sources.getDecomposedLoc(begin);
  const auto [endFile, endOffset] = sources.getDecomposedLoc(end);
  if (file != endFile)
    return false;
  bool invalid = false;
  const llvm::StringRef text = sources.getBufferData(file, &invalid);
  if (invalid)
    return false;
  Lexer lexer(sources.getLocForStartOfFile(file), context.getLangOpts(), text.begin(), text.begin() + offset, text.end());
  lexer.SetCommentRetentionState(true);
  // The comment behind the closing brace still belongs to it, on its line.
  for (Token token; !lexer.LexFromRawLexer(token) && token.isNot(tok::eof);) {
    const auto [tokenFile, at] = sources.getDecomposedLoc(token.getLocation());
    if (at > endOffset && (token.isNot(tok::comment) || token.isAtStartOfLine()))
      return false;
    if (token.is(tok::comment) && isReason(Lexer::getSpelling(token, sources, context.getLangOpts())))
      return true;
  }
  return false;
}

} // namespace corolint
