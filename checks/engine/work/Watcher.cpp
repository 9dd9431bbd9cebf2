#include "checks/engine/work/Watcher.h"
#include "checks/engine/things/Ownership.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/work/Escape.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

/// The weak reference to its own object that a member names behind a place.
static const VarDecl *askedBehind(const Body &body, const CXXRecordDecl &record,
                                  SourceLocation place) {
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *statement : body.statements()) {
    const auto *name = dyn_cast<DeclRefExpr>(statement);
    const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
    if (variable && variable->isLocalVarDecl() && isWeak(variable->getType()) &&
        isHandleOf(variable->getType(), record) &&
        sources.isBeforeInTranslationUnit(variable->getLocation(), place) &&
        sources.isBeforeInTranslationUnit(place, name->getLocation()))
      return variable;
  }
  return nullptr;
}

/// The weak reference that a member coroutine asks behind one of its suspensions.
static const VarDecl *askedIn(const CXXMethodDecl &member, const CXXRecordDecl &record,
                              Unit &unit) {
  const Body &body = unit.body(member);
  if (!body.isCoroutine())
    return nullptr;
  for (const Stmt *statement : body.statements())
    if (suspensionOperand(*statement))
      if (const VarDecl *asked = askedBehind(body, record, statement->getBeginLoc()))
        return asked;
  return nullptr;
}

/// `if (!co_await load()) co_return;`, of a member that asks: it has told whether the object is
/// still there.
static bool isToldBy(const Body &body, const CXXRecordDecl &record, SourceLocation suspension,
                     Unit &unit) {
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *await = dyn_cast<Expr>(statement);
    const Expr *operand = awaitOperand(*statement);
    if (!await || !operand || statement->getBeginLoc() != suspension)
      return false;
    const auto *call = dyn_cast<CallExpr>(operand->IgnoreUnlessSpelledInSource());
    const auto *callee = call ? dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee()) : nullptr;
    const auto *definition =
        callee ? cast_or_null<CXXMethodDecl>(callee->getDefinition()) : nullptr;
    return definition && isOnThis(*call) && !await->getType()->isVoidType() &&
           fateOf(body, *await, unit).fate != Fate::Discarded && askedIn(*definition, record, unit);
  });
}

std::optional<Watcher> watcherAmong(const Body &body, const CXXRecordDecl &record,
                                    SourceLocation suspension, Unit &unit) {
  if (isToldBy(body, record, suspension, unit))
    return std::nullopt;
  for (const CXXMethodDecl *member : record.methods()) {
    const auto *definition = cast_or_null<CXXMethodDecl>(member->getDefinition());
    if (!definition || definition->isStatic() || definition->isDependentContext() ||
        definition->getCanonicalDecl() == body.function().getCanonicalDecl())
      continue;
    if (const VarDecl *asked = askedIn(*definition, record, unit))
      return Watcher{definition, asked, nullptr};
  }
  return std::nullopt;
}

std::optional<Watcher> watcherThatAwaits(llvm::ArrayRef<CallSites::Site> sites,
                                         const CXXRecordDecl &record, Unit &unit) {
  for (const CallSites::Site &site : sites) {
    const auto *member = dyn_cast<CXXMethodDecl>(site.in);
    if (!member || member->getParent()->getCanonicalDecl() != record.getCanonicalDecl())
      continue;
    const Body &body = unit.body(*member);
    if (body.isCoroutine() && isOnThis(*site.call) &&
        destinationOf(body, *site.call, unit).where == Where::AwaitedHere &&
        isOnlyWatched(body, record, {}, site.call->getBeginLoc()))
      if (const VarDecl *asked = askedBehind(body, record, site.call->getBeginLoc()))
        return Watcher{member, asked, site.call};
  }
  return std::nullopt;
}

} // namespace corolint
