#include "checks/engine/blocking/Offloaded.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

/// Whether the place to run at is an object of the class, or an executor that the class has inside
/// of it.
static bool runsOn(const Expr &place, llvm::StringRef name) {
  const DeclContext *record = place.getType().getNonReferenceType()->getAsCXXRecordDecl();
  for (; record && record->isRecord(); record = record->getParent())
    if (cast<CXXRecordDecl>(record)->getName() == name)
      return true;
  return false;
}

/// The declaration as it is written: of an instance its template's.
static const FunctionDecl *writtenOf(const FunctionDecl &function) {
  const FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  return (pattern ? *pattern : function).getCanonicalDecl();
}

/// Goes through code of the user once, and notes which mentions of functions hand them to a
/// pool, and which don't.
class Offloaded::Survey : public DynamicRecursiveASTVisitor {
public:
  Survey(Unit &unit, Offloaded &result) : unit_(unit), result_(result) {
    ShouldVisitTemplateInstantiations = true;
  }

  bool VisitFunctionDecl(FunctionDecl *function) override {
    const auto *method = dyn_cast<CXXMethodDecl>(function);
    const bool lambda = method && method->getParent()->isLambda();
    if (function->doesThisDeclarationHaveABody() && !lambda && !function->isDependentContext())
      look(*function->getBody());
    return true;
  }

private:
  void look(const Stmt &statement) {
    if (const auto *call = dyn_cast<CallExpr>(&statement))
      offloads(*call);
    const ValueDecl *named = nullptr;
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      named = name->getDecl();
    else if (const auto *member = dyn_cast<MemberExpr>(&statement))
      named = member->getMemberDecl();
    if (const auto *function = dyn_cast_or_null<FunctionDecl>(named))
      (handedOver_.contains(&statement) ? result_.spawned_ : result_.called_)
          .insert(writtenOf(*function));
    if (const auto *coroutine = dyn_cast<CoroutineBodyStmt>(&statement))
      return look(*coroutine->getBody());
    if (const auto *suspension = dyn_cast<CoroutineSuspendExpr>(&statement))
      return look(*suspension->getOperand());
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement)) {
      for (const Expr *initialiser : lambda->capture_inits())
        if (initialiser)
          look(*initialiser);
      return look(*lambda->getBody());
    }
    for (const Stmt *child : statement.children())
      if (child)
        look(*child);
  }

  void offloads(const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const Known<CallableRow> row =
        callee ? unit_.models().offloader(*callee) : Known<CallableRow>();
    if (!row || row->callable < 0 || row->callable >= static_cast<int>(call.getNumArgs()) ||
        (!row->on.empty() && !runsOn(*call.getArg(0), row->on)))
      return;
    const Expr *work = call.getArg(row->callable)->IgnoreUnlessSpelledInSource();
    if (const auto *lambda = dyn_cast<LambdaExpr>(work))
      result_.lambdas_.insert(writtenOf(*lambda->getCallOperator()));
    if (const auto *made = dyn_cast<CallExpr>(work))
      work = made->getCallee()->IgnoreParenImpCasts();
    handedOver_.insert(work);
  }

  Unit &unit_;
  Offloaded &result_;
  llvm::DenseSet<const Stmt *> handedOver_;
};

bool Offloaded::contains(const FunctionDecl &function) {
  const ASTContext &context = unit_.context();
  const auto preamble = Preamble::of(context.getSourceManager());
  const FunctionDecl *written = writtenOf(function);
  const auto *method = dyn_cast<CXXMethodDecl>(written);
  const bool isLambda = method && method->getParent()->isLambda();
  llvm::ArrayRef<unsigned> files;
  if (function.isFromASTFile())
    files = preamble->userFiles;
  else if (!isLambda)
    files = preamble->filesThatMention(written->getNameAsString(), context);
  Survey survey(unit_, *this);
  for (Decl *declaration : unvisited_.next(files, context))
    survey.TraverseDecl(declaration);
  return lambdas_.contains(written) || (spawned_.contains(written) && !called_.contains(written));
}

} // namespace corolint
