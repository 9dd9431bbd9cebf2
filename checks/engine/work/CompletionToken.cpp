#include "checks/engine/work/CompletionToken.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/StartedWork.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

/// The token, or what a binder holds it by, as a class: `bind_executor(ex, detached)` is a
/// binder<detached_t, ...>.
static Known<TokenRow> discardingToken(QualType type, const Models &models, unsigned depth = 3) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record)
    return {};
  if (const Known<TokenRow> row = models.discardingToken(*record))
    return row;
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (!specialization || depth == 0)
    return {};
  for (const TemplateArgument &argument : specialization->getTemplateArgs().asArray())
    if (argument.getKind() == TemplateArgument::Type)
      if (const Known<TokenRow> row = discardingToken(argument.getAsType(), models, depth - 1))
        return row;
  return {};
}

/// The part of a token's expression that is the discarding token itself.
static const Expr *discardingPart(const Expr &token, const Models &models) {
  const Expr *value = token.IgnoreUnlessSpelledInSource();
  const auto *record = value->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (record && models.discardingToken(*record))
    return value;
  if (const auto *call = dyn_cast<CallExpr>(value))
    for (const Expr *argument : call->arguments())
      if (const Expr *part = discardingPart(*argument, models))
        return part;
  return nullptr;
}

/// A callable with a body to be seen: a lambda, a function, a class with one call operator.
static const FunctionDecl *callableOf(const Expr &expression) {
  const Expr *value = expression.IgnoreUnlessSpelledInSource();
  if (const auto *address = dyn_cast<UnaryOperator>(value);
      address && address->getOpcode() == UO_AddrOf)
    value = address->getSubExpr()->IgnoreUnlessSpelledInSource();
  if (const auto *name = dyn_cast<DeclRefExpr>(value))
    if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl()))
      return definitionOf(function);
  const auto *record = value->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return nullptr;
  const FunctionDecl *found = nullptr;
  for (const NamedDecl *member :
       record->lookup(record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))) {
    if (found)
      return nullptr;
    const auto *pattern = dyn_cast<FunctionTemplateDecl>(member);
    found = pattern ? pattern->getTemplatedDecl() : dyn_cast<FunctionDecl>(member);
  }
  return definitionOf(found);
}

/// The handler that a library's adapter wraps: `bind_executor(ex, [](std::exception_ptr) {})` is a
/// binder<lambda, ...>. The user's own may look at the error itself.
static const FunctionDecl *wrappedHandler(const Expr &token, const Models &models) {
  QualType type = token.getType().getNonReferenceType();
  for (unsigned depth = 0; depth < 3; ++depth) {
    if (depth > 0)
      if (const FunctionDecl *lambda = lambdaOperator(type))
        return lambda;
    const auto *adapter =
        dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    if (!adapter || !models.libraryOf(*adapter) || adapter->getTemplateArgs().size() == 0 ||
        adapter->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
      return nullptr;
    type = adapter->getTemplateArgs().get(0).getAsType();
  }
  return nullptr;
}

/// The parameter by which a completion handler learns of an error: the first one, unless its type
/// can't tell of any.
static const ParmVarDecl *errorParameter(const FunctionDecl &handler, const Models &models) {
  for (const ParmVarDecl *parameter : handler.parameters()) {
    const QualType type = parameter->getType().getNonReferenceType();
    const auto *record = type->getAsCXXRecordDecl();
    if (isExceptionPtr(type) ||
        (record && (models.errorResult(*record) || isStdException(*record))))
      return parameter;
  }
  // What its model calls the error, or `auto`.
  return handler.getNumParams() > 0 ? handler.getParamDecl(0) : nullptr;
}

/// A callable whose every result is watched: `[f] { return f.handle_exception(...); }`.
static bool givesWatched(const Expr &callable, Unit &unit) {
  const auto *lambda = dyn_cast<LambdaExpr>(callable.IgnoreUnlessSpelledInSource());
  if (!lambda)
    return false;
  bool watched = false;
  const Body body(*lambda->getCallOperator());
  for (const Stmt *statement : body.statements())
    if (const auto *given = dyn_cast<ReturnStmt>(statement); given && given->getRetValue()) {
      watched = isWatched(*given->getRetValue(), unit);
      if (!watched)
        return false;
    }
  return watched;
}

bool isWatched(const Expr &made, Unit &unit) {
  const Models &models = unit.models();
  for (const Expr *link = made.IgnoreUnlessSpelledInSource(); link;) {
    const auto *call = dyn_cast<CallExpr>(link);
    if (!call)
      return false;
    const FunctionDecl *callee = call->getDirectCallee();
    if (const auto row = callee ? models.continuation(*callee) : Known<ContinuationRow>();
        row && row->callable < static_cast<int>(call->getNumArgs()))
      return true;
    for (const Expr *argument : call->arguments()) {
      if (givesWatched(*argument, unit))
        return true;
      const FunctionDecl *handler = callableOf(*argument);
      if (!handler)
        continue;
      for (const ParmVarDecl *parameter : handler->parameters()) {
        const QualType type = parameter->getType().getNonReferenceType();
        const auto *record = type->getAsCXXRecordDecl();
        if (isExceptionPtr(type) ||
            (record && (models.errorResult(*record) || isStdException(*record))) ||
            unit.taskType(type).kind == TaskKind::Task)
          return true;
      }
    }
    const Expr *object = objectOf(*call);
    link = object ? object->IgnoreUnlessSpelledInSource() : nullptr;
  }
  return false;
}

/// Without std::move and std::forward.
static const Expr *withoutForward(const Expr &expression) {
  const Expr *value = expression.IgnoreUnlessSpelledInSource();
  while (const auto *call = dyn_cast<CallExpr>(value)) {
    if (call->getNumArgs() != 1 || isa<CXXMemberCallExpr>(call) || !call->isGLValue())
      break;
    value = call->getArg(0)->IgnoreUnlessSpelledInSource();
  }
  return value;
}

bool resolveToken(const CallExpr &call, const SpawnerRow &row, Spawned &result, Unit &unit) {
  const unsigned count = llvm::count_if(
      call.arguments(), [](const Expr *argument) { return !isa<CXXDefaultArgExpr>(argument); });
  const unsigned index = row.token ? *row.token : count - 1;
  if (count == 0 || index >= count)
    return false;
  const Expr &token = *call.getArg(index);
  // Whoever passes a token in decides.
  if (const auto *given = dyn_cast<DeclRefExpr>(withoutForward(token));
      given && isa<ParmVarDecl>(given->getDecl()))
    return false;
  if (const Known<TokenRow> discards = discardingToken(token.getType(), unit.models())) {
    result.discards = discards;
    result.token = discardingPart(token, unit.models());
    result.error = SpawnError::Discarded;
    result.reason = discards->reason;
    return true;
  }
  const FunctionDecl *wrapped = wrappedHandler(token, unit.models());
  const FunctionDecl *handler = wrapped ? wrapped : callableOf(token);
  const ParmVarDecl *error = handler ? errorParameter(*handler, unit.models()) : nullptr;
  // An adapter may give it other arguments first.
  if (!error || (wrapped && !isExceptionPtr(error->getType())) ||
      explainsItself(handler->getBody()->getSourceRange(), unit.context()))
    return false;
  const Body handles(*handler);
  // Whatever else it does: one that never names its error can't look at it.
  const auto *record = error->getType().getNonReferenceType()->getAsCXXRecordDecl();
  const bool carriesError =
      isExceptionPtr(error->getType()) || (record && unit.models().errorResult(*record));
  const bool named = !carriesError || !handles.uses(*error).empty() || handles.isCaptured(*error);
  if (named ? !handlingOf(handles, *error, unit).ignored()
            : handlingOf(handles, *error, unit).always({ErrorEnd::Terminated}))
    return false;
  result.handler = handler;
  result.ignored = error;
  result.error = SpawnError::Discarded;
  result.reason = "";
  return true;
}

} // namespace corolint
