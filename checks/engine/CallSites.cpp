#include "checks/engine/CallSites.h"
#include "checks/engine/Preamble.h"
#include "checks/engine/Unit.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

/// The name that a call is written with; empty for one through a pointer.
static std::string calledName(const CallExpr &call) {
  if (const FunctionDecl *callee = call.getDirectCallee())
    return callee->getNameAsString();
  const Expr *callee = call.getCallee()->IgnoreParenImpCasts();
  if (const auto *overloads = dyn_cast<OverloadExpr>(callee))
    return overloads->getName().getAsString();
  const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(callee);
  return member ? member->getMember().getAsString() : "";
}

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

void CallSites::survey(llvm::ArrayRef<Decl *> declarations, Unit &unit,
                       llvm::function_ref<void(llvm::StringRef)> called) {
  const auto keep = [&](const FunctionDecl &in, const CallExpr &call) {
    called(calledName(call));
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

void CallSites::surveyPreamble(const FunctionDecl &function, Unit &unit) {
  const std::shared_ptr<const Preamble> preamble = Preamble::of(unit.context().getSourceManager());
  if (preamble->userFiles.empty())
    return;
  std::shared_ptr<const Preamble::Callers> callers = preamble->callers.load();
  if (!callers) {
    Preamble::Callers found;
    for (const unsigned file : preamble->userFiles)
      if (surveyedFiles_.insert(file).second)
        survey(declarationsOf(unit.context(), file), unit,
               [&](llvm::StringRef name) { found[name].insert(file); });
    callers = std::make_shared<const Preamble::Callers>(std::move(found));
    preamble->callers.store(callers);
  }
  const auto files = callers->find(function.getNameAsString());
  if (files == callers->end())
    return;
  for (const unsigned file : files->second)
    if (surveyedFiles_.insert(file).second)
      survey(declarationsOf(unit.context(), file), unit, [](llvm::StringRef) {});
}

llvm::SmallVector<CallSites::Site, 2> CallSites::of(const FunctionDecl &function, Unit &unit) {
  surveyPreamble(function, unit);
  if (!std::exchange(surveyed_, true))
    survey(ownDeclarations(unit.context()), unit, [](llvm::StringRef) {});
  return sites_.lookup(function.getCanonicalDecl());
}

} // namespace corolint
