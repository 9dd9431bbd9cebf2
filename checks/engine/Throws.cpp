#include "checks/engine/Throws.h"
#include "checks/engine/Handled.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

bool isStdException(const CXXRecordDecl &record) {
  if (record.isInStdNamespace() && record.getName() == "exception")
    return true;
  if (!record.hasDefinition())
    return false;
  return llvm::any_of(record.bases(), [](const CXXBaseSpecifier &base) {
    const auto *parent = base.getType()->getAsCXXRecordDecl();
    return parent && base.getAccessSpecifier() == AS_public && isStdException(*parent);
  });
}

bool catches(QualType handler, QualType thrown) {
  if (handler.isNull())
    return true;
  handler = handler.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  thrown = thrown.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (handler == thrown)
    return true;
  const auto *base = handler->getAsCXXRecordDecl(), *derived = thrown->getAsCXXRecordDecl();
  return base && derived && base->hasDefinition() && derived->hasDefinition() && derived->isDerivedFrom(base);
}

bool promisesNotToThrow(const FunctionDecl &function) {
  const auto *type = function.getType()->getAs<FunctionProtoType>();
  return type && !isUnresolvedExceptionSpec(type->getExceptionSpecType()) && type->isNothrow();
}

bool isExpectedToThrow(const Body &body, const Expr &made) {
  const auto *call = dyn_cast<CallExpr>(&made);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const FunctionDecl *definition = callee ? callee->getDefinition() : nullptr;
  if (definition && definition->getBody() && Body(*definition).isCoroutine())
    return false;
  const CallExpr *user = userOfLambda(body);
  const auto *named = user ? dyn_cast<DeclRefExpr>(user->getCallee()->IgnoreParenImpCasts()) : nullptr;
  const auto *function = named ? dyn_cast<FunctionDecl>(named->getDecl()) : nullptr;
  if (!function || !function->getIdentifier())
    return false;
  if (function->getName().contains_insensitive("throw"))
    return true;
  const TemplateArgumentList *arguments = named->hasExplicitTemplateArgs() ? function->getTemplateSpecializationArgs() : nullptr;
  return arguments && llvm::any_of(arguments->asArray(), [](const TemplateArgument &argument) {
           const CXXRecordDecl *record = argument.getKind() == TemplateArgument::Type ? argument.getAsType()->getAsCXXRecordDecl() : nullptr;
           return record && record->hasDefinition() && isStdException(*record);
         });
}

/// Whether a function that gives a task promises, by not throwing, that the task doesn't fail either.
static bool promisesSuccess(const FunctionDecl &function, Unit &unit) {
  const TaskType &task = unit.taskType(function.getReturnType());
  return promisesNotToThrow(function) && !(task.model && task.model->failsNoexcept);
}

/// Whether the call's type promises not to throw, or the callee is a builtin.
static bool isNoexcept(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee)
    return false;
  if (callee->getBuiltinID() || callee->hasAttr<NoThrowAttr>())
    return true;
  return promisesNotToThrow(*callee);
}

static bool neverFails(const CXXRecordDecl &record, const Models &models) {
  if (models.neverFails(record))
    return true;
  return record.hasDefinition() && llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &base) {
    const auto *parent = base.getType()->getAsCXXRecordDecl();
    return parent && neverFails(*parent, models);
  });
}

/// By the function, its class, or the class of what is awaited, and their bases.
static bool neverFails(const FunctionDecl *callee, QualType operand, const Models &models) {
  if (callee && models.neverFails(*callee))
    return true;
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
  if (method && neverFails(*method->getParent(), models))
    return true;
  if (operand.isNull())
    return false;
  operand = operand.getNonReferenceType();
  const auto *record = operand->isPointerType() ? operand->getPointeeCXXRecordDecl() : operand->getAsCXXRecordDecl();
  return record && neverFails(*record, models);
}

namespace {

class EscapeSearch {
public:
  EscapeSearch(const Body &body, Suspect suspect, Unit &unit, unsigned depth) : body_(body), suspect_(suspect), unit_(unit), depth_(depth) {}

  const Stmt *first() const {
    for (const Stmt *statement : body_.statements())
      if (mayThrow(*statement) && !isStopped(*statement))
        return statement;
    return nullptr;
  }

private:
  bool mayThrow(const Stmt &statement) const {
    if (isa<CXXThrowExpr>(statement))
      return true;
    if (const auto *call = dyn_cast<CallExpr>(&statement)) {
      if (isRethrow(*call))
        return true;
      return suspect_ == Suspect::AwaitsAndCalls && !isNoexcept(*call) && !isAwaited(*call);
    }
    return suspect_ != Suspect::Throws && awaitThrows(statement);
  }

  static bool isRethrow(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const IdentifierInfo *name = callee ? callee->getIdentifier() : nullptr;
    return name && callee->isInStdNamespace() && (name->isStr("rethrow_exception") || name->isStr("throw_with_nested"));
  }

  /// Making a task doesn't run it: what it throws comes out of the await.
  bool isAwaited(const CallExpr &call) const {
    const Stmt *parent = body_.parent(call);
    while (parent && isa<Expr>(parent) && !suspensionOperand(*parent))
      parent = body_.parent(*parent);
    return parent && suspensionOperand(*parent);
  }

public:
  bool awaitThrows(const Stmt &statement) const {
    const Expr *operand = awaitOperand(statement);
    if (!operand || givesErrorAsValue(*operand, unit_) || bringsError(cast<Expr>(statement).getType()))
      return false;
    if (const auto *await = dyn_cast<CoawaitExpr>(&statement))
      if (const auto *resume = dyn_cast_or_null<CallExpr>(await->getResumeExpr() ? await->getResumeExpr()->IgnoreImplicit() : nullptr); resume && isNoexcept(*resume))
        return false;
    const auto *awaited = dyn_cast<CallExpr>(operand->IgnoreUnlessSpelledInSource());
    const FunctionDecl *callee = awaited ? awaited->getDirectCallee() : nullptr;
    if (neverFails(callee, operand->getType(), unit_.models()) || (callee && unit_.models().hop(*callee)))
      return false;
    if (!callee)
      return true;
    const bool promised = promisesNothing(*callee);
    // A coroutine of this file that lets nothing out.
    const FunctionDecl *definition = nullptr;
    if (depth_ == 0 || !callee->getBody(definition))
      return !promised;
    const Body body(*definition);
    return body.isCoroutine() ? EscapeSearch(body, promised ? Suspect::Throws : suspect_, unit_, depth_ - 1).first() != nullptr : !promised;
  }

private:
  /// A coroutine that says `noexcept`: what it awaits isn't suspected, though the word alone keeps nothing in.
  bool promisesNothing(const FunctionDecl &callee) const {
    return promisesSuccess(callee, unit_) && unit_.taskType(callee.getReturnType()).kind == TaskKind::Task;
  }

  /// Whether an await's result tells of the error: an error code, or a tuple with one in it.
  bool bringsError(QualType result) const {
    const auto *record = result.isNull() ? nullptr : result.getNonReferenceType()->getAsCXXRecordDecl();
    if (!record)
      return false;
    if (unit_.models().errorResult(*record))
      return true;
    const auto *parts = dyn_cast<ClassTemplateSpecializationDecl>(record);
    if (!parts || !parts->isInStdNamespace() || (parts->getName() != "tuple" && parts->getName() != "pair") || parts->getTemplateArgs().size() == 0)
      return false;
    const TemplateArgument &first = parts->getTemplateArgs().get(0);
    const auto isError = [&](const TemplateArgument &element) {
      const auto *error = element.getKind() == TemplateArgument::Type ? element.getAsType()->getAsCXXRecordDecl() : nullptr;
      return error && (unit_.models().errorResult(*error) || isExceptionPtr(element.getAsType()));
    };
    return first.getKind() == TemplateArgument::Pack ? llvm::any_of(first.pack_elements(), isError) : llvm::any_of(parts->getTemplateArgs().asArray(), isError);
  }

  bool isStopped(const Stmt &statement) const {
    const Stmt *child = &statement;
    for (const Stmt *s = body_.parent(statement); s; child = s, s = body_.parent(*s))
      if (const auto *attempt = dyn_cast<CXXTryStmt>(s); attempt && child == attempt->getTryBlock() && stops(*attempt, statement))
        return true;
    return false;
  }

  static bool stops(const CXXTryStmt &attempt, const Stmt &statement) {
    const auto *thrown = dyn_cast<CXXThrowExpr>(&statement);
    for (unsigned i = 0; i < attempt.getNumHandlers(); ++i) {
      const QualType type = attempt.getHandler(i)->getCaughtType();
      if (type.isNull())
        return true;
      const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
      if (thrown && thrown->getSubExpr()) {
        if (catches(type, thrown->getSubExpr()->getType()))
          return true;
      } else if (record && record->isInStdNamespace() && record->getName() == "exception") {
        return true;
      }
    }
    return false;
  }

  const Body &body_;
  const Suspect suspect_;
  Unit &unit_;
  const unsigned depth_;
};

} // namespace

const Stmt *findEscape(const Body &body, Suspect suspect, Unit &unit) { return EscapeSearch(body, suspect, unit, 3).first(); }

bool awaitThrows(const Body &body, const Expr &await, Unit &unit) { return EscapeSearch(body, Suspect::Awaits, unit, 3).awaitThrows(await); }

bool coversItsErrors(const FunctionDecl &function, Unit &unit) {
  if (neverFails(&function, QualType(), unit.models()))
    return true;
  const FunctionDecl *definition = nullptr;
  // Of a lazy task that can't be seen the promise is all there is.
  if (!function.getBody(definition))
    return unit.taskType(function.getReturnType()).isLazy() && promisesSuccess(function, unit);
  const Body body(*definition);
  // An exception that would leave a noexcept function ends the process there; a coroutine's own goes to its promise.
  const bool promised = promisesSuccess(*definition, unit);
  if (!body.isCoroutine() && promised)
    return true;
  return !findEscape(body, promised ? Suspect::Throws : Suspect::Awaits, unit);
}

static bool isErrorValue(const Expr &expression, const Unit &unit, unsigned depth) {
  const Expr *written = expression.IgnoreUnlessSpelledInSource();
  if (const auto *record = written->getType().isNull() ? nullptr : written->getType().getNonReferenceType()->getAsCXXRecordDecl())
    if (unit.models().errorValueAwait(*record))
      return true;
  if (depth == 0)
    return false;
  llvm::ArrayRef<const Expr *> arguments;
  if (const auto *call = dyn_cast<CallExpr>(written)) {
    if (const FunctionDecl *callee = call->getDirectCallee(); callee && unit.models().errorValueAwait(*callee))
      return true;
    if (const auto *member = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParens()))
      if (isa<CallExpr>(member->getBase()->IgnoreUnlessSpelledInSource()) && isErrorValue(*member->getBase(), unit, depth - 1))
        return true;
    arguments = {call->getArgs(), call->getNumArgs()};
  } else if (const auto *construction = dyn_cast<CXXConstructExpr>(written)) {
    arguments = {construction->getArgs(), construction->getNumArgs()};
  }
  return llvm::any_of(arguments, [&](const Expr *argument) { return isErrorValue(*argument, unit, depth - 1); });
}

bool givesErrorAsValue(const Expr &operand, const Unit &unit) { return isErrorValue(operand, unit, 4); }

} // namespace corolint
