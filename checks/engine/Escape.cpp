#include "checks/engine/Escape.h"
#include "checks/engine/Fate.h"
#include "checks/engine/Source.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

bool isUserCode(const FunctionDecl &function) { return !function.getASTContext().getSourceManager().isInSystemHeader(function.getLocation()); }

const FunctionDecl *coroutineOf(const LambdaExpr &lambda) {
  const CXXMethodDecl *call = lambda.getCallOperator();
  if (!call)
    return nullptr;
  // The call operator of a generic lambda is a pattern; one that isn't called has no other body.
  return Body(*call).isCoroutine() ? call : nullptr;
}

// ---- Where it goes -------------------------------------------------------------------------------------------------

static bool isAwaitable(const Expr &expression, Unit &unit) { return unit.taskType(expression.getType()).isAwaitable(); }

/// The `co_await` that the expression is part of, without leaving the full expression.
static const Stmt *awaitAround(const Body &body, const Expr &expression) {
  for (const Stmt *s = body.parent(expression); s && isa<Expr>(s); s = body.parent(*s))
    if (awaitOperand(*s))
      return s;
  return nullptr;
}

static const VarDecl *localNamed(const Expr *object) {
  const auto *name = object ? dyn_cast<DeclRefExpr>(object->IgnoreParenImpCasts()) : nullptr;
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  // What a lambda captured is the closure's, or lives outside.
  if (!variable || name->refersToEnclosingVariableOrCapture())
    return nullptr;
  return variable->hasLocalStorage() && !variable->getType()->isReferenceType() ? variable : nullptr;
}

/// A class template of the standard library whose members take over what they are given: containers, std::optional.
static bool isStandardContainer(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && isa<ClassTemplateSpecializationDecl>(record) && record->isInStdNamespace() && (findMember(*record, "size") || findMember(*record, "emplace"));
}

/// `std::optional<task<T>>`, `std::pair<int, task<T>>`: a value of the standard library that is the task's new home.
static bool holdsTask(QualType type, Unit &unit) {
  const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record || !record->isInStdNamespace())
    return false;
  const auto isTask = [&](const TemplateArgument &argument) {
    return argument.getKind() == TemplateArgument::Type && unit.taskType(argument.getAsType()).isAwaitable();
  };
  return llvm::any_of(record->getTemplateArgs().asArray(), [&](const TemplateArgument &argument) {
    return argument.getKind() == TemplateArgument::Pack ? llvm::any_of(argument.pack_elements(), isTask) : isTask(argument);
  });
}

/// `spawn(f()).get()`: what the spawner gives is used at once, perhaps to wait.
static bool isWaitedFor(const Body &body, const Expr &spawn, Unit &unit) {
  if (spawn.getType()->isVoidType())
    return false;
  const Fate fate = fateOf(body, spawn, unit).fate;
  return fate == Fate::Consumed || fate == Fate::Passed;
}

static Destination passed(const Body &body, const ValueUse &use, Unit &unit) {
  const auto *outer = cast<Expr>(use.at);
  if (const auto *fill = dyn_cast<CXXMemberCallExpr>(outer); fill && use.fate == Fate::Passed && isStandardContainer(fill->getObjectType())) {
    const VarDecl *container = localNamed(fill->getImplicitObjectArgument());
    return {container ? Where::Local : Where::Stored, use.at, container};
  }
  if (isAwaitable(*outer, unit) || (isa<CXXConstructExpr>(outer) && holdsTask(outer->getType(), unit)))
    return destinationOf(body, *outer, unit);
  if (use.callee && unit.models().spawner(*use.callee) && !unit.models().consumer(*use.callee) && !isWaitedFor(body, *outer, unit))
    return {Where::Spawned, use.at, nullptr};
  return {Where::Unknown, use.at, nullptr};
}

Destination destinationOf(const Body &body, const Expr &task, Unit &unit) {
  if (const Stmt *await = awaitAround(body, task))
    return {Where::AwaitedHere, await, nullptr};
  const ValueUse use = fateOf(body, task, unit);
  switch (use.fate) {
  case Fate::Awaited:
    return {Where::AwaitedHere, use.at, nullptr};
  case Fate::Returned:
    return {isa<CoyieldExpr>(use.at) ? Where::Unknown : Where::Returned, use.at, nullptr};
  case Fate::Named:
  case Fate::Assigned:
    return {Where::Local, use.at, use.variable};
  case Fate::Passed:
  case Fate::Consumed:
    return isa<CallExpr, CXXConstructExpr>(use.at) ? passed(body, use, unit) : Destination{Where::Unknown, use.at, nullptr};
  case Fate::Discarded:
  case Fate::DeclaredDrop:
    return {Where::Dropped, use.at, nullptr};
  case Fate::Kept:
    if (isa_and_nonnull<CXXForRangeStmt>(use.at))
      return {Where::Iterated, use.at, nullptr};
    if (const auto *assignment = dyn_cast_or_null<CXXOperatorCallExpr>(use.at); assignment && assignment->isAssignmentOp())
      return {Where::Stored, use.at, nullptr};
    // Part of an aggregate that is returned.
    if (const auto *list = dyn_cast_or_null<InitListExpr>(use.at))
      if (const ValueUse whole = fateOf(body, *list, unit); whole.fate == Fate::Returned && isa<ReturnStmt>(whole.at))
        return {Where::Returned, whole.at, nullptr};
    return {Where::Unknown, use.at, nullptr};
  default:
    return {Where::Unknown, use.at, nullptr};
  }
}

// ---- What it refers to ---------------------------------------------------------------------------------------------

/// A view owns nothing of what it shows: std::string_view, std::span and their like carry clang's attribute.
static bool isView(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && (record->hasAttr<PointerAttr>() || (record->getDefinition() && record->getDefinition()->hasAttr<PointerAttr>()));
}

/// A class that owns what its pointers and views show, alone: the containers and the unique pointer of the standard library carry clang's attribute.
static bool isOwner(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && (record->hasAttr<OwnerAttr>() || (record->getDefinition() && record->getDefinition()->hasAttr<OwnerAttr>()));
}

/// The owner that `owner->member()` and `(*owner).member()` go through; null where the object isn't reached that way.
static const Expr *ownerOf(const Expr &object) {
  const auto *through = dyn_cast<CXXOperatorCallExpr>(object.IgnoreParenImpCasts());
  if (!through || through->getNumArgs() != 1 || (through->getOperator() != OO_Arrow && through->getOperator() != OO_Star))
    return nullptr;
  return isOwner(through->getArg(0)->getType()) ? through->getArg(0) : nullptr;
}

/// Without parentheses and implicit casts; clang's own function also passes through the temporaries that are looked for here.
static const Expr *withoutCasts(const Expr *expression) {
  for (;;) {
    expression = expression->IgnoreParens();
    if (const auto *cast = dyn_cast<ImplicitCastExpr>(expression))
      expression = cast->getSubExpr();
    else if (const auto *clean = dyn_cast<FullExpr>(expression))
      expression = clean->getSubExpr();
    else
      return expression;
  }
}

static const Expr *withoutMove(const Expr *expression) {
  for (;;) {
    expression = withoutCasts(expression);
    const auto *call = dyn_cast<CallExpr>(expression);
    if (!call || isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call) || call->getNumArgs() != 1 || !call->isXValue() || !call->getDirectCallee() ||
        !call->getDirectCallee()->isInStdNamespace())
      return expression;
    expression = call->getArg(0);
  }
}

Referent lifetimeOf(const Expr &expression) {
  Referent result;
  result.expression = &expression;
  const Expr *e = withoutMove(&expression);
  if (const auto *defaulted = dyn_cast<CXXDefaultArgExpr>(e))
    e = withoutMove(defaulted->getExpr());
  while (const auto *member = dyn_cast<MemberExpr>(e)) {
    if (member->isArrow() || !isa<FieldDecl>(member->getMemberDecl()) || member->getType()->isReferenceType() ||
        cast<FieldDecl>(member->getMemberDecl())->getType()->isReferenceType())
      return result;
    e = withoutMove(member->getBase());
  }
  if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e)) {
    // A string literal behind a view, or an array of the program, isn't one.
    if (temporary->getStorageDuration() == SD_FullExpression)
      result.lifetime = Lifetime::Temporary;
    return result;
  }
  if (const VarDecl *variable = localNamed(e)) {
    result.lifetime = Lifetime::Local;
    result.local = variable;
  }
  return result;
}

/// `buffer(bytes)`: a call that a model says gives a view of its argument.
static bool isModelledView(const Expr &expression, Unit &unit) {
  const auto *call = dyn_cast<CallExpr>(&expression);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && call->getNumArgs() > 0 && unit.models().view(*callee);
}

/// The same through temporaries and conversions.
static bool isMadeByView(const Expr &argument, Unit &unit) {
  return isModelledView(*argument.IgnoreUnlessSpelledInSource(), unit);
}

/// The owner behind an argument that becomes a view or a pointer: of `std::string("a")` that converts to std::string_view, of `&x`. Null where
/// the view is made of something that is none.
static const Expr *ownerBehind(const Expr &argument, Unit &unit) {
  const Expr *e = &argument;
  for (;;) {
    e = e->IgnoreParens();
    if (const auto *cast = dyn_cast<ImplicitCastExpr>(e)) {
      e = cast->getSubExpr();
      continue;
    }
    if (const auto *written = dyn_cast<ExplicitCastExpr>(e); written && isView(written->getType())) {
      e = written->getSubExpr();
      continue;
    }
    if (const auto *clean = dyn_cast<ExprWithCleanups>(e)) {
      e = clean->getSubExpr();
      continue;
    }
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(e)) {
      e = bound->getSubExpr();
      continue;
    }
    if (const auto *construct = dyn_cast<CXXConstructExpr>(e); construct && construct->getNumArgs() >= 1 && isView(construct->getType())) {
      e = construct->getArg(0);
      if (!isView(e->getType()) && !e->getType()->isPointerType() && e->isGLValue())
        return e;
      continue;
    }
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(e)) {
      const auto *conversion = dyn_cast_or_null<CXXConversionDecl>(call->getMethodDecl());
      if (conversion && isView(call->getType()))
        return call->getImplicitObjectArgument();
      // `text.c_str()`, `bytes.data()`, `object.get()`.
      return call->getType()->isPointerType() && call->getNumArgs() == 0 && isOwner(call->getObjectType()) ? call->getImplicitObjectArgument() : nullptr;
    }
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e)) {
      e = temporary->getSubExpr();
      continue;
    }
    if (isModelledView(*e, unit))
      return cast<CallExpr>(e)->getArg(0);
    if (const auto *address = dyn_cast<UnaryOperator>(e))
      return address->getOpcode() == UO_AddrOf ? address->getSubExpr() : nullptr;
    return nullptr;
  }
}

Referent referentOfValue(const Expr &expression, QualType type, Unit &unit) {
  if (type->isReferenceType())
    return expression.isLValue() ? lifetimeOf(expression) : Referent{};
  if (!type->isPointerType() && !isView(type))
    return {};
  const QualType own = expression.getType();
  const Expr *owner = own->isPointerType() || isView(own) ? ownerBehind(expression, unit) : isOwner(own) ? &expression : nullptr;
  if (!owner)
    return {};
  Referent referent = lifetimeOf(*owner);
  // What only becomes a view inside of the promise is still a value here.
  if (owner->isPRValue() && isOwner(owner->getType()))
    referent.lifetime = Lifetime::Temporary;
  return referent;
}

/// Whether what a variable of this class refers to lives elsewhere: a smart pointer or a handle of pointers, whose copies share it.
static bool isHandle(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || record->isLambda() || record->isDependentContext())
    return false;
  if (findMember(*record, "set_value") || findMember(*record, "set_exception"))
    return true;
  const DeclarationName arrow = record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow);
  if (!record->lookup(arrow).empty())
    return true;
  for (const FieldDecl *field : record->fields()) {
    const QualType own = field->getType();
    if (!own->isPointerType() && !own->isReferenceType() && !(own->isRecordType() && isHandle(own)))
      return false;
  }
  return llvm::all_of(record->bases(), [](const CXXBaseSpecifier &base) { return isHandle(base.getType()); });
}

llvm::SmallVector<Referent, 4> referentsOf(const CallExpr &call, Unit &unit) {
  llvm::SmallVector<Referent, 4> result;
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee)
    return result;
  const auto *method = dyn_cast<CXXMethodDecl>(callee);
  unsigned shift = 0;
  const Expr *object = nullptr, *owner = nullptr;
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call)) {
    object = member->getImplicitObjectArgument();
    owner = object ? ownerOf(*object) : nullptr;
    if (owner)
      object = owner;
    else if (object && object->getType()->isPointerType())
      object = nullptr;
  } else if (isa<CXXOperatorCallExpr>(call) && method && method->isImplicitObjectMemberFunction()) {
    object = call.getArg(0);
    shift = 1;
  }
  if (object && method && !method->isStatic() && method->isImplicitObjectMemberFunction() && method->getRefQualifier() != RQ_RValue) {
    const CXXRecordDecl *record = method->getParent();
    Referent referent = lifetimeOf(*object);
    referent.kind = record->isLambda() ? Referent::Captures : Referent::This;
    const bool owns = record->isLambda() ? record->capture_size() > 0 : owner || (!isHandle(object->getType()) && !isAwaitable(*object, unit));
    if (owns)
      result.push_back(referent);
  }
  for (unsigned i = 0; i < callee->getNumParams() && i + shift < call.getNumArgs(); ++i) {
    const ParmVarDecl *parameter = callee->getParamDecl(i);
    const QualType type = parameter->getType();
    const Expr *bound = nullptr;
    if (type->isReferenceType()) {
      bound = call.getArg(i + shift);
      // `*owner` lives as long as the owner does.
      if (const Expr *alone = ownerOf(*bound))
        bound = alone;
    } else if (type->isPointerType() || isView(type))
      bound = ownerBehind(*call.getArg(i + shift), unit);
    const bool viewed = isMadeByView(*call.getArg(i + shift), unit);
    if (viewed || (bound && type->isReferenceType() && isView(type)))
      if (const Expr *shown = ownerBehind(*call.getArg(i + shift), unit))
        bound = shown;
    if (!bound)
      continue;
    Referent referent = lifetimeOf(*bound);
    referent.parameter = parameter;
    referent.viewed = viewed;
    result.push_back(referent);
  }
  return result;
}

// ---- What it does with it ------------------------------------------------------------------------------------------

/// Whether the statement names what the referent stands for inside of the coroutine.
static bool names(const Stmt &statement, const Referent &referent, const FunctionDecl &coroutine) {
  if (referent.kind == Referent::Parameter) {
    const auto isParameter = [&](const ValueDecl *declaration) {
      const auto *named = dyn_cast_or_null<ParmVarDecl>(declaration);
      return named && named->getDeclContext() == &coroutine && named->getFunctionScopeIndex() == referent.parameter->getFunctionScopeIndex();
    };
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      return isParameter(name->getDecl());
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
      return llvm::any_of(lambda->captures(), [&](const LambdaCapture &capture) { return capture.capturesVariable() && isParameter(capture.getCapturedVar()); });
    return false;
  }
  if (referent.kind == Referent::Captured) {
    const auto *name = dyn_cast<DeclRefExpr>(&statement);
    return name && name->getDecl() == referent.local;
  }
  if (isa<CXXThisExpr>(statement))
    return true;
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
    return referent.kind == Referent::Captures && name->refersToEnclosingVariableOrCapture();
  if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
    return llvm::any_of(lambda->captures(), [&](const LambdaCapture &capture) {
      return capture.capturesThis() || (referent.kind == Referent::Captures && capture.capturesVariable() && capture.getCapturedVar()->getDeclContext() != &coroutine &&
                                        !lambda->isInitCapture(&capture));
    });
  return false;
}

/// `if (work.ready()) ... co_await work;`: whoever asked before how the work stands may know that this await doesn't suspend.
static bool wasAskedBefore(const Body &body, const Expr &suspension) {
  const Expr *operand = suspensionOperand(suspension);
  const VarDecl *awaited = operand ? localNamed(withoutMove(operand)) : nullptr;
  return awaited && llvm::any_of(body.uses(*awaited), [&](const DeclRefExpr *use) {
           const auto *member = dyn_cast_or_null<MemberExpr>(body.parent(*use));
           const Stmt *cast = member ? nullptr : body.parent(*use);
           if (!member && cast && isa<ImplicitCastExpr>(cast))
             member = dyn_cast_or_null<MemberExpr>(body.parent(*cast));
           const auto *method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
           return method && method->isConst() && method->getNumParams() == 0 && use->getBeginLoc() < suspension.getBeginLoc();
         });
}

LaterUse usedLater(const FunctionDecl &function, const Referent &referent, Unit &unit) {
  LaterUse result;
  const FunctionDecl *definition = function.getDefinition();
  if (!definition || !definition->getBody())
    return result;
  const Body body(*definition);
  // What a library's function makes of its arguments isn't read out of its innards: whether they were parsed at all must make no difference.
  if (!body.isCoroutine() && definition->getASTContext().getSourceManager().isInSystemHeader(definition->getLocation()))
    return result;
  result.answer = LaterUse::No;
  if (!body.isCoroutine())
    return result;
  result.coroutine = definition;
  const auto uses = [&](const Stmt &statement) { return names(statement, referent, *definition); };
  if (unit.taskType(definition->getReturnType()).isLazy()) {
    // It starts suspended: whatever it does, it does later.
    const auto first = llvm::find_if(body.statements(), [&](const Stmt *statement) { return uses(*statement); });
    if (first == body.statements().end())
      return result;
    result.answer = LaterUse::Yes;
    result.suspension = definition->getLocation();
    result.use = (*first)->getBeginLoc();
    return result;
  }
  const Suspensions suspensions(body);
  if (const Suspensions::Use later = suspensions.usedAfter(uses, [&](const Expr &suspension) { return !wasAskedBefore(body, suspension); })) {
    result.answer = LaterUse::Yes;
    result.suspension = later.suspension->getBeginLoc();
    result.use = later.use->getBeginLoc();
  }
  return result;
}

} // namespace corolint
