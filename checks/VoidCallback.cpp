// coro-void-callback: a function that returns a task is given to somebody who calls it and drops
// what it returns.
#include "checks/Check.h"
#include "checks/engine/answers/Harm.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Callable.h"
#include "checks/engine/work/Covered.h"
#include "checks/engine/work/Spawn.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {
namespace {

using namespace clang;

class VoidCallbackCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    // How a delegate keeps what it is made of is told where it is made.
    const auto *maker = dyn_cast<CXXConstructorDecl>(&body.function());
    if (maker && isDelegate(*maker->getParent(), *maker))
      return;
    for (const Stmt *statement : body.statements()) {
      if (const auto *construct = dyn_cast<CXXConstructExpr>(statement))
        judgeConversion(body, *construct);
      else if (const auto *call = dyn_cast<CallExpr>(statement))
        judgeArgument(body, *call);
    }
  }

  /// `std::function<void()> f = [] -> task<> {...};` and every other class that is made of a
  /// function type without result.
  void judgeConversion(const Body &body, const CXXConstructExpr &construct) {
    const CXXRecordDecl *record = construct.getConstructor()->getParent();
    if (const Known<CallableRow> row = models().callback(*construct.getConstructor());
        row && row->callable < static_cast<int>(construct.getNumArgs()))
      return judge(body, *construct.getArg(row->callable), quoted(record->getNameAsString()));
    if (construct.getNumArgs() == 0 ||
        !(returnsNothing(*record) || isDelegate(*record, *construct.getConstructor())))
      return;
    // `{this, &page::on_click}`
    const bool isBound =
        construct.getNumArgs() > 1 && construct.getArg(1)->getType()->isMemberFunctionPointerType();
    judge(body, *construct.getArg(isBound ? 1 : 0), holderOf(body, construct));
  }

  /// What calls the function later, by the name that the user knows: the variable or the parameter
  /// that holds it, else its class.
  std::string holderOf(const Body &body, const CXXConstructExpr &construct) const {
    const Expr *value = &construct;
    for (const Stmt *outer = &construct; outer; outer = body.parent(*outer)) {
      const auto *expression = dyn_cast<Expr>(outer);
      if (const auto *call = dyn_cast<CallExpr>(outer); call && outer != &construct) {
        const FunctionDecl *callee = call->getDirectCallee();
        const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
        // Names of parameters are the user's own in the user's own functions; a container only
        // keeps it.
        if (!callee || callee->isInStdNamespace() ||
            (method && method->getParent()->isInStdNamespace()))
          break;
        const unsigned first = isa<CXXOperatorCallExpr>(call) && method ? 1 : 0;
        if (!models().libraryOf(*callee))
          for (unsigned i = first; i < call->getNumArgs() && i - first < callee->getNumParams();
               ++i)
            if (call->getArg(i) == value && !callee->getParamDecl(i - first)->getName().empty())
              return quoted(callee->getParamDecl(i - first)->getName());
        return nameOfCallee(*call, *callee);
      }
      if (!expression || !(isa<CastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                               CXXConstructExpr, ExprWithCleanups, ParenExpr>(expression)))
        break;
      value = expression;
      if (const VarDecl *variable = body.initialisedBy(*value))
        return quoted(variable->getName());
    }
    return nameOfClass(*construct.getConstructor()->getParent());
  }

  static std::string nameOfClass(const CXXRecordDecl &record) {
    return "a " + quoted((record.isInStdNamespace() ? "std::" : "") + record.getNameAsString());
  }

  /// `object.on_click = ...`: the member.
  static std::string nameOfTarget(const Expr &target, const CXXRecordDecl &record) {
    const Expr *spelled = target.IgnoreUnlessSpelledInSource();
    if (const auto *member = dyn_cast<MemberExpr>(spelled))
      return quoted(member->getMemberDecl()->getNameAsString());
    const auto *name = dyn_cast<DeclRefExpr>(spelled);
    return name ? quoted(name->getDecl()->getNameAsString()) : nameOfClass(record);
  }

  /// A function object, such as an algorithm of std::ranges, goes by its own name.
  static std::string nameOfCallee(const CallExpr &call, const FunctionDecl &callee) {
    const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
    const auto *object =
        operation ? dyn_cast<DeclRefExpr>(operation->getArg(0)->IgnoreUnlessSpelledInSource())
                  : nullptr;
    return quoted(object ? object->getDecl()->getNameAsString() : calleeName(callee));
  }

  static bool returnsNothing(const CXXRecordDecl &record) {
    const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record);
    if (!specialization || specialization->getTemplateArgs().size() == 0 ||
        specialization->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
      return false;
    const auto *signature =
        specialization->getTemplateArgs().get(0).getAsType()->getAs<FunctionProtoType>();
    return signature && signature->getReturnType()->isVoidType();
  }

  /// A class of any name that is made of any callable and whose own call returns nothing: an event
  /// handler, a delegate. Its bases count, as those that a CRTP helper gives it, and the member
  /// that it keeps the callable in.
  static bool isDelegate(const CXXRecordDecl &record, const CXXConstructorDecl &constructor) {
    if (record.isLambda() || !constructor.getPrimaryTemplate() || constructor.getNumParams() == 0)
      return false;
    const FunctionDecl &pattern = *constructor.getPrimaryTemplate()->getTemplatedDecl();
    const auto takesAnything = [&](unsigned parameter) {
      return parameter < pattern.getNumParams() && pattern.getParamDecl(parameter)
                                                       ->getType()
                                                       .getNonReferenceType()
                                                       ->getAs<TemplateTypeParmType>();
    };
    // An object and its member function are two.
    if (!takesAnything(0) && !takesAnything(1))
      return false;
    const auto calls = callOperators(record);
    if (!calls.empty())
      return llvm::all_of(
          calls, [](const CXXMethodDecl *call) { return call->getReturnType()->isVoidType(); });
    const auto result = resultOfErased(record.getASTContext().getCanonicalTagType(&record));
    return result && (*result)->isVoidType();
  }

  static llvm::SmallVector<const CXXMethodDecl *, 2> callOperators(const CXXRecordDecl &record) {
    llvm::SmallVector<const CXXMethodDecl *, 2> found;
    for (const NamedDecl *member :
         record.lookup(record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))) {
      const auto *pattern = dyn_cast<FunctionTemplateDecl>(member);
      if (const auto *method = dyn_cast<CXXMethodDecl>(pattern ? pattern->getTemplatedDecl()
                                                               : member->getAsFunction()))
        found.push_back(method);
    }
    for (const CXXBaseSpecifier &base : record.bases())
      if (const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl();
          parent && parent->hasDefinition())
        llvm::append_range(found, callOperators(*parent));
    return found;
  }

  void judgeArgument(const Body &body, const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    // `object.callback = [] -> task<> {...};`
    if (const auto *assignment = dyn_cast<CXXOperatorCallExpr>(&call);
        assignment && assignment->isAssignmentOp())
      if (const auto *target = assignment->getArg(0)->getType()->getAsCXXRecordDecl();
          target && returnsNothing(*target))
        return judge(body, *assignment->getArg(1), nameOfTarget(*assignment->getArg(0), *target));
    const Known<CallableRow> row = callee ? models().callback(*callee) : Known<CallableRow>();
    if (!row)
      return;
    const unsigned first = isa<CXXOperatorCallExpr>(call) ? 1 : 0;
    const int count = llvm::count_if(
        call.arguments(), [](const Expr *argument) { return !isa<CXXDefaultArgExpr>(argument); });
    const int index = row->callable < 0 ? count - 1 : row->callable + static_cast<int>(first);
    if (index >= 0 && index < count)
      judge(body, *call.getArg(index), nameOfCallee(call, *callee));
  }

  /// What the callable is, seen by its type: a function, or the one call operator of a class.
  static const FunctionDecl *functionOf(const Expr &callable) {
    const Expr *value = callable.IgnoreUnlessSpelledInSource();
    if (const auto *address = dyn_cast<UnaryOperator>(value);
        address && address->getOpcode() == UO_AddrOf)
      value = address->getSubExpr()->IgnoreUnlessSpelledInSource();
    if (const auto *name = dyn_cast<DeclRefExpr>(value))
      if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl()))
        return function;
    // Through std::move and copies of the callable.
    const auto *record = value->getType().getNonReferenceType()->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition())
      return nullptr;
    const auto found =
        record->lookup(record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call));
    return found.isSingleResult() ? dyn_cast<FunctionDecl>(found.front()) : nullptr;
  }

  /// @param caller as messages name it
  void judge(const Body &body, const Expr &callable, const std::string &caller) {
    const FunctionDecl *function = functionOf(callable);
    if (!function || function->getReturnType()->isUndeducedType())
      return;
    const TaskType &task = unit().taskType(function->getReturnType());
    if (!task.isAwaitable() || task.selfReporting)
      return;
    // Work that starts by itself only loses its errors, if it has any.
    if (!task.isLazy() && isCovered(*function, unit()))
      return;
    const Expr *spelled = callable.IgnoreUnlessSpelledInSource();
    const std::string text = sourceText(spelled->getSourceRange(), body.context());
    const std::string what = isa<LambdaExpr>(spelled) || text.empty() || text.size() > 30
                                 ? "this callback"
                                 : quoted(text);
    Finding finding;
    finding.range = isa<LambdaExpr>(spelled) ? cast<LambdaExpr>(spelled)->getIntroducerRange()
                                             : spelled->getSourceRange();
    finding.function = &body.function();
    finding.confidence = confidenceOf(task);
    finding.severity = task.isLazy() ? Severity::Error : Severity::Warning;
    finding.message =
        caller + " drops the task that " + what + " returns: " +
        (task.isLazy() ? "it never runs" : "nobody waits for it, and its error is lost");
    if (task.model && !task.model->outlive.empty())
      finding.steps.push_back({spelled->getBeginLoc(),
                               "give it a function that hands the task to " + task.model->outlive});
    else
      finding.steps.push_back({spelled->getBeginLoc(),
                               "give it a function that starts the task and looks at its error"});
    report(finding);
  }
};

constexpr llvm::StringLiteral Documentation = R"md(
A callback that is a coroutine returns a task to whoever calls it. A `std::function<void()>`, a thread, an algorithm or an event loop that only *calls* what it is given drops
that task: a lazy one never runs, and an eager one runs on with nobody to see its error. Nothing warns: a function that returns a value
converts to a `std::function<void()>` without a word.

```cpp bad
#include "task.h"
#include <functional>
task<void> refresh();
void every_second(std::function<void()> callback);

void setup() {
  every_second([]() -> task<void> { co_await refresh(); }); // called every second, and never runs
}
```

```cpp good
#include "task.h"
#include <functional>
task<void> refresh();
void every_second(std::function<task<void>()> callback);

void setup() {
  every_second([]() -> task<void> { co_await refresh(); });
}
```

Reported are conversions to any class that is made of a function type without a result, and callables that are given to the functions that the models
list: threads, algorithms, executors, signals. Silent are coroutine types that can't be awaited anyway (see coro-detached-task), and eager
coroutines from which no visible exception comes out.
)md";

} // namespace

extern const Check VoidCallback;
const Check VoidCallback = {
    .id = "coro-void-callback",
    .summary = "a callback returns a task to a caller that drops it: its work never runs, or its "
               "error is lost",
    .severity = Severity::Error,
    .onByDefault = true,
    .fix = "",
    .confidence = "high: the task's promise was read, and the callable's type returns "
                  "nothing; medium: a model says what the callee does, or what becomes of "
                  "the task",
    .options = {},
    .documentation = Documentation,
    .make = make<VoidCallbackCheck>,
};

} // namespace corolint
