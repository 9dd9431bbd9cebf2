#include "checks/engine/errors/Taken.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

const Expr *written(const Expr *expression) {
  expression = expression->IgnoreUnlessSpelledInSource();
  const auto *call = dyn_cast<CallExpr>(expression);
  return call && (callsStd(*call, "move") || callsStd(*call, "forward")) && call->getNumArgs() == 1
             ? call->getArg(0)->IgnoreUnlessSpelledInSource()
             : expression;
}

const VarDecl *errorVariable(const Expr &expression) {
  const VarDecl *variable = variableNamed(expression);
  if (!variable || variable->isExceptionVariable())
    return variable;
  const auto *record = variable->getType()->isReferenceType()
                           ? variable->getType().getNonReferenceType()->getAsCXXRecordDecl()
                           : nullptr;
  const auto isOfErrors = [](const CXXRecordDecl &given) {
    return isStdException(given) ||
           (given.isPolymorphic() && !given.isEffectivelyFinal() && hasDerivedNeighbour(given));
  };
  return isa<ParmVarDecl>(variable) && record && record->hasDefinition() && isOfErrors(*record)
             ? variable
             : nullptr;
}

static bool isText(QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType())
    return type->getPointeeType()->isAnyCharacterType();
  const auto *record = type->getAsCXXRecordDecl();
  return record && record->getIdentifier() &&
         (record->getName().contains("string") || record->getName().contains("String"));
}

Taken takenBy(const Stmt &statement, const VarDecl *error) {
  if (callsStd(statement, "current_exception") || callsStd(statement, "throw_with_nested"))
    return Taken::Whole;
  if (const auto *call = dyn_cast<CXXMemberCallExpr>(&statement);
      call && error && variableNamed(*call->getImplicitObjectArgument()) == error)
    return isText(call->getType()) ? Taken::Text : Taken::Whole;
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement);
      name && error && name->getDecl() == error)
    return Taken::Whole;
  if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
    return lambda->capture_size() > 0 ? Taken::Whole : Taken::Nothing;
  // A function that is given nothing may ask for the exception at hand.
  if (const auto *call = dyn_cast<CallExpr>(&statement);
      call && call->getNumArgs() == 0 && isExceptionPtr(call->getType()))
    return Taken::Whole;
  Taken most = Taken::Nothing;
  for (const Stmt *child : statement.children())
    if (child)
      most = std::max(most, takenBy(*child, error));
  return most;
}

/// A `std::bad_cast` or what derives from it, `boost::bad_lexical_cast`: the types that it knows
/// stand in the code that converts.
static bool isOfConversion(const CXXRecordDecl &error) {
  return (error.isInStdNamespace() && error.getIdentifier() && error.getName() == "bad_cast") ||
         llvm::any_of(error.bases(), [](const CXXBaseSpecifier &base) {
           const auto *record = base.getType()->getAsCXXRecordDecl();
           return record && record->hasDefinition() && isOfConversion(*record);
         });
}

bool hasMoreThanText(const CXXRecordDecl *error) {
  if (!error || !error->hasDefinition() || isOfConversion(*error))
    return false;
  return (!error->isInStdNamespace() && !error->field_empty()) ||
         findMember(*error, "code") != nullptr;
}

bool mayBeDerived(const CXXRecordDecl &error) {
  return error.hasDefinition() && !error.isEffectivelyFinal() &&
         (error.isPolymorphic() || hasDerivedNeighbour(error));
}

bool holdsByValue(QualType holder, const CXXRecordDecl &error) {
  const auto *record = holder.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || record->getCanonicalDecl() == error.getCanonicalDecl())
    return record != nullptr;
  const auto *made = dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (!made || !made->isInStdNamespace())
    return false;
  const auto isIt = [&](const TemplateArgument &argument) {
    const auto *element = argument.getKind() == TemplateArgument::Type
                              ? argument.getAsType()->getAsCXXRecordDecl()
                              : nullptr;
    return element && element->getCanonicalDecl() == error.getCanonicalDecl();
  };
  return llvm::any_of(made->getTemplateArgs().asArray(), [&](const TemplateArgument &argument) {
    return argument.getKind() == TemplateArgument::Pack
               ? llvm::any_of(argument.pack_elements(), isIt)
               : isIt(argument);
  });
}

bool isOnlyRead(const Body &body, const VarDecl &error) {
  if (error.getType().getNonReferenceType().isConstQualified())
    return true;
  return llvm::all_of(body.uses(error), [&](const DeclRefExpr *use) {
    const Stmt *parent = body.parent(*use);
    if (const auto *member = dyn_cast_or_null<MemberExpr>(parent)) {
      const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl());
      return method && method->isConst();
    }
    while (parent && (isa<ImplicitCastExpr>(parent) || isa<CXXConstructExpr>(parent)))
      parent = body.parent(*parent);
    return parent && isa<CXXThrowExpr>(parent);
  });
}

// ---- Boundaries -------------------------------------------------------------------------------

static bool speaksOfBoundary(const NamedDecl &declaration) {
  return declaration.getIdentifier() && says(Meaning::Boundary, declaration.getName());
}

/// An enumerator, or a number, which isn't all that there is.
static bool isStatus(const Expr &argument) {
  const Expr *value = argument.IgnoreUnlessSpelledInSource();
  if (isa<CXXDefaultArgExpr>(argument) || value->getType().isNull())
    return false;
  return value->getType()->isEnumeralType() || isa<IntegerLiteral>(value);
}

bool isBoundaryError(const Expr &made) {
  // `throw HTTP_NOT_FOUND;`
  if (isStatus(made))
    return true;
  const auto *record = made.getType()->getAsCXXRecordDecl();
  if (!record)
    return false;
  for (const DeclContext *outer = record; outer; outer = outer->getParent())
    if (const auto *named = dyn_cast<NamedDecl>(outer); named && speaksOfBoundary(*named))
      return true;
  llvm::ArrayRef<const Expr *> arguments;
  const Expr *value = made.IgnoreImplicit();
  if (const auto *cast = dyn_cast<CXXFunctionalCastExpr>(value))
    value = cast->getSubExpr()->IgnoreImplicit();
  if (const auto *construction = dyn_cast<CXXConstructExpr>(value))
    arguments = {construction->getArgs(), construction->getNumArgs()};
  else if (const auto *list = dyn_cast<InitListExpr>(value))
    arguments = {list->getInits(), list->getNumInits()};
  return llvm::any_of(arguments, [](const Expr *argument) { return isStatus(*argument); });
}

} // namespace corolint
