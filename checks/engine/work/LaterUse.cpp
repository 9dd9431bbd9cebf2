#include "checks/engine/work/LaterUse.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspending.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/work/Callable.h"
#include "checks/engine/work/Escape.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

namespace {

/// The names that stand for a referent inside of one body: its own, and those of the references,
/// pointers, views, iterators and closures over it that the body makes.
class Names {
public:
  Names(const Body &body, const Referent &referent)
      : body_(body), referent_(referent),
        isPointer_(referent.parameter && referent.parameter->getType()->isReferenceType() &&
                   referent.parameter->getType()->getPointeeType()->isPointerType()) {
    for (const Stmt *statement : body.statements()) {
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared))
            learn(*variable);
      if (const auto *loop = dyn_cast<CXXForRangeStmt>(statement))
        learn(*loop);
    }
  }

  /// Whether the statement uses the referent. A loop over it does so at each turn.
  bool areUsedBy(const Stmt &statement) const {
    if (isNamedBy(statement))
      return true;
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
      return capturesAlias(*lambda);
    return turns_.contains(&statement);
  }

  /// Whether an expression is the referent, a part of it, or something that shows it: `p`,
  /// `p.name`, `p.names.begin()`, `*p`.
  bool show(const Expr &expression) const {
    const Expr *e = withoutMove(&expression);
    if (isNamedBy(*e))
      return referent_.kind != Referent::Captures || isHeldByCopy(*e);
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e))
      return isMadeToShow(temporary->getType()) && show(*temporary->getSubExpr());
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(e))
      return show(*bound->getSubExpr());
    if (const auto *member = dyn_cast<MemberExpr>(e)) {
      const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
      return field && !field->getType()->isReferenceType() &&
             (!member->isArrow() || isPointerToIt(*member->getBase())) && show(*member->getBase());
    }
    if (const auto *operation = dyn_cast<UnaryOperator>(e))
      return (operation->getOpcode() == UO_AddrOf ||
              (operation->getOpcode() == UO_Deref && isPointerToIt(*operation->getSubExpr()))) &&
             show(*operation->getSubExpr());
    if (const auto *element = dyn_cast<ArraySubscriptExpr>(e))
      return show(*element->getBase());
    if (const auto *construct = dyn_cast<CXXConstructExpr>(e))
      return construct->getNumArgs() > 0 && isMadeToShow(construct->getType()) &&
             show(*construct->getArg(0));
    if (const auto *call = dyn_cast<CallExpr>(e))
      return showsItsObject(*call);
    return false;
  }

  /// Whether a value of this type that is made of the expression leads to the referent. The copy of
  /// a pointer that is the referent itself leads to what it points to instead.
  bool leadThere(const Expr &expression, QualType made) const {
    const bool copies = isPointer_ && made->isPointerType() && isNamedBy(*withoutMove(&expression));
    return !copies && show(expression);
  }

private:
  /// A pointer that is the referent's own name or was made of it; one that is stored in it leads
  /// elsewhere.
  bool isPointerToIt(const Expr &pointer) const {
    const Expr *e = withoutMove(&pointer);
    return isa<DeclRefExpr, CXXThisExpr>(e) && referent_.kind != Referent::Captures;
  }

  /// Whether a closure's capture is a part of the closure: not what `this` points to, nor what it
  /// holds by reference.
  bool isHeldByCopy(const Expr &capture) const {
    const auto *name = dyn_cast<DeclRefExpr>(&capture);
    const auto *method = dyn_cast<CXXMethodDecl>(&body_.function());
    if (!name || !method || name->getType()->isPointerType())
      return name && aliases_.contains(name->getDecl());
    return aliases_.contains(name->getDecl()) ||
           llvm::any_of(method->getParent()->captures(), [&](const LambdaCapture &captured) {
             return captured.capturesVariable() && captured.getCapturedVar() == name->getDecl() &&
                    captured.getCaptureKind() == LCK_ByCopy;
           });
  }

  /// A member of an owner, or of something that shows one, that gives a part of it.
  bool showsItsObject(const CallExpr &call) const {
    const Expr *object = implicitObjectOf(call);
    const QualType result = call.getType();
    if (!object ||
        !(isOwner(object->getType()) || isView(object->getType()) || isIterator(object->getType())))
      return false;
    return (call.isGLValue() || isMadeToShow(result)) && show(*object);
  }

  static bool isIterator(QualType type) {
    const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition() || isOwner(type))
      return false;
    auto &names = record->getASTContext().DeclarationNames;
    return !record->lookup(names.getCXXOperatorName(OO_Star)).empty() &&
           !record->lookup(names.getCXXOperatorName(OO_PlusPlus)).empty();
  }

  static bool isMadeToShow(QualType type) {
    return type->isPointerType() || isView(type) || isIterator(type);
  }

  void learn(const VarDecl &variable) {
    const Expr *value = variable.getInit();
    if (!value)
      return;
    const QualType type = variable.getType();
    const auto *closure = dyn_cast<LambdaExpr>(value->IgnoreUnlessSpelledInSource());
    if (closure ? capturesByReference(*closure)
                : (type->isReferenceType() || isMadeToShow(type)) && leadThere(*value, type))
      aliases_.insert(&variable);
  }

  void learn(const CXXForRangeStmt &loop) {
    const Expr *range = loop.getRangeInit();
    if (!range || !loop.getLoopVarStmt() || !show(*range))
      return;
    turns_.insert(loop.getLoopVarStmt());
    if (const auto *variable = loop.getLoopVariable(); variable->getType()->isReferenceType())
      aliases_.insert(variable);
  }

  bool capturesByReference(const LambdaExpr &lambda) const {
    return isNamedBy(lambda) && llvm::any_of(lambda.captures(), [](const LambdaCapture &capture) {
             return capture.capturesThis() || capture.getCaptureKind() == LCK_ByRef;
           });
  }

  bool capturesAlias(const LambdaExpr &lambda) const {
    return llvm::any_of(lambda.captures(), [&](const LambdaCapture &capture) {
      return capture.capturesVariable() && aliases_.contains(capture.getCapturedVar());
    });
  }

  bool isParameter(const ValueDecl *declaration) const {
    const auto *named = dyn_cast_or_null<ParmVarDecl>(declaration);
    return named && referent_.parameter && named->getDeclContext() == &body_.function() &&
           named->getFunctionScopeIndex() == referent_.parameter->getFunctionScopeIndex();
  }

  /// Whether the statement names what the referent stands for inside of the coroutine.
  bool isNamedBy(const Stmt &statement) const {
    const auto *name = dyn_cast<DeclRefExpr>(&statement);
    if (name && isAlias(*name->getDecl()))
      return true;
    const auto *lambda = dyn_cast<LambdaExpr>(&statement);
    switch (referent_.kind) {
    case Referent::Parameter:
      return name ? isParameter(name->getDecl())
                  : lambda && llvm::any_of(lambda->captures(), [&](const LambdaCapture &capture) {
                      return capture.capturesVariable() && isParameter(capture.getCapturedVar());
                    });
    case Referent::Captured:
      return name && name->getDecl() == referent_.local;
    case Referent::This:
      return isa<CXXThisExpr>(statement) || (lambda && capturesThis(*lambda));
    case Referent::Captures:
      return isa<CXXThisExpr>(statement) || (name && name->refersToEnclosingVariableOrCapture()) ||
             (lambda && (capturesThis(*lambda) || capturesOuter(*lambda)));
    }
    return false;
  }

  bool isAlias(const ValueDecl &declaration) const {
    if (const auto *binding = dyn_cast<BindingDecl>(&declaration))
      return aliases_.contains(binding->getDecomposedDecl());
    return aliases_.contains(&declaration);
  }

  static bool capturesThis(const LambdaExpr &lambda) {
    return llvm::any_of(lambda.captures(),
                        [](const LambdaCapture &capture) { return capture.capturesThis(); });
  }

  /// A lambda inside of a lambda coroutine that captures what that captured.
  bool capturesOuter(const LambdaExpr &lambda) const {
    return llvm::any_of(lambda.captures(), [&](const LambdaCapture &capture) {
      return capture.capturesVariable() && !lambda.isInitCapture(&capture) &&
             capture.getCapturedVar()->getDeclContext() != &body_.function();
    });
  }

  const Body &body_;
  const Referent &referent_;
  const bool isPointer_; ///< what the parameter refers to is a pointer
  llvm::SmallPtrSet<const ValueDecl *, 4> aliases_;
  llvm::SmallPtrSet<const Stmt *, 2> turns_; ///< the declarations of loops over the referent
};

/// `if (work.ready()) ... co_await work;`: whoever asked before how the work stands may know that
/// this await doesn't suspend.
bool wasAskedBefore(const Body &body, const Expr &suspension) {
  const Expr *operand = suspensionOperand(suspension);
  const VarDecl *awaited = operand ? localNamed(withoutMove(operand)) : nullptr;
  return awaited && llvm::any_of(body.uses(*awaited), [&](const DeclRefExpr *use) {
           const auto *member = dyn_cast_or_null<MemberExpr>(body.parent(*use));
           const Stmt *cast = member ? nullptr : body.parent(*use);
           if (!member && cast && isa<ImplicitCastExpr>(cast))
             member = dyn_cast_or_null<MemberExpr>(body.parent(*cast));
           const auto *method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
           return method && method->isConst() && method->getNumParams() == 0 &&
                  use->getBeginLoc() < suspension.getBeginLoc();
         });
}

/// The search for a later use, through the functions that a referent is handed to.
class Search {
public:
  explicit Search(Unit &unit) : unit_(unit) {}

  LaterUse in(const FunctionDecl &function, const Referent &referent, Begins begins) {
    LaterUse result;
    const FunctionDecl *definition = function.getDefinition();
    if (!definition || !definition->getBody())
      return elsewhere(function, referent, begins);
    if (!open_.insert(definition).second)
      return result;
    const Body &body = unit_.body(*definition);
    // What a library's function makes of its arguments isn't read out of its innards: whether they
    // were parsed at all must make no difference.
    if (body.isCoroutine() || isUserCode(*definition)) {
      const Names names(body, referent);
      result = !body.isCoroutine() ? handedOut(body, names)
               : unit_.taskType(definition->getReturnType()).isLazy() && begins == Begins::Later
                   ? fromTheStart(body, names)
                   : afterSuspension(body, names);
    }
    open_.erase(definition);
    return result;
  }

private:
  /// What another file says, which has the body.
  LaterUse elsewhere(const FunctionDecl &function, const Referent &referent, Begins begins) {
    LaterUse result;
    const bool isOfCall = referent.kind == Referent::This ||
                          (referent.kind == Referent::Parameter && referent.parameter);
    const ProgramFact *told =
        isOfCall
            ? toldElsewhere(begins == Begins::Later ? FactKind::UsedLater : FactKind::UsedOnceBegun,
                            function, unit_,
                            referent.parameter
                                ? static_cast<int>(referent.parameter->getFunctionScopeIndex())
                                : -1)
            : nullptr;
    if (!told)
      return result;
    result.answer = told->places.size() == 2 ? LaterUse::Yes : LaterUse::No;
    if (result.answer == LaterUse::No)
      return result;
    result.suspension = placeIn(unit_, told->places[0]);
    result.use = placeIn(unit_, told->places[1]);
    result.startsSuspended = !told->reason.empty();
    return result;
  }

  static LaterUse none(const Body &body) {
    LaterUse result;
    result.answer = LaterUse::No;
    if (body.isCoroutine())
      result.coroutine = &body.function();
    return result;
  }

  static LaterUse found(const Body &body, SourceLocation suspension, SourceLocation use) {
    return {LaterUse::Yes, &body.function(), suspension, use,
            suspension == body.function().getLocation()};
  }

  /// It starts suspended: whatever it does, it does later.
  LaterUse fromTheStart(const Body &body, const Names &names) const {
    for (const Stmt *statement : body.statements())
      if (names.areUsedBy(*statement))
        return found(body, body.function().getLocation(), statement->getBeginLoc());
    return none(body);
  }

  LaterUse afterSuspension(const Body &body, const Names &names) {
    const Suspensions suspensions(body);
    if (const Suspensions::Use later = suspensions.usedAfter(
            [&](const Stmt &statement) { return names.areUsedBy(statement); },
            [&](const Expr &suspension) {
              return !wasAskedBefore(body, suspension) && !isSeenToComeBack(suspension, unit_);
            }))
      return found(body, later.suspension->getBeginLoc(), later.use->getBeginLoc());
    if (const LaterUse use = byOwnTask(body, suspensions, names); use.answer == LaterUse::Yes)
      return use;
    for (const Expr *suspension : suspensions.all())
      if (!isSeenToComeBack(*suspension, unit_))
        if (const LaterUse use = whileAwaited(body, *suspension, names);
            use.answer == LaterUse::Yes)
          return found(body, suspension->getBeginLoc(), use.use);
    return none(body);
  }

  /// `tasks.push_back(part(&body)); ... co_await all(tasks);`: a task that is kept in a local uses
  /// it while this coroutine is suspended.
  LaterUse byOwnTask(const Body &body, const Suspensions &suspensions, const Names &names) {
    for (const Stmt *statement : body.statements()) {
      const auto *call = dyn_cast<CallExpr>(statement);
      if (!call || !unit_.taskType(call->getType()).isAwaitable() ||
          destinationOf(body, *call, unit_).where != Where::Local)
        continue;
      const LaterUse use = handedTo(*call, names);
      const auto behind = use.answer == LaterUse::Yes
                              ? suspensions.reachedFrom(call, [](const Stmt &) { return false; })
                              : llvm::SmallVector<const Expr *, 4>();
      if (!behind.empty())
        return found(body, behind.front()->getBeginLoc(), use.use);
    }
    return none(body);
  }

  /// What the awaited coroutine refers to, too, it uses while this one is suspended.
  LaterUse whileAwaited(const Body &body, const Expr &suspension, const Names &names) {
    for (const Stmt *statement : body.statements()) {
      const auto *call = dyn_cast<CallExpr>(statement);
      if (!call || !body.isWithin(*call, suspension))
        continue;
      if (const LaterUse use = handedTo(*call, names); use.answer == LaterUse::Yes)
        return use;
      if (isOperationOn(*call, names))
        return found(body, suspension.getBeginLoc(), call->getExprLoc());
    }
    return none(body);
  }

  /// An operation of an object, `socket.read(...)`, needs the object until it is done; so does one
  /// over a buffer of it.
  bool isOperationOn(const CallExpr &call, const Names &names) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !unit_.taskType(call.getType()).isAwaitable() || isBodySeen(*callee))
      return false;
    const Expr *object = implicitObjectOf(call);
    // A member of one's own class, whose body is elsewhere, may hold the object itself.
    const bool isOwn = isOnThis(call) && isUserCode(*callee);
    if (object && !isOwn && names.show(*object) && !isView(object->getType()))
      return true;
    return llvm::any_of(call.arguments(), [&](const Expr *argument) {
      const auto *view = dyn_cast<CallExpr>(argument->IgnoreUnlessSpelledInSource());
      return view && view->getDirectCallee() && view->getNumArgs() > 0 &&
             unit_.models().view(*view->getDirectCallee()) && names.show(*view->getArg(0));
    });
  }

  static bool isBodySeen(const FunctionDecl &function) {
    const FunctionDecl *definition = function.getDefinition();
    return definition && definition->getBody() && isUserCode(*definition);
  }

  /// What a plain function lets out with the task that it returns.
  LaterUse handedOut(const Body &body, const Names &names) {
    for (const Stmt *statement : body.statements()) {
      const auto *made = dyn_cast<Expr>(statement);
      if (!made || !isa<CallExpr, CXXConstructExpr, InitListExpr>(made) ||
          !unit_.taskType(made->getType()).isAwaitable() ||
          destinationOf(body, *made, unit_).where != Where::Returned)
        continue;
      const auto *call = dyn_cast<CallExpr>(made);
      if (!call && keeps(*made, names))
        return found(body, body.function().getLocation(), made->getBeginLoc());
      if (!call)
        continue;
      if (const LaterUse use = handedTo(*call, names); use.answer == LaterUse::Yes)
        return use;
      if (const Expr *continuation = continuedWith(*call, names))
        return found(body, call->getExprLoc(), continuation->getBeginLoc());
    }
    return none(body);
  }

  /// An awaiter whose members are bound to the referent.
  bool keeps(const Expr &made, const Names &names) {
    return llvm::any_of(boundByMembers(made, unit_),
                        [&](const Expr *bound) { return names.show(*bound); });
  }

  /// What the callee does with the parameters, or the object, that the referent becomes.
  LaterUse handedTo(const CallExpr &call, const Names &names) {
    LaterUse result;
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !unit_.taskType(call.getType()).isAwaitable())
      return result;
    if (const Expr *object = implicitObjectOf(call);
        object && !cast<CXXMethodDecl>(callee)->getParent()->isLambda() && names.show(*object)) {
      Referent self;
      self.kind = Referent::This;
      result = in(*callee, self, Begins::Later);
    }
    for (unsigned i = 0; i < call.getNumArgs() && result.answer != LaterUse::Yes; ++i) {
      const ParmVarDecl *parameter = parameterFor(call, i, *callee);
      if (!parameter || !isReference(parameter->getType()) ||
          !names.leadThere(*call.getArg(i), parameter->getType()))
        continue;
      Referent inner;
      inner.parameter = parameter;
      result = in(*callee, inner, Begins::Later);
    }
    return result;
  }

  static bool isReference(QualType type) {
    return type->isReferenceType() || type->isPointerType() || isView(type);
  }

  /// A continuation that runs later and has captured the referent by reference.
  const Expr *continuedWith(const CallExpr &call, const Names &names) {
    for (const Expr *argument : call.arguments()) {
      const auto *lambda = dyn_cast<LambdaExpr>(argument->IgnoreUnlessSpelledInSource());
      if (lambda && refersTo(*lambda, names) && callableOf(call, *argument, unit_).claim.later)
        return lambda;
    }
    return nullptr;
  }

  static bool refersTo(const LambdaExpr &lambda, const Names &names) {
    return names.areUsedBy(lambda) &&
           llvm::any_of(lambda.captures(), [](const LambdaCapture &capture) {
             return capture.capturesThis() || capture.getCaptureKind() == LCK_ByRef;
           });
  }

  Unit &unit_;
  llvm::SmallPtrSet<const FunctionDecl *, 8> open_;
};

} // namespace

LaterUse usedLater(const FunctionDecl &function, const Referent &referent, Unit &unit,
                   Begins begins) {
  return Search(unit).in(function, referent, begins);
}

} // namespace corolint
