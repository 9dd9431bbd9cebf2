// coro-dangling-reference: a task outlives what its coroutine refers to and still uses.
#include "checks/Check.h"
#include "checks/engine/Body.h"
#include "checks/engine/Escape.h"
#include "checks/engine/Fate.h"
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
      }
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared))
            judgeReferenceToResult(*variable);
    }
    judgeThis();
  }

  // ---- A task that outlives what the call bound to it --------------------------------------------------------------

  void judgeCall(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !call.isPRValue())
      return;
    const TaskType &task = unit().taskType(call.getType());
    if (!task.isAwaitable() && task.kind != TaskKind::Unobservable)
      return;
    const auto referents = referentsOf(call, unit());
    if (llvm::none_of(referents, [](const Referent &referent) { return referent.lifetime != Lifetime::Longer; }))
      return;
    const Destination destination = destinationOf(*body_, call, unit());
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

  /// Whether the task is still there when the referent is gone.
  bool outlives(const Destination &destination, const Referent &referent, const CallExpr &call) const {
    if (referent.lifetime == Lifetime::Temporary)
      return destination.where != Where::Local || isUsedAgain(*destination.variable);
    switch (destination.where) {
    case Where::Returned:
      // Returning the variable itself along with the task, say in a pair, isn't seen; an early guard in the block is enough.
      return true;
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
  bool isLastOfItsScope(const VarDecl &variable, const CallExpr &call) const {
    const CompoundStmt *block = blockOf(variable);
    if (!block || block->body_empty() || variable.getDeclContext() != &body_->function() || body_->isCaptured(variable))
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
    if (!isUserCode(callee) || task.kind == TaskKind::Operation)
      return false;
    if (referent.kind == Referent::This)
      return destination.where == Where::Returned && referent.lifetime == Lifetime::Local && !isa<CXXConversionDecl>(callee);
    return task.isLazy() && referent.parameter && !referent.parameter->getType()->isRValueReferenceType() && !callee.isTemplateInstantiation() &&
           (referent.lifetime == Lifetime::Temporary || referent.parameter->getType()->isReferenceType());
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
    const std::string of = referent.kind == Referent::Captures ? "its coroutine" : "the task of " + (name.empty() ? std::string("this call") : quoted(name));
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
      finding.steps.push_back({destination.at->getBeginLoc(), "the task outlives it: it is " + whereTo(destination)});
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

  /// Whether a call keeps its callable only while it calls it: a continuation of a task, told by the type or a model.
  bool forgetsCallable(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || models().keeper(*callee) || models().consumer(*callee))
      return false;
    return models().continuation(*callee) || continuesTask(call);
  }

  /// A member of a task that gives another task: what it is given runs later.
  bool continuesTask(const CallExpr &call) {
    const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
    const Expr *object = member ? member->getImplicitObjectArgument() : nullptr;
    return object && unit().taskType(object->getType()).isAwaitable() && unit().taskType(call.getType()).isAwaitable();
  }

  void judgeClosures(const CallExpr &call) {
    for (const Expr *argument : call.arguments()) {
      const auto *lambda = dyn_cast<LambdaExpr>(argument->IgnoreImplicit());
      if (!lambda || lambda->capture_size() == 0 || isObjectOf(call, *argument))
        continue;
      if (const FunctionDecl *coroutine = coroutineOf(*lambda))
        judgeCoroutineLambda(call, *lambda, *coroutine);
      else
        judgeContinuation(call, *lambda);
    }
  }

  static bool isObjectOf(const CallExpr &call, const Expr &argument) { return isa<CXXOperatorCallExpr>(call) && call.getNumArgs() > 0 && call.getArg(0) == &argument; }

  void judgeCoroutineLambda(const CallExpr &call, const LambdaExpr &lambda, const FunctionDecl &coroutine) {
    const bool unobservable = unit().taskType(coroutine.getReturnType()).kind == TaskKind::Unobservable;
    const FunctionDecl *callee = call.getDirectCallee();
    // `this auto` copies the captures into the coroutine; `this auto &` doesn't.
    if (coroutine.hasCXXExplicitFunctionObjectParameter() && !coroutine.getParamDecl(0)->getType()->isReferenceType())
      return;
    const bool forgets = forgetsCallable(call) || (callee && invokesAndForgets(*callee, call, lambda));
    if (!forgets && !(unobservable && callee && !models().keeper(*callee) && !models().spawner(*callee)))
      return;
    Referent captures;
    captures.kind = Referent::Captures;
    const LaterUse later = usedLater(coroutine, captures, unit());
    if (later.answer != LaterUse::Yes)
      return;
    Finding finding;
    finding.function = &body_->function();
    finding.range = {lambda.getBeginLoc(), lambda.getIntroducerRange().getEnd()};
    const std::string name = calledName(call, body_->context());
    finding.message = forgets ? (name.empty() ? "the callee" : quoted(name)) + " destroys this lambda when its call returns, but the coroutine still uses the captures"
                              : "nobody can keep this lambda until its coroutine is done: its captures may be gone when it uses them";
    finding.steps.push_back({lambda.getBeginLoc(), "the captures live in this closure, not in the coroutine"});
    finding.steps.push_back({later.suspension, later.suspension == coroutine.getLocation() ? "the coroutine starts suspended" : "the coroutine suspends here"});
    finding.steps.push_back({later.use, "used here, after that: copy the captures into locals first, or pass them as parameters"});
    report(finding);
  }

  /// Whether the function that takes the lambda calls it and returns the task of that call, while the lambda is its own parameter or a temporary of a
  /// call that isn't awaited here.
  bool invokesAndForgets(const FunctionDecl &callee, const CallExpr &call, const LambdaExpr &lambda) {
    const FunctionDecl *definition = callee.getDefinition();
    if (!definition || !definition->getBody())
      return false;
    const unsigned shift = isa<CXXOperatorCallExpr>(call) && isa<CXXMethodDecl>(callee) ? 1 : 0;
    const ParmVarDecl *parameter = nullptr;
    for (unsigned i = shift; i < call.getNumArgs() && i - shift < definition->getNumParams(); ++i)
      if (call.getArg(i)->IgnoreImplicit() == &lambda)
        parameter = definition->getParamDecl(i - shift);
    if (!parameter)
      return false;
    if (parameter->getType()->isReferenceType() && destinationOf(*body_, call, unit()).where != Where::Returned)
      return false;
    const Body inner(*definition);
    if (inner.isCoroutine())
      return false;
    return llvm::any_of(inner.uses(*parameter), [&](const DeclRefExpr *use) {
      for (const Stmt *s = use; s; s = inner.parent(*s))
        if (const auto *invocation = dyn_cast<CXXOperatorCallExpr>(s))
          return invocation->getOperator() == OO_Call && contained(inner, *invocation->getArg(0), *use) && destinationOf(inner, *invocation, unit()).where == Where::Returned;
      return false;
    });
  }

  static bool contained(const Body &body, const Stmt &outer, const Stmt &inner) {
    for (const Stmt *s = &inner; s; s = body.parent(*s))
      if (s == &outer)
        return true;
    return false;
  }

  /// `return work().then([&] { ... });`: the continuation runs when this function's variables are gone.
  void judgeContinuation(const CallExpr &call, const LambdaExpr &lambda) {
    if (!continuesTask(call) || destinationOf(*body_, call, unit()).where != Where::Returned)
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

  // ---- A reference into a task that is gone ------------------------------------------------------------------------

  /// `auto &&r = co_await f();` where the awaiter hands out a reference into the task, which dies with the expression.
  void judgeReferenceToResult(const VarDecl &variable) {
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
    if (unit().taskType(method->getReturnType()).kind != TaskKind::Unobservable || keepsItself(*method->getParent()))
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

  /// Whether a member gives a handle of the object that it is called on, strong or weak: `shared_from_this()` and its like return a class template
  /// over the class itself.
  static bool givesItself(const CXXMethodDecl &method, const CXXRecordDecl &record) {
    if (method.getNumParams() != 0 || method.isStatic())
      return false;
    const auto *handle = dyn_cast_or_null<ClassTemplateSpecializationDecl>(method.getReturnType()->getAsCXXRecordDecl());
    if (!handle || handle->getTemplateArgs().size() == 0 || handle->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
      return false;
    const auto *held = handle->getTemplateArgs().get(0).getAsType()->getAsCXXRecordDecl();
    return held && held->hasDefinition() && (held->getCanonicalDecl() == record.getCanonicalDecl() || record.isDerivedFrom(held));
  }

  /// A class whose objects are made for shared ownership: a base gives references to the object.
  static bool isSharedOwned(const CXXRecordDecl &record) {
    return !record.forallBases([&](const CXXRecordDecl *base) {
      return llvm::none_of(base->methods(), [&](const CXXMethodDecl *method) { return givesItself(*method, record); });
    });
  }

  /// Whether the body takes a reference to its own object, or is given one.
  bool keepsItself(const CXXRecordDecl &record) const {
    for (const Stmt *statement : body_->statements())
      if (const auto *member = dyn_cast<MemberExpr>(statement))
        if (const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl()); method && givesItself(*method, record))
          return true;
    return llvm::any_of(body_->function().parameters(), [&](const ParmVarDecl *parameter) {
      const auto *handle = dyn_cast_or_null<ClassTemplateSpecializationDecl>(parameter->getType()->getAsCXXRecordDecl());
      if (!handle || handle->getTemplateArgs().size() == 0 || handle->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
        return false;
      const auto *held = handle->getTemplateArgs().get(0).getAsType()->getAsCXXRecordDecl();
      return held && held->getCanonicalDecl() == record.getCanonicalDecl();
    });
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

Reported is a task that outlives what its coroutine refers to *and* uses after a suspension (a lazy one starts suspended): temporaries and locals bound to reference, view and pointer parameters; the captures of a
lambda that is called in place, or handed to a continuation, which forgets it when the call returns; the local or temporary that a member coroutine is called on; `this` in a coroutine that nobody can wait for, of a class made for
shared ownership; a by-reference capture in a continuation that is returned; and `auto &&r = co_await f();` where the reference points into the task.

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
