#include "checks/engine/ErrorResult.h"
#include "checks/engine/Fate.h"
#include "checks/engine/Handled.h"
#include "checks/engine/Task.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

static bool hasMember(const CXXRecordDecl &record, llvm::StringRef name) { return findMember(record, name) != nullptr; }

bool looksLikeEither(const CXXRecordDecl &record) {
  return (hasMember(record, "error") && (hasMember(record, "has_value") || hasMember(record, "has_error"))) ||
         (hasMember(record, "has_exception") && hasMember(record, "value"));
}

static ErrorHolder holderOf(QualType type, Unit &unit, unsigned depth) {
  if (type.isNull())
    return ErrorHolder::None;
  type = type.getNonReferenceType();
  if (isExceptionPtr(type))
    return ErrorHolder::Code;
  if (const auto *codes = type->getAsEnumDecl())
    return unit.models().errorResult(*codes) ? ErrorHolder::Code : ErrorHolder::None;
  const auto *record = type->getAsCXXRecordDecl();
  if (!record)
    return ErrorHolder::None;
  if (const auto row = unit.models().errorResult(*record))
    return row->inspectors.empty() ? ErrorHolder::Code : ErrorHolder::Either;
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (specialization && record->isInStdNamespace() && depth > 0) {
    const llvm::StringRef name = record->getName();
    if (name == "vector" || name == "array" || name == "tuple" || name == "pair" || name == "list" || name == "deque")
      for (const TemplateArgument &argument : specialization->getTemplateArgs().asArray()) {
        const llvm::ArrayRef<TemplateArgument> all = argument.getKind() == TemplateArgument::Pack ? argument.pack_elements() : llvm::ArrayRef(argument);
        for (const TemplateArgument &element : all)
          if (element.getKind() == TemplateArgument::Type && holderOf(element.getAsType(), unit, depth - 1) != ErrorHolder::None)
            return ErrorHolder::Many;
      }
  }
  return record->hasDefinition() && looksLikeEither(*record) ? ErrorHolder::Either : ErrorHolder::None;
}

ErrorHolder errorHolderOf(QualType type, Unit &unit) { return holderOf(type, unit, 2); }

/// Whether the branch leaves, so that what stands behind it is for the other answer.
static bool leaves(const IfStmt &branch) {
  const Stmt *last = branch.getThen();
  while (const auto *compound = dyn_cast_or_null<CompoundStmt>(last))
    last = compound->body_empty() ? nullptr : compound->body_back();
  if (const auto *expression = dyn_cast_or_null<Expr>(last))
    last = expression->IgnoreUnlessSpelledInSource();
  return last && isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(last);
}

static bool mentions(const Stmt &statement, const ValueDecl &value) {
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
    return name->getDecl() == &value;
  return llvm::any_of(statement.children(), [&](const Stmt *child) { return child && mentions(*child, value); });
}

bool decidesBranch(const Body &body, const ValueDecl &variable) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *branch = dyn_cast<IfStmt>(statement);
    return branch && (branch->getElse() || leaves(*branch)) && mentions(*branch->getCond(), variable);
  });
}

namespace {

class Looks {
public:
  Looks(const Body &body, const ValueDecl &variable, ErrorHolder holder, Unit &unit) : body_(body), variable_(variable), holder_(holder), unit_(unit) {}

  bool any() {
    collect(body_.root(), false);
    return found_ || llvm::any_of(uses_, [&](const DeclRefExpr *use) { return looks(*use); });
  }

private:
  /// Every mention, those in nested lambdas being out of sight.
  void collect(const Stmt *statement, bool nested) {
    if (!statement || found_)
      return;
    if (const auto *use = dyn_cast<DeclRefExpr>(statement); use && use->getDecl() == &variable_) {
      if (nested || !body_.contains(*use))
        found_ = true;
      else
        uses_.push_back(use);
    }
    for (const Stmt *child : statement->children())
      collect(child, nested || isa<LambdaExpr>(statement));
  }

  bool looks(const DeclRefExpr &use) {
    if (const auto *loop = dyn_cast_or_null<CXXForRangeStmt>(loopOver(use)))
      return holder_ != ErrorHolder::Many || looksAtElements(*loop);
    const Expr *value = outermost(use);
    const Stmt *parent = body_.parent(*value);
    if (isAssignedTo(*value, parent) || !parent || isa<CompoundStmt>(parent))
      return false;
    if (holder_ == ErrorHolder::Code)
      return true;
    const CXXMethodDecl *method = nullptr;
    const Expr *call = callOn(*value, parent, method);
    if (!call)
      return !isInSuccessBranch(use);
    if (holder_ == ErrorHolder::Many)
      return !(method && method->isConst() && (method->getReturnType()->isIntegerType()));
    if (!method || !isInspector(*method))
      return !isInSuccessBranch(use);
    return answerLeadsSomewhere(*call);
  }

  const Stmt *loopOver(const DeclRefExpr &use) const {
    const Stmt *child = &use;
    for (const Stmt *s = body_.parent(use); s; child = s, s = body_.parent(*s)) {
      if (const auto *loop = dyn_cast<CXXForRangeStmt>(s))
        return loop->getRangeInit() == child || isRange(*loop, use) ? s : nullptr;
      if (!isa<Expr, DeclStmt>(s))
        return nullptr;
    }
    return nullptr;
  }
  static bool isRange(const CXXForRangeStmt &loop, const DeclRefExpr &use) {
    return loop.getRangeInit() && loop.getRangeInit()->IgnoreUnlessSpelledInSource() == &use;
  }

  bool looksAtElements(const CXXForRangeStmt &loop) const {
    const VarDecl *element = loop.getLoopVariable();
    if (!element || isa<DecompositionDecl>(element))
      return true;
    const ErrorHolder holder = errorHolderOf(element->getType(), unit_);
    return looksAtError(body_, *element, holder == ErrorHolder::None ? ErrorHolder::Code : holder, unit_);
  }

  const Expr *outermost(const Expr &use) const {
    const Expr *value = &use;
    for (const Stmt *s = body_.parent(use); s && isa<ParenExpr, ImplicitCastExpr>(s); s = body_.parent(*s))
      value = cast<Expr>(s);
    return value;
  }

  static bool isAssignedTo(const Expr &value, const Stmt *parent) {
    if (const auto *binary = dyn_cast_or_null<BinaryOperator>(parent))
      return binary->getOpcode() == BO_Assign && binary->getLHS() == &value;
    const auto *call = dyn_cast_or_null<CXXOperatorCallExpr>(parent);
    return call && call->getOperator() == OO_Equal && call->getArg(0) == &value;
  }

  /// The member call or conversion on the value, if that is what happens to it.
  const Expr *callOn(const Expr &value, const Stmt *parent, const CXXMethodDecl *&method) const {
    const Stmt *call = parent;
    if (isa<MemberExpr>(parent))
      call = body_.parent(*parent);
    const auto *member = dyn_cast_or_null<CXXMemberCallExpr>(call);
    if (!member) // the implicit conversion of `if (r)` has no member expression of its own in the written tree
      if (const auto *cast = dyn_cast<ImplicitCastExpr>(&value); cast && cast->getCastKind() == CK_UserDefinedConversion)
        member = dyn_cast<CXXMemberCallExpr>(cast->getSubExpr());
    if (!member)
      return nullptr;
    method = member->getMethodDecl();
    return call == member ? member : &value;
  }

  bool isInspector(const CXXMethodDecl &method) const {
    const std::string name = isa<CXXConversionDecl>(method) ? "operator bool" : method.getNameAsString();
    const auto row = unit_.models().errorResult(*method.getParent());
    if (row)
      return llvm::is_contained(row->inspectors, name);
    return name == "has_value" || name == "operator bool";
  }

  /// What an answer is good for: `if (!r.has_value())`, an else, a branch that leaves, a value that is kept.
  bool answerLeadsSomewhere(const Expr &call) const {
    const Stmt *child = &call;
    for (const Stmt *s = body_.parent(call); s; child = s, s = body_.parent(*s)) {
      if (const auto *branch = dyn_cast<IfStmt>(s))
        return child != branch->getCond() || branch->getElse() || leaves(*branch) || isRepeated(*branch);
      if (isa<ParenExpr, ImplicitCastExpr, ExprWithCleanups>(s))
        continue;
      if (const auto *both = dyn_cast<BinaryOperator>(s); both && both->getOpcode() == BO_LAnd)
        continue;
      return !isa<CompoundStmt>(s);
    }
    return true;
  }

  /// `while (count < wanted) { ... if (r) ++count; }`: only success ends the loop.
  bool isRepeated(const IfStmt &branch) const {
    const auto *loop = body_.enclosing<WhileStmt>(branch);
    const auto *block = loop ? dyn_cast<CompoundStmt>(loop->getBody()) : nullptr;
    if (!block || block->body_empty() || block->body_back() != &branch)
      return false;
    return asksAboutWhatChanges(*loop->getCond(), *branch.getThen());
  }

  static bool asksAboutWhatChanges(const Stmt &condition, const Stmt &branch) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&condition); name && isa<VarDecl>(name->getDecl()))
      return !name->getDecl()->getType().isConstQualified() && mentions(branch, *name->getDecl());
    return llvm::any_of(condition.children(), [&](const Stmt *child) { return child && asksAboutWhatChanges(*child, branch); });
  }

  bool isInSuccessBranch(const DeclRefExpr &use) const {
    const Stmt *child = &use;
    for (const Stmt *s = body_.parent(use); s; child = s, s = body_.parent(*s)) {
      const auto *branch = dyn_cast<IfStmt>(s);
      if (branch && child == branch->getThen() && asksForSuccess(branch->getCond()))
        return true;
      // `r.has_value() && *r > 0`
      if (const auto *both = dyn_cast<BinaryOperator>(s); both && both->getOpcode() == BO_LAnd && child == both->getRHS() && asksForSuccess(both->getLHS()))
        return true;
    }
    return false;
  }

  bool asksForSuccess(const Expr *condition) const {
    condition = condition->IgnoreParens();
    if (const auto *both = dyn_cast<BinaryOperator>(condition->IgnoreImpCasts()); both && both->getOpcode() == BO_LAnd)
      return asksForSuccess(both->getLHS()) || asksForSuccess(both->getRHS());
    for (const DeclRefExpr *use : uses_) {
      const CXXMethodDecl *method = nullptr;
      const Expr *value = outermost(*use);
      const Stmt *parent = body_.parent(*value);
      const Expr *call = parent ? callOn(*value, parent, method) : nullptr;
      if (!call || !method || !isInspector(*method))
        continue;
      for (const Stmt *s = call; s; s = body_.parent(*s)) {
        if (s == condition || s == condition->IgnoreImpCasts())
          return true;
        if (s != call && !isa<ParenExpr, ImplicitCastExpr, ExprWithCleanups>(s))
          break;
      }
    }
    return false;
  }

  const Body &body_;
  const ValueDecl &variable_;
  const ErrorHolder holder_;
  Unit &unit_;
  bool found_ = false;
  llvm::SmallVector<const DeclRefExpr *, 4> uses_;
};

} // namespace

bool looksAtError(const Body &body, const ValueDecl &variable, ErrorHolder holder, Unit &unit) { return Looks(body, variable, holder, unit).any(); }

} // namespace corolint
