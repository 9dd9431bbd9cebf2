#include "checks/engine/Callable.h"
#include "checks/engine/Escape.h"
#include "checks/engine/Fate.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

bool continuesTask(const CallExpr &call, Unit &unit) {
  const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
  const Expr *object = member ? member->getImplicitObjectArgument() : nullptr;
  return object && unit.taskType(object->getType()).isAwaitable() && unit.taskType(call.getType()).isAwaitable();
}

namespace {

/// Wrappers call wrappers; deeper than this nobody looks.
constexpr unsigned MaxDepth = 4;

Keeps kept(const CallExpr &call, const Expr &callable, Unit &unit, unsigned depth);

/// What a function with a body does with one of its parameters.
class Parameter {
public:
  Parameter(const Body &body, const ParmVarDecl &parameter, Unit &unit, unsigned depth) : body_(body), parameter_(parameter), unit_(unit), depth_(depth) {}

  Keeps keeps() const {
    for (const DeclRefExpr *use : body_.uses(parameter_))
      if (const Keeps keeps = keepsAt(*use); keeps != Keeps::Unknown)
        return keeps;
    return Keeps::Unknown;
  }

private:
  Keeps keepsAt(const DeclRefExpr &use) const {
    const ValueUse fate = fateOf(body_, use, unit_);
    const auto *call = dyn_cast_or_null<CallExpr>(fate.at);
    if (call && isCallOf(*call, fate))
      return isReturned(*call) ? inPlace() : Keeps::Unknown;
    if (call && fate.fate == Fate::Passed && isReturned(*call)) {
      const Keeps inner = kept(*call, *fate.value, unit_, depth_ - 1);
      return inner == Keeps::InPlace ? inPlace() : inner;
    }
    if (const auto *lambda = dyn_cast_or_null<LambdaExpr>(fate.at))
      return movedInto(*lambda);
    return Keeps::Unknown;
  }

  /// Called where the caller owns it, or where this function does.
  Keeps inPlace() const { return parameter_.getType()->isReferenceType() ? Keeps::InPlace : Keeps::UntilReturned; }

  static bool isCallOf(const CallExpr &call, const ValueUse &fate) {
    const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
    return operation && operation->getOperator() == OO_Call && operation->getArg(0) == fate.value;
  }

  bool isReturned(const CallExpr &call) const { return destinationOf(body_, call, unit_).where == Where::Returned; }

  /// A continuation that calls the callable, which it holds by value, and is itself destroyed when that has returned.
  Keeps movedInto(const LambdaExpr &lambda) const {
    const auto *outer = dyn_cast_or_null<CallExpr>(callAround(lambda));
    const VarDecl *own = nullptr;
    for (const LambdaCapture &capture : lambda.captures())
      if (const auto *variable = capture.capturesVariable() ? dyn_cast<VarDecl>(capture.getCapturedVar()) : nullptr;
          variable && lambda.isInitCapture(&capture) && !variable->getType()->isReferenceType() && variable->getInit() && namesParameter(*variable->getInit()))
        own = variable;
    if (!outer || !own || !isReturned(*outer) || !lambda.getCallOperator()->getBody())
      return Keeps::Unknown;
    const Keeps closure = kept(*outer, lambda, unit_, depth_ - 1);
    if (closure != Keeps::UntilReturned && closure != Keeps::InPlace)
      return Keeps::Unknown;
    const Body body(*lambda.getCallOperator());
    if (body.isCoroutine())
      return Keeps::Unknown;
    for (const DeclRefExpr *use : body.uses(*own)) {
      const ValueUse fate = fateOf(body, *use, unit_);
      const auto *call = dyn_cast_or_null<CallExpr>(fate.at);
      if (!call || destinationOf(body, *call, unit_).where != Where::Returned)
        continue;
      if (isCallOf(*call, fate) || (fate.fate == Fate::Passed && kept(*call, *fate.value, unit_, depth_ - 1) == Keeps::InPlace))
        return Keeps::UntilReturned;
    }
    return Keeps::Unknown;
  }

  const Stmt *callAround(const LambdaExpr &lambda) const {
    const Stmt *s = body_.parent(lambda);
    while (s && isa<Expr>(s) && !isa<CallExpr>(s))
      s = body_.parent(*s);
    return s;
  }

  bool namesParameter(const Expr &initialiser) const {
    return llvm::any_of(body_.uses(parameter_), [&](const DeclRefExpr *use) {
      for (const Stmt *s = use; s; s = body_.parent(*s))
        if (s == &initialiser)
          return true;
      return false;
    });
  }

  const Body &body_;
  const ParmVarDecl &parameter_;
  Unit &unit_;
  unsigned depth_;
};

/// The parameter that an argument goes to.
const ParmVarDecl *parameterFor(const CallExpr &call, const Expr &callable, const FunctionDecl &callee) {
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  const unsigned shift = isa<CXXOperatorCallExpr>(call) && method && method->isImplicitObjectMemberFunction() ? 1 : 0;
  for (unsigned i = shift; i < call.getNumArgs() && i - shift < callee.getNumParams(); ++i)
    if (call.getArg(i) == &callable || call.getArg(i)->IgnoreImplicit() == callable.IgnoreImplicit())
      return callee.getParamDecl(i - shift);
  return nullptr;
}

Keeps kept(const CallExpr &call, const Expr &callable, Unit &unit, unsigned depth) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee)
    return Keeps::Unknown;
  const Models &models = unit.models();
  if (models.keeper(*callee) || models.consumer(*callee) || models.spawner(*callee))
    return Keeps::ForItsTask;
  if (models.forgetter(*callee))
    return Keeps::UntilReturned;
  if (models.caller(*callee))
    return Keeps::InPlace;
  if (models.continuation(*callee) || continuesTask(call, unit))
    return Keeps::UntilReturned;
  const FunctionDecl *definition = callee->getDefinition();
  if (!definition || !definition->getBody() || depth == 0)
    return Keeps::Unknown;
  const ParmVarDecl *parameter = parameterFor(call, callable, *definition);
  if (!parameter)
    return Keeps::Unknown;
  const Body body(*definition);
  return body.isCoroutine() ? Keeps::Unknown : Parameter(body, *parameter, unit, depth).keeps();
}

} // namespace

Keeps keepsCallable(const CallExpr &call, const Expr &callable, Unit &unit) { return kept(call, callable, unit, MaxDepth); }

Keeps keepsCallable(const CXXConstructExpr &construct, Unit &unit) {
  return unit.models().caller(*construct.getConstructor()) ? Keeps::InPlace : Keeps::Unknown;
}

} // namespace corolint
