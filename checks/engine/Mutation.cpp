#include "checks/engine/Mutation.h"
#include "checks/engine/Independence.h"
#include "checks/engine/Task.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

namespace corolint {

using namespace clang;

// ---- What refers where ---------------------------------------------------------------------------------------------

const ValueDecl *sharedObject(const Expr &expression) {
  const Expr *e = expression.IgnoreParenImpCasts();
  if (const auto *member = dyn_cast<MemberExpr>(e)) {
    const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
    const Expr *base = member->getBase()->IgnoreParenImpCasts();
    if (!field)
      return nullptr;
    if (isa<CXXThisExpr>(base))
      return field;
    // A part of a member that is an object of its own.
    const auto *outer = member->isArrow() ? nullptr : dyn_cast<MemberExpr>(base);
    return outer && !outer->getType()->isReferenceType() && sharedObject(*outer) ? field : nullptr;
  }
  const auto *name = dyn_cast<DeclRefExpr>(e);
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  return variable && variable->hasGlobalStorage() && !variable->getType().isConstQualified() ? variable : nullptr;
}

static bool has(const CXXRecordDecl &record, llvm::StringRef member) { return findMember(record, member) != nullptr; }

static const CXXRecordDecl *recordOf(QualType type) {
  const CXXRecordDecl *record = type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
  return record ? record->getDefinition() : nullptr;
}

static bool isContainer(QualType type) {
  const CXXRecordDecl *record = recordOf(type);
  return record && has(*record, "begin") && has(*record, "end") && (has(*record, "erase") || has(*record, "clear"));
}

/// What goes when its holder lets go of it: an optional, a pointer that owns alone. Who shares an object may not be the last.
static bool holdsAlone(QualType type) {
  const CXXRecordDecl *record = recordOf(type);
  return record && !isContainer(type) && actsAsPointer(*record) && (has(*record, "has_value") || (has(*record, "release") && has(*record, "reset")));
}

static bool isIterator(QualType type) {
  const CXXRecordDecl *record = recordOf(type);
  return record && actsAsPointer(*record) && !holdsAlone(type) && !has(*record, "use_count") && !has(*record, "get");
}

namespace {

/// The way from an expression into a container.
class Way {
public:
  explicit Way(const Expr &start) { follow(start); }
  Borrow result;

private:
  void follow(const Expr &expression) {
    const Expr *e = expression.IgnoreParens();
    if (++length_ > 16)
      return;
    if (const auto *cast = dyn_cast<CastExpr>(e)) // a pointer that was stored leads to what others may keep
      return cast->getCastKind() == CK_LValueToRValue && cast->getType()->isPointerType() ? void() : follow(*cast->getSubExpr());
    if (const auto *clean = dyn_cast<FullExpr>(e))
      return follow(*clean->getSubExpr());
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e))
      return follow(*temporary->getSubExpr());
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(e))
      return follow(*bound->getSubExpr());
    if (const auto *construct = dyn_cast<CXXConstructExpr>(e))
      return construct->getNumArgs() == 1 && isIterator(construct->getType()) ? follow(*construct->getArg(0)) : void();
    if (const auto *unary = dyn_cast<UnaryOperator>(e))
      return unary->getOpcode() == UO_AddrOf ? follow(*unary->getSubExpr()) : void();
    if (const auto *call = dyn_cast<CXXOperatorCallExpr>(e))
      return operated(*call);
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(e))
      return call->getImplicitObjectArgument() && handsOut(*call) ? into(*call->getImplicitObjectArgument()) : void();
    if (const auto *member = dyn_cast<MemberExpr>(e)) {
      // A member that is a reference or pointer leads elsewhere; one behind a raw pointer is elsewhere.
      if (isa<FieldDecl>(member->getMemberDecl()) && !member->isArrow() && !member->getMemberDecl()->getType()->isReferenceType())
        return follow(*member->getBase());
      if (const auto *arrow = dyn_cast<CXXOperatorCallExpr>(member->getBase()->IgnoreParenImpCasts()); member->isArrow() && arrow && arrow->getOperator() == OO_Arrow)
        return follow(*arrow);
      return;
    }
    if (const auto *name = dyn_cast<DeclRefExpr>(e))
      return named(*name->getDecl());
  }

  void operated(const CXXOperatorCallExpr &call) {
    // The class that is written, not the base that has the operator.
    const Expr &object = *call.getArg(0)->IgnoreParenImpCasts();
    if (call.getOperator() == OO_Subscript)
      return into(object);
    if (call.getOperator() != OO_Star && call.getOperator() != OO_Arrow)
      return;
    if (isIterator(object.getType()) || holdsAlone(object.getType()))
      return into(object);
  }

  /// The object of an accessor: the container itself, or another step.
  void into(const Expr &object) {
    if (const ValueDecl *shared = sharedObject(object); shared && (isContainer(shared->getType()) || holdsAlone(shared->getType()))) {
      result.container = shared;
      return;
    }
    const QualType type = object.getType();
    if (isContainer(type) || holdsAlone(type) || isIterator(type))
      follow(object);
  }

  /// A local variable that is a way itself.
  void named(const ValueDecl &declaration) {
    const auto *variable = dyn_cast<VarDecl>(&declaration);
    if (const auto *binding = dyn_cast<BindingDecl>(&declaration))
      variable = dyn_cast<VarDecl>(binding->getDecomposedDecl());
    if (variable && variable->hasLocalStorage() && variable->getInit() && (variable->getType()->isReferenceType() || isIterator(variable->getType())))
      follow(*variable->getInit());
  }

  /// Whether a member function gives a way to what its object holds, rather than a value.
  static bool handsOut(const CXXMemberCallExpr &call) {
    const CXXMethodDecl *method = call.getMethodDecl();
    if (!method || method->isStatic() || !method->getDeclName().isIdentifier())
      return false;
    const QualType type = method->getReturnType();
    const QualType object = call.getObjectType();
    if (holdsAlone(object))
      return method->getName() == "get" || method->getName() == "value";
    if (!isContainer(object))
      return false;
    if (type->isReferenceType() || type->isPointerType() || isIterator(type))
      return true;
    // emplace and insert of a set or map.
    const CXXRecordDecl *pair = recordOf(type);
    return pair && pair->isInStdNamespace() && pair->getName() == "pair";
  }

  unsigned length_ = 0;
};

} // namespace

Borrow borrowedFrom(const Expr &initialiser) { return Way(initialiser).result; }

// ---- What changes --------------------------------------------------------------------------------------------------

/// What a member function of a container, optional or pointer does, by the vocabulary that they share.
static std::optional<Change> changeBy(const CXXMethodDecl &method) {
  if (method.isConst() || method.isStatic() || !method.getDeclName().isIdentifier())
    return std::nullopt;
  const std::string lower = method.getName().lower();
  const llvm::StringRef name = lower;
  for (const llvm::StringRef word : {"erase", "clear", "remove", "extract", "pop", "reset", "release", "take", "unlink", "splice"})
    if (name.starts_with(word))
      return Change::Removes;
  for (const llvm::StringRef word : {"assign", "swap"})
    if (name.starts_with(word))
      return Change::Replaces;
  for (const llvm::StringRef word : {"push", "emplace", "insert", "append", "prepend", "resize", "reserve", "add", "try_emplace"})
    if (name.starts_with(word))
      return Change::Adds;
  return std::nullopt;
}

/// Whether an assigned value stands for nothing: null, nullopt, `{}`.
static bool standsForNothing(const Expr &value) {
  const Expr *e = value.IgnoreUnlessSpelledInSource();
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, CXXScalarValueInitExpr>(e))
    return true;
  if (const auto *number = dyn_cast<IntegerLiteral>(e))
    return number->getValue() == 0;
  if (const auto *list = dyn_cast<InitListExpr>(e))
    return list->getNumInits() == 0;
  if (const auto *construct = dyn_cast<CXXConstructExpr>(e))
    return construct->getNumArgs() == 0;
  const auto *name = dyn_cast<DeclRefExpr>(e);
  return name && name->getDecl()->isInStdNamespace() && name->getDecl()->getDeclName().isIdentifier() && name->getDecl()->getName() == "nullopt";
}

/// Goes through the code of the user once, and notes who changes what and who calls whom.
class Mutations::Survey : public RecursiveASTVisitor<Mutations::Survey> {
public:
  explicit Survey(Mutations &mutations) : mutations_(mutations) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitFunctionDecl(FunctionDecl *function) {
    const auto *method = dyn_cast<CXXMethodDecl>(function);
    const bool lambda = method && method->getParent()->isLambda();
    if (function->doesThisDeclarationHaveABody() && !lambda && !function->isDependentContext())
      look(*function->getBody(), *function);
    return true;
  }

private:
  void lookWhile(bool awaiting, const Stmt &statement, const FunctionDecl &function) {
    const llvm::SaveAndRestore<bool> restored(awaiting_, awaiting);
    look(statement, function);
  }

  void look(const Stmt &statement, const FunctionDecl &function) {
    if (const auto *call = dyn_cast<CallExpr>(&statement))
      called(*call, function);
    else if (const auto *assignment = dyn_cast<BinaryOperator>(&statement); assignment && assignment->getOpcode() == BO_Assign)
      note(*assignment->getLHS(), standsForNothing(*assignment->getRHS()) ? Change::Removes : Change::Replaces, statement, function);
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      if (const auto *callee = dyn_cast<FunctionDecl>(name->getDecl()))
        mutations_.callers_[callee->getCanonicalDecl()].push_back({function.getCanonicalDecl(), awaiting_});
    if (const auto *member = dyn_cast<MemberExpr>(&statement))
      if (const auto *callee = dyn_cast<CXXMethodDecl>(member->getMemberDecl()))
        mutations_.callers_[callee->getCanonicalDecl()].push_back({function.getCanonicalDecl(), awaiting_});
    if (const auto *coroutine = dyn_cast<CoroutineBodyStmt>(&statement))
      return look(*coroutine->getBody(), function);
    if (const auto *suspension = dyn_cast<CoroutineSuspendExpr>(&statement))
      return lookWhile(isa<CoawaitExpr>(suspension), *suspension->getOperand(), function);
    if (const auto *lambda = dyn_cast<LambdaExpr>(&statement)) {
      for (const Expr *initialiser : lambda->capture_inits())
        if (initialiser)
          look(*initialiser, function);
      return lookWhile(false, *lambda->getBody(), function);
    }
    for (const Stmt *child : statement.children())
      if (child)
        look(*child, function);
  }

  void called(const CallExpr &call, const FunctionDecl &function) {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call)) {
      const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
      if (operation->getOperator() == OO_Equal)
        note(*call.getArg(0), standsForNothing(*call.getArg(1)) ? Change::Removes : Change::Replaces, call, function);
      else if (operation->getOperator() == OO_Subscript && method && !method->isConst() && recordOf(call.getArg(0)->getType()) && has(*recordOf(call.getArg(0)->getType()), "find"))
        note(*call.getArg(0), Change::Adds, call, function);
      return;
    }
    if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call)) {
      const std::optional<Change> change = member->getMethodDecl() ? changeBy(*member->getMethodDecl()) : std::nullopt;
      if (change && member->getImplicitObjectArgument())
        // `reset(new_one)` of a pointer holds another one.
        note(*member->getImplicitObjectArgument(), *change == Change::Removes && member->getMethodDecl()->getName() == "reset" && call.getNumArgs() > 0 && !isa<CXXDefaultArgExpr>(call.getArg(0)) ? Change::Replaces : *change,
             call, function);
      return;
    }
    // std::erase_if(f, ...), std::exchange(f, {}), std::move(f), std::swap(f, g).
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || !callee->isInStdNamespace() || !callee->getDeclName().isIdentifier() || call.getNumArgs() == 0)
      return;
    const llvm::StringRef name = callee->getName();
    if (name == "erase" || name == "erase_if" || name == "move" || name == "exchange")
      note(*call.getArg(0), name == "exchange" && !standsForNothing(*call.getArg(1)) ? Change::Replaces : Change::Removes, call, function);
    if (name == "swap")
      for (const Expr *argument : call.arguments())
        note(*argument, Change::Replaces, call, function);
  }

  void note(const Expr &object, Change change, const Stmt &at, const FunctionDecl &function) {
    const Expr *e = object.IgnoreParenImpCasts();
    const ValueDecl *container = nullptr;
    if (const auto *member = dyn_cast<MemberExpr>(e); member && !isOfLocal(*member) && !replacesWhole(function, *member))
      container = dyn_cast<FieldDecl>(member->getMemberDecl());
    else if (const auto *name = dyn_cast<DeclRefExpr>(e))
      if (const auto *variable = dyn_cast<VarDecl>(name->getDecl()); variable && variable->hasGlobalStorage())
        container = variable;
    if (container)
      mutations_.changes_[container->getLocation().getRawEncoding()].push_back({change, &function, &at});
  }

  /// A member of a local object or of a by-value parameter: another object than one whose coroutine is suspended.
  static bool isOfLocal(const MemberExpr &member) {
    const MemberExpr *outermost = &member;
    while (const auto *outer = outermost->isArrow() ? nullptr : dyn_cast<MemberExpr>(outermost->getBase()->IgnoreParenImpCasts()))
      outermost = outer;
    if (outermost->isArrow())
      return false;
    const auto *name = dyn_cast<DeclRefExpr>(outermost->getBase()->IgnoreParenImpCasts());
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType();
  }

  /// An assignment or swap of the class that has the member puts another object in the place of this one, under whatever of it runs: like destroying it.
  static bool replacesWhole(const FunctionDecl &function, const MemberExpr &member) {
    const auto *field = dyn_cast<FieldDecl>(member.getMemberDecl());
    const auto isOwn = [&](QualType type) {
      const CXXRecordDecl *record = recordOf(type);
      return field && record && record->getCanonicalDecl() == field->getParent()->getCanonicalDecl();
    };
    const auto *method = dyn_cast<CXXMethodDecl>(&function);
    const bool assigns = method && (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator());
    const bool swaps = function.getDeclName().isIdentifier() && function.getName() == "swap";
    return (assigns || swaps) && function.getNumParams() > 0 && isOwn(function.getParamDecl(0)->getType());
  }

  Mutations &mutations_;
  bool awaiting_ = false; ///< inside of the operand of a `co_await`
};

Mutations::Mutations(Unit &unit) : unit_(unit) {
  Survey survey(*this);
  for (Decl *declaration : userDeclarations(unit.context()))
    survey.TraverseDecl(declaration);
}

/// What others can call, others may call meanwhile.
static bool isOpen(const FunctionDecl &function) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method ? method->getAccess() != AS_private : function.isExternallyVisible();
}

/// Whether nobody but the function runs the coroutine, and waits for it, at the end of all callers.
bool Mutations::isOnlyAwaitedBy(const FunctionDecl &coroutine, const FunctionDecl &function, llvm::DenseSet<const FunctionDecl *> &seen) const {
  if (isOpen(coroutine) || !seen.insert(coroutine.getCanonicalDecl()).second)
    return false;
  const auto callers = callers_.find(coroutine.getCanonicalDecl());
  return callers != callers_.end() && llvm::all_of(callers->second, [&](const Caller &caller) {
           return caller.awaits && (caller.function == function.getCanonicalDecl() || isOnlyAwaitedBy(*caller.function, function, seen));
         });
}

bool Mutations::canRunBeside(const FunctionDecl &function, const FunctionDecl &coroutine, llvm::DenseSet<const FunctionDecl *> &seen) const {
  if (function.getLocation() == coroutine.getLocation() || isa<CXXConstructorDecl, CXXDestructorDecl>(function) || function.isMain() || !seen.insert(function.getCanonicalDecl()).second)
    return false;
  // Whoever awaits the coroutine has changed things before.
  if (llvm::DenseSet<const FunctionDecl *> between; isOnlyAwaitedBy(coroutine, function, between))
    return false;
  if (isOpen(function))
    return true;
  const auto callers = callers_.find(function.getCanonicalDecl());
  return callers != callers_.end() && llvm::any_of(callers->second, [&](const Caller &caller) { return canRunBeside(*caller.function, coroutine, seen); });
}

/// Whether the change takes away what refers to an element of such a container.
static bool invalidates(Change change, QualType type, Reference reference) {
  if (change != Change::Adds)
    return true;
  const CXXRecordDecl *record = recordOf(type);
  if (!record || !record->isInStdNamespace())
    return false;
  const llvm::StringRef name = record->getName();
  if (name == "vector" || name == "basic_string")
    return true;
  return reference == Reference::Iterator && (name == "deque" || name.starts_with("unordered_"));
}

const Mutation *Mutations::invalidating(const Borrow &borrow, const FunctionDecl &coroutine) const {
  const auto found = changes_.find(borrow.container->getLocation().getRawEncoding());
  if (found == changes_.end())
    return nullptr;
  for (const Mutation &mutation : found->second) {
    llvm::DenseSet<const FunctionDecl *> seen;
    if (invalidates(mutation.change, borrow.container->getType(), borrow.reference) && canRunBeside(*mutation.function, coroutine, seen))
      return &mutation;
  }
  return nullptr;
}

const Mutation *Mutations::emptying(const ValueDecl &object, const FunctionDecl &coroutine) const {
  const auto found = changes_.find(object.getLocation().getRawEncoding());
  if (found == changes_.end())
    return nullptr;
  for (const Mutation &mutation : found->second) {
    llvm::DenseSet<const FunctionDecl *> seen;
    if (mutation.change == Change::Removes && canRunBeside(*mutation.function, coroutine, seen))
      return &mutation;
  }
  return nullptr;
}

} // namespace corolint
