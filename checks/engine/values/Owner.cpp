#include "checks/engine/values/Owner.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/things/Indirection.h"
#include "checks/engine/things/Ownership.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

const VarDecl *localNamed(const Expr *object) {
  const auto *name = object ? dyn_cast<DeclRefExpr>(object->IgnoreParenImpCasts()) : nullptr;
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  // What a lambda captured is the closure's, or lives outside.
  if (!variable || name->refersToEnclosingVariableOrCapture())
    return nullptr;
  return variable->hasLocalStorage() && !variable->getType()->isReferenceType() ? variable
                                                                                : nullptr;
}

bool isView(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && (record->hasAttr<PointerAttr>() ||
                    (record->getDefinition() && record->getDefinition()->hasAttr<PointerAttr>()));
}

/// A buffer of anybody's, as strings and arrays of other libraries are: it gives its bytes and
/// their number, and has something to clean up.
static bool isBuffer(const CXXRecordDecl &record) {
  return !record.isDependentContext() && !record.hasTrivialDestructor() &&
         findMember(record, "data") && findMember(record, "size") && !actsAsPointer(record);
}

bool isOwner(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  const CXXRecordDecl *definition = record ? record->getDefinition() : nullptr;
  return record && (record->hasAttr<OwnerAttr>() ||
                    (definition && (definition->hasAttr<OwnerAttr>() ||
                                    (!isView(type) && isBuffer(*definition)))));
}

/// Whether what is done with the object that a handle leads to may make another handle of it.
static bool mayGiveItself(const Body &body, const Expr &object, Unit &unit) {
  const CXXRecordDecl *record = recordBehind(object.getType());
  record = record ? record->getDefinition() : nullptr;
  if (!record || !isSharedOwned(*record))
    return false;
  const auto *member = dyn_cast_or_null<MemberExpr>(body.parent(object));
  const auto *method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
  if (member && !method)
    return false;
  const FunctionDecl *definition = method ? definitionOf(method) : nullptr;
  return !definition || keepsItself(unit.body(*definition), *record);
}

/// Whether what a function returns is new: seen in its definition, or, where there is none, said by
/// its name. `App::current()` gives another handle of what somebody else holds.
static bool givesNewObject(const FunctionDecl &function, unsigned depth) {
  const FunctionDecl *definition = definitionOf(&function);
  if (!definition)
    return says(Meaning::Makes, function.getNameAsString());
  return depth > 0 && llvm::any_of(Body(*definition).statements(), [&](const Stmt *statement) {
           const auto *call = dyn_cast<CallExpr>(statement);
           const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
           return isa<CXXNewExpr>(statement) || (callee && givesNewObject(*callee, depth - 1));
         });
}

/// Whether a handle of shared ownership is the only one that there is of its object: made here,
/// only ever gone through, and nothing that is called on the object takes another.
static bool isOnlyHandle(const VarDecl &pointer, Unit &unit) {
  const auto *function = dyn_cast<FunctionDecl>(pointer.getDeclContext());
  const Expr *made = pointer.getInit() ? pointer.getInit()->IgnoreUnlessSpelledInSource() : nullptr;
  const auto *call = dyn_cast_or_null<CallExpr>(made);
  if (!function || !call || !made->isPRValue() || !call->getDirectCallee() ||
      !givesNewObject(*call->getDirectCallee(), 2))
    return false;
  const Body &body = unit.body(*function);
  return !body.isCaptured(pointer) && llvm::all_of(body.uses(pointer), [&](const DeclRefExpr *use) {
    const Stmt *through = body.parent(*use);
    while (isa_and_nonnull<ImplicitCastExpr, ParenExpr>(through))
      through = body.parent(*through);
    return through && dereferencedBy(*through) &&
           !mayGiveItself(body, *cast<CXXOperatorCallExpr>(through), unit);
  });
}

/// What the arrow of a smart pointer leads to; null where that can't be told.
static const CXXRecordDecl *behindArrow(const CXXRecordDecl &pointer) {
  for (const CXXMethodDecl *method : pointer.methods())
    if (method->getOverloadedOperator() == OO_Arrow)
      return method->getReturnType()->getPointeeCXXRecordDecl();
  return nullptr;
}

/// A pointer of a library's own that can't be copied, `kj::Own<session>`, over a class that nobody
/// else keeps: what it points to goes with it. Who holds a lock, `Locked<session>`, owns nothing.
static bool isOnlyOwner(QualType type) {
  const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!record || !record->hasDefinition() || isCopyable(*record) ||
      record->hasTrivialDestructor() || record->getTemplateArgs().size() == 0 ||
      record->getTemplateArgs()[0].getKind() != TemplateArgument::Type ||
      says(Meaning::Locks, record->getName()))
    return false;
  const CXXRecordDecl *kept = record->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  const CXXRecordDecl *shown = behindArrow(*record);
  return kept && kept->hasDefinition() && shown &&
         shown->getCanonicalDecl() == kept->getCanonicalDecl() && !isSharedOwned(*kept);
}

const Expr *ownerOf(const Expr &object, Unit &unit) {
  const Expr *owner = dereferencedBy(*object.IgnoreParenImpCasts());
  if (!owner)
    return nullptr;
  const VarDecl *local = localNamed(owner);
  // The arrow may be a base's.
  const CXXRecordDecl *record = local ? local->getType()->getAsCXXRecordDecl() : nullptr;
  return isOwner(owner->getType()) || (local && isOnlyOwner(owner->getType())) ||
                 (local && !isa<ParmVarDecl>(local) && record && record->hasDefinition() &&
                  findMember(*record, "use_count") && isOnlyHandle(*local, unit))
             ? owner
             : nullptr;
}

bool givesOwnStorage(const CXXMethodDecl *method) {
  const FunctionDecl *definition = method ? definitionOf(method) : nullptr;
  const auto *block = definition ? dyn_cast<CompoundStmt>(definition->getBody()) : nullptr;
  const auto *result =
      block && block->size() == 1 ? dyn_cast<ReturnStmt>(block->body_front()) : nullptr;
  const Expr *given =
      result && result->getRetValue() ? result->getRetValue()->IgnoreParenImpCasts() : nullptr;
  const auto isPart = [](const Expr &expression) {
    const auto *member = dyn_cast<MemberExpr>(expression.IgnoreParenImpCasts());
    return member && isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()) &&
           isa<FieldDecl>(member->getMemberDecl());
  };
  if (!given)
    return false;
  if (given->getType()->isArrayType())
    return isPart(*given);
  if (const auto *address = dyn_cast<UnaryOperator>(given))
    return address->getOpcode() == UO_AddrOf && isPart(*address->getSubExpr());
  const auto *call = dyn_cast<CXXMemberCallExpr>(given);
  const CXXRecordDecl *record = call ? call->getObjectType()->getAsCXXRecordDecl() : nullptr;
  const bool hasStorage = record && (isOwner(call->getObjectType()) ||
                                     (record->isInStdNamespace() && record->getName() == "array"));
  return hasStorage && !actsAsPointer(*record) && isPart(*call->getImplicitObjectArgument());
}

} // namespace corolint
