#include "checks/engine/work/GoneResult.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/work/Escape.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

/// Whether the promise takes what is returned by value: its own copy is what it refers to.
static bool takesCopy(const CoreturnStmt &result) {
  const auto *call = dyn_cast_or_null<CallExpr>(
      result.getPromiseCall() ? result.getPromiseCall()->IgnoreImplicit() : nullptr);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || callee->getNumParams() != 1)
    return false;
  const QualType type = callee->getParamDecl(0)->getType();
  return !type->isReferenceType() && !type->isPointerType() && !isView(type);
}

/// Of a `shared_task<T>` whose await gives a `T &`: that refers to the T in its promise, which was
/// made of what is returned.
static QualType keptOf(const TaskType &task) {
  const auto *made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(task.record);
  const TemplateArgument *value =
      made && made->getTemplateArgs().size() ? &made->getTemplateArgs().get(0) : nullptr;
  return task.result->isReferenceType() && value && value->getKind() == TemplateArgument::Type &&
                 !value->getAsType()->isReferenceType() &&
                 made->getASTContext().hasSameUnqualifiedType(value->getAsType(),
                                                              task.result.getNonReferenceType())
             ? value->getAsType()
             : task.result;
}

std::optional<GoneResult> goneAtReturn(const Body &body, const CoreturnStmt &result, Unit &unit) {
  const TaskType &task = unit.taskType(body.function().getReturnType());
  if (!result.getOperand() || task.kind != TaskKind::Task || task.result.isNull() ||
      takesCopy(result))
    return std::nullopt;
  const QualType kept = keptOf(task);
  const Referent referent = referentOfValue(*result.getOperand(), kept, unit);
  if (referent.lifetime == Lifetime::Longer)
    return std::nullopt;
  return GoneResult{GoneResult::Own, referent.local, kept, nullptr};
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

/// `std::string_view line = co_await read_line();` of a task<std::string>, which is gone with the
/// expression.
static std::optional<GoneResult> viewOfResult(const VarDecl &variable, Unit &unit) {
  if (referentOfValue(*variable.getInit(), variable.getType(), unit).lifetime !=
      Lifetime::Temporary)
    return std::nullopt;
  const auto *await = awaitIn(*variable.getInit());
  return await ? std::optional(GoneResult{GoneResult::Value, nullptr, {}, await}) : std::nullopt;
}

/// `auto &&r = co_await f();` where the awaiter hands out a reference into the task, which dies
/// with the expression.
static std::optional<GoneResult> referenceToResult(const VarDecl &variable, Unit &unit) {
  const auto *await = dyn_cast<CoawaitExpr>(variable.getInit()->IgnoreParenImpCasts());
  if (!await || !await->isGLValue() || await->isImplicit())
    return std::nullopt;
  const Expr *operand = await->getOperand()->IgnoreImplicit();
  const auto *record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(operand->getType()->getAsCXXRecordDecl());
  if (!operand->isPRValue() || !record || unit.taskType(operand->getType()).kind != TaskKind::Task)
    return std::nullopt;
  const TemplateArgument *value =
      record->getTemplateArgs().size() ? &record->getTemplateArgs().get(0) : nullptr;
  if (!value || value->getKind() != TemplateArgument::Type ||
      value->getAsType()->isReferenceType() ||
      !unit.context().hasSameUnqualifiedType(value->getAsType(), await->getType()))
    return std::nullopt;
  return GoneResult{GoneResult::Task, nullptr, {}, operand};
}

std::optional<GoneResult> goneAtOnce(const Body &body, const VarDecl &variable, Unit &unit) {
  if (!variable.getInit() || body.uses(variable).empty())
    return std::nullopt;
  return variable.getType()->isReferenceType() ? referenceToResult(variable, unit)
                                               : viewOfResult(variable, unit);
}

SourceLocation referenceSigil(const DeclaratorDecl &declaration) {
  const TypeSourceInfo *info = declaration.getTypeSourceInfo();
  const auto reference = info ? info->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
  return reference ? reference.getSigilLoc() : SourceLocation();
}

/// Whether the function can have its own copy of what the parameter refers to.
static bool canBeOwned(const ParmVarDecl &parameter) {
  const QualType type = parameter.getType();
  if (!type->isRValueReferenceType() &&
      !(type->isLValueReferenceType() && type->getPointeeType().isConstQualified()))
    return false;
  const auto *record = type->getPointeeType()->getAsCXXRecordDecl();
  return !record || !(record->isAbstract() ||
                      (type->isLValueReferenceType() && !record->hasSimpleCopyConstructor() &&
                       !record->hasNonTrivialCopyConstructor()));
}

llvm::SmallVector<FixItHint, 2> byValueEdits(const FunctionDecl &function,
                                             const ParmVarDecl &parameter) {
  llvm::SmallVector<FixItHint, 2> edits;
  // Only a coroutine has a frame that owns its parameters until it is done.
  const FunctionDecl *definition = function.getDefinition();
  if (!definition || !isa_and_nonnull<CoroutineBodyStmt>(definition->getBody()) ||
      !canBeOwned(parameter))
    return edits;
  const FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  for (const FunctionDecl *redeclaration : (pattern ? pattern : &function)->redecls()) {
    const SourceLocation sigil =
        referenceSigil(*redeclaration->getParamDecl(parameter.getFunctionScopeIndex()));
    if (sigil.isInvalid() || sigil.isMacroID() || !isUserCode(*redeclaration))
      return {};
    edits.push_back(FixItHint::CreateRemoval(CharSourceRange::getTokenRange(sigil, sigil)));
  }
  return edits;
}

} // namespace corolint
