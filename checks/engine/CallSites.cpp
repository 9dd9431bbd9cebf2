#include "checks/engine/CallSites.h"
#include "checks/engine/Unit.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

namespace {

class Survey : public DynamicRecursiveASTVisitor {
public:
  Survey(Unit &unit, llvm::function_ref<void(const FunctionDecl &, CallSites::Site)> found)
      : unit_(unit), found_(found) {
    ShouldVisitTemplateInstantiations = true;
  }

  bool VisitLambdaExpr(LambdaExpr *lambda) override {
    return !lambda->getCallOperator() || VisitFunctionDecl(lambda->getCallOperator());
  }
  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (!function->doesThisDeclarationHaveABody())
      return true;
    for (const Stmt *statement : unit_.body(*function).statements()) {
      const auto *call = dyn_cast<CallExpr>(statement);
      if (const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr)
        found_(*callee, {call, function});
    }
    return true;
  }

private:
  Unit &unit_;
  llvm::function_ref<void(const FunctionDecl &, CallSites::Site)> found_;
};

} // namespace

llvm::ArrayRef<CallSites::Site> CallSites::of(const FunctionDecl &function, Unit &unit) {
  if (!surveyed_) {
    surveyed_ = true;
    const auto keep = [&](const FunctionDecl &callee, Site site) {
      sites_[callee.getCanonicalDecl()].push_back(site);
      if (const FunctionDecl *pattern = callee.getTemplateInstantiationPattern())
        sites_[pattern->getCanonicalDecl()].push_back(site);
    };
    Survey survey(unit, keep);
    for (Decl *declaration : userDeclarations(unit.context()))
      survey.TraverseDecl(declaration);
  }
  const auto found = sites_.find(function.getCanonicalDecl());
  return found == sites_.end() ? llvm::ArrayRef<Site>() : llvm::ArrayRef<Site>(found->second);
}

} // namespace corolint
