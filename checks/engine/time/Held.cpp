#include "checks/engine/time/Held.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/StateAction.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

static const CXXRecordDecl *classOf(QualType type) {
  if (type.isNull())
    return nullptr;
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record ? record->getDefinition() : nullptr;
}

/// A function of this name that needs no argument, of the class or a base.
static const FunctionDecl *plainMember(const CXXRecordDecl &record, llvm::StringRef name) {
  const auto *function = dyn_cast_or_null<FunctionDecl>(findMember(record, name));
  return function && function->getMinRequiredArguments() == 0 ? function : nullptr;
}

static bool returnsNothing(const FunctionDecl *function) {
  return function && function->getReturnType()->isVoidType();
}

/// A mutex that coroutines too can wait for: some member that locks gives an awaitable.
static bool hasAwaitedLock(const CXXRecordDecl &record, Unit &unit) {
  return llvm::any_of(record.methods(), [&](const CXXMethodDecl *method) {
    return method->getDeclName().isIdentifier() && method->getName().contains_insensitive("lock") &&
           !method->getReturnType()->isUndeducedType() &&
           unit.taskType(method->getReturnType()).isAwaitable();
  });
}

/// `++users_`, `users_.fetch_add(1)`: over at once.
static bool isCounting(const CallExpr &call) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  const CXXRecordDecl *of = method ? method->getParent() : nullptr;
  return of && of->isInStdNamespace() && of->getIdentifier() && of->getName().contains("atomic") &&
         !(method->getIdentifier() && method->getName() == "wait");
}

/// What a member is seen to do to whoever calls it.
enum class LockBody { Unseen, Empty, Counts, MayWait };

static LockBody bodyOf(const FunctionDecl *function) {
  const FunctionDecl *written = function ? writtenDefinition(*function) : nullptr;
  if (!written)
    return LockBody::Unseen;
  const auto *block = dyn_cast<CompoundStmt>(written->getBody());
  if (block && block->body_empty())
    return LockBody::Empty;
  const Body body(*written);
  const bool mayWait = llvm::any_of(body.statements(), [](const Stmt *statement) {
    const auto *call = dyn_cast<CallExpr>(statement);
    return isa<WhileStmt, DoStmt, ForStmt, GotoStmt>(statement) || (call && !isCounting(*call));
  });
  return mayWait ? LockBody::MayWait : LockBody::Counts;
}

/// `lock` and `unlock` for the type's sake: a mutex for programs of one thread, or an object that
/// counts its users, so that a guard can be had for it.
static bool locksNothing(const CXXRecordDecl &record) {
  const LockBody lock = bodyOf(plainMember(record, "lock"));
  return lock == LockBody::Counts ||
         (lock == LockBody::Empty && bodyOf(plainMember(record, "unlock")) == LockBody::Empty);
}

bool isThreadMutex(QualType type, Unit &unit) {
  const CXXRecordDecl *record = classOf(type);
  if (!record || unit.models().mutex(*record) || unit.models().safeGuard(*record))
    return false;
  const bool isCapability = record->hasAttr<CapabilityAttr>() && !unit.taskType(type).isAwaitable();
  const bool locks = returnsNothing(plainMember(*record, "lock")) &&
                     returnsNothing(plainMember(*record, "unlock")) &&
                     !unit.models().guard(*record);
  return (isCapability || locks) && !hasAwaitedLock(*record, unit) && !locksNothing(*record);
}

/// A parameter that is a thread mutex to be locked.
static QualType mutexOf(const ParmVarDecl &parameter, Unit &unit) {
  const QualType type = parameter.getType();
  const QualType target =
      type->isPointerType() || type->isReferenceType() ? type->getPointeeType() : QualType();
  return !target.isNull() && !target.isConstQualified() && isThreadMutex(target, unit) ? target
                                                                                       : QualType();
}

static bool hasOwnMembers(const CXXRecordDecl &record) {
  for (const CXXMethodDecl *method : record.methods())
    if (method->getAccess() == AS_public && !method->isImplicit() &&
        !isa<CXXConstructorDecl, CXXDestructorDecl>(method) && !method->isOverloadedOperator())
      return true;
  return false;
}

/// The constructors of a class. Its other members aren't asked for: an editor's preamble would have
/// to give all of them.
static llvm::SmallVector<const CXXConstructorDecl *, 4>
constructorsOf(const CXXRecordDecl &record) {
  ASTContext &context = record.getASTContext();
  llvm::SmallVector<const CXXConstructorDecl *, 4> constructors;
  for (const NamedDecl *found : record.lookup(
           context.DeclarationNames.getCXXConstructorName(context.getCanonicalTagType(&record))))
    if (const auto *constructor = dyn_cast<CXXConstructorDecl>(found))
      constructors.push_back(constructor);
  return constructors;
}

/// A class made for holding a lock: constructed from a mutex alone, with a destructor, and with an
/// `unlock` or nothing else to ask of it.
static QualType lockedByStructure(const CXXRecordDecl &record, Unit &unit) {
  if (!record.hasUserDeclaredDestructor())
    return {};
  for (const CXXConstructorDecl *constructor : constructorsOf(record))
    if (constructor->getNumParams() > 0 && constructor->getMinRequiredArguments() <= 1 &&
        !constructor->isCopyOrMoveConstructor())
      if (const QualType mutex = mutexOf(*constructor->getParamDecl(0), unit); !mutex.isNull())
        return findMember(record, "unlock") || !hasOwnMembers(record) ? mutex : QualType();
  return {};
}

/// The functions that a constructor or destructor calls, where its body can be seen.
static llvm::SmallVector<const FunctionDecl *, 4> functionsCalledBy(const FunctionDecl *function) {
  llvm::SmallVector<const FunctionDecl *, 4> called;
  const FunctionDecl *definition = definitionOf(function);
  if (!definition)
    return called;
  const Body body(*definition);
  for (const Stmt *statement : body.statements())
    if (const auto *call = dyn_cast<CallExpr>(statement))
      if (const FunctionDecl *callee = call->getDirectCallee())
        called.push_back(callee);
  return called;
}

/// A class whose constructor calls a function that locks, by a model, and whose destructor calls
/// one that ends it.
static HeldType heldByFunctions(const CXXRecordDecl &record, Unit &unit) {
  if (!record.hasUserDeclaredDestructor())
    return {};
  const auto ends = functionsCalledBy(record.getDestructor());
  if (ends.empty())
    return {};
  for (const CXXConstructorDecl *constructor : constructorsOf(record))
    for (const FunctionDecl *begins : functionsCalledBy(constructor))
      if (const Known<ThreadBoundRow> row = unit.models().threadBound(*begins))
        if (llvm::any_of(ends, [&](const FunctionDecl *end) {
              return llvm::is_contained(row->manual, "::" + modelName(*end));
            }))
          // What puts back is what has set: a state of the thread, and no lock.
          return {llvm::is_contained(row->manual, "::" + modelName(*begins)) ? HeldType::Scope
                                                                             : HeldType::Lock,
                  {},
                  row->reason};
  return {};
}

/// The variable of the thread that a function writes, if any.
static const VarDecl *threadVariableWritten(const FunctionDecl *function, Unit &unit) {
  const FunctionDecl *definition = definitionOf(function);
  if (!definition)
    return nullptr;
  for (const Stmt *statement : unit.body(*definition).statements()) {
    const auto *call = dyn_cast<CallExpr>(statement);
    const Expr *target = call && isExchange(*call) ? call->getArg(0) : writeOf(*statement).target;
    if (const VarDecl *variable = target ? variableHolding(*target) : nullptr;
        variable && variable->getTLSKind() != VarDecl::TLS_None)
      return variable;
  }
  return nullptr;
}

/// A class that sets a variable of the thread, and puts it back when it is destroyed: by then the
/// coroutine may run on another thread, and others on this one.
static HeldType heldByThreadVariable(const CXXRecordDecl &record, Unit &unit) {
  const CXXDestructorDecl *destructor = record.getDestructor();
  const VarDecl *variable = destructor && destructor->isUserProvided()
                                ? threadVariableWritten(destructor, unit)
                                : nullptr;
  if (!variable ||
      llvm::none_of(constructorsOf(record), [&](const CXXConstructorDecl *constructor) {
        return threadVariableWritten(constructor, unit) == variable;
      }))
    return {};
  return {HeldType::Scope,
          {},
          "it sets '" + variable->getNameAsString() +
              "' of the thread, which others see while the coroutine is suspended"};
}

/// The template arguments that can be unlocked.
static void collectMutexes(const CXXRecordDecl &guard, llvm::SmallVector<QualType, 2> &mutexes) {
  const auto collect = [&](const TemplateArgument &argument) {
    const CXXRecordDecl *record =
        argument.getKind() == TemplateArgument::Type ? classOf(argument.getAsType()) : nullptr;
    if (record && findMember(*record, "unlock"))
      mutexes.push_back(argument.getAsType());
  };
  if (const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&guard))
    for (const TemplateArgument &argument : specialization->getTemplateArgs().asArray()) {
      if (argument.getKind() == TemplateArgument::Pack)
        llvm::for_each(argument.pack_elements(), collect);
      else
        collect(argument);
    }
}

/// What a std::optional or a unique pointer holds, if anything; null for other classes.
static QualType ownedBy(const CXXRecordDecl &record) {
  const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record);
  if (!specialization || !record.isInStdNamespace() || !record.hasAttr<OwnerAttr>() ||
      specialization->getTemplateArgs().size() == 0)
    return {};
  const TemplateArgument &first = specialization->getTemplateArgs().get(0);
  const bool single = findMember(record, "has_value") || findMember(record, "release");
  return single && first.getKind() == TemplateArgument::Type ? first.getAsType() : QualType();
}

static HeldType heldByClass(QualType type, Unit &unit, unsigned depth) {
  const CXXRecordDecl *record = classOf(type);
  if (!record || depth > 3 || record->isDependentContext() || unit.models().safeGuard(*record))
    return {};
  const Known<ThreadBoundRow> row = unit.models().threadBound(*record);
  if (row || unit.models().guard(*record)) {
    // std::lock_guard and its like are what their mutex is.
    llvm::SmallVector<QualType, 2> mutexes;
    collectMutexes(*record, mutexes);
    for (const QualType mutex : mutexes)
      if (isThreadMutex(mutex, unit))
        return {HeldType::Lock, mutex, {}};
    if (!row || !mutexes.empty())
      return {};
    const bool lock =
        llvm::any_of(row->manual, [](llvm::StringRef name) { return name == "unlock"; });
    return {lock ? HeldType::Lock : HeldType::Scope, {}, row->reason};
  }
  if (record->isLambda())
    return {};
  // How the standard library's classes do what they do isn't read: it would be read for each edit.
  if (!record->isInStdNamespace()) {
    if (const QualType mutex = lockedByStructure(*record, unit); !mutex.isNull())
      return {HeldType::Lock, mutex, {}};
    if (HeldType held = heldByFunctions(*record, unit))
      return held;
    if (HeldType scope = heldByThreadVariable(*record, unit))
      return scope;
  }
  if (const QualType owned = ownedBy(*record); !owned.isNull())
    return heldByClass(owned, unit, depth + 1);
  for (const CXXBaseSpecifier &base : record->bases())
    if (HeldType held = heldByClass(base.getType(), unit, depth + 1))
      return held;
  for (const FieldDecl *field : record->fields())
    if (!field->getType()->isReferenceType())
      if (HeldType held = heldByClass(field->getType(), unit, depth + 1))
        return held;
  return {};
}

namespace {
/// What was found out about the classes of a translation unit.
struct HeldTypes {
  llvm::DenseMap<const Type *, HeldType> known;
};
} // namespace

HeldType heldBy(QualType type, Unit &unit) {
  if (type.isNull() || type->isReferenceType() || type->isPointerType())
    return {};
  const Type *canonical = type->getCanonicalTypeUnqualified().getTypePtr();
  auto &known = unit.kept<HeldTypes>().known;
  if (const auto found = known.find(canonical); found != known.end())
    return found->second;
  const HeldType held = heldByClass(type, unit, 0);
  return known[canonical] = held;
}

HeldType heldByLocking(const Expr &initialiser, Unit &unit) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(initialiser.IgnoreUnlessSpelledInSource());
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  const CXXRecordDecl *owner = call ? classOf(call->getObjectType()) : nullptr;
  const CXXRecordDecl *handle = method ? classOf(method->getReturnType()) : nullptr;
  if (!owner || !handle || method->getReturnType()->isReferenceType() ||
      !method->getDeclName().isIdentifier())
    return {};
  const llvm::StringRef name = method->getName();
  const bool locks = name.starts_with_insensitive("lock") || name.ends_with_insensitive("lock");
  if (!locks || name.contains_insensitive("unlock") || handle->isInStdNamespace() ||
      unit.models().safeGuard(*handle) || unit.taskType(method->getReturnType()).isAwaitable() ||
      hasAwaitedLock(*owner, unit))
    return {};
  return actsAsPointer(*handle) && isHeldResource(method->getReturnType(), unit.models())
             ? HeldType{HeldType::Lock, {}, {}}
             : HeldType();
}

/// `nullptr` and `std::nullopt`.
static bool isEmptyValue(const Expr &value) {
  if (value.getType()->isNullPtrType())
    return true;
  const CXXRecordDecl *record = classOf(value.getType());
  return record && record->isInStdNamespace() && record->getName() == "nullopt_t";
}

bool acquires(const Expr *initialiser) {
  const auto *construct =
      initialiser ? dyn_cast<CXXConstructExpr>(initialiser->IgnoreImplicit()) : nullptr;
  if (!construct)
    return initialiser != nullptr;
  const CXXConstructorDecl *constructor = construct->getConstructor();
  if (!ownedBy(*constructor->getParent()).isNull())
    return construct->getNumArgs() > 0 && !isEmptyValue(*construct->getArg(0));
  const bool canLockLater = findMember(*constructor->getParent(), "lock") != nullptr;
  if (construct->getNumArgs() == 0)
    return !canLockLater;
  if (construct->getNumArgs() < 2 || !canLockLater)
    return true;
  // A tag. Only a constructor that neither locks nor tries to can promise not to throw; adopting
  // what `m.lock()` took counts for that.
  const CXXRecordDecl *tag = classOf(constructor->getParamDecl(1)->getType());
  return !(tag && tag->isEmpty() && promisesNotToThrow(*constructor));
}

HoldEvent eventAt(const Body &body, const DeclRefExpr &guard) {
  const Stmt *inner = &guard;
  const Stmt *outer = body.parent(guard);
  while (outer && isa<ImplicitCastExpr, ParenExpr>(outer)) {
    inner = outer;
    outer = body.parent(*outer);
  }
  if (!outer)
    return HoldEvent::None;
  if (const auto *member = dyn_cast<MemberExpr>(outer)) {
    const std::string name = member->getMemberDecl()->getNameAsString();
    const llvm::StringRef text(name);
    if (text.starts_with_insensitive("unlock") || text == "release" || text == "reset" ||
        text == "dismiss" || text == "swap")
      return HoldEvent::Release;
    return text.starts_with_insensitive("lock") || text == "relock" || text == "emplace" ||
                   text.starts_with("try_lock")
               ? HoldEvent::Acquire
               : HoldEvent::None;
  }
  if (const auto *assignment = dyn_cast<CXXOperatorCallExpr>(outer);
      assignment && assignment->isAssignmentOp())
    return assignment->getArg(0) == inner &&
                   !isa<CXXConstructExpr>(assignment->getArg(1)->IgnoreImplicit())
               ? HoldEvent::Acquire
               : HoldEvent::Release;
  // `other.swap(guard)`, `swap(guard, other)`: the other one holds it now.
  if (const auto *call = dyn_cast<CallExpr>(outer);
      call && call->getDirectCallee() && call->getDirectCallee()->getDeclName().isIdentifier() &&
      call->getDirectCallee()->getName() == "swap")
    return HoldEvent::Release;
  // std::move(guard): whoever takes it holds it now.
  if (const auto *call = dyn_cast<CallExpr>(outer); call && call->isXValue())
    return HoldEvent::Release;
  return HoldEvent::None;
}

} // namespace corolint
