// coro-dangling-reference: a task outlives what its coroutine refers to and still uses.
#include "checks/Check.h"
#include "checks/engine/Body.h"
#include "checks/engine/Callable.h"
#include "checks/engine/Escape.h"
#include "checks/engine/Fate.h"
#include "checks/engine/Ownership.h"
#include "checks/engine/Source.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {
namespace {

using namespace clang;

class DanglingReferenceCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (body.isPattern())
      return;
    body_ = &body;
    for (const Stmt *statement : body.statements()) {
      if (const auto *call = dyn_cast<CallExpr>(statement)) {
        judgeCall(*call);
        judgeClosures(*call);
        judgeSpawnedThis(*call);
      }
      if (const auto *construct = dyn_cast<CXXConstructExpr>(statement))
        judgeWrapper(*construct);
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared))
            judgeReferenceToResult(*variable);
      if (const auto *result = dyn_cast<CoreturnStmt>(statement))
        judgeResult(*result);
    }
    judgeThis();
  }

  // ---- Lambdas that run in the background --------------------------------------------------------------------------

  /// `spawn([&x]() -> task<> {...})` as the last thing that the scope of `x` does: nobody there waits for it.
  void judgeSpawnedLambda(const CallExpr &call, const LambdaExpr &lambda, const FunctionDecl &coroutine) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto awaited = destinationOf(*body_, call, unit()).where;
    if (!callee || !models().spawner(*callee) || awaited == Where::AwaitedHere)
      return;
    for (const LambdaCapture &capture : lambda.captures()) {
      const auto *variable = capture.capturesVariable() && capture.getCaptureKind() == LCK_ByRef ? dyn_cast<VarDecl>(capture.getCapturedVar()) : nullptr;
      if (!variable || !variable->hasLocalStorage() || variable->getType()->isReferenceType() || !isLastStatementOf(*variable, call))
        continue;
      Referent captured;
      captured.kind = Referent::Captured;
      captured.local = variable;
      const LaterUse later = usedLater(coroutine, captured, unit());
      if (later.answer != LaterUse::Yes)
        continue;
      Finding finding;
      finding.function = &body_->function();
      finding.range = {lambda.getBeginLoc(), lambda.getIntroducerRange().getEnd()};
      finding.message = quoted(variable->getName()) + " is destroyed at the end of its scope, but the coroutine in the background uses it later";
      finding.steps.push_back({lambda.getBeginLoc(), "captured by reference here"});
      finding.steps.push_back({call.getExprLoc(), "nobody in the scope of " + quoted(variable->getName()) + " waits for what runs in the background"});
      finding.steps.push_back({later.use, "used here"});
      return report(finding);
    }
  }

  // ---- A task that outlives what the call bound to it --------------------------------------------------------------

  void judgeCall(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !call.isPRValue())
      return;
    const TaskType &task = unit().taskType(call.getType());
    if (task.kind == TaskKind::None)
      return;
    const auto referents = referentsOf(call, unit());
    if (llvm::none_of(referents, [](const Referent &referent) { return referent.lifetime != Lifetime::Longer; }))
      return;
    const Destination destination = finalDestination(call);
    if (destination.where == Where::AwaitedHere || destination.where == Where::Unknown)
      return;
    // A lazy one that is dropped never runs: coro-unawaited-task.
    if (destination.where == Where::Dropped && task.isLazy())
      return;
    for (const Referent &referent : referents) {
      if (referent.lifetime == Lifetime::Longer || !outlives(destination, referent, call))
        continue;
      // A wrapper that calls what it is given is judged where a lambda is given to it.
      if (referent.kind == Referent::Captures && isa_and_nonnull<ParmVarDecl>(referent.local))
        continue;
      const LaterUse later = usedLater(*callee, referent, unit());
      if (later.answer == LaterUse::Yes || (later.answer == LaterUse::Unseen && isLikely(*callee, referent, destination, task)))
        return reportCall(call, *callee, referent, destination, later);
    }
  }

  /// Where the task goes; one that is only named to be returned is returned.
  Destination finalDestination(const CallExpr &call) {
    const Destination first = destinationOf(*body_, call, unit());
    if (first.where != Where::Local || !unit().taskType(first.variable->getType()).isAwaitable() || body_->isCoroutine())
      return first;
    for (const DeclRefExpr *use : body_->uses(*first.variable))
      if (const ValueUse fate = fateOf(*body_, *use, unit()); fate.fate == Fate::Returned)
        return {Where::Returned, fate.at, nullptr};
    return first;
  }

  /// Whether the statement of the call hands the variable on along with the task: `return p->run().finally([p = std::move(p)] {});`.
  bool goesAlong(const VarDecl &variable, const CallExpr &call) const {
    const Stmt *own = statementOf(call);
    return body_->isCaptured(variable) || llvm::any_of(body_->uses(variable), [&](const DeclRefExpr *use) {
             return statementOf(*use) == own && !contains(call, *use) && isMovedFrom(*use);
           });
  }

  bool isMovedFrom(const DeclRefExpr &use) const {
    const auto *move = dyn_cast_or_null<CallExpr>(body_->parent(use));
    return move && move->isXValue();
  }

  /// Whether the task is still there when the referent is gone.
  bool outlives(const Destination &destination, const Referent &referent, const CallExpr &call) const {
    if (referent.lifetime == Lifetime::Temporary)
      return destination.where != Where::Local || isUsedAgain(*destination.variable);
    switch (destination.where) {
    case Where::Returned:
      return !goesAlong(*referent.local, call);
    case Where::Spawned:
    case Where::Dropped:
    case Where::Stored:
      return isLastOfItsScope(*referent.local, call);
    case Where::Local:
      return leavesScopeOf(*referent.local, *destination.variable, call);
    default:
      return false;
    }
  }

  bool isUsedAgain(const VarDecl &variable) const { return body_->isCaptured(variable) || !body_->uses(variable).empty(); }

  /// The statement of a block that the expression is part of.
  const Stmt *statementOf(const Stmt &expression) const {
    const Stmt *s = &expression;
    while (const Stmt *parent = body_->parent(*s)) {
      if (isa<CompoundStmt>(parent))
        return s;
      s = parent;
    }
    return s;
  }

  /// The block that ends a variable's life; the whole body for parameters.
  const CompoundStmt *blockOf(const VarDecl &variable) const {
    if (isa<ParmVarDecl>(variable))
      return dyn_cast_or_null<CompoundStmt>(body_->root());
    for (const Stmt *statement : body_->statements())
      if (const auto *declaration = dyn_cast<DeclStmt>(statement); declaration && llvm::is_contained(declaration->decls(), &variable))
        return dyn_cast_or_null<CompoundStmt>(body_->parent(*declaration));
    return nullptr;
  }

  /// Whether the call is the last thing that the variable's scope does: nothing there can wait for the task.
  bool isLastOfItsScope(const VarDecl &variable, const CallExpr &call) const { return !body_->isCaptured(variable) && isLastStatementOf(variable, call); }

  bool isLastStatementOf(const VarDecl &variable, const CallExpr &call) const {
    const CompoundStmt *block = blockOf(variable);
    if (!block || block->body_empty() || variable.getDeclContext() != &body_->function())
      return false;
    const Stmt *statement = statementOf(call);
    if (body_->parent(*statement) != block)
      return false;
    const auto at = llvm::find(block->body(), statement);
    return llvm::all_of(llvm::make_range(std::next(at), block->body_end()), [](const Stmt *s) {
      const auto *leave = dyn_cast<CoreturnStmt>(s);
      return isa<ContinueStmt, NullStmt>(s) || (leave && !leave->getOperand()) || (isa<ReturnStmt>(s) && !cast<ReturnStmt>(s)->getRetValue());
    });
  }

  /// Whether the task goes into a variable of an outer scope and isn't waited for in the scope of the referent.
  bool leavesScopeOf(const VarDecl &referent, const VarDecl &holder, const CallExpr &call) const {
    const CompoundStmt *inner = blockOf(referent);
    if (!inner || isa<ParmVarDecl>(referent))
      return false;
    if (isa<ParmVarDecl>(holder))
      return !isUsedIn(*inner, holder, call);
    const CompoundStmt *outer = blockOf(holder);
    return outer && outer != inner && contains(*outer, *inner) && !isUsedIn(*inner, holder, call);
  }

  bool contains(const Stmt &outer, const Stmt &inner) const {
    for (const Stmt *s = &inner; s; s = body_->parent(*s))
      if (s == &outer)
        return true;
    return false;
  }

  bool isUsedIn(const Stmt &scope, const VarDecl &variable, const CallExpr &call) const {
    const Stmt *own = statementOf(call);
    return body_->isCaptured(variable) ||
           llvm::any_of(body_->uses(variable), [&](const DeclRefExpr *use) { return contains(scope, *use) && statementOf(*use) != own; });
  }

  /// Without the body: the user's own functions that return lazy tasks are coroutines that use their arguments later; a member of a local
  /// that is returned needs the local.
  static bool isLikely(const FunctionDecl &callee, const Referent &referent, const Destination &destination, const TaskType &task) {
    if (referent.viewed)
      return true;
    // An object of a library, such as a socket, that is destroyed before its operation starts. What a std::function calls has its own.
    if (referent.kind == Referent::This && referent.lifetime == Lifetime::Local && destination.where == Where::Returned && task.isLazy() && !isUserCode(callee))
      return !cast<CXXMethodDecl>(callee).getParent()->hasTrivialDestructor() && !isa<CXXConversionDecl>(callee) && !callee.isOverloadedOperator();
    if (!isUserCode(callee) || task.kind == TaskKind::Operation)
      return false;
    if (referent.kind == Referent::This)
      return destination.where == Where::Returned && referent.lifetime == Lifetime::Local && !isa<CXXConversionDecl>(callee);
    return task.isLazy() && referent.parameter && !referent.parameter->getType()->isRValueReferenceType() && !callee.isTemplateInstantiation();
  }

  std::string endOf(const Referent &referent, const Destination &destination) const {
    if (referent.lifetime == Lifetime::Temporary)
      return "at the end of this expression";
    return destination.where == Where::Returned ? "when the function returns" : "at the end of its scope";
  }

  void reportCall(const CallExpr &call, const FunctionDecl &callee, const Referent &referent, const Destination &destination, const LaterUse &later) {
    Finding finding;
    finding.function = &body_->function();
    finding.range = referent.expression->getSourceRange();
    if (isa<CXXDefaultArgExpr>(referent.expression) || finding.range.isInvalid())
      finding.range = call.getSourceRange();
    const std::string name = calledName(call, body_->context());
    const std::string noun = unit().taskType(call.getType()).kind == TaskKind::Generator ? "generator" : "task";
    const std::string of = referent.kind == Referent::Captures ? "its coroutine" : "the " + noun + " of " + (name.empty() ? std::string("this call") : quoted(name));
    const std::string end = endOf(referent, destination);
    if (referent.kind == Referent::Captures)
      finding.message = "the captures of this lambda are destroyed " + end + ", but its coroutine uses them later";
    else if (referent.lifetime == Lifetime::Temporary)
      finding.message = referent.kind == Referent::This ? "this temporary is destroyed " + end + ", but " + of + " still refers to it"
                                                        : quoted(referent.parameter->getName()) + " refers to a temporary that is destroyed before " + of + " uses it";
    else
      finding.message = quoted(referent.local->getName()) + " is destroyed " + end + ", but " + of + " still refers to it";
    finding.steps.push_back({finding.range.getBegin(), referent.kind == Referent::Captures ? "the captures live in this closure, not in the coroutine" : "bound by reference here"});
    if (destination.at)
      finding.steps.push_back({destination.at->getBeginLoc(), "the " + noun + " outlives it: it is " + whereTo(destination)});
    if (later.answer == LaterUse::Yes) {
      finding.steps.push_back({later.suspension, later.suspension == later.coroutine->getLocation() ? "the coroutine starts suspended" : "the coroutine suspends here"});
      finding.steps.push_back({later.use, "used here, after that"});
    }
    addByValue(finding, callee, referent, later);
    report(finding);
  }

  static std::string whereTo(const Destination &destination) {
    switch (destination.where) {
    case Where::Local:
      return "kept in " + quoted(destination.variable->getName());
    case Where::Returned:
      return "returned";
    case Where::Iterated:
      return "the range of this loop";
    case Where::Spawned:
      return "run in the background";
    case Where::Stored:
      return "stored";
    default:
      return "left to itself";
    }
  }

  /// `const T &p` and `T &&p` become `T p` in every declaration: the coroutine's frame then owns its copy.
  void addByValue(Finding &finding, const FunctionDecl &callee, const Referent &referent, const LaterUse &later) const {
    if (referent.kind != Referent::Parameter || later.answer != LaterUse::Yes)
      return;
    const QualType type = referent.parameter->getType();
    if (!type->isRValueReferenceType() && !(type->isLValueReferenceType() && type->getPointeeType().isConstQualified()))
      return;
    const auto *record = type->getPointeeType()->getAsCXXRecordDecl();
    if (record && (record->isAbstract() || (type->isLValueReferenceType() && !record->hasSimpleCopyConstructor() && !record->hasNonTrivialCopyConstructor())))
      return;
    const FunctionDecl *written = callee.getTemplateInstantiationPattern() ? callee.getTemplateInstantiationPattern() : &callee;
    Fix fix{"take " + quoted(referent.parameter->getName()) + " by value", Safety::Unsafe, {}};
    for (const FunctionDecl *redeclaration : written->redecls()) {
      const ParmVarDecl *parameter = redeclaration->getParamDecl(referent.parameter->getFunctionScopeIndex());
      const TypeSourceInfo *info = parameter->getTypeSourceInfo();
      const auto reference = info ? info->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
      if (!reference || reference.getSigilLoc().isMacroID() || !isUserCode(*redeclaration))
        return;
      fix.edits.push_back(FixItHint::CreateRemoval(CharSourceRange::getTokenRange(reference.getSigilLoc(), reference.getSigilLoc())));
    }
    finding.fixes.push_back(std::move(fix));
  }

  // ---- Lambdas that are handed on ----------------------------------------------------------------------------------

  void judgeClosures(const CallExpr &call) {
    for (const Expr *argument : call.arguments()) {
      const auto *lambda = dyn_cast<LambdaExpr>(argument->IgnoreImplicit());
      if (!lambda || lambda->capture_size() == 0 || isObjectOf(call, *argument))
        continue;
      const Keeps keeps = keepsCallable(call, *argument, unit());
      if (const FunctionDecl *coroutine = coroutineOf(*lambda))
        keeps == Keeps::ForItsTask ? judgeSpawnedLambda(call, *lambda, *coroutine) : judgeCoroutineLambda(call, *lambda, *coroutine, keeps);
      else if (keeps == Keeps::UntilReturned)
        judgeContinuation(call, *lambda);
    }
  }

  /// A wrapper that refers to the lambda, `then(lambda(f))`: the call that the wrapper is given to decides.
  void judgeWrapper(const CXXConstructExpr &construct) {
    const auto *lambda = construct.getNumArgs() > 0 ? dyn_cast<LambdaExpr>(construct.getArg(0)->IgnoreImplicit()) : nullptr;
    const FunctionDecl *coroutine = lambda && lambda->capture_size() > 0 ? coroutineOf(*lambda) : nullptr;
    if (!coroutine || keepsCallable(construct, unit()) != Keeps::InPlace)
      return;
    for (const Stmt *s = body_->parent(construct); s && isa<Expr>(s); s = body_->parent(*s))
      if (const auto *call = dyn_cast<CallExpr>(s); call && unit().taskType(call->getType()).isAwaitable())
        return judgeCoroutineLambda(*call, *lambda, *coroutine, Keeps::InPlace);
  }

  static bool isObjectOf(const CallExpr &call, const Expr &argument) { return isa<CXXOperatorCallExpr>(call) && call.getNumArgs() > 0 && call.getArg(0) == &argument; }

  void judgeCoroutineLambda(const CallExpr &call, const LambdaExpr &lambda, const FunctionDecl &coroutine, Keeps keeps) {
    // `this auto` copies the captures into the coroutine; `this auto &` doesn't.
    if (coroutine.hasCXXExplicitFunctionObjectParameter() && !coroutine.getParamDecl(0)->getType()->isReferenceType())
      return;
    const TaskType &task = unit().taskType(coroutine.getReturnType());
    if (keeps == Keeps::ForItsTask || (keeps == Keeps::InPlace && !outlivesExpression(call)))
      return;
    if (keeps == Keeps::Unknown && (task.kind != TaskKind::Unobservable || !call.getDirectCallee()))
      return;
    // One that starts suspended and is dropped by its caller never runs: coro-void-callback.
    if (keeps == Keeps::UntilReturned && task.isLazy() && !unit().taskType(call.getType()).isAwaitable())
      return;
    Referent captures;
    captures.kind = Referent::Captures;
    const LaterUse later = usedLater(coroutine, captures, unit());
    if (later.answer != LaterUse::Yes)
      return;
    Finding finding;
    finding.function = &body_->function();
    finding.range = {lambda.getBeginLoc(), lambda.getIntroducerRange().getEnd()};
    finding.message = endOfClosure(call, keeps);
    finding.steps.push_back({lambda.getBeginLoc(), "the captures live in this closure, not in the coroutine"});
    finding.steps.push_back({later.suspension, later.suspension == coroutine.getLocation() ? "the coroutine starts suspended" : "the coroutine suspends here"});
    finding.steps.push_back({later.use, "used here, after that: copy the captures into locals first, or pass them as parameters"});
    report(finding);
  }

  std::string endOfClosure(const CallExpr &call, Keeps keeps) const {
    const std::string name = calledName(call, body_->context());
    if (keeps == Keeps::UntilReturned)
      return (name.empty() ? "the callee" : quoted(name)) + " destroys this lambda once it has returned, but its coroutine uses the captures";
    if (keeps == Keeps::InPlace)
      return "the captures of this lambda are destroyed at the end of this expression, but its coroutine uses them later";
    return "nobody can keep this lambda until its coroutine is done: its captures may be gone when it uses them";
  }

  /// Whether the task of a call is there when the full expression is at its end.
  bool outlivesExpression(const CallExpr &call) {
    const TaskType &task = unit().taskType(call.getType());
    const Destination destination = destinationOf(*body_, call, unit());
    switch (destination.where) {
    case Where::AwaitedHere:
    case Where::Unknown:
      return false;
    case Where::Dropped:
      return !task.isLazy();
    case Where::Local:
      return isUsedAgain(*destination.variable);
    default:
      return true;
    }
  }

  /// `return work().then([&] { ... });`: the continuation runs when this function's variables are gone.
  void judgeContinuation(const CallExpr &call, const LambdaExpr &lambda) {
    // A function that has its own copy of a callable may call it at once, too.
    if (!continuesTask(call, unit()) && !(call.getDirectCallee() && models().forgetter(*call.getDirectCallee())))
      return;
    if (destinationOf(*body_, call, unit()).where != Where::Returned)
      return;
    for (const LambdaCapture &capture : lambda.captures()) {
      if (!capture.capturesVariable() || capture.getCaptureKind() != LCK_ByRef)
        continue;
      const auto *variable = dyn_cast<VarDecl>(capture.getCapturedVar());
      if (!variable || !variable->hasLocalStorage() || variable->getType()->isReferenceType() || variable->getDeclContext() != &body_->function())
        continue;
      Finding finding;
      finding.function = &body_->function();
      finding.range = {lambda.getBeginLoc(), lambda.getIntroducerRange().getEnd()};
      finding.message = quoted(variable->getName()) + " is captured by reference and destroyed when the function returns, before this runs";
      finding.steps.push_back({variable->getLocation(), quoted(variable->getName()) + " lives in this call of the function"});
      finding.steps.push_back({call.getExprLoc(), "the continuation runs later, when the task that is returned goes on"});
      report(finding);
      return;
    }
  }

  // ---- A result that refers to the coroutine's own -----------------------------------------------------------------

  /// `co_return text;` of a task<std::string_view>: the coroutine's variables are gone before its caller sees the result.
  void judgeResult(const CoreturnStmt &result) {
    const TaskType &task = unit().taskType(body_->function().getReturnType());
    if (!result.getOperand() || task.kind != TaskKind::Task || task.result.isNull())
      return;
    const Referent referent = referentOfValue(*result.getOperand(), task.result, unit());
    if (referent.lifetime == Lifetime::Longer)
      return;
    Finding finding;
    finding.function = &body_->function();
    finding.range = result.getOperand()->getSourceRange();
    const llvm::StringRef refers = task.result->isReferenceType() ? "reference to" : task.result->isPointerType() ? "pointer to" : "view of";
    finding.message = (referent.local ? quoted(referent.local->getName()) : std::string("this temporary")) + " is destroyed when the coroutine returns, and its caller gets a " + refers.str() + " it";
    if (referent.local)
      finding.steps.push_back({referent.local->getLocation(), quoted(referent.local->getName()) + " lives in the coroutine's frame"});
    finding.steps.push_back({result.getBeginLoc(), "destroyed here, before the caller goes on: return the value itself"});
    report(finding);
  }

  // ---- A reference into a task that is gone ------------------------------------------------------------------------

  /// `std::string_view line = co_await read_line();` of a task<std::string>, which is gone with the expression.
  void judgeViewOfResult(const VarDecl &variable) {
    if (variable.getType()->isReferenceType() || referentOfValue(*variable.getInit(), variable.getType(), unit()).lifetime != Lifetime::Temporary)
      return;
    const auto *await = awaitIn(*variable.getInit());
    if (!await)
      return;
    Finding finding;
    finding.function = &body_->function();
    finding.range = {variable.getLocation(), variable.getEndLoc()};
    finding.message = quoted(variable.getName()) + " shows the result of this await, which is destroyed at the end of the expression";
    finding.steps.push_back({await->getBeginLoc(), "the result is a temporary: keep it in a variable of its own type"});
    finding.steps.push_back({body_->uses(variable).front()->getBeginLoc(), "used here, after that"});
    report(finding);
  }

  /// The await whose result an initialiser is made of.
  static const CoawaitExpr *awaitIn(const Stmt &statement) {
    if (const auto *await = dyn_cast<CoawaitExpr>(&statement))
      return await;
    for (const Stmt *child : statement.children())
      if (child && !isa<LambdaExpr>(child))
        if (const CoawaitExpr *await = awaitIn(*child))
          return await;
    return nullptr;
  }

  /// `auto &&r = co_await f();` where the awaiter hands out a reference into the task, which dies with the expression.
  void judgeReferenceToResult(const VarDecl &variable) {
    if (variable.getInit() && !body_->uses(variable).empty())
      judgeViewOfResult(variable);
    if (!variable.getType()->isReferenceType() || !variable.getInit() || body_->uses(variable).empty())
      return;
    const auto *await = dyn_cast<CoawaitExpr>(variable.getInit()->IgnoreParenImpCasts());
    if (!await || !await->isGLValue() || await->isImplicit())
      return;
    const Expr *operand = await->getOperand()->IgnoreImplicit();
    const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(operand->getType()->getAsCXXRecordDecl());
    if (!operand->isPRValue() || !record || unit().taskType(operand->getType()).kind != TaskKind::Task)
      return;
    const TemplateArgument *value = record->getTemplateArgs().size() ? &record->getTemplateArgs().get(0) : nullptr;
    if (!value || value->getKind() != TemplateArgument::Type || value->getAsType()->isReferenceType() ||
        !body_->context().hasSameUnqualifiedType(value->getAsType(), await->getType()))
      return;
    Finding finding;
    finding.function = &body_->function();
    finding.range = variable.getSourceRange();
    finding.range.setBegin(variable.getLocation());
    finding.message = quoted(variable.getName()) + " refers into the task, which is destroyed at the end of this expression";
    finding.steps.push_back({operand->getBeginLoc(), "the task is a temporary, and its result lives in it"});
    finding.steps.push_back({body_->uses(variable).front()->getBeginLoc(), "used here, after that"});
    const auto reference = variable.getTypeSourceInfo() ? variable.getTypeSourceInfo()->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
    if (reference && !reference.getSigilLoc().isMacroID())
      finding.fixes.push_back({"keep the value", Safety::Unsafe, {FixItHint::CreateRemoval(CharSourceRange::getTokenRange(reference.getSigilLoc(), reference.getSigilLoc()))}});
    report(finding);
  }

  // ---- `this` in work that nobody can wait for ---------------------------------------------------------------------

  void judgeThis() {
    const auto *method = dyn_cast<CXXMethodDecl>(&body_->function());
    if (!method || !body_->isCoroutine() || method->isStatic() || method->getParent()->isLambda() || !isSharedOwned(*method->getParent()))
      return;
    if (unit().taskType(method->getReturnType()).kind != TaskKind::Unobservable || keepsItself(*body_, *method->getParent()))
      return;
    Referent self;
    self.kind = Referent::This;
    const LaterUse later = usedLater(*method, self, unit());
    if (later.answer != LaterUse::Yes)
      return;
    Finding finding;
    finding.function = method;
    finding.range = {later.use, later.use};
    finding.message = "'this' may be destroyed while " + quoted(method->getNameAsString()) + " is suspended: nobody waits for it, and it holds no reference";
    finding.steps.push_back({later.suspension, "suspends here, and its owner may let go of the object"});
    finding.steps.push_back({later.use, "uses 'this' here, after that: keep a strong reference in a local first"});
    report(finding);
  }

  /// `spawn(run())` of an object that is made for shared ownership: whoever else holds it may let go while `run` is suspended.
  void judgeSpawnedThis(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto *method = dyn_cast<CXXMethodDecl>(&body_->function());
    if (!callee || !method || method->isStatic() || method->getParent()->isLambda() || !models().spawner(*callee) || !isSharedOwned(*method->getParent()))
      return;
    const CXXRecordDecl &record = *method->getParent();
    if (destinationOf(*body_, call, unit()).where == Where::AwaitedHere || mentionsItself(*body_, call, record))
      return;
    for (const Expr *argument : call.arguments()) {
      const Expr *work = argument->IgnoreUnlessSpelledInSource();
      const auto *run = dyn_cast<CXXMemberCallExpr>(work);
      const FunctionDecl *coroutine = run && isa<CXXThisExpr>(run->getImplicitObjectArgument()->IgnoreParenImpCasts()) ? run->getDirectCallee() : nullptr;
      Referent self;
      self.kind = Referent::This;
      if (const auto *lambda = dyn_cast<LambdaExpr>(work); lambda && llvm::any_of(lambda->captures(), [](const LambdaCapture &capture) { return capture.capturesThis(); }))
        coroutine = coroutineOf(*lambda);
      coroutine = coroutine ? coroutine->getDefinition() : nullptr;
      if (!coroutine || keepsItself(Body(*coroutine), record))
        continue;
      if (const LaterUse later = usedLater(*coroutine, self, unit()); later.answer == LaterUse::Yes)
        return reportSpawnedThis(call, *argument, later);
    }
  }

  void reportSpawnedThis(const CallExpr &call, const Expr &work, const LaterUse &later) {
    Finding finding;
    finding.function = &body_->function();
    finding.range = work.getSourceRange();
    finding.severity = Severity::Warning;
    finding.message = "'this' may be destroyed while this runs in the background: the object is shared, and nothing here keeps it";
    finding.steps.push_back({call.getExprLoc(), "runs in the background from here, without a reference to its object"});
    finding.steps.push_back({later.suspension, later.suspension == later.coroutine->getLocation() ? "the coroutine starts suspended" : "the coroutine suspends here"});
    finding.steps.push_back({later.use, "uses 'this' here, after that: give the coroutine a strong reference"});
    report(finding);
  }

  const Body *body_ = nullptr;
};

constexpr llvm::StringLiteral Documentation = R"md(
A coroutine keeps its parameters, but not what they refer to; a lambda coroutine doesn't even keep its captures, which live in the closure. As long as
the task is awaited in the expression that makes it, all of that is alive. A task that is kept, returned, stored or started in the background outlives it, and the coroutine
reads memory that is gone:

```cpp bad
#include "task.h"
#include <string>
task<int> request(std::string url);

task<int> fetch(const std::string &url) {
  co_return co_await request(url);
}
task<> fetch_all(int count) {
  std::vector<task<int>> all;
  for (int i = 0; i < count; ++i)
    all.push_back(fetch("/item/" + std::to_string(i)));   // the string is gone when the task runs
  co_await when_all(std::move(all));
}
```

```cpp good
#include "task.h"
#include <string>
task<int> request(std::string url);

task<int> fetch(std::string url) {
  co_return co_await request(std::move(url));
}
task<> fetch_all(int count) {
  std::vector<task<int>> all;
  for (int i = 0; i < count; ++i)
    all.push_back(fetch("/item/" + std::to_string(i)));
  co_await when_all(std::move(all));
}
```

```cpp bad
#include "task.h"
task<int> send(int payload);

task<int> sender(int payload) {
  return [payload]() -> task<int> { co_return co_await send(payload); }();   // the closure is gone when the task runs
}
```

```cpp good
#include "task.h"
task<int> send(int payload);

task<int> sender(int payload) {
  return [](int payload) -> task<int> { co_return co_await send(payload); }(payload);
}
```

Reported is a task or generator that outlives what its coroutine refers to *and* uses after a suspension (a lazy one starts suspended; where only its declaration can be seen, it is taken to
use what it is given):

* temporaries and locals bound to reference, view and pointer parameters, also by a buffer over them or by what a local owns; the range of a `for`
  is gone before the loop begins, too, up to C++20;
* the captures of a lambda that is called in place, or handed to a function that destroys it once it has returned (`.then`, a timer, a project's own wrapper around these), or that calls it where it stands and whose task
  isn't awaited in the same expression;
* the local or temporary that a member coroutine is called on;
* a local that a lambda captures by reference and that runs in the background, started by the last statement of the local's scope, and a by-reference capture in a continuation that is returned;
* `this` of a class made for shared ownership, in work that runs in the background without a reference to its object;
* a local, by-value parameter or temporary that a coroutine `co_return`s a view of, a pointer or a reference to;
* `auto &&r = co_await f();` where the reference points into the task.

Silent: what is awaited in the same full expression, what lives in the same scope as the task, what is handed to a function that may wait for it, and reference parameters as such.
A lambda with a by-value explicit object parameter (`this auto`) keeps its captures and is silent.
)md";

} // namespace

extern const Check DanglingReference;
const Check DanglingReference = {
    .id = "coro-dangling-reference",
    .summary = "a task outlives what its coroutine refers to and still uses",
    .severity = Severity::Error,
    .onByDefault = true,
    .fix = "takes the parameter by value, or keeps the value instead of a reference: unsafe, since a copy is another object",
    .options = {},
    .documentation = Documentation,
    .make = make<DanglingReferenceCheck>,
};

} // namespace corolint
