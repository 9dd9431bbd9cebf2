#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/code/Leaving.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/things/ResultShape.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/TaskHolder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallSet.h"
#include <optional>

namespace corolint {

using namespace clang;

static ErrorHolder holderOf(QualType type, Unit &unit, unsigned depth);

/// `struct io_result { std::error_code ec; std::size_t n; };`: a pair with names.
static bool carriesCode(const CXXRecordDecl &record, Unit &unit) {
  constexpr unsigned Most = 3;
  if (record.isLambda() || record.isPolymorphic() || record.isDependentContext() ||
      std::distance(record.field_begin(), record.field_end()) > Most)
    return false;
  return llvm::any_of(record.fields(), [&](const FieldDecl *field) {
    return field->getAccess() == AS_public && field->getType()->isRecordType() &&
           holderOf(field->getType(), unit, 0) == ErrorHolder::Code;
  });
}

static ErrorHolder holderOf(QualType type, Unit &unit, unsigned depth) {
  if (type.isNull())
    return ErrorHolder::None;
  type = type.getNonReferenceType();
  if (isExceptionPtr(type))
    return ErrorHolder::Code;
  if (const auto *codes = type->getAsEnumDecl())
    return unit.models().errorResult(*codes) || looksLikeErrorEnum(*codes) ? ErrorHolder::Code
                                                                           : ErrorHolder::None;
  const auto *record = type->getAsCXXRecordDecl();
  if (!record)
    return ErrorHolder::None;
  if (const auto row = unit.models().errorResult(*record))
    return row->inspectors.empty() ? ErrorHolder::Code : ErrorHolder::Either;
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (specialization && record->isInStdNamespace() && depth > 0) {
    const llvm::StringRef name = record->getName();
    if (name == "vector" || name == "array" || name == "tuple" || name == "pair" ||
        name == "list" || name == "deque")
      for (const TemplateArgument &argument : specialization->getTemplateArgs().asArray()) {
        const llvm::ArrayRef<TemplateArgument> all = argument.getKind() == TemplateArgument::Pack
                                                         ? argument.pack_elements()
                                                         : llvm::ArrayRef(argument);
        for (const TemplateArgument &element : all)
          if (element.getKind() == TemplateArgument::Type &&
              holderOf(element.getAsType(), unit, depth - 1) != ErrorHolder::None)
            return ErrorHolder::Many;
      }
  }
  return record->hasDefinition() && (looksLikeEither(*record) || looksLikeStatus(*record) ||
                                     (depth > 0 && carriesCode(*record, unit)))
             ? ErrorHolder::Either
             : ErrorHolder::None;
}

ErrorHolder errorHolderOf(QualType type, Unit &unit) { return holderOf(type, unit, 2); }

static bool mentions(const Stmt &statement, const ValueDecl &value) {
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
    return name->getDecl() == &value;
  return llvm::any_of(statement.children(),
                      [&](const Stmt *child) { return child && mentions(*child, value); });
}

bool decidesBranch(const Body &body, const ValueDecl &variable) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *branch = dyn_cast<IfStmt>(statement);
    return branch && (branch->getElse() || leaves(branch->getThen())) &&
           mentions(*branch->getCond(), variable);
  });
}

namespace {

class Looks {
public:
  Looks(const Body &body, const ValueDecl &variable, ErrorHolder holder, Unit &unit)
      : body_(body), variable_(variable), holder_(holder), unit_(unit) {}

  Look any() {
    collect(body_.root(), false);
    if (found_ || llvm::any_of(uses_, [&](const DeclRefExpr *use) { return looks(*use); }) ||
        (!parts_.empty() && isEachErrorTaken()))
      return Look::Looks;
    return asked_ ? Look::SuccessOnly : Look::Never;
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

  /// The index of `std::get<1>(results)`; none where that isn't what a mention is for.
  std::optional<unsigned> partTaken(const DeclRefExpr &use) const {
    const Expr *value = outermost(use);
    const auto *call = dyn_cast_or_null<CallExpr>(body_.parent(*value));
    // `std::get<1>(std::move(results))`
    if (call && call->isCallToStdMove())
      call = dyn_cast_or_null<CallExpr>(body_.parent(*outermost(*call)));
    return call ? elementOf(*call) : std::nullopt;
  }

  /// Of a tuple of which parts were taken: whether all were that may hold an error.
  bool isEachErrorTaken() const {
    const auto *tuple = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        variable_.getType().getNonReferenceType()->getAsCXXRecordDecl());
    if (!tuple || tuple->getTemplateArgs().size() != 1 ||
        tuple->getTemplateArgs().get(0).getKind() != TemplateArgument::Pack)
      return true;
    unsigned index = 0;
    for (const TemplateArgument &element : tuple->getTemplateArgs().get(0).pack_elements()) {
      const bool mayFail = element.getKind() == TemplateArgument::Type &&
                           (errorHolderOf(element.getAsType(), unit_) != ErrorHolder::None ||
                            unit_.taskType(element.getAsType()).isAwaitable());
      if (mayFail && !parts_.contains(index))
        return false;
      ++index;
    }
    return true;
  }

  bool looks(const DeclRefExpr &use) {
    if (const auto part = partTaken(use); part && holder_ == ErrorHolder::Many) {
      parts_.insert(*part);
      return false;
    }
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
    const Answer answer = method ? answerTo(*method) : Answer::None;
    // What it gives looks like a result, whatever went wrong.
    if (answer == Answer::None && method && hidesFailure(*method))
      return false;
    if (answer == Answer::None)
      return !isInSuccessBranch(use);
    if (answer == Answer::Either || answerLeadsSomewhere(*call, answer))
      return true;
    asked_ |= !holdsException(*method->getParent());
    return false;
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
    return lookAtError(body_, *element, holder == ErrorHolder::None ? ErrorHolder::Code : holder,
                       unit_) != Look::Never;
  }

  const Expr *outermost(const Expr &use) const {
    const Expr *value = &use;
    for (const Stmt *s = body_.parent(use); s && isa<ParenExpr, ImplicitCastExpr>(s);
         s = body_.parent(*s))
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
    if (!member) // the implicit conversion of `if (r)` has no member expression of its own in the
                 // written tree
      if (const auto *cast = dyn_cast<ImplicitCastExpr>(&value);
          cast && cast->getCastKind() == CK_UserDefinedConversion)
        member = dyn_cast<CXXMemberCallExpr>(cast->getSubExpr());
    if (!member)
      return nullptr;
    method = member->getMethodDecl();
    return call == member ? member : &value;
  }

  /// What a member asks the result, as a model or the class itself says; the members of a class
  /// that a model knows are none but those that it lists, and its questions for a failure.
  Answer answerTo(const CXXMethodDecl &method) const {
    const std::string name =
        isa<CXXConversionDecl>(method) ? "operator bool" : method.getNameAsString();
    const auto row = unit_.models().errorResult(*method.getParent());
    if (row && llvm::is_contained(row->inspectors, name))
      return Answer::Success;
    const Answer answer = answerOf(method);
    return row && answer != Answer::Failure ? Answer::None : answer;
  }

  /// What an answer is good for: `if (!r.has_value())`, an else, a branch that leaves, a value that
  /// is kept. Of a branch for the success alone nothing comes of a failure.
  bool answerLeadsSomewhere(const Expr &call, Answer answer) const {
    const Stmt *child = &call;
    bool success = answer == Answer::Success;
    for (const Stmt *s = body_.parent(call); s; child = s, s = body_.parent(*s)) {
      if (const auto *branch = dyn_cast<IfStmt>(s))
        return child != branch->getCond() || !success || branch->getElse() ||
               leaves(branch->getThen()) || isRepeated(*branch);
      if (isa<ParenExpr, ImplicitCastExpr, ExprWithCleanups>(s))
        continue;
      if (const auto *negation = dyn_cast<UnaryOperator>(s);
          negation && negation->getOpcode() == UO_LNot) {
        success = !success;
        continue;
      }
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
    return llvm::any_of(condition.children(), [&](const Stmt *child) {
      return child && asksAboutWhatChanges(*child, branch);
    });
  }

  bool isInSuccessBranch(const DeclRefExpr &use) const {
    const Stmt *child = &use;
    for (const Stmt *s = body_.parent(use); s; child = s, s = body_.parent(*s)) {
      const auto *branch = dyn_cast<IfStmt>(s);
      if (branch && child == branch->getThen() && asksForSuccess(branch->getCond()))
        return true;
      // `r.has_value() && *r > 0`
      if (const auto *both = dyn_cast<BinaryOperator>(s); both && both->getOpcode() == BO_LAnd &&
                                                          child == both->getRHS() &&
                                                          asksForSuccess(both->getLHS()))
        return true;
    }
    return false;
  }

  bool asksForSuccess(const Expr *condition) const {
    condition = condition->IgnoreParens();
    if (const auto *both = dyn_cast<BinaryOperator>(condition->IgnoreImpCasts());
        both && both->getOpcode() == BO_LAnd)
      return asksForSuccess(both->getLHS()) || asksForSuccess(both->getRHS());
    return llvm::any_of(uses_, [&](const DeclRefExpr *use) {
      const CXXMethodDecl *method = nullptr;
      const Expr *value = outermost(*use);
      const Stmt *parent = body_.parent(*value);
      const Expr *call = parent ? callOn(*value, parent, method) : nullptr;
      return call && method && isAnsweredBy(*condition, *call, answerTo(*method));
    });
  }

  /// Whether the condition is this question, or its negation, so that it holds on success.
  bool isAnsweredBy(const Expr &condition, const Expr &call, Answer answer) const {
    bool success = answer == Answer::Success;
    if (answer != Answer::Success && answer != Answer::Failure)
      return false;
    for (const Stmt *s = &call; s; s = body_.parent(*s)) {
      if (const auto *negation = dyn_cast<UnaryOperator>(s);
          negation && negation->getOpcode() == UO_LNot)
        success = !success;
      else if (s != &call && !isa<ParenExpr, ImplicitCastExpr, ExprWithCleanups>(s))
        return false;
      if (s == &condition || s == condition.IgnoreImpCasts())
        return success;
    }
    return false;
  }

  const Body &body_;
  const ValueDecl &variable_;
  const ErrorHolder holder_;
  Unit &unit_;
  bool found_ = false;
  bool asked_ = false; ///< whether there is a value, to no end
  llvm::SmallVector<const DeclRefExpr *, 4> uses_;
  llvm::SmallSet<unsigned, 4> parts_; ///< of a tuple, those that are taken out
};

} // namespace

Look lookAtError(const Body &body, const ValueDecl &variable, ErrorHolder holder, Unit &unit) {
  return Looks(body, variable, holder, unit).any();
}

} // namespace corolint
