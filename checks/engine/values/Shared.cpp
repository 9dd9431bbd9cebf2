#include "checks/engine/values/Shared.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Ownership.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

const CXXRecordDecl *recordOf(QualType type) {
  const CXXRecordDecl *record =
      type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
  return record ? record->getDefinition() : nullptr;
}

static bool has(const CXXRecordDecl &record, llvm::StringRef member) {
  return findMember(record, member) != nullptr;
}

// ---- Where an object is
// ------------------------------------------------------------------------------------------------

/// The expression that a getter's body returns, `T &get() { return member_; }`; null for others.
static const Expr *returnedByGetter(const CXXMemberCallExpr &call) {
  const CXXMethodDecl *method = call.getMethodDecl();
  const FunctionDecl *definition = nullptr;
  if (!method || call.getNumArgs() != 0 || !method->getReturnType()->isReferenceType() ||
      !method->getBody(definition))
    return nullptr;
  const auto *body = dyn_cast<CompoundStmt>(definition->getBody());
  const auto *result =
      body && body->size() == 1 ? dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
  return result ? result->getRetValue() : nullptr;
}

bool isThisObject(const Expr &expression) {
  const Expr *e = expression.IgnoreParenImpCasts();
  if (isa<CXXThisExpr>(e))
    return true;
  if (const Expr *pointer = dereferencedBy(*e))
    return isThisObject(*pointer);
  const auto *name = dyn_cast<DeclRefExpr>(e);
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  if (!variable || !variable->hasLocalStorage() || !variable->getInit())
    return false;
  const Expr *made = variable->getInit()->IgnoreUnlessSpelledInSource();
  if (isa<CXXThisExpr>(made))
    return true;
  if (isa<DeclRefExpr>(made)) // `[self = self]`
    return made != e && isThisObject(*made);
  const auto *call = dyn_cast<CXXMemberCallExpr>(made);
  if (!call || call->getNumArgs() != 0 || !call->getMethodDecl())
    return false;
  // The class that is written, not the base that has the member.
  const Expr &object = *call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  const CXXRecordDecl *record = recordBehind(object.getType());
  return record && isThisObject(object) && givesItself(*call->getMethodDecl(), *record);
}

/// Follows an expression to this object or to a variable of the program; false where it starts
/// elsewhere.
static bool findPath(const Expr &expression, SharedObject &result, unsigned depth) {
  const Expr *e = expression.IgnoreParenImpCasts();
  if (depth == 0)
    return false;
  if (isThisObject(*e))
    return true;
  if (const auto *member = dyn_cast<MemberExpr>(e)) {
    if (const auto *variable = dyn_cast<VarDecl>(member->getMemberDecl())) {
      result.path.push_back(variable);
      return !variable->getType().isConstQualified();
    }
    const Expr &base = *member->getBase();
    const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());
    if (!field || !findPath(base, result, depth - 1))
      return false;
    result.elsewhere |= (member->isArrow() && !isThisObject(base)) ||
                        (!result.path.empty() && result.path.back()->getType()->isReferenceType());
    result.path.push_back(field);
    return true;
  }
  if (const Expr *pointer = dereferencedBy(*e)) {
    result.elsewhere |= !isThisObject(*pointer);
    return findPath(*pointer, result, depth - 1);
  }
  if (const auto *unary = dyn_cast<UnaryOperator>(e)) {
    result.elsewhere |= !isThisObject(*unary->getSubExpr());
    return unary->getOpcode() == UO_Deref && findPath(*unary->getSubExpr(), result, depth - 1);
  }
  if (const auto *call = dyn_cast<CXXMemberCallExpr>(e)) {
    const Expr *returned = returnedByGetter(*call);
    return returned && findPath(*call->getImplicitObjectArgument(), result, depth - 1) &&
           findPath(*returned, result, depth - 1);
  }
  const auto *name = dyn_cast<DeclRefExpr>(e);
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  if (!variable || !variable->hasGlobalStorage() || variable->getType().isConstQualified())
    return false;
  result.path.push_back(variable);
  return true;
}

SharedObject sharedObject(const Expr &expression) {
  SharedObject result;
  // What a pointer points to is another object than the pointer.
  if (isa<CXXOperatorCallExpr, UnaryOperator>(expression.IgnoreParenImpCasts()))
    return result;
  return findPath(expression, result, 6) ? result : SharedObject();
}

bool mayBeOne(const SharedObject &one, const SharedObject &other) {
  const auto isSame = [](const ValueDecl *a, const ValueDecl *b) {
    return a->getLocation() == b->getLocation(); // of another instantiation
  };
  auto a = one.path.rbegin(), b = other.path.rbegin();
  for (; a != one.path.rend() && b != other.path.rend(); ++a, ++b)
    if (!isSame(*a, *b))
      return false;
  return bool(one) && bool(other);
}

// ---- What refers into it
// -----------------------------------------------------------------------------------------------

static bool isContainer(QualType type) {
  const CXXRecordDecl *record = recordOf(type);
  return record && has(*record, "begin") && has(*record, "end") &&
         (has(*record, "erase") || has(*record, "clear"));
}

/// What goes when its holder lets go of it: an optional, a pointer that owns alone. Who shares an
/// object may not be the last.
static bool holdsAlone(QualType type) {
  const CXXRecordDecl *record = recordOf(type);
  return record && !isContainer(type) && actsAsPointer(*record) &&
         (has(*record, "has_value") || (has(*record, "release") && has(*record, "reset")));
}

bool isIterator(QualType type) {
  const CXXRecordDecl *record = recordOf(type);
  return record && actsAsPointer(*record) && !holdsAlone(type) && !has(*record, "use_count") &&
         !has(*record, "get");
}

namespace {

/// The way from an expression into a container.
class Way {
public:
  /// @param calls the member functions that were followed to get there
  explicit Way(const Expr &start, unsigned calls = 0) : calls_(calls) { follow(start); }
  Borrow result;

private:
  void follow(const Expr &expression) {
    const Expr *e = expression.IgnoreParens();
    if (++length_ > 16)
      return;
    if (const auto *cast =
            dyn_cast<CastExpr>(e)) // a pointer that was stored leads to what others may keep
      return cast->getCastKind() == CK_LValueToRValue && cast->getType()->isPointerType()
                 ? void()
                 : follow(*cast->getSubExpr());
    if (const auto *clean = dyn_cast<FullExpr>(e))
      return follow(*clean->getSubExpr());
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(e))
      return follow(*temporary->getSubExpr());
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(e))
      return follow(*bound->getSubExpr());
    if (const auto *construct = dyn_cast<CXXConstructExpr>(e))
      return construct->getNumArgs() == 1 && isIterator(construct->getType())
                 ? follow(*construct->getArg(0))
                 : void();
    if (const auto *unary = dyn_cast<UnaryOperator>(e))
      return unary->getOpcode() == UO_AddrOf ? follow(*unary->getSubExpr()) : void();
    if (const auto *choice = dyn_cast<ConditionalOperator>(e)) {
      follow(*choice->getTrueExpr());
      return result ? void() : follow(*choice->getFalseExpr());
    }
    if (const auto *call = dyn_cast<CXXOperatorCallExpr>(e))
      return operated(*call);
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(e))
      return !call->getImplicitObjectArgument() ? void()
             : handsOut(*call)                  ? into(*call->getImplicitObjectArgument())
                                                : given(*call);
    if (const auto *member = dyn_cast<MemberExpr>(e)) {
      // A member that is a reference or pointer leads elsewhere; one behind a raw pointer is
      // elsewhere.
      if (isa<FieldDecl>(member->getMemberDecl()) && !member->isArrow() &&
          !member->getMemberDecl()->getType()->isReferenceType())
        return follow(*member->getBase());
      if (const auto *arrow =
              dyn_cast<CXXOperatorCallExpr>(member->getBase()->IgnoreParenImpCasts());
          member->isArrow() && arrow && arrow->getOperator() == OO_Arrow)
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

  /// What a member function that can be seen finds in a container of its object, and gives:
  /// `T &at(int i) { return items_[i]; }`, `T *find(K k) { auto it = m_.find(k); return it ==
  /// m_.end() ? nullptr : &it->second; }`.
  void given(const CXXMemberCallExpr &call) {
    const CXXMethodDecl *method = call.getMethodDecl();
    const FunctionDecl *definition = method ? definitionOf(method) : nullptr;
    if (!definition || ++calls_ > 3 ||
        !(method->getReturnType()->isReferenceType() || method->getReturnType()->isPointerType() ||
          isIterator(method->getReturnType())))
      return;
    SharedObject object;
    if (!findPath(*call.getImplicitObjectArgument(), object, 6))
      return;
    const Body body(*definition);
    for (const Stmt *statement : body.statements()) {
      const auto *leave = dyn_cast<ReturnStmt>(statement);
      if (!leave || !leave->getRetValue())
        continue;
      const Borrow inner = Way(*leave->getRetValue(), calls_).result;
      if (!inner)
        continue;
      result = inner;
      result.container.path.insert(result.container.path.begin(), object.path.begin(),
                                   object.path.end());
      result.container.elsewhere |= object.elsewhere;
      return;
    }
  }

  /// The object of an accessor: the container itself, or another step.
  void into(const Expr &object) {
    if (const SharedObject shared = sharedObject(object);
        shared && (isContainer(object.getType()) || holdsAlone(object.getType()))) {
      result.container = shared;
      return;
    }
    const QualType type = object.getType();
    if (!isContainer(type) && !holdsAlone(type) && !isIterator(type))
      return;
    follow(object);
    if (result && holdsAlone(type) && has(*recordOf(type), "release"))
      result.reference = Reference::Owned;
  }

  /// A local variable that is a way itself.
  void named(const ValueDecl &declaration) {
    const auto *variable = dyn_cast<VarDecl>(&declaration);
    if (const auto *binding = dyn_cast<BindingDecl>(&declaration))
      variable = dyn_cast<VarDecl>(binding->getDecomposedDecl());
    if (!variable || !variable->hasLocalStorage() || !variable->getInit())
      return;
    const Expr &source = *variable->getInit();
    // `auto &&range = rows_` of a loop over it
    if (const SharedObject whole =
            variable->getType()->isReferenceType() ? sharedObject(source) : SharedObject();
        whole && isContainer(source.getType()))
      result.container = whole;
    else if (variable->getType()->isReferenceType() || isIterator(variable->getType()))
      follow(source);
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
  unsigned calls_;
};

} // namespace

Borrow borrowedFrom(const Expr &initialiser) { return Way(initialiser).result; }

bool standsForNothing(const Expr &value) {
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
  return name && name->getDecl()->isInStdNamespace() &&
         name->getDecl()->getDeclName().isIdentifier() && name->getDecl()->getName() == "nullopt";
}

// ---- What a condition says of it
// ---------------------------------------------------------------------------------------

/// A shared object that may hold nothing: a pointer, or a class that is used as one.
static SharedObject holder(const Expr &expression) {
  SharedObject object = sharedObject(expression);
  if (!object || object.declaration()->getType()->isPointerType())
    return object;
  const CXXRecordDecl *record = object.declaration()->getType()->getAsCXXRecordDecl();
  return record && actsAsPointer(*record) ? object : SharedObject();
}

SharedObject sizedBy(const Expr &value) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(value.IgnoreParenCasts());
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->getDeclName().isIdentifier() && method->getName() == "size" &&
                 call->getNumArgs() == 0
             ? sharedObject(*call->getImplicitObjectArgument())
             : SharedObject();
}

/// `i < v.size()`, `v.size() > 0`, `v.size() == 0`.
static PresenceTest testOfSize(const BinaryOperator &comparison) {
  const SharedObject right = sizedBy(*comparison.getRHS());
  const SharedObject object = right ? right : sizedBy(*comparison.getLHS());
  BinaryOperatorKind kind = comparison.getOpcode();
  if (right)
    kind = BinaryOperator::reverseComparisonOp(kind);
  const auto *number = dyn_cast<IntegerLiteral>(
      (right ? comparison.getLHS() : comparison.getRHS())->IgnoreParenImpCasts());
  const bool none = number && number->getValue() == 0;
  if (kind == BO_GT || (kind == BO_NE && none))
    return {object, true};
  return kind == BO_LE || (kind == BO_EQ && none) ? PresenceTest{object, false} : PresenceTest{};
}

/// `f.has_value()`, `f.empty()`, and a conversion to bool.
static PresenceTest testByMember(const CXXMemberCallExpr &call) {
  const CXXMethodDecl *method = call.getMethodDecl();
  if (!method || call.getNumArgs() != 0)
    return {};
  if (isa<CXXConversionDecl>(method) && method->getReturnType()->isBooleanType())
    return {holder(*call.getImplicitObjectArgument()), true};
  if (!method->getDeclName().isIdentifier())
    return {};
  const SharedObject object = sharedObject(*call.getImplicitObjectArgument());
  if (method->getName() == "has_value")
    return {object, true};
  return method->getName() == "empty" || method->getName() == "isEmpty"
             ? PresenceTest{object, false}
             : PresenceTest{};
}

static PresenceTest presenceTestIn(const Expr &condition) {
  const Expr *e = condition.IgnoreParenImpCasts();
  if (const auto *comparison = dyn_cast<BinaryOperator>(e);
      comparison && comparison->isComparisonOp())
    if (const PresenceTest test = testOfSize(*comparison); test.object)
      return test;
  if (const auto *comparison = dyn_cast<BinaryOperator>(e);
      comparison && comparison->isEqualityOp() &&
      isa<CXXNullPtrLiteralExpr>(comparison->getRHS()->IgnoreParenImpCasts()))
    return {holder(*comparison->getLHS()), comparison->getOpcode() == BO_NE};
  if (const auto *call = dyn_cast<CXXMemberCallExpr>(e))
    return testByMember(*call);
  return {holder(*e), true};
}

llvm::SmallVector<PresenceTest, 2> presenceTestsIn(const Expr &condition) {
  const Expr *e = condition.IgnoreParenImpCasts();
  llvm::SmallVector<PresenceTest, 2> tests;
  if (const auto *negation = dyn_cast<UnaryOperator>(e);
      negation && negation->getOpcode() == UO_LNot) {
    tests = presenceTestsIn(*negation->getSubExpr());
    for (PresenceTest &test : tests)
      test.there = !test.there;
    return tests;
  }
  if (const auto *pair = dyn_cast<BinaryOperator>(e); pair && pair->isLogicalOp()) {
    for (const Expr *part : {pair->getLHS(), pair->getRHS()})
      for (const PresenceTest &test : presenceTestsIn(*part))
        // Of the other kind, either part may be why.
        if (test.there == (pair->getOpcode() == BO_LAnd))
          tests.push_back(test);
    return tests;
  }
  if (const PresenceTest test = presenceTestIn(*e); test.object)
    tests.push_back(test);
  return tests;
}

} // namespace corolint
