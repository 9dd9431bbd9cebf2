#include "checks/engine/work/Deletions.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Preamble.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

namespace {

class Survey : public DynamicRecursiveASTVisitor {
public:
  explicit Survey(Unit &unit, llvm::function_ref<void(const Expr &, const Body &)> found)
      : unit_(unit), found_(found) {}

  bool VisitLambdaExpr(LambdaExpr *lambda) override {
    return !lambda->getCallOperator() || VisitFunctionDecl(lambda->getCallOperator());
  }
  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (!function->doesThisDeclarationHaveABody())
      return true;
    const Body &body = unit_.body(*function);
    for (const Stmt *statement : body.statements()) {
      if (const auto *deletion = dyn_cast<CXXDeleteExpr>(statement))
        found_(*deletion->getArgument(), body);
      const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
      const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
      if (method && method->getIdentifier() && method->getName() == "deleteLater")
        found_(*call->getImplicitObjectArgument(), body);
    }
    return true;
  }

private:
  Unit &unit_;
  llvm::function_ref<void(const Expr &, const Body &)> found_;
};

} // namespace

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
  Survey survey(unit, note);
  for (Decl *declaration : userDeclarations(unit.context()))
    survey.TraverseDecl(declaration);
}

const Stmt *Deletions::of(const CXXRecordDecl &record, Unit &unit) {
  if (!isSurveyed_)
    survey(unit);
  isSurveyed_ = true;
  const Places places = places_.lookup(record.getCanonicalDecl());
  return places.isOwn ? nullptr : places.first;
}

} // namespace corolint
