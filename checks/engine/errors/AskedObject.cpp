#include "checks/engine/errors/AskedObject.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/things/ResultShape.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

static bool givesErrorEnum(const CXXMethodDecl &method) {
  const auto *codes = method.getReturnType()->getAsEnumDecl();
  return method.getNumParams() == 0 && !method.isStatic() && method.getIdentifier() &&
         says(Meaning::SomeError, method.getName()) && codes && codes->getDefinition() &&
         looksLikeErrorEnum(*codes->getDefinition());
}

/// `NetworkError error() const`
static const CXXMethodDecl *errorMemberOf(const CXXRecordDecl &record) {
  const CXXMethodDecl *found = nullptr;
  const auto look = [&](const CXXRecordDecl *base) {
    for (const CXXMethodDecl *method : base->methods())
      if (!found && givesErrorEnum(*method))
        found = method;
    return !found;
  };
  if (record.hasDefinition() && look(record.getDefinition()))
    record.getDefinition()->forallBases(look);
  return found;
}

/// Whether the operand of an await is the object, or what is made of it alone, `qCoro(reply)`, and
/// members of that.
static bool isAllOf(const Body &body, const Expr &operand, const DeclRefExpr &name) {
  for (const Stmt *s = &name; s && s != &operand; s = body.parent(*s)) {
    const Stmt *outer = body.parent(*s);
    const auto *call = dyn_cast_or_null<CallExpr>(outer);
    const bool isObject = call && call->getCallee() == s;
    if (!outer || !isa<Expr>(outer) || isa<LambdaExpr>(outer) ||
        (call && !isObject && call->getNumArgs() != 1))
      return false;
  }
  return true;
}

/// The variable that an await initialises, or that its operand is made of.
static const VarDecl *awaitedObject(const Body &body, const CoawaitExpr &await) {
  for (const Stmt *s = &await; s && isa<Expr>(s); s = body.parent(*s))
    if (const VarDecl *variable = body.initialisedBy(*cast<Expr>(s)))
      return recordBehind(variable->getType()) ? variable : nullptr;
  for (const Stmt *statement : body.statements()) {
    const auto *name = dyn_cast<DeclRefExpr>(statement);
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    if (variable && variable->isLocalVarDecl() && recordBehind(variable->getType()) &&
        body.isWithin(*name, *await.getOperand()) && isAllOf(body, *await.getOperand(), *name))
      return variable;
  }
  return nullptr;
}

/// The member call that a name of the object is only used for: `reply->readAll()`.
static const CXXMemberCallExpr *askedBy(const Body &body, const DeclRefExpr &name) {
  for (const Stmt *s = body.parent(name); s && isa<Expr>(s); s = body.parent(*s)) {
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(s))
      return namedBy(*call->getImplicitObjectArgument()) == name.getDecl() ? call : nullptr;
    if (!isa<ImplicitCastExpr, ParenExpr, MemberExpr, UnaryOperator>(s))
      return nullptr;
  }
  return nullptr;
}

/// Whether what a member gives is content, which looks the same when nothing has come: it says
/// neither yes or no nor one of several, and isn't asked for by a key.
static bool givesContent(const CXXMemberCallExpr &call) {
  const QualType type = call.getType();
  return call.getNumArgs() == 0 && !type->isVoidType() && !type->isBooleanType() &&
         !type->isEnumeralType();
}

/// `parse(reply->readAll(), &wrong)`: whether the content is what was asked for is told there, or
/// by `if (text.isEmpty()) ... else ...`.
static bool isLookedThrough(const Body &body, const Expr &content) {
  for (const Stmt *s = &content; s && isa<Expr>(s); s = body.parent(*s)) {
    const VarDecl *variable = body.initialisedBy(*cast<Expr>(s));
    if (variable && decidesBranch(body, *variable))
      return true;
    if (const auto *call = dyn_cast<CallExpr>(s);
        call && llvm::any_of(call->arguments(), [](const Expr *argument) {
          const auto *address = dyn_cast<UnaryOperator>(argument->IgnoreParenImpCasts());
          return address && address->getOpcode() == UO_AddrOf;
        }))
      return true;
  }
  return false;
}

std::optional<UnaskedObject> unaskedObjectOf(const Body &body, const CoawaitExpr &await) {
  const VarDecl *variable = awaitedObject(body, await);
  const CXXRecordDecl *record = variable ? recordBehind(variable->getType()) : nullptr;
  const CXXMethodDecl *error = record ? errorMemberOf(*record) : nullptr;
  if (!error)
    return std::nullopt;
  const SourceManager &sources = body.context().getSourceManager();
  UnaskedObject found{variable, error, nullptr};
  for (const DeclRefExpr *use : body.uses(*variable)) {
    if (body.isWithin(*use, await))
      continue;
    const CXXMemberCallExpr *call = askedBy(body, *use);
    if (!call)
      return std::nullopt;
    if (!sources.isBeforeInTranslationUnit(await.getEndLoc(), use->getLocation()) ||
        (call->getType()->isVoidType() && call->getNumArgs() == 0))
      continue;
    const CXXMethodDecl *asked = call->getMethodDecl();
    if (!asked || !asked->getIdentifier() || !givesContent(*call) ||
        says(Meaning::SomeError, asked->getName()) || isLookedThrough(body, *call))
      return std::nullopt;
    if (!found.read)
      found.read = call;
  }
  return found.read ? std::optional(found) : std::nullopt;
}

} // namespace corolint
