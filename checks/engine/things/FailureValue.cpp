#include "checks/engine/things/FailureValue.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

bool canSayFailure(QualType type) {
  type = type.getNonReferenceType();
  if (type->isBooleanType() || type->isPointerType() || type->isNullPtrType() ||
      type->isEnumeralType() || type->isDependentType())
    return true;
  const auto *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  if (record->isInStdNamespace() &&
      (record->getName() == "variant" || record->getName() == "nullopt_t" ||
       record->getName() == "error_code"))
    return true;
  // Something that can be asked with `if (value)`.
  return llvm::any_of(record->getVisibleConversionFunctions(), [](const NamedDecl *conversion) {
    const auto *function = dyn_cast<CXXConversionDecl>(conversion->getUnderlyingDecl());
    return function && function->getConversionType()->isBooleanType();
  });
}

static bool isStdContainer(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->isInStdNamespace() || !record->hasDefinition())
    return false;
  return llvm::any_of(record->methods(), [](const CXXMethodDecl *method) {
    const IdentifierInfo *name = method->getIdentifier();
    return name && name->isStr("clear");
  });
}

/// What is written, without the type in front of its braces: `{}` of `settings{}`.
static const Expr *writtenValue(const Expr &value) {
  const Expr *written = value.IgnoreUnlessSpelledInSource();
  if (const auto *typed = dyn_cast<CXXFunctionalCastExpr>(written))
    if (const Expr *inner = typed->getSubExpr()->IgnoreUnlessSpelledInSource();
        isa<InitListExpr, CXXConstructExpr>(inner))
      return inner;
  return written;
}

/// `{}`: of an aggregate the compiler adds what its members are made of.
static bool isWrittenEmpty(const InitListExpr &list) {
  return llvm::all_of(list.inits(), [](const Expr *part) {
    return isa<CXXDefaultInitExpr, ImplicitValueInitExpr>(part) ||
           (isa<CXXConstructExpr>(part->IgnoreImplicit()) &&
            cast<CXXConstructExpr>(part->IgnoreImplicit())->getNumArgs() == 0) ||
           (isa<InitListExpr>(part) && isWrittenEmpty(*cast<InitListExpr>(part)));
  });
}

/// Whether objects of the class are plain values, of which none can say that the others are made
/// up: numbers, texts, lists, times, and classes of them.
static bool isPlainRecord(QualType type, unsigned depth = 2) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || record->isInStdNamespace() || record->isUnion() ||
      record->isLambda() || record->field_empty() || record->getNumBases() > 0 || depth == 0)
    return false;
  const bool plain = llvm::all_of(record->fields(), [&](const FieldDecl *field) {
    const auto *part = field->getType()->getAsCXXRecordDecl();
    if (part && part->isInStdNamespace())
      return isStdContainer(field->getType()) || part->getName() == "duration";
    return part ? isPlainRecord(field->getType(), depth - 1)
                : field->getType()->isArithmeticType() && !field->getType()->isBooleanType();
  });
  return plain && llvm::none_of(record->methods(), [](const CXXMethodDecl *method) {
           return !method->isImplicit() && method->isConst() &&
                  method->getReturnType()->isBooleanType() && method->getNumParams() == 0;
         });
}

bool tellsFailure(const Expr &value, Unit &unit) {
  const Expr *written = writtenValue(value);
  // A library's ready task is as good as the value in it.
  if (const auto *call = dyn_cast<CallExpr>(written);
      call && call->getDirectCallee() && unit.models().libraryOf(*call->getDirectCallee()) &&
      unit.taskType(call->getType()).isAwaitable())
    return call->getNumArgs() > 0 && tellsFailure(*call->getArg(0), unit);
  const QualType type = value.getType();
  // `co_return {error::eof, 0}` of a type that isn't known yet.
  if (const auto *list = dyn_cast<InitListExpr>(written);
      list && (type->isVoidType() || type->isDependentType()))
    return llvm::any_of(list->inits(), [&](const Expr *part) {
      return !isa<CXXNullPtrLiteralExpr>(part->IgnoreUnlessSpelledInSource()) &&
             tellsFailure(*part, unit);
    });
  if (type.isNull() || type->isDependentType() || type->isVoidType())
    return !type.isNull() && !type->isVoidType();
  if (canSayFailure(type) || canSayFailure(written->getType()))
    return true;
  if (const auto *number = dyn_cast<IntegerLiteral>(written))
    return number->getValue() != 0;
  if (const auto *text = dyn_cast<StringLiteral>(written))
    return text->getLength() > 0;
  if (const auto *list = dyn_cast<InitListExpr>(written); list && isWrittenEmpty(*list))
    return type->isRecordType() && !isStdContainer(type) && !isPlainRecord(type);
  if (isa<CXXScalarValueInitExpr, ImplicitValueInitExpr>(written))
    return false;
  if (const auto *construction = dyn_cast<CXXConstructExpr>(written);
      construction && construction->getNumArgs() == 0)
    return !isStdContainer(type) && !isPlainRecord(type);
  return true;
}

bool isNothingWhenMade(QualType type) {
  return type->isScalarType() || isStdContainer(type) || isPlainRecord(type);
}

bool isNothing(const Expr &value, QualType type) {
  const Expr *written = writtenValue(value);
  if (const auto *text = dyn_cast<StringLiteral>(written))
    return text->getLength() == 0;
  if (const auto *number = dyn_cast<IntegerLiteral>(written))
    return number->getValue() == 0;
  // `rows = {}` is an empty list or a default construction, as the class has it.
  const auto *list = dyn_cast<InitListExpr>(written);
  const auto *construction = dyn_cast<CXXConstructExpr>(written);
  if (list || (construction && construction->getNumArgs() == 0))
    return (!list || isWrittenEmpty(*list)) && isNothingWhenMade(type);
  return isa<CXXScalarValueInitExpr>(written);
}

bool isConstant(const Stmt &statement) {
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement)) {
    const auto *variable = dyn_cast<VarDecl>(name->getDecl());
    return !variable || !variable->hasLocalStorage();
  }
  if (isa<CXXThisExpr, CXXThrowExpr, LambdaExpr>(statement) || suspensionOperand(statement))
    return false;
  if (isa<CXXDefaultArgExpr, PredefinedExpr, SourceLocExpr>(statement))
    return true;
  return llvm::all_of(statement.children(),
                      [](const Stmt *child) { return !child || isConstant(*child); });
}

bool hasText(const Stmt &statement) {
  if (isa<StringLiteral>(statement))
    return true;
  if (isa<CXXDefaultArgExpr, LambdaExpr>(statement))
    return false;
  return llvm::any_of(statement.children(),
                      [](const Stmt *child) { return child && hasText(*child); });
}

} // namespace corolint
