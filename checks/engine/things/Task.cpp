#include "checks/engine/things/Task.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Include.h"
#include "checks/engine/code/ProcessEnd.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/UnderstoodClass.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/things/ResultShape.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/things/WhenDestroyed.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <algorithm>

namespace corolint {

using namespace clang;

static const ClassTemplateDecl *templateOf(const CXXRecordDecl &record) {
  if (const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record))
    return specialization->getSpecializedTemplate()->getCanonicalDecl();
  if (const ClassTemplateDecl *described = record.getDescribedClassTemplate())
    return described->getCanonicalDecl();
  return nullptr;
}

static bool sameClassOrTemplate(const CXXRecordDecl *one, const CXXRecordDecl &other) {
  if (!one)
    return false;
  if (one->getCanonicalDecl() == other.getCanonicalDecl())
    return true;
  const ClassTemplateDecl *pattern = templateOf(*one);
  return pattern && pattern == templateOf(other);
}

// ---- Members
// -------------------------------------------------------------------------------------------------------

static llvm::SmallVector<const NamedDecl *, 4>
findMembers(const CXXRecordDecl &record, DeclarationName name, unsigned depth = 0) {
  llvm::SmallVector<const NamedDecl *, 4> result;
  const CXXRecordDecl *definition = understoodDefinition(record);
  if (!definition || depth > 8)
    return result;
  for (const NamedDecl *found : definition->lookup(name))
    result.push_back(found->getUnderlyingDecl());
  if (!result.empty())
    return result;
  for (const CXXBaseSpecifier &base : definition->bases())
    if (const CXXRecordDecl *parent = understoodClassOf(base.getType())) {
      result = findMembers(*parent, name, depth + 1);
      if (!result.empty())
        return result;
    }
  return result;
}

static DeclarationName identifier(const CXXRecordDecl &record, llvm::StringRef name) {
  return DeclarationName(&record.getASTContext().Idents.get(name));
}

llvm::SmallVector<const NamedDecl *, 4> findMembers(const CXXRecordDecl &record,
                                                    llvm::StringRef name) {
  return findMembers(record, identifier(record, name));
}

const NamedDecl *findMember(const CXXRecordDecl &record, llvm::StringRef name) {
  const auto found = findMembers(record, name);
  return found.empty() ? nullptr : found.front();
}

static const FunctionDecl *asFunction(const NamedDecl *declaration) {
  if (const auto *pattern = dyn_cast_or_null<FunctionTemplateDecl>(declaration))
    return pattern->getTemplatedDecl();
  return dyn_cast_or_null<FunctionDecl>(declaration);
}

static DeclarationName coawaitName(const CXXRecordDecl &record) {
  return record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Coawait);
}

/// The overloads of `operator co_await` that take this class: members, or functions of its
/// namespace that name it.
static llvm::SmallVector<const FunctionDecl *, 2> coawaitOperators(const CXXRecordDecl &record) {
  llvm::SmallVector<const FunctionDecl *, 2> result;
  for (const NamedDecl *member : findMembers(record, coawaitName(record)))
    if (const FunctionDecl *function = asFunction(member))
      result.push_back(function);
  if (!result.empty())
    return result;
  const DeclContext *space = record.getEnclosingNamespaceContext();
  for (const NamedDecl *candidate : space->lookup(coawaitName(record))) {
    const FunctionDecl *function = asFunction(candidate);
    if (function && function->getNumParams() == 1 &&
        sameClassOrTemplate(
            understoodClassOf(function->getParamDecl(0)->getType().getNonReferenceType()), record))
      result.push_back(function);
  }
  return result;
}

static bool isAwaiter(const CXXRecordDecl &record) {
  return findMember(record, "await_ready") && findMember(record, "await_suspend") &&
         findMember(record, "await_resume");
}

// ---- Promises
// ------------------------------------------------------------------------------------------------------

static const CXXRecordDecl *memberPromise(const CXXRecordDecl &record) {
  const NamedDecl *member = findMember(record, "promise_type");
  if (const auto *nested = dyn_cast_or_null<CXXRecordDecl>(member))
    return understoodDefinition(*nested);
  if (const auto *nested = dyn_cast_or_null<ClassTemplateDecl>(member))
    return understoodDefinition(*nested->getTemplatedDecl());
  if (const auto *alias = dyn_cast_or_null<TypedefNameDecl>(member))
    return understoodClassOf(alias->getUnderlyingType());
  return nullptr;
}

static const ClassTemplateDecl *coroutineTraits(ASTContext &context) {
  const auto lookup = [&](const DeclContext *where, llvm::StringRef name) {
    return where->lookup(DeclarationName(&context.Idents.get(name)));
  };
  for (const NamedDecl *found : lookup(context.getTranslationUnitDecl(), "std"))
    if (const auto *space = dyn_cast<NamespaceDecl>(found))
      for (const NamedDecl *traits : lookup(space, "coroutine_traits"))
        if (const auto *pattern = dyn_cast<ClassTemplateDecl>(traits->getUnderlyingDecl()))
          return pattern->getCanonicalDecl();
  return nullptr;
}

const CXXRecordDecl *promiseTypeOf(const CXXRecordDecl &record) {
  if (const CXXRecordDecl *promise = memberPromise(record))
    return promise;
  const ClassTemplateDecl *traits = coroutineTraits(record.getASTContext());
  if (!traits)
    return nullptr;
  const auto returns = [](const TemplateArgument &argument) {
    return argument.getKind() == TemplateArgument::Type ? understoodClassOf(argument.getAsType())
                                                        : nullptr;
  };
  for (const ClassTemplateSpecializationDecl *specialization : traits->specializations())
    if (const CXXRecordDecl *result = returns(specialization->getTemplateArgs().get(0));
        result && result->getCanonicalDecl() == record.getCanonicalDecl())
      if (const CXXRecordDecl *promise = memberPromise(*specialization))
        return promise;
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 8> partials;
  const_cast<ClassTemplateDecl *>(traits)->getPartialSpecializations(partials);
  for (const ClassTemplatePartialSpecializationDecl *partial : partials)
    if (sameClassOrTemplate(returns(partial->getTemplateArgs().get(0)), record))
      if (const CXXRecordDecl *promise = memberPromise(*partial))
        return promise;
  return nullptr;
}

/// What an awaiter's `await_ready` says where it always says the same: false suspends, true
/// doesn't.
static std::optional<bool> constantReadiness(const CXXRecordDecl &awaiter) {
  const FunctionDecl *ready = asFunction(findMember(awaiter, "await_ready"));
  ready = ready ? writtenDefinition(*ready) : nullptr;
  const auto *body = ready ? dyn_cast_or_null<CompoundStmt>(ready->getBody()) : nullptr;
  if (!body || body->size() != 1)
    return std::nullopt;
  const auto *result = dyn_cast<ReturnStmt>(body->body_front());
  const auto *literal = result && result->getRetValue()
                            ? dyn_cast<CXXBoolLiteralExpr>(result->getRetValue()->IgnoreImplicit())
                            : nullptr;
  return literal ? std::optional<bool>(literal->getValue()) : std::nullopt;
}

/// Whether a statement gives somebody the parameter, or what is made of it: `post(handle)`,
/// `waiting_.push_back(&handle.promise())`, `post([handle] {})`. What is only assigned is kept.
static bool handsOn(const Stmt &statement, const ParmVarDecl &parameter, bool isArgument = false) {
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
    return isArgument && name->getDecl() == &parameter;
  if (const auto *lambda = dyn_cast<LambdaExpr>(&statement))
    return isArgument && llvm::any_of(lambda->captures(), [&](const LambdaCapture &capture) {
             return capture.capturesVariable() && capture.getCapturedVar() == &parameter;
           });
  const auto *call = dyn_cast<CallExpr>(&statement);
  const auto *operation = dyn_cast<CXXOperatorCallExpr>(&statement);
  for (const Stmt *child : statement.children())
    if (child && handsOn(*child, parameter,
                         isArgument || (call && child != call->getCallee() &&
                                        !(operation && operation->isAssignmentOp()))))
      return true;
  return false;
}

/// Whether an awaiter hands the coroutine on to somebody who resumes it.
static bool schedules(const CXXRecordDecl &awaiter) {
  const FunctionDecl *suspend = asFunction(findMember(awaiter, "await_suspend"));
  suspend = suspend && !suspend->isInStdNamespace() ? writtenDefinition(*suspend) : nullptr;
  return suspend && suspend->getNumParams() > 0 &&
         handsOn(*suspend->getBody(), *suspend->getParamDecl(0));
}

static const CXXRecordDecl *suspensionOf(const CXXRecordDecl &promise, llvm::StringRef when) {
  const FunctionDecl *suspends = asFunction(findMember(promise, when));
  return suspends ? understoodClassOf(suspends->getReturnType().getNonReferenceType()) : nullptr;
}

static Start startOf(const CXXRecordDecl &promise) {
  const CXXRecordDecl *awaiter = suspensionOf(promise, "initial_suspend");
  if (!awaiter)
    return Start::Unknown;
  const std::optional<bool> ready = constantReadiness(*awaiter);
  if (ready != true && schedules(*awaiter))
    return Start::Eager;
  if (!ready)
    return Start::Unknown;
  return *ready ? Start::Eager : Start::Lazy;
}

/// Whether a coroutine needs nobody who holds its task: it frees itself at its end, and an error
/// ends the process.
static bool needsNobody(const CXXRecordDecl &promise) {
  const CXXRecordDecl *awaiter = suspensionOf(promise, "final_suspend");
  const FunctionDecl *handler = asFunction(findMember(promise, "unhandled_exception"));
  if (!awaiter || constantReadiness(*awaiter) != true || !handler)
    return false;
  const FunctionDecl *written = writtenDefinition(*handler);
  return written && neverReturns(*written);
}

/// Whether a class has a constructor of its own that takes something: it can be converted from what
/// isn't one.
static bool takesOthers(const CXXRecordDecl &record) {
  return llvm::any_of(record.decls(), [](const Decl *member) {
    const auto *pattern = dyn_cast<FunctionTemplateDecl>(member);
    const auto *constructor =
        dyn_cast<CXXConstructorDecl>(pattern ? pattern->getTemplatedDecl() : member);
    return constructor && !constructor->isImplicit() && constructor->getNumParams() > 0 &&
           !constructor->isCopyOrMoveConstructor();
  });
}

/// Whether the promise makes another coroutine type, and this one is converted from that: what the
/// conversion does with the coroutine, start it, say, the promise doesn't tell.
static bool isConvertedFromOther(const CXXRecordDecl &promise, const CXXRecordDecl &record) {
  const FunctionDecl *maker = asFunction(findMember(promise, "get_return_object"));
  const CXXRecordDecl *made = maker ? understoodClassOf(maker->getReturnType()) : nullptr;
  return made && !made->isInStdNamespace() && !sameClassOrTemplate(made, record) &&
         findMember(*made, "promise_type") && takesOthers(record);
}

/// Whether a promise's `await_transform` names the coroutine's own type: then only the promise
/// makes it awaitable.
static bool transformsItself(const CXXRecordDecl &promise, const CXXRecordDecl &record) {
  for (const NamedDecl *member : findMembers(promise, identifier(promise, "await_transform"))) {
    const FunctionDecl *transform = asFunction(member);
    if (transform && transform->getNumParams() > 0 &&
        sameClassOrTemplate(
            understoodClassOf(transform->getParamDecl(0)->getType().getNonReferenceType()), record))
      return true;
  }
  return false;
}

/// Whether anything but its own special members can be asked of a value: a public function, or a
/// public field.
static bool canBeQueried(const CXXRecordDecl &record) {
  for (const CXXMethodDecl *method : record.methods())
    if (method->getAccess() == AS_public && !method->isStatic() &&
        !isa<CXXConstructorDecl, CXXDestructorDecl>(method) &&
        !method->isCopyAssignmentOperator() && !method->isMoveAssignmentOperator())
      return true;
  for (const Decl *member : record.decls()) {
    if (const auto *pattern = dyn_cast<FunctionTemplateDecl>(member);
        pattern && pattern->getAccess() == AS_public &&
        !isa<CXXConstructorDecl>(pattern->getTemplatedDecl()))
      return true;
    if (const auto *field = dyn_cast<FieldDecl>(member); field && field->getAccess() == AS_public)
      return true;
  }
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *parent = understoodClassOf(base.getType());
        !parent || canBeQueried(*parent))
      return true;
  return false;
}

// ---- The answer
// ----------------------------------------------------------------------------------------------------

/// A result type that is the class's own template parameter, as the argument that stands for it.
static QualType substituted(QualType type, const CXXRecordDecl &record) {
  if (type.isNull() || type->isUndeducedType())
    return {};
  if (!type->isDependentType())
    return type;
  const auto *parameter = type.getNonReferenceType()->getAs<TemplateTypeParmType>();
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record);
  if (!parameter || !specialization || parameter->getDepth() != 0 ||
      parameter->getIndex() >= specialization->getTemplateArgs().size())
    return {};
  const TemplateArgument &argument = specialization->getTemplateArgs().get(parameter->getIndex());
  return argument.getKind() == TemplateArgument::Type ? argument.getAsType() : QualType();
}

QualType awaitResult(const CXXRecordDecl &record) {
  const CXXRecordDecl *awaiter = &record;
  if (const auto operators = coawaitOperators(record); !operators.empty())
    awaiter = understoodClassOf(operators.front()->getReturnType().getNonReferenceType());
  if (awaiter)
    if (const FunctionDecl *resume = asFunction(findMember(*awaiter, "await_resume")))
      if (const QualType result = substituted(resume->getReturnType(), record); !result.isNull())
        return result;
  if (const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record))
    if (const TemplateArgumentList &arguments = specialization->getTemplateArgs();
        arguments.size() > 0) {
      const TemplateArgument *first = &arguments.get(0);
      // task<T...> with one T.
      if (first->getKind() == TemplateArgument::Pack)
        first = first->pack_size() == 1 ? &*first->pack_begin() : nullptr;
      if (first && first->getKind() == TemplateArgument::Type)
        return first->getAsType();
    }
  return {};
}

static bool isSingleShot(const CXXRecordDecl &record) {
  const auto operators = coawaitOperators(record);
  if (operators.empty()) {
    const auto *resume =
        dyn_cast_or_null<CXXMethodDecl>(asFunction(findMember(record, "await_resume")));
    return resume && resume->getRefQualifier() == RQ_RValue;
  }
  return llvm::all_of(operators, [](const FunctionDecl *function) {
    if (const auto *method = dyn_cast<CXXMethodDecl>(function))
      return method->getRefQualifier() == RQ_RValue;
    return function->getParamDecl(0)->getType()->isRValueReferenceType();
  });
}

/// The row of the class or of a base of it.
static Known<TaskRow> taskModel(const CXXRecordDecl &record, const Models &models,
                                unsigned depth = 0) {
  if (const Known<TaskRow> row = models.task(record))
    return row;
  if (depth > 4)
    return {};
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *parent = understoodClassOf(base.getType()))
      if (const Known<TaskRow> row = taskModel(*parent, models, depth + 1))
        return row;
  return {};
}

/// A value or an error, which a coroutine of its own may compute at once, as of std::expected's
/// kind: asked with `has_value` and `error`, not waited for.
static bool isErrorResult(const CXXRecordDecl &record, const Models &models) {
  if (models.errorResult(record))
    return true;
  return (findMember(record, "has_value") || findMember(record, "hasValue")) &&
         findMember(record, "error") && findMember(record, "value");
}

bool isCopyable(const CXXRecordDecl &record) {
  if (record.needsImplicitCopyConstructor())
    return !record.defaultedCopyConstructorIsDeleted();
  return llvm::any_of(record.ctors(), [](const CXXConstructorDecl *constructor) {
    return constructor->isCopyConstructor() && !constructor->isDeleted();
  });
}

/// Whether an awaiter is a copy of a handle that several have, and that says how far the work is,
/// `event.pending()`: that has begun by itself.
static bool isSharedHandle(const CXXRecordDecl &record) {
  const auto asks = [](const CXXMethodDecl *method) {
    return method->getAccess() == AS_public && method->isConst() && method->getIdentifier() &&
           method->param_empty() && method->getReturnType()->isBooleanType() &&
           !method->getName().starts_with("await_");
  };
  const auto isHandle = [&](const CXXRecordDecl &one) {
    return !one.isAggregate() && llvm::any_of(one.methods(), asks);
  };
  return record.hasDefinition() && isCopyable(record) &&
         (isHandle(record) ||
          !record.forallBases([&](const CXXRecordDecl *base) { return !isHandle(*base); }));
}

/// A class that is a `std::coroutine_handle`, and nothing else.
static bool isBareHandle(const CXXRecordDecl &record) {
  const CXXRecordDecl *base =
      record.getNumBases() == 1 ? understoodClassOf(record.bases_begin()->getType()) : nullptr;
  return base && base->isInStdNamespace() && base->getName() == "coroutine_handle" &&
         record.field_empty() && llvm::all_of(record.methods(), [](const CXXMethodDecl *method) {
           return method->isImplicit() || isa<CXXConstructorDecl>(method);
         });
}

static TaskKind kindOf(const CXXRecordDecl &record, const CXXRecordDecl *promise, Start start) {
  const bool awaitable = !coawaitOperators(record).empty() || isAwaiter(record) ||
                         (promise && transformsItself(*promise, record));
  if (!promise) {
    // An awaiter starts its operation when it is awaited. Anything else with an `operator co_await`
    // may be a handle of work that already runs, such as a future: only a sender says that it
    // isn't.
    const bool operation = isAwaiter(record) || findMember(record, "sender_concept") ||
                           findMember(record, "is_sender");
    return operation ? TaskKind::Operation : TaskKind::None;
  }
  if (awaitable)
    return TaskKind::Task;
  if (findMember(*promise, "yield_value"))
    return TaskKind::Generator;
  // A bare handle of a coroutine that frees itself at its end is gone when anybody could ask.
  const FunctionDecl *last = dyn_cast_or_null<FunctionDecl>(findMember(*promise, "final_suspend"));
  const CXXRecordDecl *end = last ? last->getReturnType()->getAsCXXRecordDecl() : nullptr;
  if (start == Start::Eager && end && end->isInStdNamespace() &&
      end->getName() == "suspend_never" && isBareHandle(record))
    return TaskKind::Unobservable;
  return start == Start::Lazy || canBeQueried(record) ? TaskKind::Task : TaskKind::Unobservable;
}

TaskType classifyTask(QualType type, const Models &models) {
  TaskType result;
  const CXXRecordDecl *record = understoodClassOf(type);
  if (!record || record->isLambda() || record->isUnion())
    return result;
  result.record = record;
  result.model = taskModel(*record, models);
  if (!result.model && models.generator(*record)) {
    result.kind = TaskKind::Generator;
    result.start = Start::Lazy;
    return result;
  }
  if (!result.model && isErrorResult(*record, models))
    return result;
  const CXXRecordDecl *promise = promiseTypeOf(*record);
  if (promise && !isConvertedFromOther(*promise, *record))
    result.start = startOf(*promise);
  // A value or an error that coroutines may make, such as an expected: there is nothing to wait
  // for.
  if (!result.model && promise && result.start != Start::Lazy &&
      (models.errorResult(*record) || looksLikeEither(*record)))
    return result;
  result.kind = kindOf(*record, promise, result.start);
  if (const Known<TaskRow> row = result.model) {
    result.kind = !row->observable                     ? TaskKind::Unobservable
                  : result.kind == TaskKind::Operation ? TaskKind::Operation
                                                       : TaskKind::Task;
    if (row->start != Start::Unknown)
      result.start = row->start;
    result.dropped = row->dropped;
    result.selfReporting = row->selfReporting;
  } else if (promise && result.start == Start::Eager) {
    result.selfReporting = needsNobody(*promise);
  }
  if (result.kind == TaskKind::None || result.kind == TaskKind::Generator)
    return result;
  if (result.kind == TaskKind::Operation && result.start == Start::Unknown) {
    result.selfReporting |= resumesWhenDestroyed(*record);
    result.start = isSharedHandle(*record) || result.selfReporting ? Start::Eager : Start::Lazy;
  }
  if (result.dropped == Dropped::Unknown && result.start == Start::Lazy)
    result.dropped = Dropped::NeverRuns;
  if (result.dropped == Dropped::Unknown && cancelsWhenDestroyed(*record))
    result.dropped = Dropped::Cancelled;
  if (result.dropped == Dropped::Unknown && promise && endsProcessWhenDestroyed(*record))
    result.dropped = Dropped::EndsProcess;
  if (result.dropped == Dropped::Unknown && result.start == Start::Eager)
    result.dropped = Dropped::RunsOn;
  result.singleShot = isSingleShot(*record) || (result.model && result.model->singleShot);
  result.result = awaitResult(*record);
  return result;
}

bool isHeldResource(QualType type, const Models &models) {
  const CXXRecordDecl *record = understoodClassOf(type);
  if (!record)
    return false;
  if (models.guard(*record))
    return true;
  if (!record->hasDefinition() || !record->hasUserDeclaredDestructor() ||
      record->isDependentContext())
    return false;
  for (const CXXConstructorDecl *constructor : record->ctors())
    if (constructor->isCopyConstructor() && !constructor->isDeleted())
      return false;
  return record->hasUserDeclaredMoveConstructor() || record->hasUserDeclaredCopyConstructor();
}

const TaskType &Unit::taskType(QualType type) {
  static const TaskType Nothing;
  if (type.isNull())
    return Nothing;
  const Type *canonical = type.getCanonicalType().getUnqualifiedType().getTypePtr();
  if (!canonical->isRecordType() && !canonical->isDependentType())
    return Nothing;
  std::unique_ptr<TaskType> &known = taskTypes_[canonical];
  if (!known)
    known = std::make_unique<TaskType>(classifyTask(type, *models_));
  return *known;
}

const Body &Unit::body(const FunctionDecl &definition) {
  std::unique_ptr<Body> &body = bodies_[&definition];
  if (!body)
    body = std::make_unique<Body>(definition);
  return *body;
}

bool Unit::isTest() {
  if (!isTest_)
    isTest_ = hasRead(context_.getSourceManager(),
                      [&](llvm::StringRef name) { return models_->isTestHeader(name); });
  return *isTest_;
}

} // namespace corolint
