// What does the same as a blocking call and suspends, in the coroutine's own library.
#include "checks/engine/blocking/Blocking.h"
#include "checks/engine/code/Include.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

static std::string replaced(std::string text, llvm::StringRef placeholder, llvm::StringRef value) {
  for (std::size_t at = text.find(placeholder); at != std::string::npos;
       at = text.find(placeholder, at + value.size()))
    text.replace(at, placeholder.size(), value);
  return text;
}

namespace {

/// What is known of the type that a coroutine returns.
struct Own {
  const Library *library = nullptr;
  std::string space; ///< the library's namespace, as this type has it
  std::string name;  ///< the type's, below that namespace
};

/// A variable, parameter or member that is visible at a place, with the operator that reaches its
/// members.
struct Visible {
  std::string name;
  bool pointer = false;
};

} // namespace

static Own ownLibrary(const Body &body, Unit &unit) {
  Own own;
  const TaskType &task = unit.taskType(body.function().getReturnType());
  if (!task.record)
    return own;
  own.name = modelName(*task.record);
  own.library = task.model ? task.model.library : unit.models().libraryOf(*task.record);
  if (own.library)
    for (const std::string &space : own.library->namespaces)
      if (llvm::StringRef(own.name).starts_with(space + "::") && space.size() > own.space.size())
        own.space = space;
  if (!own.space.empty())
    own.name.erase(0, own.space.size() + 2);
  return own;
}

static std::optional<Visible> visibleOf(const Body &body, const Stmt &at, const std::string &type) {
  const auto fits = [&](const ValueDecl &variable) -> std::optional<Visible> {
    const QualType written = variable.getType().getNonReferenceType();
    const CXXRecordDecl *own = written->getAsCXXRecordDecl();
    const Visible result{variable.getNameAsString(),
                         written->isPointerType() ||
                             (own && own->hasDefinition() && actsAsPointer(*own))};
    const CXXRecordDecl *record = heldRecord(written);
    if (!record || result.name.empty() || modelName(*record) != type)
      return std::nullopt;
    return result;
  };
  for (const ParmVarDecl *parameter : body.function().parameters())
    if (std::optional<Visible> found = fits(*parameter))
      return found;
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *statement : body.statements())
    if (const auto *declaration = dyn_cast<DeclStmt>(statement);
        declaration &&
        sources.isBeforeInTranslationUnit(declaration->getEndLoc(), at.getBeginLoc()))
      for (const Stmt *outer = body.parent(at); outer; outer = body.parent(*outer))
        if (outer == body.parent(*declaration))
          for (const Decl *declared : declaration->decls())
            if (const auto *variable = dyn_cast<VarDecl>(declared))
              if (std::optional<Visible> found = fits(*variable))
                return found;
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  if (!method || method->isStatic())
    return std::nullopt;
  if (method->getParent()->isLambda()) {
    for (const LambdaCapture &capture : method->getParent()->captures())
      if (capture.capturesVariable())
        if (std::optional<Visible> found = fits(*capture.getCapturedVar()))
          return found;
    return std::nullopt;
  }
  for (const FieldDecl *field : method->getParent()->fields())
    if (std::optional<Visible> found = fits(*field))
      return found;
  return std::nullopt;
}

/// The duration as a std::chrono value, or empty where its text can't be used: an expression of a
/// macro, a representation in floating point or a unit so fine that it doesn't convert by itself.
static std::string durationText(const BlockingSite &blocking, const ASTContext &context,
                                bool &needsChrono) {
  if (!blocking.duration)
    return {};
  const std::string text = sourceText(blocking.duration->getSourceRange(), context);
  if (text.empty())
    return {};
  llvm::StringRef unit;
  switch (blocking.kind) {
  case BlockingKind::SleepSeconds:
    unit = "seconds";
    break;
  case BlockingKind::SleepMilliseconds:
    unit = "milliseconds";
    break;
  case BlockingKind::SleepMicroseconds:
    unit = "microseconds";
    break;
  default: {
    const auto *duration = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        blocking.duration->getType().getNonReferenceType()->getAsCXXRecordDecl());
    if (!duration || duration->getTemplateArgs().size() != 2 ||
        duration->getTemplateArgs().get(0).getKind() != TemplateArgument::Type ||
        !duration->getTemplateArgs().get(0).getAsType()->isIntegerType())
      return {};
    const auto *ratio = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        duration->getTemplateArgs().get(1).getAsType()->getAsCXXRecordDecl());
    if (!ratio || ratio->getTemplateArgs().size() != 2 ||
        ratio->getTemplateArgs().get(1).getAsIntegral().getExtValue() > 1000000)
      return {};
    return isa<InitListExpr>(blocking.duration->IgnoreImplicit()) ? std::string() : text;
  }
  }
  needsChrono = true;
  return ("std::chrono::" + unit + "(" + text + ")").str();
}

static bool isStatement(const Body &body, const Stmt &statement) {
  const Stmt *parent = body.parent(statement);
  while (parent && isa<ExprWithCleanups, ImplicitCastExpr>(parent))
    parent = body.parent(*parent);
  return parent && !isa<Expr>(parent) && !isa<DeclStmt, ReturnStmt, CoreturnStmt>(parent);
}

static void addIncludes(Replacement &result, llvm::ArrayRef<std::string> includes, const Own &own,
                        SourceLocation at, const ASTContext &context) {
  for (const std::string &header : includes)
    if (std::optional<FixItHint> edit =
            includeEdit(replaced(header, "{root}", replaced(own.space, "::", "/")), at, context))
      result.edits.push_back(*edit);
}

static std::optional<Replacement> replaceSleep(const Body &body, const BlockingSite &blocking,
                                               Unit &unit) {
  const Own own = ownLibrary(body, unit);
  if (!own.library)
    return std::nullopt;
  std::optional<Replacement> advice;
  for (const ReplacementRow &row : own.library->replacements) {
    if (row.kind != BlockingKind::SleepFor ||
        (!row.tasks.empty() && !llvm::is_contained(row.tasks, own.name)))
      continue;
    std::string text = replaced(row.text, "{ns}", own.space);
    Replacement result;
    result.title = "suspend for that time";
    std::optional<Visible> scheduler;
    if (!row.needs.empty()) {
      scheduler = visibleOf(body, *blocking.at, own.space + "::" + row.needs);
      if (scheduler)
        text = replaced(
            replaced(text, "{scheduler}.", scheduler->name + (scheduler->pointer ? "->" : ".")),
            "{scheduler}", scheduler->name);
      else
        text = replaced(text, "{scheduler}", row.needs);
    }
    bool needsChrono = false;
    const std::string duration = durationText(blocking, body.context(), needsChrono);
    result.text = replaced(text, "{0}", duration.empty() ? "duration" : duration);
    const bool fits = !duration.empty() && (row.needs.empty() || scheduler) &&
                      blocking.path.empty() && isStatement(body, *blocking.at) &&
                      body.canAwaitAt(*blocking.at);
    if (fits) {
      result.edits.push_back(FixItHint::CreateReplacement(
          CharSourceRange::getTokenRange(blocking.at->getSourceRange()), result.text));
      addIncludes(result, row.includes, own, blocking.at->getBeginLoc(), body.context());
      if (needsChrono)
        if (std::optional<FixItHint> edit =
                includeEdit("chrono", blocking.at->getBeginLoc(), body.context()))
          result.edits.push_back(*edit);
      return result;
    }
    if (!advice)
      advice = std::move(result);
  }
  return advice;
}

/// Whether a prefix operator put in front of this expression would bind to more than the
/// expression.
static bool isOperandOfPostfix(const Body &body, const Expr &expression) {
  const Stmt *child = &expression;
  const Stmt *parent = body.parent(expression);
  while (parent && isa<MaterializeTemporaryExpr, CXXBindTemporaryExpr, ImplicitCastExpr>(parent)) {
    child = parent;
    parent = body.parent(*parent);
  }
  if (!parent)
    return false;
  if (isa<MemberExpr, ArraySubscriptExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(
          parent))
    return true;
  const auto *call = dyn_cast<CallExpr>(parent);
  if (!call)
    return false;
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(call))
    return operation->getNumArgs() > 0 && operation->getArg(0) == child &&
           (operation->getOperator() == OO_Subscript || operation->getOperator() == OO_Call ||
            operation->getOperator() == OO_Arrow);
  return call->getCallee() == child;
}

static std::optional<Replacement> replaceWait(const Body &body, const BlockingSite &blocking,
                                              Unit &unit) {
  const auto *call = dyn_cast_or_null<CallExpr>(blocking.at);
  if (!call || !blocking.path.empty() || !blocking.task)
    return std::nullopt;
  const Expr &task = *blocking.task;
  const TaskType &type = unit.taskType(task.getType().getNonReferenceType());
  std::string text = sourceText(task.getSourceRange(), body.context());
  if (text.empty() || type.kind == TaskKind::None || !type.record || type.result.isNull())
    return std::nullopt;
  // Other arguments say where or how to wait: dropping them would change the meaning.
  const unsigned extra =
      call->getNumArgs() - llvm::count_if(call->arguments(), [](const Expr *argument) {
        return isa<CXXDefaultArgExpr>(argument);
      });
  const unsigned own =
      (isa<CXXOperatorCallExpr>(call) ? 1 : 0) + (isa<CXXMemberCallExpr>(call) ? 0 : 1);
  if (!canAwait(body, *call, type, unit) || (extra > own && !isa<CXXMemberCallExpr>(call)))
    return std::nullopt;
  // A member that only waits leaves the result to be taken later.
  if (isa<CXXMemberCallExpr>(call) &&
      !body.context().hasSameUnqualifiedType(call->getType().getNonReferenceType(),
                                             type.result.getNonReferenceType()))
    return std::nullopt;
  const Expr &plain = *task.IgnoreUnlessSpelledInSource();
  if (type.singleShot && isa<DeclRefExpr>(plain))
    text = "std::move(" + text + ")";
  else if (isa<BinaryOperator, AbstractConditionalOperator>(plain))
    text = "(" + text + ")";
  Replacement result;
  result.title = "await it";
  result.text = "co_await " + text;
  const std::string edit = isOperandOfPostfix(body, *call) ? "(" + result.text + ")" : result.text;
  result.edits.push_back(
      FixItHint::CreateReplacement(CharSourceRange::getTokenRange(call->getSourceRange()), edit));
  return result;
}

/// `s.read_some(buffer)` -> `co_await s.async_read_some(buffer, use_awaitable)`.
static std::optional<Replacement> replaceBySibling(const Body &body, const BlockingSite &blocking,
                                                   Unit &unit) {
  if (!blocking.path.empty())
    return std::nullopt;
  const SiblingRow &row = *blocking.sibling;
  const Own own = ownLibrary(body, unit);
  const auto *call = dyn_cast<CallExpr>(blocking.at);
  const auto *callee = call ? call->getDirectCallee() : nullptr;
  if (!call || !callee || !own.library ||
      (!row.tasks.empty() && !llvm::is_contained(row.tasks, own.name)))
    return std::nullopt;
  const Expr *written = call->getCallee()->IgnoreParenImpCasts();
  SourceLocation name;
  if (const auto *member = dyn_cast<MemberExpr>(written))
    name = member->getMemberLoc();
  else if (const auto *reference = dyn_cast<DeclRefExpr>(written))
    name = reference->getLocation();
  Replacement result;
  result.title = "await the asynchronous form";
  const std::string sibling = replaced(row.pattern, "{}", callee->getNameAsString());
  const std::string argument = replaced(row.argument, "{ns}", own.space);
  // As it is called: `probe.async_connect(...)`.
  const std::string object =
      isa<MemberExpr>(written) && name.isValid()
          ? sourceText({call->getBeginLoc(), name.getLocWithOffset(-1)}, body.context())
          : "";
  result.text = "co_await " + (object.size() > 30 ? "" : object) + sibling + "(..." +
                (argument.empty() ? "" : ", " + argument) + ")";
  // An error_code that the blocking form fills would be taken for something else.
  const bool fillsOut = llvm::any_of(call->arguments(), [](const Expr *value) {
    const auto *record = value->getType()->getAsCXXRecordDecl();
    return record && record->getNameAsString() == "error_code";
  });
  if (name.isInvalid() || fillsOut || !body.canAwaitAt(*call))
    return result;
  const bool enclosed = isOperandOfPostfix(body, *call);
  const bool empty = llvm::all_of(call->arguments(),
                                  [](const Expr *value) { return isa<CXXDefaultArgExpr>(value); });
  result.edits.push_back(
      FixItHint::CreateInsertion(call->getBeginLoc(), enclosed ? "(co_await " : "co_await "));
  result.edits.push_back(
      FixItHint::CreateReplacement(CharSourceRange::getTokenRange(name, name), sibling));
  result.edits.push_back(FixItHint::CreateInsertion(
      call->getRParenLoc(), argument.empty() || empty ? argument : ", " + argument));
  if (enclosed)
    result.edits.push_back(
        FixItHint::CreateInsertion(call->getRParenLoc().getLocWithOffset(1), ")"));
  addIncludes(result, row.includes, own, call->getBeginLoc(), body.context());
  return result;
}

/// The form of a look at the disk that suspends. It says what the blocking one says in types of its
/// own, so that it is advice only.
static std::optional<Replacement> replaceLook(const Body &body, const BlockingSite &blocking,
                                              Unit &unit) {
  const Own own = ownLibrary(body, unit);
  if (!own.library)
    return std::nullopt;
  for (const ReplacementRow &row : own.library->replacements) {
    if (row.kind != BlockingKind::Disk || !llvm::is_contained(row.of, blocking.callee))
      continue;
    const bool isHere = blocking.path.empty() && blocking.call && blocking.call->getNumArgs() > 0;
    const std::string path =
        isHere ? sourceText(blocking.call->getArg(0)->getSourceRange(), body.context()) : "";
    Replacement result;
    result.text = replaced(replaced(row.text, "{ns}", own.space), "{0}",
                           path.empty() ? std::string("path") : path);
    return result;
  }
  return std::nullopt;
}

std::optional<Replacement> Blocking::replacement(const Body &body, const BlockingSite &blocking) {
  // A duration of another function is written in names that don't stand here.
  if (blocking.duration && !blocking.path.empty())
    return std::nullopt;
  switch (blocking.kind) {
  case BlockingKind::SleepFor:
  case BlockingKind::SleepSeconds:
  case BlockingKind::SleepMilliseconds:
  case BlockingKind::SleepMicroseconds:
    return replaceSleep(body, blocking, unit_);
  case BlockingKind::SyncWait:
    return replaceWait(body, blocking, unit_);
  case BlockingKind::Disk:
    return replaceLook(body, blocking, unit_);
  default:
    return blocking.sibling ? replaceBySibling(body, blocking, unit_) : std::nullopt;
  }
}

} // namespace corolint
