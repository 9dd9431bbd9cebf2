#include "checks/engine/CallSites.h"
#include "checks/engine/Preamble.h"
#include "checks/engine/Unit.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

namespace {

class Survey : public DynamicRecursiveASTVisitor {
public:
  using Found = llvm::function_ref<void(const FunctionDecl &in, const CallExpr &)>;

  Survey(Unit &unit, Found found) : unit_(unit), found_(found) {
    ShouldVisitTemplateInstantiations = true;
  }

  bool VisitLambdaExpr(LambdaExpr *lambda) override {
    return !lambda->getCallOperator() || VisitFunctionDecl(lambda->getCallOperator());
  }
  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (!function->doesThisDeclarationHaveABody())
      return true;
    for (const Stmt *statement : unit_.body(*function).statements())
      if (const auto *call = dyn_cast<CallExpr>(statement))
        found_(*function, *call);
    return true;
  }

private:
  Unit &unit_;
  Found found_;
};

} // namespace

void CallSites::survey(llvm::ArrayRef<Decl *> declarations, Unit &unit) {
  const auto keep = [&](const FunctionDecl &in, const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee)
      return;
    sites_[callee->getCanonicalDecl()].push_back({&call, &in});
    if (const FunctionDecl *pattern = callee->getTemplateInstantiationPattern())
      sites_[pattern->getCanonicalDecl()].push_back({&call, &in});
  };
  Survey survey(unit, keep);
  for (Decl *declaration : declarations)
    survey.TraverseDecl(declaration);
}

llvm::SmallVector<CallSites::Site, 2> CallSites::of(const FunctionDecl &function, Unit &unit) {
  const ASTContext &context = unit.context();
  const auto preamble = Preamble::of(context.getSourceManager());
  for (const unsigned file : preamble->filesThatMention(function.getNameAsString(), context))
    if (surveyedFiles_.insert(file).second)
      survey(declarationsOf(context, file), unit);
  if (!std::exchange(surveyed_, true))
    survey(ownDeclarations(context), unit);
  return sites_.lookup(function.getCanonicalDecl());
}

} // namespace corolint
