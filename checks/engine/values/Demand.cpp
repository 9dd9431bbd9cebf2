#include "checks/engine/values/Demand.h"
#include "checks/Models.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

// ---- Functions and their tasks
// -------------------------------------------------------------------------------------

class Demand::Survey : public DynamicRecursiveASTVisitor {
public:
  explicit Survey(Demand &demand) : demand_(demand) { ShouldVisitTemplateInstantiations = true; }

  bool VisitCallExpr(CallExpr *call) override {
    called_.insert(call->getCallee()->IgnoreParenImpCasts());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *name) override {
    if (!called_.contains(name))
      demand_.named_.insert(name->getDecl()->getCanonicalDecl());
    return true;
  }
  bool VisitOverloadExpr(OverloadExpr *overloads) override {
    for (const NamedDecl *one : overloads->decls())
      demand_.named_.insert(one->getCanonicalDecl());
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *lambda) override {
    return !lambda->getCallOperator() || VisitFunctionDecl(lambda->getCallOperator());
  }
  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (!function->doesThisDeclarationHaveABody())
      return true;
    const Body body(*function);
    for (const Stmt *statement : body.statements()) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
      if (callee && demand_.unit_.taskType(call->getType()).kind == TaskKind::Task &&
          handsOn(body, *call))
        demand_.handedOn_.insert(callee->getCanonicalDecl());
    }
    return true;
  }

  /// The value of a member or of a variable of the program stays there.
  bool VisitFieldDecl(FieldDecl *field) override { return keep(field->getInClassInitializer()); }
  bool VisitVarDecl(VarDecl *variable) override {
    return variable->isFileVarDecl() ? keep(variable->getInit()) : true;
  }

private:
  bool keep(const Stmt *value) {
    if (const auto *call = dyn_cast_or_null<CallExpr>(value); call && call->getDirectCallee())
      demand_.handedOn_.insert(call->getDirectCallee()->getCanonicalDecl());
    if (value && !isa<LambdaExpr>(value))
      for (const Stmt *part : value->children())
        keep(part);
    return true;
  }

  bool handsOn(const Body &body, const Expr &task) const {
    const ValueUse use = fateOf(body, task, demand_.unit_);
    switch (use.fate) {
    case Fate::Returned:
    case Fate::Kept:
      return true;
    case Fate::Passed:
      return !waits(use);
    case Fate::Consumed: { // `task.start()` runs it here; what takes something with it gives its
                           // result to that
      const auto *call = dyn_cast<CallExpr>(use.at);
      return call && call->getNumArgs() > 0 && !waits(use);
    }
    case Fate::Named:
    case Fate::Assigned:
      return isa<DeclRefExpr>(task)
                 ? false
                 : body.isCaptured(*use.variable) ||
                       llvm::any_of(body.uses(*use.variable),
                                    [&](const DeclRefExpr *name) { return handsOn(body, *name); });
    default:
      return false;
    }
  }

  bool waits(const ValueUse &use) const {
    if (!use.callee)
      return false;
    const auto row = demand_.unit_.models().blocking(*use.callee);
    return row && row->kind == BlockingKind::SyncWait;
  }

  Demand &demand_;
  llvm::DenseSet<const Expr *> called_;
};

Demand::Demand(Unit &unit) : unit_(unit) {
  Survey survey(*this);
  for (Decl *declaration : userDeclarations(unit.context()))
    survey.TraverseDecl(declaration);
}

// ---- Where a body runs
// ---------------------------------------------------------------------------------------------

static bool callsSomething(const Stmt &statement) {
  return isa<CallExpr>(statement) || llvm::any_of(statement.children(), [](const Stmt *child) {
           return child && callsSomething(*child);
         });
}

bool startsElsewhere(const FunctionDecl &coroutine) {
  const auto *body = dyn_cast_or_null<CoroutineBodyStmt>(coroutine.getBody());
  const auto *start = body ? dyn_cast_or_null<Expr>(body->getInitSuspendStmt()) : nullptr;
  const auto *await = start ? dyn_cast<CoroutineSuspendExpr>(start->IgnoreImplicit()) : nullptr;
  const CXXRecordDecl *awaiter =
      await ? await->getCommonExpr()->getType()->getAsCXXRecordDecl() : nullptr;
  const NamedDecl *member = awaiter ? findMember(*awaiter, "await_suspend") : nullptr;
  const auto *pattern = dyn_cast_or_null<FunctionTemplateDecl>(member);
  const auto *suspend =
      dyn_cast_or_null<CXXMethodDecl>(pattern ? pattern->getTemplatedDecl() : member);
  if (!suspend || suspend->isInStdNamespace() || suspend->getParent()->isInStdNamespace())
    return false;
  const FunctionDecl *definition = definitionOf(suspend);
  return !definition || definition->hasSkippedBody() || callsSomething(*definition->getBody());
}

} // namespace corolint
