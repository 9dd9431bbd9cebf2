#include "checks/engine/values/Referent.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Ownership.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/Builtins.h"
#include <optional>

namespace corolint {

using namespace clang;

/// Without parentheses and implicit casts; clang's own function also passes through the temporaries
/// that are looked for here.
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

static bool sameClass(const Expr &one, const Expr &other) {
  return one.getType().getCanonicalType().getUnqualifiedType() ==
         other.getType().getCanonicalType().getUnqualifiedType();
}

/// `std::forward<T>(x)`, which gives an lvalue for an lvalue.
static bool isForward(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  return callee && call.isGLValue() && callee->getBuiltinID() == Builtin::BIforward;
}

const Expr *withoutMove(const Expr *expression) {
  for (;;) {
    expression = withoutCasts(expression);
    // `static_cast<T &&>(x)`, `(T &&)x`
    if (const auto *cast = dyn_cast<ExplicitCastExpr>(expression);
        cast && cast->isGLValue() && cast->getCastKind() == CK_NoOp) {
      expression = cast->getSubExpr();
      continue;
    }
    const auto *call = dyn_cast<CallExpr>(expression);
    if (!call || isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call) || call->getNumArgs() != 1 ||
        !(call->isXValue() || isForward(*call)) || !sameClass(*call, *call->getArg(0)))
      return expression;
    expression = call->getArg(0);
  }
}

const ParmVarDecl *givenToBody(const Body &body, const Expr &expression) {
  const auto *parameter = dyn_cast_or_null<ParmVarDecl>(
      variableNamed(*withoutMove(expression.IgnoreUnlessSpelledInSource())));
  return parameter && parameter->getDeclContext() == &body.function() ? parameter : nullptr;
}

/// The object of a member function that gives its own object back, `return std::move(*this);`, as
/// the links of a chain do; null for other expressions.
static const Expr *objectGivenBack(const Expr &expression) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(&expression);
  if (!call || !call->isGLValue() || !call->getMethodDecl() || !call->getImplicitObjectArgument() ||
      !sameClass(*call, *call->getImplicitObjectArgument()))
    return nullptr;
  const FunctionDecl *definition = definitionOf(call->getMethodDecl());
  const auto *block = definition ? dyn_cast<CompoundStmt>(definition->getBody()) : nullptr;
  const auto *leave =
      block && !block->body_empty() ? dyn_cast<ReturnStmt>(block->body_back()) : nullptr;
  const Expr *value = leave && leave->getRetValue() ? withoutMove(leave->getRetValue()) : nullptr;
  const auto *target = dyn_cast_or_null<UnaryOperator>(value);
  return target && target->getOpcode() == UO_Deref &&
                 isa<CXXThisExpr>(target->getSubExpr()->IgnoreParenImpCasts())
             ? call->getImplicitObjectArgument()
             : nullptr;
}

/// The local reference that an expression names, if a temporary lives as long as that:
/// `const auto &text = text_of(1);`.
static const VarDecl *extendingNamed(const Expr &expression) {
  const auto *name = dyn_cast<DeclRefExpr>(&expression);
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  if (!variable || !variable->hasLocalStorage() || !variable->getType()->isReferenceType() ||
      name->refersToEnclosingVariableOrCapture() || !variable->getInit())
    return nullptr;
  const Expr *init = variable->getInit();
  if (const auto *cleanups = dyn_cast<ExprWithCleanups>(init))
    init = cleanups->getSubExpr();
  while (const auto *cast = dyn_cast<ImplicitCastExpr>(init))
    init = cast->getSubExpr();
  const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(init);
  return temporary && temporary->getExtendingDecl() == variable ? variable : nullptr;
}

Referent lifetimeOf(const Expr &expression) {
  Referent result;
  result.expression = &expression;
  const Expr *e = withoutMove(&expression);
  while (const Expr *object = objectGivenBack(*e))
    e = withoutMove(object);
  if (const auto *defaulted = dyn_cast<CXXDefaultArgExpr>(e))
    e = withoutMove(defaulted->getExpr());
  while (const auto *member = dyn_cast<MemberExpr>(e)) {
    if (member->isArrow() || !isa<FieldDecl>(member->getMemberDecl()) ||
        member->getType()->isReferenceType() ||
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
  const VarDecl *variable = localNamed(e);
  if (!variable)
    variable = extendingNamed(*e);
  if (variable) {
    result.lifetime = Lifetime::Local;
    result.local = variable;
  }
  if (const auto *name = dyn_cast<DeclRefExpr>(e);
      name && name->refersToEnclosingVariableOrCapture())
    result.capture = dyn_cast<VarDecl>(name->getDecl());
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

/// The owner behind an argument that becomes a view or a pointer: of `std::string("a")` that
/// converts to std::string_view, of `&x`. Null where the view is made of something that is none.
static const Expr *ownerBehind(const Expr &argument, Unit &unit) {
  const Expr *e = &argument;
  for (;;) {
    e = e->IgnoreParens();
    if (const auto *cast = dyn_cast<ImplicitCastExpr>(e)) {
      e = cast->getSubExpr();
      continue;
    }
    if (const auto *written = dyn_cast<ExplicitCastExpr>(e);
        written && isView(written->getType())) {
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
    if (const auto *construct = dyn_cast<CXXConstructExpr>(e);
        construct && construct->getNumArgs() >= 1 && isView(construct->getType())) {
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
      return call->getType()->isPointerType() && call->getNumArgs() == 0 &&
                     (isOwner(call->getObjectType()) || givesOwnStorage(call->getMethodDecl()))
                 ? call->getImplicitObjectArgument()
                 : nullptr;
    }
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e)) {
      e = temporary->getSubExpr();
      continue;
    }
    if (const auto *list = dyn_cast<CXXStdInitializerListExpr>(e))
      return list->getSubExpr();
    if (isModelledView(*e, unit))
      return cast<CallExpr>(e)->getArg(0);
    if (const auto *address = dyn_cast<UnaryOperator>(e))
      return address->getOpcode() == UO_AddrOf ? address->getSubExpr() : nullptr;
    return nullptr;
  }
}

Referent referentOfValue(const Expr &expression, QualType type, Unit &unit) {
  if (type->isReferenceType())
    return expression.isGLValue() ? lifetimeOf(expression) : Referent{};
  if (!type->isPointerType() && !isView(type))
    return {};
  const QualType own = expression.getType();
  const Expr *owner = own->isPointerType() || isView(own) ? ownerBehind(expression, unit)
                      : isOwner(own)                      ? &expression
                                                          : nullptr;
  if (!owner)
    return {};
  Referent referent = lifetimeOf(*owner);
  // What only becomes a view inside of the promise is still a value here.
  if (owner->isPRValue() && isOwner(owner->getType()))
    referent.lifetime = Lifetime::Temporary;
  return referent;
}

/// Whether what a variable of this class refers to lives elsewhere: a smart pointer or a handle of
/// pointers, whose copies share it. (Half written, a class may be a member of itself.)
static bool isHandle(QualType type, unsigned depth = 4) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || depth == 0 || record->isLambda() || record->isDependentContext())
    return false;
  if (findMember(*record, "set_value") || findMember(*record, "set_exception"))
    return true;
  if (actsAsPointer(*record))
    return true;
  for (const FieldDecl *field : record->fields()) {
    const QualType own = field->getType();
    if (!own->isPointerType() && !own->isReferenceType() &&
        !(own->isRecordType() && isHandle(own, depth - 1)))
      return false;
  }
  return llvm::all_of(record->bases(), [&](const CXXBaseSpecifier &base) {
    return isHandle(base.getType(), depth - 1);
  });
}

// ---- Members that refer to something
// --------------------------------------------------------------------------------------

/// What an expression that initialises a member of this type binds to it; null where the member
/// owns what it is given.
static const Expr *boundTo(QualType member, const Expr &value, Unit &unit) {
  if (member->isReferenceType())
    return value.isGLValue() ? &value : nullptr;
  return member->isPointerType() || isView(member) ? ownerBehind(value, unit) : nullptr;
}

/// The argument that a constructor's member initialiser `member(parameter)` takes over.
static const Expr *argumentOf(const CXXConstructExpr &construct, const Expr &initialiser) {
  const Expr *e = initialiser.IgnoreUnlessSpelledInSource();
  if (const auto *copy = dyn_cast<CXXConstructExpr>(e);
      copy && copy->getNumArgs() == 1 && copy->getConstructor()->isCopyOrMoveConstructor() &&
      isView(copy->getType()))
    e = copy->getArg(0)->IgnoreUnlessSpelledInSource();
  const auto *name = dyn_cast<DeclRefExpr>(withoutMove(e));
  const auto *parameter = name ? dyn_cast<ParmVarDecl>(name->getDecl()) : nullptr;
  if (!parameter || parameter->getFunctionScopeIndex() >= construct.getNumArgs())
    return nullptr;
  const QualType type = parameter->getType();
  return type->isReferenceType() || type->isPointerType() || isView(type)
             ? construct.getArg(parameter->getFunctionScopeIndex())
             : nullptr;
}

llvm::SmallVector<const Expr *, 2> boundByMembers(const Expr &made, Unit &unit) {
  llvm::SmallVector<const Expr *, 2> result;
  const auto add = [&](QualType member, const Expr *value) {
    if (const Expr *bound = value ? boundTo(member, *value, unit) : nullptr)
      result.push_back(bound);
  };
  const Expr *e = made.IgnoreImplicit();
  while (const auto *named = dyn_cast<CXXFunctionalCastExpr>(e))
    e = named->getSubExpr()->IgnoreImplicit();
  if (const auto *list = dyn_cast<InitListExpr>(e)) {
    const auto *record = list->getType()->getAsCXXRecordDecl();
    if (!record || record->isUnion() || record->getNumBases() > 0)
      return result;
    for (const auto &[field, value] : llvm::zip(record->fields(), list->inits()))
      add(field->getType(), value);
    return result;
  }
  const auto *construct = dyn_cast<CXXConstructExpr>(e);
  if (!construct || construct->getConstructor()->isCopyOrMoveConstructor())
    return result;
  const auto *definition =
      dyn_cast_or_null<CXXConstructorDecl>(construct->getConstructor()->getDefinition());
  if (!definition)
    return result;
  for (const CXXCtorInitializer *initialiser : definition->inits())
    if (const FieldDecl *field = initialiser->getMember())
      add(field->getType(), argumentOf(*construct, *initialiser->getInit()));
  return result;
}

// ---- What a call binds
// ----------------------------------------------------------------------------------------------------

const ParmVarDecl *parameterFor(const CallExpr &call, unsigned argument,
                                const FunctionDecl &callee) {
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  const unsigned shift =
      isa<CXXOperatorCallExpr>(call) && method && method->isImplicitObjectMemberFunction() ? 1 : 0;
  return argument >= shift && argument - shift < callee.getNumParams()
             ? callee.getParamDecl(argument - shift)
             : nullptr;
}

const Expr *implicitObjectOf(const CallExpr &call) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  if (!method || method->isStatic() || !method->isImplicitObjectMemberFunction())
    return nullptr;
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call))
    return member->getImplicitObjectArgument();
  return isa<CXXOperatorCallExpr>(call) ? call.getArg(0) : nullptr;
}

bool isOnThis(const CallExpr &call) {
  const Expr *object = implicitObjectOf(call);
  return object && isa<CXXThisExpr>(object->IgnoreParenImpCasts());
}

/// A member for temporaries may move its object into the task, but a coroutine's frame only knows
/// where it is.
static bool isCoroutine(const CXXMethodDecl &method, Unit &unit) {
  const FunctionDecl *definition = definitionOf(&method);
  return definition && unit.body(*definition).isCoroutine();
}

/// What the call refers to as its object: the closure, or `this`.
static std::optional<Referent> objectReferent(const CallExpr &call, Unit &unit) {
  const Expr *object = implicitObjectOf(call);
  const auto *method = cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  if (!object || (method->getRefQualifier() == RQ_RValue && !isCoroutine(*method, unit)))
    return std::nullopt;
  const Expr *owner = isa<CXXMemberCallExpr>(call) ? ownerOf(*object, unit) : nullptr;
  if (owner)
    object = owner;
  else if (isa<CXXMemberCallExpr>(call) && object->getType()->isPointerType())
    return std::nullopt;
  const CXXRecordDecl *record = method->getParent();
  // `kept([copy] {...})(x)`: what is called lives in the task, says the function that made it so.
  const auto *maker = dyn_cast<CallExpr>(object->IgnoreUnlessSpelledInSource());
  if (record->isLambda() && maker && maker->getDirectCallee() &&
      unit.models().consumer(*maker->getDirectCallee()))
    return std::nullopt;
  const bool owns = record->isLambda() ? record->capture_size() > 0
                                       : owner || (!isHandle(object->getType()) &&
                                                   !unit.taskType(object->getType()).isAwaitable());
  if (!owns)
    return std::nullopt;
  Referent referent = lifetimeOf(*object);
  referent.kind = record->isLambda() ? Referent::Captures : Referent::This;
  return referent;
}

/// The objects that an argument makes a parameter refer to.
static llvm::SmallVector<const Expr *, 2> boundBy(const Expr &argument, QualType type, Unit &unit) {
  if (type->isReferenceType()) {
    // `*owner` lives as long as the owner does.
    const Expr *alone = ownerOf(argument, unit);
    const Expr *shown = isView(type) ? ownerBehind(argument, unit) : nullptr;
    return {shown ? shown : alone ? alone : &argument};
  }
  if (type->isPointerType() || isView(type) ||
      isa<CXXStdInitializerListExpr>(withoutCasts(&argument)) || isMadeByView(argument, unit)) {
    const Expr *owner = ownerBehind(argument, unit);
    return owner ? llvm::SmallVector<const Expr *, 2>{owner} : llvm::SmallVector<const Expr *, 2>();
  }
  return type->isRecordType() && !unit.taskType(type).isAwaitable()
             ? boundByMembers(argument, unit)
             : llvm::SmallVector<const Expr *, 2>();
}

/// The parameter that an expression names, by which a caller only shows content that it has: a
/// view, or a constant reference to an owner of content such as a string.
static const ParmVarDecl *lentBy(const Expr &expression) {
  const Expr *e = withoutMove(&expression);
  // A view is passed on as a copy.
  while (const auto *copy = dyn_cast<CXXConstructExpr>(e)) {
    if (copy->getNumArgs() != 1 || !isView(copy->getType()) || !isView(copy->getArg(0)->getType()))
      break;
    e = withoutMove(copy->getArg(0));
  }
  const auto *name = dyn_cast<DeclRefExpr>(e);
  const auto *parameter = name && !name->refersToEnclosingVariableOrCapture()
                              ? dyn_cast<ParmVarDecl>(name->getDecl())
                              : nullptr;
  if (!parameter)
    return nullptr;
  const QualType type = parameter->getType();
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  const bool showsContent = type->isLValueReferenceType() &&
                            type->getPointeeType().isConstQualified() && isOwner(type) && record &&
                            !actsAsPointer(*record);
  return showsContent || (!type->isReferenceType() && isView(type)) ? parameter : nullptr;
}

llvm::SmallVector<Referent, 4> referentsOf(const CallExpr &call, Unit &unit) {
  llvm::SmallVector<Referent, 4> result;
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee)
    return result;
  if (const auto object = objectReferent(call, unit))
    result.push_back(*object);
  for (unsigned i = 0; i < call.getNumArgs(); ++i) {
    const ParmVarDecl *parameter = parameterFor(call, i, *callee);
    if (!parameter)
      continue;
    const bool viewed = isMadeByView(*call.getArg(i), unit);
    const Expr *shown = viewed ? ownerBehind(*call.getArg(i), unit) : nullptr;
    const auto bound = shown ? llvm::SmallVector<const Expr *, 2>{shown}
                             : boundBy(*call.getArg(i), parameter->getType(), unit);
    for (const Expr *object : bound) {
      Referent referent = lifetimeOf(*object);
      referent.parameter = parameter;
      referent.viewed = viewed;
      if (referent.lifetime == Lifetime::Longer)
        referent.lent = lentBy(*object);
      result.push_back(referent);
    }
    // A view that the caller was given, handed on as it is.
    if (const ParmVarDecl *lent =
            bound.empty() && isView(parameter->getType()) ? lentBy(*call.getArg(i)) : nullptr) {
      Referent referent;
      referent.expression = call.getArg(i);
      referent.parameter = parameter;
      referent.lent = lent;
      result.push_back(referent);
    }
  }
  return result;
}

} // namespace corolint
