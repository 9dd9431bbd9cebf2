// coro-awaited-twice: a task that gives its result once is awaited again, or after it was moved
// away.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Fields.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class AwaitedTwiceCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (body.isPattern())
      return;
    body_ = &body;
    suspensions_.reset();
    hasLabels_ = llvm::any_of(body.statements(), [](const Stmt *s) { return isa<LabelStmt>(s); });
    for (const ParmVarDecl *parameter : body.function().parameters())
      judge(*parameter);
    for (const Stmt *statement : body.statements())
      if (const auto *declaration = dyn_cast<DeclStmt>(statement))
        for (const Decl *declared : declaration->decls())
          if (const auto *variable = dyn_cast<VarDecl>(declared);
              variable && variable->hasLocalStorage())
            judge(*variable);
    for (const Stmt *statement : body.statements())
      if (const auto *member = dyn_cast<MemberExpr>(statement))
        judgeMember(*member);
  }

  /// A use that takes the task: the await itself, or what it is moved into.
  struct Taking {
    const Expr *use = nullptr;
    const Stmt *at = nullptr; ///< what stands in the control-flow graph at the moment of taking
    bool awaits = false;
    bool takes = false; ///< nothing is left for a second time
  };

  void judge(const VarDecl &variable) {
    const QualType type = variable.getType();
    const TaskType &task = unit().taskType(type.getNonReferenceType());
    // A reference to someone else's task may be given a new one in between.
    if (task.kind != TaskKind::Task ||
        (type->isLValueReferenceType() && !variable.isCXXForRangeDecl()) ||
        body_->isCaptured(variable) || body_->uses(variable).size() == 0)
      return;
    llvm::SmallVector<Taking, 4> takings;
    llvm::SmallPtrSet<const Stmt *, 4> resets;
    for (const DeclRefExpr *use : body_->uses(variable)) {
      const ValueUse fate = fateOf(*body_, *use, unit());
      if (fate.fate == Fate::Inspected) {
        // `t = next();` gives it a new one; `if (t)` or `t.valid()` knows what it does.
        const auto *assignment = dyn_cast<CXXOperatorCallExpr>(fate.at);
        if (!assignment || !assignment->isAssignmentOp())
          return;
        resets.insert(assignment);
        continue;
      }
      if (isAddressed(*use))
        return;
      const bool moved = isMoved(*use);
      if (const auto *member = dyn_cast_or_null<CXXMemberCallExpr>(fate.at);
          member && fate.fate == Fate::Consumed) {
        const CXXMethodDecl *method = member->getMethodDecl();
        // `p.then(...)` of a task that gives its result once takes it over, too.
        const bool continues =
            task.singleShot && method && !method->isConst() && givesAnother(*method);
        if (task.singleShot && method && takesResult(*method))
          takings.push_back({use, member, true, true});
        else if (continues || (moved && method && method->getRefQualifier() == RQ_RValue))
          takings.push_back({use, member, false, true});
        else if (!method || !method->isConst())
          resets.insert(member); // `group.reset()` may give it new work
        continue;
      }
      if (fate.fate == Fate::Awaited)
        takings.push_back({use, fate.at, true, moved || isSingleShot(task, *fate.at)});
      else if (moved && (fate.fate == Fate::Passed || fate.fate == Fate::Named ||
                         fate.fate == Fate::Assigned || fate.fate == Fate::Returned ||
                         fate.fate == Fate::Kept))
        takings.push_back({use, fate.at ? fate.at : use, false, true});
      else if (fate.fate == Fate::Passed && isByReference(fate))
        return; // may be given a new one there
    }
    for (const Taking &first : takings)
      if (first.takes && (takings.size() > 1 || mayRepeat(first)) &&
          reportSecond(variable, task, first, takings, resets))
        return;
  }

  /// `co_await std::move(ready_)` in a loop, of a member that nobody gives another task.
  void judgeMember(const MemberExpr &member) {
    const FieldDecl *field = ownField(member);
    const TaskType &task = unit().taskType(member.getType());
    if (!field || task.kind != TaskKind::Task || field->getType()->isReferenceType() ||
        !isMoved(member) || llvm::count_if(body_->statements(), [&](const Stmt *other) {
                              const auto *use = dyn_cast<MemberExpr>(other);
                              return use && ownField(*use) == field;
                            }) != 1)
      return;
    const ValueUse fate = fateOf(*body_, member, unit());
    const Taking taking{&member, fate.at, true, true};
    if (fate.fate == Fate::Awaited && mayRepeat(taking) && !mayBeAssigned(*field, body_->context()))
      reportSecond(*field, task, taking, taking, {});
  }

  /// Whether the code at a place may run a second time in one run of the function.
  bool mayRepeat(const Taking &taking) const {
    for (const Stmt *s = taking.use; s; s = body_->parent(*s))
      if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(s))
        return true;
    return hasLabels_;
  }

  /// `t.get()`: a member that waits for the result and gives it away.
  static bool takesResult(const CXXMethodDecl &method) {
    return !method.isConst() && method.getNumParams() == 0 && method.getDeclName().isIdentifier() &&
           (method.getName() == "get" || method.getName() == "result" ||
            (method.getName() == "wait" && !method.getReturnType()->isVoidType())) &&
           !method.getReturnType()->isReferenceType() && !method.getReturnType()->isPointerType();
  }

  /// Whether a member gives a task of the same template by value, `Promise<U> Promise<T>::then(F)`.
  static bool givesAnother(const CXXMethodDecl &method) {
    const auto *own = dyn_cast<ClassTemplateSpecializationDecl>(method.getParent());
    const auto *given = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        method.getReturnType()->getAsCXXRecordDecl());
    return own && given &&
           own->getSpecializedTemplate()->getCanonicalDecl() ==
               given->getSpecializedTemplate()->getCanonicalDecl();
  }

  bool reportSecond(const ValueDecl &variable, const TaskType &task, const Taking &first,
                    llvm::ArrayRef<Taking> takings,
                    const llvm::SmallPtrSet<const Stmt *, 4> &resets) {
    const auto isDeclaration = [&](const Stmt &statement) {
      const auto *declaration = dyn_cast<DeclStmt>(&statement);
      return declaration && llvm::is_contained(declaration->decls(), &variable);
    };
    if (!suspensions_)
      suspensions_ = std::make_unique<Suspensions>(*body_);
    const Taking *second = nullptr;
    suspensions_->walkFrom(first.at, [&](const Stmt &statement) {
      if (resets.contains(&statement) || isDeclaration(statement))
        return Walk::Stop;
      for (const Taking &taking : takings)
        if (taking.at == &statement && (taking.awaits || &taking == &first) &&
            (!second || isBefore(taking, *second)))
          second = &taking;
      return Walk::On;
    });
    if (!second || (!second->awaits && second->use != first.use) ||
        areAlternatives(first, *second) || isMacroRepetition(first, *second))
      return false;
    Finding finding;
    finding.function = &body_->function();
    finding.range = second->at->getSourceRange();
    const std::string name = quoted(variable.getName());
    const bool loop = second->use == first.use;
    if (loop && isLatched(first))
      return false;
    if (!loop && first.awaits && !suspensionOperand(*second->at))
      finding.message = name + " is asked for its result again, but gives it only once";
    else if (loop && first.awaits)
      finding.message =
          name + " is awaited again by the next turn of the loop, but gives its result only once";
    else if (loop)
      finding.message =
          name + " is moved away again by the next turn of the loop, when it is empty";
    else if (first.awaits)
      finding.message = name + " is awaited again, but gives its result only once";
    else
      finding.message = name + " is awaited after it was moved away: there is no task left in it";
    finding.steps.push_back({first.at->getBeginLoc(), first.awaits
                                                          ? "awaited here, which takes its result"
                                                          : "moved away here"});
    if (!loop)
      finding.steps.push_back(
          {second->at->getBeginLoc(),
           "awaited here again" +
               std::string(task.isLazy() ? ": the coroutine is done or gone" : "")});
    report(finding);
    return true;
  }

  /// `if (!found) found = co_await f(std::move(t));`: the branch is closed by what it gets.
  bool isLatched(const Taking &taking) const {
    for (const Stmt *s = taking.use; s; s = body_->parent(*s)) {
      const auto *branch = dyn_cast<IfStmt>(s);
      if (!branch || !body_->isWithin(*taking.use, *branch->getThen()))
        continue;
      llvm::SmallPtrSet<const ValueDecl *, 4> decides;
      collectNames(*branch->getCond(), decides);
      for (const Stmt *inner : body_->statements())
        if (const Write write = writeOf(*inner);
            write && body_->isWithin(*inner, *branch->getThen()))
          if (const VarDecl *variable = variableNamed(*write.target);
              variable && decides.contains(variable))
            return true;
    }
    return false;
  }

  static bool isBefore(const Taking &one, const Taking &other) {
    return one.use->getBeginLoc() < other.use->getBeginLoc();
  }

  /// A macro that writes its argument twice, or wraps it in a loop of its own: `EXPECT_EQ(1,
  /// f(std::move(t)))`.
  bool isMacroRepetition(const Taking &first, const Taking &second) const {
    if (!second.use->getBeginLoc().isMacroID())
      return false;
    const SourceManager &sources = body_->context().getSourceManager();
    if (second.use != first.use)
      return sources.getFileLoc(first.use->getBeginLoc()) ==
             sources.getFileLoc(second.use->getBeginLoc());
    for (const Stmt *s = second.use; s; s = body_->parent(*s))
      if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(s))
        return isWrittenByMacro(s->getBeginLoc(), body_->context());
    return false;
  }

  /// `if (a) co_await t; ... if (!a) co_await t;`: conditions over the same variable, of which the
  /// graph knows nothing.
  bool areAlternatives(const Taking &first, const Taking &second) const {
    llvm::SmallPtrSet<const ValueDecl *, 4> decides;
    for (const Stmt *s = first.use; s; s = body_->parent(*s))
      if (const auto *branch = dyn_cast<IfStmt>(s);
          branch && !body_->isWithin(*second.use, *branch))
        collectNames(*branch->getCond(), decides);
    for (const Stmt *s = second.use; s; s = body_->parent(*s))
      if (const auto *branch = dyn_cast<IfStmt>(s);
          branch && !body_->isWithin(*first.use, *branch)) {
        llvm::SmallPtrSet<const ValueDecl *, 4> other;
        collectNames(*branch->getCond(), other);
        if (llvm::any_of(other, [&](const ValueDecl *name) { return decides.contains(name); }))
          return true;
      }
    return false;
  }

  static void collectNames(const Stmt &statement, llvm::SmallPtrSet<const ValueDecl *, 4> &names) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement); name && isa<VarDecl>(name->getDecl()))
      names.insert(name->getDecl());
    if (const auto *member = dyn_cast<MemberExpr>(&statement);
        member && isa<FieldDecl>(member->getMemberDecl()))
      names.insert(member->getMemberDecl());
    for (const Stmt *child : statement.children())
      if (child)
        collectNames(*child, names);
  }

  /// `std::move(t)`: the name is made an rvalue by a call or a cast.
  bool isMoved(const Expr &use) const {
    for (const Stmt *s = body_->parent(use); s; s = body_->parent(*s)) {
      const auto *expression = dyn_cast<Expr>(s);
      if (!expression || expression->isPRValue())
        return false;
      if (expression->isXValue())
        return isa<CallExpr, ExplicitCastExpr>(expression);
    }
    return false;
  }

  bool isAddressed(const DeclRefExpr &use) const {
    const auto *address = dyn_cast_or_null<UnaryOperator>(body_->parent(use));
    return address && address->getOpcode() == UO_AddrOf;
  }

  static bool isByReference(const ValueUse &use) {
    if (!use.callee || use.argument >= use.callee->getNumParams())
      return true;
    const QualType type = use.callee->getParamDecl(use.argument)->getType();
    return type->isLValueReferenceType() && !type->getPointeeType().isConstQualified();
  }

  /// Whether one await leaves nothing for another: the type says so, or its awaiter does.
  bool isSingleShot(const TaskType &task, const Stmt &await) const {
    if (task.singleShot)
      return true;
    const auto *suspension = dyn_cast<CoroutineSuspendExpr>(&await);
    const Expr *resume = suspension ? suspension->getResumeExpr() : nullptr;
    const auto *call = resume ? dyn_cast<CallExpr>(resume->IgnoreImplicit()) : nullptr;
    const FunctionDecl *function = call ? call->getDirectCallee() : nullptr;
    if (!function || function->getReturnType()->isReferenceType() ||
        function->getReturnType()->isVoidType() ||
        function->getReturnType().isTriviallyCopyableType(body_->context()))
      return false;
    // It gives a value by moving it out of the promise.
    const Stmt *body = function->getBody();
    if (!body)
      if (const FunctionDecl *pattern = function->getTemplateInstantiationPattern())
        body = pattern->getBody();
    return body && moves(*body);
  }

  static bool moves(const Stmt &statement) {
    if (const auto *result = dyn_cast<ReturnStmt>(&statement); result && result->getRetValue())
      return hasMove(*result->getRetValue());
    return llvm::any_of(statement.children(),
                        [](const Stmt *child) { return child && moves(*child); });
  }
  static bool hasMove(const Stmt &expression) {
    if (const auto *call = dyn_cast<CallExpr>(&expression))
      if (const auto *callee = dyn_cast<DeclRefExpr>(call->getCallee()->IgnoreParenImpCasts());
          callee && call->isXValue() && callee->getDecl()->isInStdNamespace())
        return true;
    if (const auto *unresolved = dyn_cast<CallExpr>(&expression);
        unresolved && isa<UnresolvedLookupExpr>(unresolved->getCallee()->IgnoreParenImpCasts()))
      for (const NamedDecl *candidate :
           cast<UnresolvedLookupExpr>(unresolved->getCallee()->IgnoreParenImpCasts())->decls())
        if (const NamedDecl *target = candidate->getUnderlyingDecl();
            target->isInStdNamespace() && target->getASTContext().getLangOpts().CPlusPlus) {
          const FunctionDecl *function = target->getAsFunction();
          if (function && function->getReturnType()->isRValueReferenceType())
            return true;
        }
    return llvm::any_of(expression.children(),
                        [](const Stmt *child) { return child && hasMove(*child); });
  }

  const Body *body_ = nullptr;
  std::unique_ptr<Suspensions> suspensions_;
  bool hasLabels_ = false;
};

constexpr llvm::StringLiteral Documentation = R"md(
Most tasks give their result once: the first await moves it out, and the coroutine is done. A second await resumes a coroutine that has ended, reads a result
that was moved away, or awaits an empty handle; depending on the library it crashes, asserts, hangs, or gives an empty value.

```cpp bad
#include "task.h"
#include <string>
once_task<std::string> token();
void use(std::string);

task<> run() {
  auto pending = token();
  for (int i = 0; i < 3; ++i)
    use(co_await std::move(pending));   // empty from the second turn on
}
```

```cpp good
#include "task.h"
#include <string>
once_task<std::string> token();
void use(std::string);

task<> run() {
  std::string value = co_await token();
  for (int i = 0; i < 3; ++i)
    use(value);
}
```

Reported is a local task, or one taken by value, that is awaited on a path on which it was already awaited, moved away or taken over by a continuation (`t.then(...)`), the next turn of a loop included; and a member that each turn of a loop moves into an await, where nobody in sight gives it another task. That a task gives its result once is told by
its type (`operator co_await` on rvalues only, an `await_resume` that moves the result out) or by a model.

Silent: tasks that a library lets one await again as lvalues, until they are moved; tasks that get a new value in between, or on which a member that may change them is called, that the code asks first (`if (t)`), or that other functions may refill; one
await in each of two branches.
)md";

} // namespace

extern const Check AwaitedTwice;
const Check AwaitedTwice = {
    .id = "coro-awaited-twice",
    .summary = "a task that gives its result once is awaited again, or after it was moved away",
    .severity = Severity::Error,
    .onByDefault = true,
    .fix = "",
    .confidence = "medium: the type or a model says that the task gives its result once",
    .options = {},
    .documentation = Documentation,
    .make = make<AwaitedTwiceCheck>,
};

} // namespace corolint
