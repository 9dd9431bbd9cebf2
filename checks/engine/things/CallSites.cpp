#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Unit.h"
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

llvm::SmallVector<CallSites::Site, 2> CallSites::of(const FunctionDecl &function, Unit &unit) {
  const auto keep = [&](const FunctionDecl &callee, Site site) {
    sites_[callee.getCanonicalDecl()].push_back(site);
    if (const FunctionDecl *pattern = callee.getTemplateInstantiationPattern())
      sites_[pattern->getCanonicalDecl()].push_back(site);
  };
  const ASTContext &context = unit.context();
  const auto preamble = Preamble::of(context.getSourceManager());
  Survey survey(unit, keep);
  for (Decl *declaration :
       unvisited_.next(preamble->filesThatMention(function.getNameAsString(), context), context))
    survey.TraverseDecl(declaration);
  return sites_.lookup(function.getCanonicalDecl());
}

} // namespace corolint
