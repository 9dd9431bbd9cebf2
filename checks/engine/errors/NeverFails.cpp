#include "checks/engine/errors/NeverFails.h"
#include "checks/Models.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

bool onlySucceeds(QualType sender) {
  const CXXRecordDecl *record = sender.getNonReferenceType()->getAsCXXRecordDecl();
  const auto *alias =
      record && record->hasDefinition()
          ? dyn_cast_or_null<TypedefNameDecl>(findMember(*record, "completion_signatures"))
          : nullptr;
  const auto *list = alias ? dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                                 alias->getUnderlyingType()->getAsCXXRecordDecl())
                           : nullptr;
  if (!list || list->getTemplateArgs().size() == 0)
    return false;
  const auto succeeds = [](const TemplateArgument &argument) {
    const auto *function = argument.getKind() == TemplateArgument::Type
                               ? argument.getAsType()->getAs<FunctionProtoType>()
                               : nullptr;
    const CXXRecordDecl *how = function ? function->getReturnType()->getAsCXXRecordDecl() : nullptr;
    return how && how->getName() == "set_value_t";
  };
  return llvm::all_of(list->getTemplateArgs().asArray(), [&](const TemplateArgument &argument) {
    return argument.getKind() == TemplateArgument::Pack
               ? argument.pack_size() > 0 && llvm::all_of(argument.pack_elements(), succeeds)
               : succeeds(argument);
  });
}

static bool neverFails(const CXXRecordDecl &record, const Models &models) {
  if (models.neverFails(record))
    return true;
  return record.hasDefinition() && llvm::any_of(record.bases(), [&](const CXXBaseSpecifier &base) {
           const auto *parent = base.getType()->getAsCXXRecordDecl();
           return parent && neverFails(*parent, models);
         });
}

bool neverFails(const FunctionDecl *callee, QualType operand, const Models &models) {
  if (callee && models.neverFails(*callee))
    return true;
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
  if (method && neverFails(*method->getParent(), models))
    return true;
  const CXXRecordDecl *record = recordBehind(operand);
  return record && neverFails(*record, models);
}

static bool isErrorValue(const Expr &expression, const Unit &unit, unsigned depth) {
  const Expr *written = expression.IgnoreUnlessSpelledInSource();
  if (const auto *record = written->getType().isNull()
                               ? nullptr
                               : written->getType().getNonReferenceType()->getAsCXXRecordDecl())
    if (unit.models().errorValueAwait(*record))
      return true;
  if (depth == 0)
    return false;
  llvm::ArrayRef<const Expr *> arguments;
  if (const auto *call = dyn_cast<CallExpr>(written)) {
    if (const FunctionDecl *callee = call->getDirectCallee();
        callee && unit.models().errorValueAwait(*callee))
      return true;
    if (const auto *member = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParens()))
      if (isa<CallExpr>(member->getBase()->IgnoreUnlessSpelledInSource()) &&
          isErrorValue(*member->getBase(), unit, depth - 1))
        return true;
    arguments = {call->getArgs(), call->getNumArgs()};
  } else if (const auto *construction = dyn_cast<CXXConstructExpr>(written)) {
    arguments = {construction->getArgs(), construction->getNumArgs()};
  }
  return llvm::any_of(
      arguments, [&](const Expr *argument) { return isErrorValue(*argument, unit, depth - 1); });
}

bool givesErrorAsValue(const Expr &operand, const Unit &unit) {
  return isErrorValue(operand, unit, 4);
}

} // namespace corolint
