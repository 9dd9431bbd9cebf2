#include "checks/engine/blocking/TimeLimit.h"
#include "checks/Models.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/things/Cancellation.h"
#include "checks/engine/things/Duration.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

// ---- Names and types of limits
// -------------------------------------------------------------------------------------

static bool namesNullopt(const Stmt &expression) {
  const auto *name = dyn_cast<DeclRefExpr>(&expression);
  if (name && name->getDecl()->isInStdNamespace() &&
      name->getDecl()->getDeclName().isIdentifier() && name->getDecl()->getName() == "nullopt")
    return true;
  return llvm::any_of(expression.children(),
                      [](const Stmt *child) { return child && namesNullopt(*child); });
}

/// Whether an argument sets a limit: zero, a negative number, nothing and a token that nobody made
/// stand for none.
static bool limits(const Expr &argument, const ASTContext &context) {
  const Expr *e = argument.IgnoreImplicit();
  if (const auto *defaulted = dyn_cast<CXXDefaultArgExpr>(e))
    e = defaulted->getExpr();
  if (namesNullopt(*e))
    return false;
  Expr::EvalResult result;
  if (!e->isValueDependent() && e->EvaluateAsRValue(result, context)) {
    const APValue *value = &result.Val;
    while (value->isStruct() && value->getStructNumFields() == 1)
      value = &value->getStructField(0);
    if (value->isInt())
      return value->getInt().isStrictlyPositive();
    if (value->isFloat())
      return !value->getFloat().isZero() && !value->getFloat().isNegative();
    return !value->isStruct() && !value->isNullPointer();
  }
  const auto *construct = dyn_cast<CXXConstructExpr>(e->IgnoreUnlessSpelledInSource());
  return !construct || construct->getNumArgs() > 0;
}

static const FunctionDecl *calleeOf(const Stmt &statement) {
  if (const auto *call = dyn_cast<CallExpr>(&statement))
    return call->getDirectCallee();
  if (const auto *construct = dyn_cast<CXXConstructExpr>(&statement))
    return construct->getConstructor();
  return nullptr;
}

static bool isTimeout(const Stmt &statement, const Models &models) {
  const FunctionDecl *callee = calleeOf(statement);
  return callee && models.timeout(*callee);
}

/// The variable or field that an object expression is; of `this->a.b` the field `a`.
static const ValueDecl *objectNamed(const Expr *object) {
  const ValueDecl *field = nullptr;
  while (object) {
    object = object->IgnoreParenImpCasts();
    if (const auto *member = dyn_cast<MemberExpr>(object)) {
      field = dyn_cast<FieldDecl>(member->getMemberDecl());
      object = member->getBase();
    } else if (const auto *arrow = dyn_cast<CXXOperatorCallExpr>(object);
               arrow && arrow->getNumArgs() == 1) {
      object = arrow->getArg(0);
    } else if (const auto *unary = dyn_cast<UnaryOperator>(object)) {
      object = unary->getSubExpr();
    } else if (const auto *call = dyn_cast<CXXMemberCallExpr>(object)) {
      object = call->getImplicitObjectArgument(); // `stream.next_layer()`,
                                                  // `beast::get_lowest_layer` and their like
    } else if (const auto *call = dyn_cast<CallExpr>(object); call && call->getNumArgs() >= 1) {
      object = call->getArg(0);
    } else if (const auto *name = dyn_cast<DeclRefExpr>(object)) {
      return name->getDecl();
    } else {
      return isa<CXXThisExpr>(object) ? field : nullptr;
    }
  }
  return nullptr;
}

static const ValueDecl *objectOfCall(const CallExpr &call) {
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call))
    return objectNamed(member->getImplicitObjectArgument());
  return call.getNumArgs() ? objectNamed(call.getArg(0)) : nullptr;
}

/// Whether a call reads or writes what ends at this machine.
static bool isLocal(const CallExpr &wait, const Models &models) {
  const auto isStream = [&](const Expr *object) {
    const CXXRecordDecl *record =
        object ? object->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    return record && models.localStream(*record);
  };
  const auto *member = dyn_cast<CXXMemberCallExpr>(&wait);
  return isStream(member              ? member->getImplicitObjectArgument()
                  : wait.getNumArgs() ? wait.getArg(0)
                                      : nullptr);
}

static llvm::StringRef plainName(const FunctionDecl *function) {
  return function && function->getDeclName().isIdentifier() ? function->getName()
                                                            : llvm::StringRef();
}

/// Whether the coroutine is itself an operation of a stream which hands its waits on to an
/// interface that it was given: a `read` that awaits another object's `read`, a `writeBody` that
/// awaits `write`. What stands behind the interface, and how long it may take, is known to who
/// awaits the coroutine.
static bool handsOn(const Body &body, const CallExpr &wait) {
  const auto *operation = dyn_cast_or_null<CXXMethodDecl>(wait.getDirectCallee());
  const llvm::StringRef own =
      isa<CXXMethodDecl>(body.function()) ? plainName(&body.function()) : "";
  const ValueDecl *object = objectOfCall(wait);
  if (own.empty() || !operation || !operation->getParent()->isAbstract() || !object ||
      !isa<ParmVarDecl, FieldDecl>(object) || !object->getType()->isReferenceType())
    return false;
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
    const llvm::StringRef name = call ? plainName(call->getMethodDecl()) : "";
    if (name.empty() || !own.starts_with(name) ||
        isa<CXXThisExpr>(call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      return false;
    const llvm::StringRef rest = own.drop_front(name.size());
    return rest.empty() || rest.front() == '_' || llvm::isUpper(rest.front());
  });
}

/// `cancel`, `close` and their like: what makes the waits on an object end.
static bool endsWaits(const CXXMemberCallExpr &call) {
  const auto *method = call.getMethodDecl();
  if (!method || !method->getDeclName().isIdentifier())
    return false;
  const std::string name = method->getName().lower();
  const llvm::StringRef text = name;
  return text.contains("cancel") || text.contains("close") || text.contains("shutdown") ||
         text.contains("abort") || text.contains("disconnect");
}

// ---- The limits of the translation unit
// ----------------------------------------------------------------------------

/// Looks through all code of the user, full expression by full expression.
class TimeLimits::Survey : public DynamicRecursiveASTVisitor {
  using Base = DynamicRecursiveASTVisitor;

public:
  explicit Survey(TimeLimits &limits) : limits_(limits), models_(limits.unit_.models()) {
    ShouldVisitTemplateInstantiations = true;
  }

  bool VisitLambdaExpr(LambdaExpr *lambda) override {
    return !lambda->getCallOperator() || VisitFunctionDecl(lambda->getCallOperator());
  }

  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (!function->doesThisDeclarationHaveABody() || function->isDependentContext())
      return true;
    const Body body(*function);
    if (const auto *method = dyn_cast<CXXMethodDecl>(function);
        method && method->getReturnType()->isVoidType() && !body.isCoroutine() &&
        setsDeadline(*function->getBody()))
      limits_.setters_.insert(method->getCanonicalDecl());
    bool waitsForTime = false;
    llvm::SmallVector<const ValueDecl *, 4> ended;
    for (const Stmt *statement : body.statements()) {
      const FunctionDecl *callee = calleeOf(*statement);
      waitsForTime |= callee && models_.neverFails(*callee);
      if (callee && models_.timeout(*callee)) {
        boundAll(body, *fullExpression(body, *statement));
        noteDeadline(body, *statement);
      }
      if (const auto *call = dyn_cast<CallExpr>(statement);
          call && callee && isEndedByTimer(*call, *callee))
        boundAll(body, *fullExpression(body, *statement));
      noteEnds(*statement, ended);
    }
    // `co_await timer.async_wait(...); socket.cancel();`, and the same in a callback of the timer.
    if (waitsForTime)
      limits_.limited_.insert(ended.begin(), ended.end());
    return true;
  }

private:
  static constexpr unsigned MostCalls = 2;

  static const Stmt *fullExpression(const Body &body, const Stmt &inner) {
    const Stmt *outermost = &inner;
    for (const Stmt *outer = body.parent(inner); outer && isa<Expr>(outer);
         outer = body.parent(*outer))
      outermost = outer;
    return outermost;
  }

  /// `stream.expires_after(limit)`, `stream.set_option(timeout(...))`: a deadline of the object,
  /// which is no wait itself.
  void noteDeadline(const Body &body, const Stmt &timeout) {
    for (const Stmt *outer = &timeout; outer && isa<Expr>(outer); outer = body.parent(*outer))
      if (const auto *member = dyn_cast<CXXMemberCallExpr>(outer);
          member && member->getType()->isVoidType())
        limits_.limited_.insert(objectNamed(member->getImplicitObjectArgument()));
  }

  /// Whether the statement calls, in a generic lambda by its name, a function that sets a deadline.
  bool setsDeadline(const Stmt &statement) const {
    if (isTimeout(statement, models_))
      return true;
    if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(&statement))
      if (const IdentifierInfo *name = member->getMember().getAsIdentifierInfo())
        for (const Library *library : models_.libraries())
          for (const Row &row : library->timeouts)
            if (llvm::StringRef(row.name).rsplit("::").second == name->getName())
              return true;
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
      return setsDeadline(*lambda->getBody());
    return llvm::any_of(statement.children(),
                        [&](const Stmt *child) { return child && setsDeadline(*child); });
  }

  /// Whether one of several that are awaited together waits for a timer and then throws, which
  /// cancels the others.
  bool isEndedByTimer(const CallExpr &call, const FunctionDecl &callee) const {
    const auto row = models_.aggregate(callee);
    return row && row->kind == AggregateKind::All && row->errors == AggregateErrors::Rethrown &&
           llvm::any_of(call.arguments(), [&](const Expr *argument) {
             return isAlarm(*argument->IgnoreUnlessSpelledInSource(), MostCalls);
           });
  }

  /// Whether what the call makes waits for a timer and then throws; a function that only hands on
  /// what it calls is looked through.
  bool isAlarm(const Stmt &statement, unsigned calls) const {
    const auto *call = dyn_cast<CallExpr>(&statement);
    const FunctionDecl *definition = call ? definitionOf(call->getDirectCallee()) : nullptr;
    if (!definition)
      return false;
    bool waited = false;
    const Body &body = limits_.unit_.body(*definition);
    return llvm::any_of(body.statements(), [&](const Stmt *inner) {
      const FunctionDecl *callee = calleeOf(*inner);
      waited |= callee && models_.neverFails(*callee);
      if (const auto *handedOn = dyn_cast<ReturnStmt>(inner);
          handedOn && handedOn->getRetValue() && calls > 0)
        return isAlarm(*handedOn->getRetValue()->IgnoreUnlessSpelledInSource(), calls - 1);
      return waited && isa<CXXThrowExpr>(inner);
    });
  }

  void noteEnds(const Stmt &statement, llvm::SmallVectorImpl<const ValueDecl *> &ended) const {
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(&statement); call && endsWaits(*call))
      ended.push_back(objectOfCall(*call));
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
      return endsWithin(*lambda->getBody(), ended, MostCalls);
    if (const FunctionDecl *member = ownMember(statement))
      endsWithin(*member->getBody(), ended, MostCalls);
  }

  /// Also what members of the class do that it calls or names: `timer_.async_wait([this](auto) {
  /// expire(); })`.
  void endsWithin(const Stmt &statement, llvm::SmallVectorImpl<const ValueDecl *> &ended,
                  unsigned depth) const {
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(&statement); call && endsWaits(*call))
      ended.push_back(objectOfCall(*call));
    if (const FunctionDecl *member = depth > 0 ? ownMember(statement) : nullptr)
      endsWithin(*member->getBody(), ended, depth - 1);
    for (const Stmt *child : statement.children())
      if (child)
        endsWithin(*child, ended, depth);
  }

  /// The definition of a member that a statement names, where it gives nothing to wait for; null
  /// for others.
  static const FunctionDecl *ownMember(const Stmt &statement) {
    const auto *member = dyn_cast<MemberExpr>(&statement);
    const auto *name = dyn_cast<DeclRefExpr>(&statement);
    const auto *method = dyn_cast_or_null<CXXMethodDecl>(member ? member->getMemberDecl()
                                                         : name ? name->getDecl()
                                                                : nullptr);
    const FunctionDecl *definition = method ? method->getDefinition() : nullptr;
    return definition && definition->getBody() && definition->getReturnType()->isVoidType()
               ? definition
               : nullptr;
  }

  /// What is called in the expression runs under its limit: functions, lambdas, and what made the
  /// tasks that it names.
  void boundAll(const Body &body, const Stmt &statement) {
    if (const FunctionDecl *callee = calleeOf(statement))
      bound(*callee);
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement)) {
      if (const CXXMethodDecl *operation = lambda->getCallOperator())
        bound(*operation);
      return;
    }
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
          variable && variable->hasLocalStorage() && variable->getInit() &&
          body.contains(*variable->getInit()))
        if (tasks_.insert(variable).second)
          boundAll(body, *variable->getInit());
    for (const Stmt *child : statement.children())
      if (child)
        boundAll(body, *child);
  }

  /// A function, and all that it calls.
  void bound(const FunctionDecl &function) {
    const FunctionDecl *definition = definitionOf(&function);
    const FunctionDecl *canonical = function.getCanonicalDecl();
    if (!limits_.bounded_.insert(canonical).second || !definition ||
        function.getASTContext().getSourceManager().isInSystemHeader(definition->getLocation()))
      return;
    const Body body(*definition);
    for (const Stmt *statement : body.statements()) {
      if (const FunctionDecl *callee = calleeOf(*statement))
        bound(*callee);
      if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
        if (const CXXMethodDecl *operation = lambda->getCallOperator())
          bound(*operation);
    }
  }

  TimeLimits &limits_;
  const Models &models_;
  llvm::DenseSet<const VarDecl *> tasks_;
};

TimeLimits::TimeLimits(Unit &unit) : unit_(unit) {
  Survey survey(*this);
  for (Decl *declaration : userDeclarations(unit.context()))
    survey.TraverseDecl(declaration);
  limited_.erase(nullptr);
}

bool TimeLimits::isLimit(const FunctionDecl &callee, unsigned parameter) const {
  const auto row = unit_.models().network(callee);
  if (row && row->limit == static_cast<int>(parameter))
    return true;
  const QualType type = callee.getParamDecl(parameter)->getType();
  return isTime(type) || isCancellationToken(type, unit_.models());
}

const ParmVarDecl *TimeLimits::unusedLimit(const CallExpr &wait) const {
  const FunctionDecl *callee = wait.getDirectCallee();
  for (unsigned i = 0; callee && i < wait.getNumArgs() && i < callee->getNumParams(); ++i)
    if (isa<CXXDefaultArgExpr>(wait.getArg(i)) && isLimit(*callee, i))
      return callee->getParamDecl(i);
  return nullptr;
}

bool TimeLimits::isDeadlineSet(const Body &body, const CallExpr &wait) const {
  if (llvm::any_of(body.statements(), [&](const Stmt *statement) {
        const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
        return call && call->getMethodDecl() &&
               setters_.contains(call->getMethodDecl()->getCanonicalDecl()) &&
               isa<CXXThisExpr>(call->getImplicitObjectArgument()->IgnoreParenImpCasts()) &&
               call->getBeginLoc() < wait.getBeginLoc();
      }))
    return true;
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  const auto *around = method && method->getParent()->isLambda()
                           ? dyn_cast<FunctionDecl>(method->getParent()->getDeclContext())
                           : nullptr;
  const FunctionDecl *definition = definitionOf(around);
  return definition && isDeadlineSet(Body(*definition), wait);
}

/// Whether the name of a member says that nothing limits its object from then on.
static bool takesLimitAway(const CXXMethodDecl *method) {
  const std::string name = plainName(method).lower();
  const llvm::StringRef text = name;
  return text.ends_with("never") || text.contains("no_timeout") || text.contains("notimeout") ||
         text.contains("disable_timeout") || text.contains("disabletimeout") ||
         text.contains("clear_timeout") || text.contains("cleartimeout");
}

bool TimeLimits::isLimitedAt(const Body &body, const CallExpr &wait) const {
  const ValueDecl *object = objectOfCall(wait);
  if (!object || !limited_.contains(object))
    return false;
  // What was said last before the wait counts.
  bool limited = true;
  for (const Stmt *statement : body.statements()) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
    if (!call || !(call->getBeginLoc() < wait.getBeginLoc()) ||
        objectNamed(call->getImplicitObjectArgument()) != object)
      continue;
    if (takesLimitAway(call->getMethodDecl()))
      limited = false;
    else if (isTimeout(*call, unit_.models()))
      limited = true;
  }
  return limited;
}

/// Whether a server waits for whoever sends it a datagram: nobody says that one ever comes.
static bool waitsForAnybody(const Body &body, const CallExpr &wait) {
  const llvm::StringRef name = plainName(wait.getDirectCallee());
  return says(Meaning::Datagram, name) &&
         (body.enclosing<ForStmt>(wait) || body.enclosing<WhileStmt>(wait) ||
          body.enclosing<DoStmt>(wait));
}

bool TimeLimits::bounds(const Body &body, const CallExpr &wait) const {
  if (waitsForAnybody(body, wait) || isLocal(wait, unit_.models()) || handsOn(body, wait) ||
      isDeadlineSet(body, wait))
    return true;
  const FunctionDecl *callee = wait.getDirectCallee();
  for (unsigned i = 0; callee && i < wait.getNumArgs() && i < callee->getNumParams(); ++i)
    if (isLimit(*callee, i) && limits(*wait.getArg(i), unit_.context()))
      return true;
  // In the same expression: around it, or among the arguments, such as a completion token.
  const Stmt *outermost = &wait;
  for (const Stmt *outer = body.parent(wait); outer && isa<Expr>(outer);
       outer = body.parent(*outer))
    outermost = outer;
  llvm::SmallVector<const Stmt *, 16> open{outermost};
  while (!open.empty()) {
    const Stmt *statement = open.pop_back_val();
    if (isTimeout(*statement, unit_.models()))
      return true;
    if (const auto *expression = dyn_cast<Expr>(statement);
        expression && statement != outermost &&
        isCancellationToken(expression->getType(), unit_.models()))
      return true;
    if (!isa<LambdaExpr>(statement))
      for (const Stmt *child : statement->children())
        if (child)
          open.push_back(child);
  }
  if (isLimitedAt(body, wait))
    return true;
  // A request that has its own limit.
  if (llvm::any_of(wait.arguments(), [&](const Expr *argument) {
        const ValueDecl *object = objectNamed(argument);
        return object && object != objectOfCall(wait) && limited_.contains(object);
      }))
    return true;
  return bounded_.contains(body.function().getCanonicalDecl());
}

} // namespace corolint
