#include "checks/engine/errors/LeftInPromise.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Members.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Preamble.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/StoredError.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

static bool isFlag(QualType type) {
  if (type->isBooleanType())
    return true;
  const auto *record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  return record && record->isInStdNamespace() && record->getName() == "atomic" &&
         record->getTemplateArgs()[0].getAsType()->isBooleanType();
}

/// The flag of the promise that a condition asks: `promise.detached`, `promise.detached.load()`,
/// `promise.is_detached()`.
static const FieldDecl *flagAsked(const Expr &condition, const CXXRecordDecl &promise,
                                  unsigned depth = 2) {
  const Expr &asked = stripped(condition);
  if (const auto *call = dyn_cast<CallExpr>(&asked)) {
    const Expr *object = memberCalledOn(*call);
    if (!object || depth == 0)
      return nullptr;
    const llvm::StringRef name = memberNamed(*call->getCallee());
    const FunctionDecl *own = name.empty() ? nullptr : definedMember(promise, name);
    const auto *result = own ? dyn_cast_or_null<ReturnStmt>(lastOf(own->getBody())) : nullptr;
    if (result && result->getRetValue())
      return flagAsked(*result->getRetValue(), promise, depth - 1);
    // `load()`, and the conversion of an atomic
    return flagAsked(*object, promise, depth - 1);
  }
  const llvm::StringRef name = memberNamed(asked);
  const auto *field =
      name.empty() ? nullptr : dyn_cast_or_null<FieldDecl>(findMember(promise, name));
  return field && isFlag(field->getType()) ? field : nullptr;
}

/// Whether a body may look at the exception: it names it, or gives what it has to what can't be
/// seen.
static bool mayTell(const Body &body, const FieldDecl &error) {
  return mentionsStored(*body.root(), error) ||
         llvm::any_of(body.statements(), [](const Stmt *statement) {
           const auto *call = dyn_cast<CallExpr>(statement);
           const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
           return call && call->getNumArgs() > 0 &&
                  !(callee && (isOfStd(*callee) || definitionOf(callee)));
         });
}

static const CXXRecordDecl *classOf(QualType type) {
  if (const CXXRecordDecl *record = type->getAsCXXRecordDecl())
    return record;
  const TemplateDecl *of = templateNamed(type);
  return of ? dyn_cast_or_null<CXXRecordDecl>(of->getTemplatedDecl()) : nullptr;
}

static LeftInPromise destroyedIn(const FunctionDecl &suspend, const CXXRecordDecl &promise,
                                 const FieldDecl &error) {
  const FunctionDecl *written = writtenDefinition(suspend);
  if (!written)
    return {};
  const Body body(*written);
  for (const Stmt *statement : body.statements()) {
    const auto *call = dyn_cast<CallExpr>(statement);
    if (!call || call->getNumArgs() != 0 || calledBy(*call).getAsString() != "destroy")
      continue;
    const auto *branch = body.enclosing<IfStmt>(*call);
    const FieldDecl *flag = branch && branch->getCond() && body.isWithin(*call, *branch->getThen())
                                ? flagAsked(*branch->getCond(), promise)
                                : nullptr;
    if (flag && !mayTell(body, error))
      return {call, flag};
  }
  return {};
}

/// What depends on something has an answer for some.
static bool decides(const Body &handler) {
  return llvm::any_of(handler.statements(),
                      [](const Stmt *s) { return isa<IfStmt, ConditionalOperator>(s); });
}

static const CXXDestructorDecl *ownDestructor(const CXXRecordDecl &promise) {
  const CXXDestructorDecl *destructor = promise.getDestructor();
  return destructor && destructor->isUserProvided() ? destructor : nullptr;
}

/// Each `await_suspend` of what the promise waits with at the end.
static llvm::SmallVector<const FunctionDecl *, 2> finalSuspends(const CXXRecordDecl &promise) {
  llvm::SmallVector<const FunctionDecl *, 2> result;
  const auto *final = dyn_cast_or_null<FunctionDecl>(findMember(promise, "final_suspend"));
  const CXXRecordDecl *awaiter = final ? classOf(final->getReturnType()) : nullptr;
  if (!awaiter)
    return result;
  for (const NamedDecl *member : findMembers(*awaiter, "await_suspend")) {
    const auto *pattern = dyn_cast<FunctionTemplateDecl>(member);
    if (const auto *suspend =
            pattern ? pattern->getTemplatedDecl() : dyn_cast<FunctionDecl>(member))
      result.push_back(suspend);
  }
  return result;
}

LeftInPromise leftInPromise(const FunctionDecl &handler, const FieldDecl &error) {
  const auto &promise = *cast<CXXRecordDecl>(handler.getDeclContext());
  const Body body(handler);
  if (decides(body) || explainsItself(handler.getSourceRange(), body.context()))
    return {};
  if (const CXXDestructorDecl *destructor = ownDestructor(promise)) {
    const FunctionDecl *definition = definitionOf(destructor);
    if (!definition || mayTell(Body(*definition), error))
      return {};
  }
  for (const FunctionDecl *suspend : finalSuspends(promise))
    if (const LeftInPromise left = destroyedIn(*suspend, promise, error))
      return left;
  return {};
}

namespace {

/// The functions that set a flag.
class FlagSetters : public DynamicRecursiveASTVisitor {
public:
  explicit FlagSetters(const FieldDecl &flag) : flag_(flag) {
    ShouldVisitTemplateInstantiations = true;
  }

  llvm::SmallVector<const FunctionDecl *, 4> found;

  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (function->doesThisDeclarationHaveABody() && !function->isDependentContext() &&
        !isa<CXXConstructorDecl>(function) &&
        llvm::any_of(Body(*function).statements(),
                     [&](const Stmt *statement) { return sets(*statement); }))
      found.push_back(function);
    return true;
  }

private:
  /// `promise.detached = true`, `promise.detached.store(true)`
  bool sets(const Stmt &statement) const {
    if (const Write write = writeOf(statement))
      return isFlag(*write.target);
    const auto *call = dyn_cast<CXXMemberCallExpr>(&statement);
    return call && calledBy(*call).getAsString() == "store" &&
           isFlag(*call->getImplicitObjectArgument());
  }

  bool isFlag(const Expr &expression) const {
    const auto *member = dyn_cast<MemberExpr>(expression.IgnoreParenImpCasts());
    return member && member->getMemberDecl()->getLocation() == flag_.getLocation();
  }

  const FieldDecl &flag_;
};

} // namespace

/// A member of a coroutine type or promise, or a function that is given a task: what it is called
/// with is for its caller to say.
static bool isOfTheType(const FunctionDecl &function, Unit &unit) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  if (method && (findMember(*method->getParent(), "promise_type") ||
                 findMember(*method->getParent(), "get_return_object")))
    return true;
  return llvm::any_of(function.parameters(), [&](const ParmVarDecl *parameter) {
    return unit.taskType(parameter->getType().getNonReferenceType()).isAwaitable();
  });
}

SourceLocation leftFrom(const FieldDecl &flag, Unit &unit) {
  FlagSetters setters(flag);
  for (Decl *declaration : userDeclarations(unit.context()))
    setters.TraverseDecl(declaration);
  llvm::SmallVector<const FunctionDecl *, 8> open(setters.found.begin(), setters.found.end());
  for (unsigned i = 0; i < open.size() && open.size() < 32; ++i)
    for (const CallSites::Site &site : unit.kept<CallSites>().of(*open[i], unit)) {
      if (!isOfTheType(*site.in, unit))
        return site.call->getBeginLoc();
      if (!llvm::is_contained(open, site.in))
        open.push_back(site.in);
    }
  return {};
}

LeftEnd leftEndOf(const FunctionDecl &handler, Unit &unit) {
  const auto &promise = *cast<CXXRecordDecl>(handler.getDeclContext());
  const Body &body = unit.body(handler);
  const StoredError stored = errorStoredBy(body);
  if (!stored.field)
    return LeftEnd::Lost;
  if (decides(body)) {
    const auto &paths = handlingOfCurrent(body, unit).paths;
    const auto has = [&](ErrorEnd end) {
      return llvm::any_of(paths, [&](const ErrorPath &path) { return path.end == end; });
    };
    if (has(ErrorEnd::Terminated))
      return LeftEnd::EndsProcess;
    if (has(ErrorEnd::Used))
      return LeftEnd::Looked;
  }
  const auto looks = [&](const FunctionDecl *function) {
    const FunctionDecl *written = function ? writtenDefinition(*function) : nullptr;
    return written && mentionsStored(*written->getBody(), *stored.field);
  };
  return looks(ownDestructor(promise)) || llvm::any_of(finalSuspends(promise), looks)
             ? LeftEnd::Looked
             : LeftEnd::Lost;
}

} // namespace corolint
