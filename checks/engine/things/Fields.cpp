#include "checks/engine/things/Fields.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

namespace {

class FieldSearch : public DynamicRecursiveASTVisitor {
  using Base = DynamicRecursiveASTVisitor;

public:
  /// @param wanted what ends the search
  FieldSearch(const FieldDecl &field, ASTContext &context, bool FieldUse::*wanted)
      : field_(field), context_(context), wanted_(wanted) {}

  FieldUse found;

  bool isOver() const { return found.*wanted_; }

  bool TraverseBinaryOperator(BinaryOperator *operation) override {
    if (operation->getOpcode() != BO_Assign || !names(operation->getLHS()))
      return Base::TraverseBinaryOperator(operation);
    found.written = true;
    return TraverseStmt(operation->getRHS());
  }

  bool TraverseCXXOperatorCallExpr(CXXOperatorCallExpr *operation) override {
    if (operation->getOperator() != OO_Equal || operation->getNumArgs() != 2 ||
        !names(operation->getArg(0)))
      return Base::TraverseCXXOperatorCallExpr(operation);
    found.written = true;
    return TraverseStmt(operation->getArg(1));
  }

  bool VisitExpr(Expr *expression) override {
    if (names(expression))
      found.read = true;
    return !isOver();
  }

  bool VisitFunctionDecl(FunctionDecl *function) override {
    // A body that wasn't parsed here or not understood, or that is elsewhere, may read what its
    // file names.
    if (function->hasSkippedBody() || !isUnderstood(*function))
      note(fileNamesIt(function->getLocation()));
    else if (!function->isImplicit() && !function->isDefaulted() && !function->isDeleted() &&
             !function->isPureVirtual() && !function->getDefinition() &&
             !function->getTemplateInstantiationPattern())
      note(belongsTogether(*function));
    return !isOver();
  }

private:
  /// Code that can't be seen does whatever it may.
  void note(bool mayUse) {
    found.read |= mayUse;
    found.written |= mayUse;
  }

  bool names(const Expr *expression) const {
    expression = expression->IgnoreParenImpCasts();
    if (const auto *member = dyn_cast<MemberExpr>(expression))
      return member->getMemberDecl()->getLocation() == field_.getLocation();
    if (const auto *dependent = dyn_cast<CXXDependentScopeMemberExpr>(expression))
      return dependent->getMember().getAsIdentifierInfo() == field_.getIdentifier();
    return false;
  }

  /// A member of the same class, or of one around it or in it, that is declared only.
  bool belongsTogether(const FunctionDecl &function) const {
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    return method && outermost(method->getParent()) == outermost(field_.getParent());
  }
  static const DeclContext *outermost(const DeclContext *context) {
    while (context->getParent()->isRecord())
      context = context->getParent();
    return context->getPrimaryContext();
  }

  bool fileNamesIt(SourceLocation at) const {
    const SourceManager &sources = context_.getSourceManager();
    return sources.getBufferData(sources.getFileID(sources.getExpansionLoc(at)))
        .contains(field_.getName());
  }

  const FieldDecl &field_;
  ASTContext &context_;
  bool FieldUse::*wanted_;
};

} // namespace

static FieldUse searched(const FieldDecl &field, ASTContext &context, bool FieldUse::*wanted) {
  FieldSearch search(field, context, wanted);
  for (Decl *declaration : userDeclarations(context))
    if (!search.isOver())
      search.TraverseDecl(declaration);
  return search.found;
}

FieldUse usesOf(const FieldDecl &field, ASTContext &context) {
  return searched(field, context, &FieldUse::read);
}

bool mayBeAssigned(const FieldDecl &field, ASTContext &context) {
  return searched(field, context, &FieldUse::written).written;
}

} // namespace corolint
