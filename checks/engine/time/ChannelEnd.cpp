#include "checks/engine/time/ChannelEnd.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/Attempt.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/StateAction.h"
#include "checks/engine/values/Shared.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

/// The class of what a pointer, of whatever kind, leads to, or of the object itself.
static const CXXRecordDecl *classOf(const Expr &object) {
  const CXXRecordDecl *record = recordBehind(object.getType());
  return record ? record->getDefinition() : nullptr;
}

static bool isChannel(const Expr &object, Unit &unit) {
  const CXXRecordDecl *record = classOf(object);
  return record && says(Meaning::Channel, record->getName()) &&
         llvm::any_of(record->methods(), [&](const CXXMethodDecl *method) {
           return unit.taskType(method->getReturnType()).isAwaitable();
         });
}

/// Whether others wait for such an object: by a member, or by awaiting it.
static bool isWaitedFor(const CXXRecordDecl &record, Unit &unit) {
  return llvm::any_of(record.methods(), [&](const CXXMethodDecl *method) {
    return (method->getIdentifier() && says(Meaning::Waits, method->getName())) ||
           method->getOverloadedOperator() == OO_Coawait ||
           unit.taskType(method->getReturnType()).isAwaitable();
  });
}

/// `latch.count_down()`, `barrier.arrive()`, or `group.done()` of what somebody adds to: one of
/// those has ended that others wait for.
static bool countsAsEnded(const CXXMemberCallExpr &call, const Expr &object, llvm::StringRef name,
                          Unit &unit) {
  const CXXRecordDecl *record = classOf(object);
  const bool isGroup = record && name == "done" && findMember(*record, "add");
  return record && call.getType()->isVoidType() && (isGroup || says(Meaning::CountsDown, name)) &&
         isWaitedFor(*record, unit);
}

/// Whether another function of the class that has the member awaits something of it, or gives it to
/// whoever awaits that.
static bool isAwaitedBeside(const FieldDecl &field, const Body &body, Unit &unit) {
  const auto *record = dyn_cast<CXXRecordDecl>(field.getParent());
  return record && llvm::any_of(record->methods(), [&](const CXXMethodDecl *method) {
           const FunctionDecl *definition = definitionOf(method);
           if (!definition || definition == &body.function())
             return false;
           const Body &other = unit.body(*definition);
           return llvm::any_of(other.statements(), [&](const Stmt *statement) {
             const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
             const Expr *object = call ? objectOf(*call) : nullptr;
             return object && namedBy(*object) == &field &&
                    unit.taskType(call->getType()).isAwaitable();
           });
         });
}

/// `finished_.set()`, of what others wait for.
static bool tells(const CXXMemberCallExpr &call, const Expr &object, llvm::StringRef name,
                  const Body &body, Unit &unit) {
  const auto *field = dyn_cast_or_null<FieldDecl>(namedBy(object));
  return field && call.getType()->isVoidType() && saysThatItCame(name) &&
         isAwaitedBeside(*field, body, unit);
}

/// A statement that closes a channel which lives on, or tells that one of those has ended that
/// others wait for; or nulls.
static ChannelEnd endIn(const Stmt &statement, const Body &body, Unit &unit) {
  const auto *expression = dyn_cast<Expr>(&statement);
  const auto *call =
      expression ? dyn_cast<CXXMemberCallExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  const DeclarationName name = call ? calledBy(*call) : DeclarationName();
  if (!name.isIdentifier() || name.isEmpty())
    return {};
  const Expr *object = objectOf(*call);
  const bool ends = object && outlivesCoroutine(*object) &&
                    (countsAsEnded(*call, *object, name.getAsString(), unit) ||
                     tells(*call, *object, name.getAsString(), body, unit) ||
                     (saysEnd(name.getAsString()) && isChannel(*object, unit)));
  return ends ? ChannelEnd{call, object} : ChannelEnd();
}

/// Goes through a block from its last statement backwards, as far as they end things, blocks and
/// `do ... while (false)` in it included. Whether all of them do.
static bool endsBackwards(const Stmt &block, const Body &body, Unit &unit, ChannelEnd &first) {
  if (const auto *once = dyn_cast<DoStmt>(&block))
    return runsOnce(*once) && endsBackwards(*once->getBody(), body, unit, first);
  if (const auto *statements = dyn_cast<CompoundStmt>(&block))
    return llvm::all_of(llvm::reverse(statements->body()), [&](const Stmt *statement) {
      return endsBackwards(*statement, body, unit, first);
    });
  if (isa<CoreturnStmt>(block))
    return true;
  const ChannelEnd end = endIn(block, body, unit);
  if (end)
    first = end;
  return static_cast<bool>(end);
}

ChannelEnd skippedChannelEnd(const Suspensions &suspensions, Unit &unit) {
  const Body &body = suspensions.body();
  ChannelEnd first;
  if (body.root())
    endsBackwards(*body.root(), body, unit, first);
  if (!first)
    return first;
  for (const Expr *suspension : suspensions.all())
    if (suspension->getBeginLoc() < first.at->getBeginLoc() && !isTried(body, *suspension) &&
        awaitThrows(body, *suspension, unit)) {
      first.throws = suspension;
      return first;
    }
  return {};
}

} // namespace corolint
