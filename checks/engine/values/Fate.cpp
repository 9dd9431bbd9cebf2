#include "checks/engine/values/Fate.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

/// Whether a call gives its argument back: std::move, std::forward, std::exchange's first, kj::mv
/// and their like, told by the type: one argument taken by reference, a reference to the same class
/// returned.
static bool passesThrough(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee || isa<CXXMethodDecl>(callee) || callee->getNumParams() != 1 ||
      call.getNumArgs() != 1)
    return false;
  const QualType result = callee->getReturnType(), parameter = callee->getParamDecl(0)->getType();
  return result->isReferenceType() && parameter->isReferenceType() &&
         callee->getASTContext().hasSameUnqualifiedType(result.getNonReferenceType(),
                                                        parameter.getNonReferenceType());
}

static bool sameClass(const Expr &one, const Expr &other) {
  return one.getType().getCanonicalType().getUnqualifiedType() ==
         other.getType().getCanonicalType().getUnqualifiedType();
}

/// Whether the member only looks: const, and gives a plain value; or a model names it.
static bool inspects(const CXXMethodDecl &method, const Expr &object, Unit &unit) {
  const TaskType &task = unit.taskType(object.getType());
  if (task.model && llvm::is_contained(task.model->inspectors, method.getNameAsString()))
    return true;
  if (isa<CXXConversionDecl>(method))
    return method.getReturnType()->isBooleanType();
  return method.isConst() && method.getNumParams() == 0 && method.getReturnType()->isBooleanType();
}

static bool isIgnore(const Expr &target) {
  const auto *reference = dyn_cast<DeclRefExpr>(target.IgnoreParenImpCasts());
  return reference && modelName(*reference->getDecl()) == "std::ignore";
}

/// Whether a statement uses the value of the expression directly inside it.
static bool usesChild(const Stmt &parent, const Stmt &child) {
  if (const auto *branch = dyn_cast<IfStmt>(&parent))
    return branch->getCond() == &child;
  if (const auto *loop = dyn_cast<WhileStmt>(&parent))
    return loop->getCond() == &child;
  if (const auto *loop = dyn_cast<DoStmt>(&parent))
    return loop->getCond() == &child;
  if (const auto *loop = dyn_cast<ForStmt>(&parent))
    return loop->getCond() == &child;
  if (const auto *choice = dyn_cast<SwitchStmt>(&parent))
    return choice->getCond() == &child;
  if (const auto *loop = dyn_cast<CXXForRangeStmt>(&parent))
    return loop->getBody() != &child;
  // A statement expression has the value of its last statement.
  return !isa<CompoundStmt, SwitchCase, LabelStmt, AttributedStmt, CXXTryStmt>(&parent);
}

namespace {

/// One value on its way outwards.
class Journey {
public:
  Journey(const Body &body, const Expr &value, Unit &unit)
      : body_(body), unit_(unit), value_(&value) {}

  ValueUse follow() {
    if (!body_.contains(*value_))
      return end(Fate::Unevaluated, value_);
    for (;;) {
      const Stmt *parent = body_.parent(*value_);
      if (const VarDecl *variable = body_.initialisedBy(*value_))
        return named(*variable, parent);
      if (!parent)
        return end(Fate::Kept, value_);
      const auto *outer = dyn_cast<Expr>(parent);
      if (!outer || !isStillTheValue(*outer)) {
        ValueUse use = decide(*parent);
        return use;
      }
      value_ = outer;
    }
  }

private:
  ValueUse end(Fate fate, const Stmt *at) const {
    ValueUse use;
    use.fate = fate;
    use.at = at;
    use.value = value_;
    return use;
  }

  ValueUse named(const VarDecl &variable, const Stmt *at) const {
    // A variable that outlives the call keeps the value; so does a structured binding, whose parts
    // go their own way.
    ValueUse use = end(variable.hasLocalStorage() && !isa<DecompositionDecl>(variable) ? Fate::Named
                                                                                       : Fate::Kept,
                       at);
    use.variable = &variable;
    return use;
  }

  bool isStillTheValue(const Expr &outer) const {
    if (isa<ParenExpr, ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
            SubstNonTypeTemplateParmExpr, ConstantExpr>(outer))
      return true;
    if (const auto *cast = dyn_cast<CastExpr>(&outer)) {
      const CastKind kind = cast->getCastKind();
      if (kind == CK_ToVoid || kind == CK_UserDefinedConversion || kind == CK_ConstructorConversion)
        return kind != CK_ToVoid && sameClass(outer, *value_);
      return kind == CK_NoOp || kind == CK_LValueToRValue || kind == CK_DerivedToBase ||
             kind == CK_UncheckedDerivedToBase || kind == CK_Dependent;
    }
    if (const auto *construct = dyn_cast<CXXConstructExpr>(&outer))
      return construct->getNumArgs() >= 1 && construct->getArg(0) == value_ &&
             construct->getConstructor()->isCopyOrMoveConstructor();
    if (const auto *call = dyn_cast<CallExpr>(&outer))
      return !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call) && passesThrough(*call);
    if (const auto *choice = dyn_cast<AbstractConditionalOperator>(&outer))
      return choice->getCond() != value_;
    if (const auto *pair = dyn_cast<BinaryOperator>(&outer))
      return pair->getOpcode() == BO_Comma && pair->getRHS() == value_;
    if (const auto *list = dyn_cast<InitListExpr>(&outer))
      return list->getNumInits() == 1 && sameClass(outer, *value_);
    return false;
  }

  ValueUse decide(const Stmt &parent) const {
    if (suspensionOperand(parent) == value_)
      return end(isa<CoyieldExpr>(parent) ? Fate::Returned : Fate::Awaited, &parent);
    if (isa<ReturnStmt, CoreturnStmt>(parent))
      return end(Fate::Returned, &parent);
    if (const auto *call = dyn_cast<CallExpr>(&parent))
      return called(*call);
    if (const auto *member = dyn_cast<MemberExpr>(&parent))
      return memberOf(*member);
    if (isa<CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(parent))
      return end(Fate::Consumed, &parent);
    if (const auto *cast = dyn_cast<CastExpr>(&parent); cast && cast->getCastKind() == CK_ToVoid)
      return end(isa<ExplicitCastExpr>(cast) ? Fate::DeclaredDrop : Fate::Discarded, &parent);
    if (const auto *construct = dyn_cast<CXXConstructExpr>(&parent)) {
      ValueUse use = end(Fate::Passed, &parent);
      use.callee = construct->getConstructor();
      return use;
    }
    if (const auto *pair = dyn_cast<BinaryOperator>(&parent); pair && pair->getOpcode() == BO_Comma)
      return end(Fate::Discarded, &parent);
    if (!isa<Expr>(parent) && !isa<DeclStmt>(parent) && !usesChild(parent, *value_))
      return end(isInStatementExpression(parent) ? Fate::Kept : Fate::Discarded, &parent);
    return end(Fate::Kept, &parent);
  }

  /// The last expression of `({ ...; x; })` is its value.
  bool isInStatementExpression(const Stmt &block) const {
    const Stmt *outer = body_.parent(block);
    const auto *compound = dyn_cast<CompoundStmt>(&block);
    return outer && compound && isa<StmtExpr>(outer) && compound->body_back() == value_;
  }

  ValueUse called(const CallExpr &call) const {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
        operation && operation->isAssignmentOp() && operation->getNumArgs() == 2)
      return assigned(*operation);
    ValueUse use = end(Fate::Passed, &call);
    use.callee = call.getDirectCallee();
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call)) {
      const auto *method = dyn_cast_or_null<CXXMethodDecl>(use.callee);
      if (method && operation->getNumArgs() > 0 && operation->getArg(0) == value_) {
        use.fate = operation->getOperator() == OO_Exclaim || inspects(*method, *value_, unit_)
                       ? Fate::Inspected
                       : Fate::Consumed;
        return use;
      }
    }
    for (unsigned i = 0; i < call.getNumArgs(); ++i)
      if (call.getArg(i) == value_)
        use.argument = i;
    return use;
  }

  ValueUse assigned(const CXXOperatorCallExpr &assignment) const {
    // The variable on the left gets a new value; that isn't a use of the old one.
    if (assignment.getArg(0) == value_)
      return end(Fate::Inspected, &assignment);
    if (isIgnore(*assignment.getArg(0)))
      return end(Fate::DeclaredDrop, &assignment);
    ValueUse use = end(Fate::Kept, &assignment);
    if (const auto *target = dyn_cast<DeclRefExpr>(assignment.getArg(0)->IgnoreParenImpCasts()))
      if (const auto *variable = dyn_cast<VarDecl>(target->getDecl());
          variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() &&
          variable->getDeclContext() == &body_.function()) {
        use.fate = Fate::Assigned;
        use.variable = variable;
      }
    return use;
  }

  ValueUse memberOf(const MemberExpr &member) const {
    ValueUse use = end(Fate::Consumed, &member);
    const auto *method = dyn_cast<CXXMethodDecl>(member.getMemberDecl());
    if (!method)
      return use;
    use.callee = method;
    if (const Stmt *call = body_.parent(member); call && isa<CallExpr>(call))
      use.at = call;
    if (inspects(*method, *value_, unit_))
      use.fate = Fate::Inspected;
    return use;
  }

  const Body &body_;
  Unit &unit_;
  const Expr *value_;
};

} // namespace

ValueUse fateOf(const Body &body, const Expr &value, Unit &unit) {
  return Journey(body, value, unit).follow();
}

bool asksForError(const ValueUse &use, const TaskType &task) {
  if (task.isLazy() || !use.callee || !use.callee->getIdentifier())
    return false;
  return says(Meaning::AsksForError, use.callee->getName());
}

} // namespace corolint
