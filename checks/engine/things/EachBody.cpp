#include "checks/engine/things/EachBody.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

namespace {

class Survey : public DynamicRecursiveASTVisitor {
public:
  Survey(Instances instances, Unit &unit, llvm::function_ref<void(const Body &)> visit)
      : unit_(unit), visit_(visit) {
    ShouldVisitTemplateInstantiations = instances == Instances::AreVisited;
  }

  bool VisitLambdaExpr(LambdaExpr *lambda) override {
    return !lambda->getCallOperator() || VisitFunctionDecl(lambda->getCallOperator());
  }
  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (function->doesThisDeclarationHaveABody())
      visit_(unit_.body(*function));
    return true;
  }

private:
  Unit &unit_;
  llvm::function_ref<void(const Body &)> visit_;
};

} // namespace

void eachBody(llvm::ArrayRef<Decl *> declarations, Instances instances, Unit &unit,
              llvm::function_ref<void(const Body &)> visit) {
  Survey survey(instances, unit, visit);
  for (Decl *declaration : declarations)
    survey.TraverseDecl(declaration);
}

} // namespace corolint
