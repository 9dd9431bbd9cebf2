#include "checks/engine/work/Deletions.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Preamble.h"
#include "checks/engine/things/EachBody.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

/// Whether the object is asked for something before it is deleted: to stop, perhaps to wait.
static bool isUsedBefore(const Expr &object, const Body &body) {
  const VarDecl *variable = variableNamed(object);
  return variable && llvm::any_of(body.uses(*variable), [&](const DeclRefExpr *use) {
           return use->getBeginLoc() < object.getBeginLoc();
         });
}

void Deletions::survey(Unit &unit) {
  const auto note = [&](const Expr &argument, const Body &body) {
    const Expr &object = *argument.IgnoreParenImpCasts();
    const QualType type = object.getType();
    const CXXRecordDecl *record =
        type->isPointerType() ? type->getPointeeCXXRecordDecl() : type->getAsCXXRecordDecl();
    if (!record)
      return;
    Places &places = places_[record->getCanonicalDecl()];
    const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
    places.isOwn |=
        isa<CXXThisExpr>(object) ||
        (method && method->getParent()->getCanonicalDecl() == record->getCanonicalDecl());
    if (!places.first && !isUsedBefore(object, body))
      places.first = &argument;
  };
  const ASTContext &context = unit.context();
  const auto preamble = Preamble::of(context.getSourceManager());
  Unvisited unvisited;
  llvm::SmallVector<Decl *, 0> declarations =
      unvisited.next(preamble->filesThatMention("delete", context), context);
  declarations.append(unvisited.next(preamble->filesThatMention("deleteLater", context), context));
  eachBody(declarations, Instances::AreLeftOut, unit, [&](const Body &body) {
    for (const Stmt *statement : body.statements()) {
      if (const auto *deletion = dyn_cast<CXXDeleteExpr>(statement))
        note(*deletion->getArgument(), body);
      const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
      const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
      if (method && method->getIdentifier() && method->getName() == "deleteLater")
        note(*call->getImplicitObjectArgument(), body);
    }
  });
}

const Stmt *Deletions::of(const CXXRecordDecl &record, Unit &unit) {
  if (!isSurveyed_)
    survey(unit);
  isSurveyed_ = true;
  const Places places = places_.lookup(record.getCanonicalDecl());
  return places.isOwn ? nullptr : places.first;
}

} // namespace corolint
