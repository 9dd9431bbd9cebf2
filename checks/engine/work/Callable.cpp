#include "checks/engine/work/Callable.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspending.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/work/Escape.h"
#include "checks/engine/work/TaskParameter.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

bool continuesTask(const CallExpr &call, Unit &unit) {
  const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
  const Expr *object = member ? member->getImplicitObjectArgument() : nullptr;
  return object && unit.taskType(object->getType()).isAwaitable() &&
         unit.taskType(call.getType()).isAwaitable();
}

const LambdaExpr *lambdaGiven(const Expr &argument) {
  const Expr *e = withoutMove(argument.IgnoreUnlessSpelledInSource());
  e = e->IgnoreUnlessSpelledInSource();
  if (const auto *lambda = dyn_cast<LambdaExpr>(e))
    return lambda;
  const VarDecl *variable = localNamed(e);
  return variable && variable->getInit() && !isa<ParmVarDecl>(variable)
             ? dyn_cast<LambdaExpr>(variable->getInit()->IgnoreUnlessSpelledInSource())
             : nullptr;
}

// ---- By the type
// ---------------------------------------------------------------------------------------------------

/// A constructor that takes anything: `template <class F> function(F f)`.
static bool takesAnything(const Decl &member) {
  const auto *pattern = dyn_cast<FunctionTemplateDecl>(&member);
  const auto *constructor =
      pattern ? dyn_cast<CXXConstructorDecl>(pattern->getTemplatedDecl()) : nullptr;
  return constructor && constructor->getMinRequiredArguments() <= 1 &&
         constructor->getNumParams() >= 1 &&
         constructor->getParamDecl(0)->getType().getNonReferenceType()->isTemplateTypeParmType();
}

/// What calling an object of the class gives: of its own call operator, of a base's, or of a member
/// that is such a class itself. Null where it can't be called.
static std::optional<QualType> resultOfCall(const CXXRecordDecl &record) {
  const auto found =
      record.lookup(record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call));
  for (const NamedDecl *member : found)
    if (const auto *method = dyn_cast<CXXMethodDecl>(member))
      return method->getReturnType();
  for (const CXXBaseSpecifier &base : record.bases())
    if (const auto *inner = base.getType()->getAsCXXRecordDecl(); inner && inner->hasDefinition())
      if (const auto result = resultOfCall(*inner))
        return result;
  return std::nullopt;
}

std::optional<QualType> resultOfErased(QualType type, unsigned depth) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || depth == 0 || !record->hasDefinition() || record->isLambda() ||
      llvm::none_of(record->decls(), [](const Decl *member) { return takesAnything(*member); }))
    return std::nullopt;
  if (const auto result = resultOfCall(*record))
    return result;
  for (const FieldDecl *field : record->fields())
    if (const auto result = resultOfErased(field->getType(), depth - 1))
      return result;
  return std::nullopt;
}

bool isErased(QualType type) { return resultOfErased(type).has_value(); }

static Fact<CallableUse> byType(const CallExpr &call, const ParmVarDecl &parameter, Unit &unit) {
  const auto result = resultOfErased(parameter.getType());
  if (!result)
    return {};
  const bool ownCopy = !parameter.getType()->isLValueReferenceType();
  if (!unit.taskType(*result).isAwaitable())
    return {{Keeps::Blindly, ownCopy, false}, FactSource::Type};
  // Who takes a copy means to keep it; while it gives a task, that may call it at any time.
  return {{Keeps::Unknown, ownCopy && unit.taskType(call.getType()).isAwaitable(), false},
          FactSource::Type};
}

// ---- By the definition
// ---------------------------------------------------------------------------------------------

namespace {

/// The facts about the callable parameters of a unit's functions.
struct CallableFacts : FactTable<std::pair<const FunctionDecl *, unsigned>, CallableUse> {};

/// What a function with a body does with a variable that holds a callable.
class Holder {
public:
  /// @param lives how long the variable's own value does, where it is called
  Holder(const Body &body, const VarDecl &variable, Unit &unit, Keeps lives)
      : body_(body), variable_(variable), unit_(unit), lives_(lives) {}

  Holder(const Body &body, const VarDecl &variable, Unit &unit)
      : Holder(body, variable, unit,
               variable.getType()->isReferenceType() ? Keeps::InPlace : Keeps::UntilReturned) {}

  /// Unknown where one of the uses is.
  Fact<CallableUse> use() const {
    Fact<CallableUse> result;
    for (const DeclRefExpr *name : body_.uses(variable_))
      if (!isOnlyLookedAt(*name) && !add(result, at(*name)))
        return {};
    for (const Stmt *statement : body_.statements())
      if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
        for (const LambdaCapture &capture : lambda->captures())
          if (capture.capturesVariable() && !lambda->isInitCapture(&capture) &&
              capture.getCapturedVar() == &variable_ && !add(result, captured(*lambda, capture)))
            return {};
    return result;
  }

private:
  static Fact<CallableUse> fact(Keeps keeps, bool later) {
    return {{keeps, later, false}, FactSource::Definition};
  }

  /// Where it is called twice, it lives as long as the longer one keeps it.
  static bool add(Fact<CallableUse> &sum, const Fact<CallableUse> &one) {
    if (!one)
      return false;
    const auto rank = [](Keeps keeps) {
      return llvm::find(std::initializer_list<Keeps>{Keeps::Unknown, Keeps::InPlace,
                                                     Keeps::UntilReturned, Keeps::Blindly,
                                                     Keeps::WithObject, Keeps::ForItsTask},
                        keeps);
    };
    const bool later = sum.claim.later || one.claim.later;
    const bool starts = sum.claim.starts || one.claim.starts;
    if (!sum || std::distance(rank(sum.claim.keeps), rank(one.claim.keeps)) > 0)
      sum = one;
    sum.claim.later = later;
    sum.claim.starts = starts;
    return true;
  }

  bool isOnlyLookedAt(const DeclRefExpr &name) const {
    const ValueUse fate = fateOf(body_, name, unit_);
    return fate.fate == Fate::Inspected && !isCallOf(fate);
  }

  Fact<CallableUse> at(const DeclRefExpr &name) const {
    ValueUse fate = fateOf(body_, name, unit_);
    for (const auto *made = dyn_cast_or_null<CXXConstructExpr>(fate.at);
         made && made != fate.value && isErased(made->getType());
         made = dyn_cast_or_null<CXXConstructExpr>(fate.at))
      fate = fateOf(body_, *made, unit_);
    if (const FieldDecl *field = memberInitialisedBy(fate))
      return kept(*field);
    if (isCallOf(fate))
      return called(*cast<CallExpr>(fate.at));
    if (const auto *call = dyn_cast_or_null<CallExpr>(fate.at); call && fate.fate == Fate::Passed)
      return passed(*call, *fate.value);
    if (fate.fate == Fate::Named && fate.variable != &variable_)
      return Holder(body_, *fate.variable, unit_).use();
    if (const auto *assignment = dyn_cast_or_null<CXXOperatorCallExpr>(fate.at);
        assignment && assignment->isAssignmentOp() && fate.fate == Fate::Kept)
      return kept(*assignment->getArg(0));
    if (const auto *lambda = dyn_cast_or_null<LambdaExpr>(fate.at))
      for (const LambdaCapture &capture : lambda->captures())
        if (lambda->isInitCapture(&capture) && isInitialisedBy(capture, name))
          return captured(*lambda, capture);
    return {};
  }

  /// The member that a constructor initialises with the value; null where it goes anywhere else.
  const FieldDecl *memberInitialisedBy(const ValueUse &fate) const {
    const auto *constructor = dyn_cast<CXXConstructorDecl>(&body_.function());
    if (!constructor || fate.fate != Fate::Kept || fate.at != fate.value)
      return nullptr;
    for (const CXXCtorInitializer *initialiser : constructor->inits())
      if (initialiser->getMember() && initialiser->getInit() &&
          body_.isWithin(*fate.value, *initialiser->getInit()))
        return initialiser->getMember();
    return nullptr;
  }

  bool isInitialisedBy(const LambdaCapture &capture, const DeclRefExpr &name) const {
    const auto *own = cast<VarDecl>(capture.getCapturedVar());
    return own->getInit() && body_.isWithin(name, *own->getInit());
  }

  static bool isCallOf(const ValueUse &fate) {
    const auto *operation = dyn_cast_or_null<CXXOperatorCallExpr>(fate.at);
    return operation && operation->getOperator() == OO_Call && operation->getArg(0) == fate.value;
  }

  /// Called where the caller owns it, or where this function does.
  Fact<CallableUse> owned(bool later) const { return fact(lives_, later); }

  Fact<CallableUse> called(const CallExpr &call) const {
    const bool later = body_.isCoroutine() && isReachedLater(call);
    if (!unit_.taskType(call.getType()).isAwaitable() && !body_.isCoroutine())
      return owned(later);
    switch (finalDestinationOf(body_, call, unit_).where) {
    case Where::AwaitedHere: // the frame keeps its own, and only refers to the caller's
      return fact(variable_.getType()->isReferenceType() ? Keeps::Unknown : Keeps::ForItsTask,
                  later);
    case Where::Returned:
    case Where::Dropped:
      return owned(later);
    case Where::Stored:
    case Where::Spawned: {
      Fact<CallableUse> own = owned(later);
      own.claim.starts = true;
      return own;
    }
    default:
      return later ? fact(Keeps::Unknown, true) : Fact<CallableUse>();
    }
  }

  /// Whether the coroutine may have suspended before.
  bool isReachedLater(const Expr &call) const {
    if (unit_.taskType(body_.function().getReturnType()).isLazy())
      return true;
    const Suspensions suspensions(body_);
    return bool(suspensions.usedAfter(
        [&](const Stmt &statement) { return &statement == &call; },
        [&](const Expr &suspension) { return !isSeenToComeBack(suspension, unit_); }));
  }

  Fact<CallableUse> passed(const CallExpr &call, const Expr &value) const {
    if (const auto *fill = dyn_cast<CXXMemberCallExpr>(&call);
        fill && isStandardContainer(fill->getObjectType()))
      return kept(*fill->getImplicitObjectArgument());
    const Fact<CallableUse> inner = callableOf(call, value, unit_);
    if (inner.claim.keeps != Keeps::InPlace)
      return inner;
    const Fact<CallableUse> own = called(call);
    return {{own.claim.keeps, own.claim.later || inner.claim.later, own.claim.starts},
            std::max(own.source, inner.source)};
  }

  /// Kept by a member, or an element of one: called any number of times, or once by whoever takes
  /// it out.
  Fact<CallableUse> kept(const Expr &place) const {
    const Expr *whole = place.IgnoreParenImpCasts();
    while (const Expr *container = containerOf(*whole))
      whole = container->IgnoreParenImpCasts();
    const auto *member = dyn_cast<MemberExpr>(whole);
    const auto *field = member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;
    return field ? kept(*field) : Fact<CallableUse>();
  }

  /// Of `handlers_[name]` the handlers; null where it is no element.
  static const Expr *containerOf(const Expr &element) {
    if (const auto *subscript = dyn_cast<ArraySubscriptExpr>(&element))
      return subscript->getBase();
    const auto *operation = dyn_cast<CXXOperatorCallExpr>(&element);
    return operation && operation->getOperator() == OO_Subscript ? operation->getArg(0) : nullptr;
  }

  static Fact<CallableUse> kept(const FieldDecl &field) {
    return fact(isTakenOut(field) ? Keeps::UntilReturned : Keeps::WithObject, true);
  }

  /// Whether the class takes callables out of its member: to run them and let them go.
  static bool isTakenOut(const FieldDecl &field) {
    const auto *record = dyn_cast<CXXRecordDecl>(field.getParent());
    return record && llvm::any_of(record->methods(), [&](const CXXMethodDecl *method) {
             const FunctionDecl *definition = method->getDefinition();
             return definition && definition->getBody() && takesOut(*definition->getBody(), field);
           });
  }

  static bool takesOut(const Stmt &statement, const FieldDecl &field) {
    const auto *call = dyn_cast<CallExpr>(&statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    const auto *member = dyn_cast_or_null<CXXMemberCallExpr>(call);
    const Expr *object = member ? member->getImplicitObjectArgument()
                         : callee && callee->isInStdNamespace() && call->getNumArgs() > 0
                             ? call->getArg(0)
                             : nullptr;
    if (callee && callee->getIdentifier() && object && names(*object, field) &&
        (callee->getName().starts_with("pop") || callee->getName() == "move" ||
         callee->getName() == "exchange" || callee->getName() == "swap"))
      return true;
    return llvm::any_of(statement.children(),
                        [&](const Stmt *child) { return child && takesOut(*child, field); });
  }

  static bool names(const Expr &object, const FieldDecl &field) {
    const auto *member = dyn_cast<MemberExpr>(object.IgnoreParenImpCasts());
    return member && member->getMemberDecl() == &field;
  }

  /// A closure that holds the callable by value and is given to another call: it lives as long as
  /// both let it.
  Fact<CallableUse> captured(const LambdaExpr &lambda, const LambdaCapture &capture) const {
    const auto *call = dyn_cast_or_null<CallExpr>(callAround(lambda));
    const auto *own = cast<VarDecl>(capture.getCapturedVar());
    if (!call || capture.getCaptureKind() != LCK_ByCopy || own->getType()->isReferenceType() ||
        !lambda.getCallOperator()->getBody())
      return {};
    const Fact<CallableUse> closure = callableOf(*call, *argumentWith(*call, lambda), unit_);
    const Body &body = unit_.body(*lambda.getCallOperator());
    if (!closure || body.isCoroutine())
      return {};
    // What a closure holds is still there when it has been called.
    const Fact<CallableUse> inner = Holder(body, *own, unit_, Keeps::InPlace).use();
    const Keeps keeps = inner.claim.keeps;
    const bool isOwn = keeps == Keeps::InPlace || keeps == Keeps::UntilReturned;
    const Keeps outer =
        closure.claim.keeps == Keeps::InPlace ? Keeps::UntilReturned : closure.claim.keeps;
    if (!inner || (isOwn && outer == Keeps::Unknown))
      return {};
    const FactSource weaker = std::max(inner.source, closure.source);
    const bool later = inner.claim.later || closure.claim.later;
    return {{isOwn && keeps != Keeps::UntilReturned ? outer : keeps, later, inner.claim.starts},
            weaker};
  }

  const Stmt *callAround(const LambdaExpr &lambda) const {
    const Stmt *s = body_.parent(lambda);
    while (s && isa<Expr>(s) && !isa<CallExpr>(s))
      s = body_.parent(*s);
    return s;
  }

  const Expr *argumentWith(const CallExpr &call, const LambdaExpr &lambda) const {
    for (const Expr *argument : call.arguments())
      if (body_.isWithin(lambda, *argument))
        return argument;
    return &lambda;
  }

  const Body &body_;
  const VarDecl &variable_;
  Unit &unit_;
  Keeps lives_;
};

} // namespace

static Fact<CallableUse> byDefinition(const FunctionDecl &callee, const ParmVarDecl &parameter,
                                      Unit &unit) {
  const FunctionDecl *definition = callee.getDefinition();
  const unsigned index = parameter.getFunctionScopeIndex();
  // A library's innards aren't read: whether they were parsed at all must make no difference.
  if (!definition || !definition->getBody() || index >= definition->getNumParams() ||
      !isUserCode(*definition))
    return {};
  return unit.kept<CallableFacts>().of({definition, index}, askedBy(unit), [&] {
    const Body &body = unit.body(*definition);
    Fact<CallableUse> use = Holder(body, *definition->getParamDecl(index), unit).use();
    // `void run_case(F &&f) { spawn(pool, f()); pool.join(); }`
    if (use && !body.isCoroutine() && waitsItself(body, unit)) {
      use.claim.keeps = Keeps::ForItsTask;
      use.claim.later = false;
    }
    return use;
  });
}

Fact<CallableUse> callableDefinition(const FunctionDecl &function, unsigned parameter, Unit &unit) {
  return byDefinition(function, *function.getParamDecl(parameter), unit);
}

int claimOf(const CallableUse &use) {
  return static_cast<int>(use.keeps) | (use.later ? 0x10 : 0) | (use.starts ? 0x20 : 0);
}

CallableUse callableUseFrom(int claim) {
  return {static_cast<Keeps>(claim & 0xf), (claim & 0x10) != 0, (claim & 0x20) != 0};
}

std::string toString(const CallableUse &use) {
  const std::string later = use.later ? ", called later" : "";
  switch (use.keeps) {
  case Keeps::ForItsTask:
    return "kept until its task is done" + later;
  case Keeps::UntilReturned:
    return "kept until it has returned" + later;
  case Keeps::InPlace:
    return "called where its owner keeps it" + later;
  case Keeps::WithObject:
    return "kept with the object" + later;
  case Keeps::Blindly:
    return "kept by who isn't told when its task is done" + later;
  case Keeps::Unknown:
    break;
  }
  return "kept for unknown time" + later;
}

/// What another file says, which has the body.
static Fact<CallableUse> byProgram(const FunctionDecl &callee, const ParmVarDecl &parameter,
                                   Unit &unit) {
  const ProgramFact *told = toldElsewhere(FactKind::Callable, callee, unit,
                                          static_cast<int>(parameter.getFunctionScopeIndex()));
  if (!told)
    return {};
  const SourceLocation at =
      told->places.empty() ? SourceLocation() : placeIn(unit, told->places.front());
  return {callableUseFrom(told->claim), FactSource::Program, at, told->reason};
}

// ---- By the models
// -------------------------------------------------------------------------------------------------

static Fact<CallableUse> byModel(const FunctionDecl &callee, const Models &models) {
  const auto fact = [](Keeps keeps, bool later) {
    return Fact<CallableUse>{{keeps, later, false}, FactSource::BuiltinModel};
  };
  if (models.keeper(callee))
    return fact(Keeps::ForItsTask, true);
  if (models.forgetter(callee) || models.continuation(callee))
    return fact(Keeps::UntilReturned, true);
  if (models.caller(callee))
    return fact(Keeps::InPlace, false);
  if (models.spawner(callee))
    return fact(Keeps::ForItsTask, true);
  if (models.consumer(callee))
    return fact(Keeps::ForItsTask, false);
  return {};
}

Fact<CallableUse> callableOf(const CallExpr &call, const Expr &callable, Unit &unit) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee)
    return {};
  if (const Fact<CallableUse> known = byModel(*callee, unit.models()))
    return known;
  if (continuesTask(call, unit))
    return {{Keeps::UntilReturned, true, false}, FactSource::Type};
  for (unsigned i = 0; i < call.getNumArgs(); ++i) {
    if (call.getArg(i) != &callable &&
        call.getArg(i)->IgnoreImplicit() != callable.IgnoreImplicit())
      continue;
    const ParmVarDecl *parameter = parameterFor(call, i, *callee);
    if (!parameter)
      return {};
    if (const Fact<CallableUse> seen = byDefinition(*callee, *parameter, unit))
      return seen;
    const Fact<CallableUse> told = byProgram(*callee, *parameter, unit);
    return told ? told : byType(call, *parameter, unit);
  }
  return {};
}

Fact<CallableUse> callableOf(const CXXConstructExpr &construct, Unit &unit) {
  const FunctionDecl &constructor = *construct.getConstructor();
  if (unit.models().forgetter(constructor))
    return {{Keeps::UntilReturned, true, false}, FactSource::BuiltinModel};
  return unit.models().caller(constructor)
             ? Fact<CallableUse>{{Keeps::InPlace, false, false}, FactSource::BuiltinModel}
             : Fact<CallableUse>();
}

} // namespace corolint
