#include "checks/engine/values/Access.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

using namespace clang;

namespace {

class AccessSearch {
public:
  llvm::SmallVector<Access, 8> found;

  void visit(const Stmt *statement, bool changes, const CXXRecordDecl *type = nullptr) {
    if (!statement)
      return;
    if (const auto *name = dyn_cast<DeclRefExpr>(statement))
      return named(*name, changes, type);
    if (isa<CXXThisExpr>(statement)) {
      found.push_back({nullptr, type, changes});
      return;
    }
    if (const auto *member = dyn_cast<MemberExpr>(statement))
      return memberOf(*member, changes, type);
    if (const auto *lambda = dyn_cast<LambdaExpr>(statement))
      return captured(*lambda);
    if (const auto *call = dyn_cast<CallExpr>(statement))
      return called(*call, changes, type);
    if (const auto *construct = dyn_cast<CXXConstructExpr>(statement)) {
      for (unsigned i = 0; i < construct->getNumArgs(); ++i)
        argument(*construct->getArg(i), parameterType(construct->getConstructor(), i));
      return;
    }
    if (const auto *operation = dyn_cast<BinaryOperator>(statement)) {
      visit(operation->getLHS(),
            operation->isAssignmentOp() || (changes && operation->getType()->isPointerType()),
            type);
      return visit(operation->getRHS(), changes && operation->getType()->isPointerType(), type);
    }
    if (const auto *operation = dyn_cast<UnaryOperator>(statement))
      return visit(operation->getSubExpr(), changes || operation->isIncrementDecrementOp(), type);
    if (const auto *cast = dyn_cast<CastExpr>(statement))
      // The value of a number is no way to the object that it was in.
      return visit(cast->getSubExpr(),
                   changes && (cast->isGLValue() || givesAccess(cast->getType()) ||
                               cast->getCastKind() != CK_LValueToRValue),
                   type);
    for (const Stmt *child : statement->children())
      visit(child, changes, type);
  }

private:
  static QualType parameterType(const FunctionDecl *callee, unsigned index) {
    return callee && index < callee->getNumParams() ? callee->getParamDecl(index)->getType()
                                                    : QualType();
  }

  /// An argument: whether the callee can change what it names depends on how it takes it.
  void argument(const Expr &value, QualType parameter) {
    if (isa<CXXDefaultArgExpr>(value))
      return;
    if (parameter.isNull())
      return visit(&value, true, recordBehind(value.getType()));
    // What is moved away is the callee's own, but is no longer there for another.
    const bool takes = parameter->isRValueReferenceType();
    visit(&value, takes || givesAccess(parameter), recordBehind(parameter));
  }

  /// Whether a member function may change the object, or what the object refers to. An interface
  /// that says `const` promises what those who implement it hold.
  static bool mayChange(const CXXMethodDecl &method) {
    if (method.isStatic() || (method.isConst() && method.isPureVirtual()))
      return false;
    return !method.isConst() ||
           givesAccess(method.getASTContext().getCanonicalTagType(method.getParent()));
  }

  void called(const CallExpr &call, bool changes, const CXXRecordDecl *type) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);
    unsigned shift = 0;
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call)) {
      // A smart pointer stands for what it points to.
      if (const Expr *pointer = dereferencedBy(call))
        return visit(pointer, changes, recordBehind(call.getType()));
      // An element stands for its container, and is reached for as it is used; that of a map may be
      // made on the way.
      if (operation->getOperator() == OO_Subscript && method &&
          !findMember(*method->getParent(), "find")) {
        visit(call.getArg(1), false);
        return visit(call.getArg(0), changes, type);
      }
      if (method && method->isImplicitObjectMemberFunction()) {
        visit(call.getArg(0), mayChange(*method), method->getParent());
        shift = 1;
      }
    } else if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call)) {
      if (const Expr *object = member->getImplicitObjectArgument())
        visit(object, !method || mayChange(*method) || (changes && givesAccess(call.getType())),
              recordBehind(object->getType()));
    } else if (!callee) {
      visit(call.getCallee(), true);
    }
    for (unsigned i = shift; i < call.getNumArgs(); ++i)
      argument(*call.getArg(i), parameterType(callee, i - shift));
  }

  void memberOf(const MemberExpr &member, bool changes, const CXXRecordDecl *type) {
    const auto *field = dyn_cast<FieldDecl>(member.getMemberDecl());
    if (field && isa<CXXThisExpr>(member.getBase()->IgnoreParenImpCasts())) {
      found.push_back({field, type, changes});
      return;
    }
    visit(member.getBase(), changes, type);
  }

  void captured(const LambdaExpr &lambda) {
    for (const LambdaCapture &capture : lambda.captures()) {
      if (capture.capturesThis())
        found.push_back({nullptr, nullptr, true});
      else if (capture.capturesVariable())
        found.push_back({capture.getCapturedVar(), nullptr,
                         capture.getCaptureKind() == LCK_ByRef ||
                             givesAccess(capture.getCapturedVar()->getType())});
    }
    for (const Expr *initialiser : lambda.capture_inits())
      visit(initialiser, true);
  }

  void named(const DeclRefExpr &name, bool changes, const CXXRecordDecl *type) {
    const ValueDecl *object = name.getDecl();
    if (const auto *binding = dyn_cast<BindingDecl>(object))
      object = dyn_cast<ValueDecl>(binding->getDecomposedDecl());
    if (object && isa<VarDecl, FieldDecl>(object))
      found.push_back({object, type, changes});
  }
};

} // namespace

llvm::SmallVector<Access, 8> accessesIn(const Expr &expression) {
  AccessSearch search;
  search.visit(&expression, false);
  return std::move(search.found);
}

/// A variable or field that is an object of its own rather than a way to one elsewhere.
static bool isOwnObject(const ValueDecl *object) {
  if (!object || object->getType()->isReferenceType() || object->getType()->isPointerType())
    return false;
  const CXXRecordDecl *record = object->getType()->getAsCXXRecordDecl();
  return !record || (record->hasDefinition() && !actsAsPointer(*record));
}

static bool areUnrelated(const CXXRecordDecl *one, const CXXRecordDecl *other) {
  if (!one || !other || !one->hasDefinition() || !other->hasDefinition())
    return false;
  one = one->getCanonicalDecl();
  other = other->getCanonicalDecl();
  return one != other && !one->isDerivedFrom(other) && !other->isDerivedFrom(one);
}

/// The variables that a variable was made of and so may refer to, itself among them: `reader
/// reader{*storage, *transaction}`.
static void collectOrigins(const ValueDecl &object,
                           llvm::SmallPtrSetImpl<const ValueDecl *> &origins) {
  const auto *variable = dyn_cast<VarDecl>(&object);
  if (!origins.insert(&object).second || !variable || !variable->getInit() ||
      !givesAccess(variable->getType()))
    return;
  for (const Access &part : accessesIn(*variable->getInit())) {
    const QualType type = part.object ? part.object->getType().getNonReferenceType() : QualType();
    if (!type.isNull() && !type->isArithmeticType() &&
        (!type.isConstQualified() || givesAccess(type)))
      collectOrigins(*part.object, origins);
  }
}

static bool haveOneOrigin(const ValueDecl &one, const ValueDecl &other) {
  llvm::SmallPtrSet<const ValueDecl *, 8> origins, others;
  collectOrigins(one, origins);
  collectOrigins(other, others);
  return llvm::any_of(others, [&](const ValueDecl *object) { return origins.contains(object); });
}

static bool mayBeOneObject(const Access &one, const Access &other) {
  if (one.object == other.object ||
      (one.object && other.object && haveOneOrigin(*one.object, *other.object)))
    return true;
  // This object as a whole, and one of its fields or what isn't surely elsewhere.
  if (!one.object || !other.object) {
    const ValueDecl *known = one.object ? one.object : other.object;
    return isa<FieldDecl>(known) || !isOwnObject(known);
  }
  if (isOwnObject(one.object) && isOwnObject(other.object))
    return false;
  // A class that refers to two objects of one class, alone, was given two.
  if (isa<FieldDecl>(one.object) && isa<FieldDecl>(other.object) &&
      one.object->getType()->isReferenceType() && other.object->getType()->isReferenceType())
    return false;
  // What belongs to this call can't be what the caller handed in, nor what this object refers to.
  const auto isLocal = [](const ValueDecl *object) {
    return isa<VarDecl>(object) && cast<VarDecl>(object)->hasLocalStorage() && isOwnObject(object);
  };
  const auto isFromOutside = [](const ValueDecl *object) {
    return isa<ParmVarDecl, FieldDecl>(object);
  };
  if ((isLocal(one.object) && isFromOutside(other.object)) ||
      (isLocal(other.object) && isFromOutside(one.object)))
    return false;
  return !areUnrelated(one.type, other.type);
}

bool usesProgramState(const FunctionDecl &function, unsigned depth) {
  const FunctionDecl *definition = definitionOf(&function);
  if (!definition || depth == 0 ||
      function.getASTContext().getSourceManager().isInSystemHeader(definition->getLocation()))
    return false;
  const Body body(*definition);
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    if (const auto *name = dyn_cast<DeclRefExpr>(statement))
      if (const auto *variable = dyn_cast<VarDecl>(name->getDecl()))
        return !variable->hasLocalStorage() && !variable->getType().isConstQualified() &&
               !variable->isConstexpr();
    const auto *call = dyn_cast<CallExpr>(statement);
    return call && call->getDirectCallee() && usesProgramState(*call->getDirectCallee(), depth - 1);
  });
}

bool shareNothingChanging(const CallExpr &one, const CallExpr &other) {
  for (const CallExpr *call : {&one, &other})
    if (!call->getDirectCallee() || usesProgramState(*call->getDirectCallee(), 3))
      return false;
  const auto first = accessesIn(one), second = accessesIn(other);
  for (const Access &a : first)
    for (const Access &b : second)
      if ((a.changes || b.changes) && mayBeOneObject(a, b))
        return false;
  return true;
}

} // namespace corolint
