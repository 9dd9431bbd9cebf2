#include "checks/engine/errors/NeedlessError.h"
#include "checks/Models.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/errors/ReportsItself.h"
#include "checks/engine/errors/Told.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/values/ResultHabit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

bool isNoDiscard(const CoawaitExpr &await, Unit &unit) {
  const auto *tag = await.getType()->getAsTagDecl();
  return tag && tag->hasAttr<WarnUnusedResultAttr>() &&
         !unit.taskType(await.getType()).isAwaitable();
}

bool tellsOfEnd(const CoawaitExpr &await, const Models &models) {
  const auto *operation = dyn_cast<CallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
  const Expr *object = operation ? objectOf(*operation) : nullptr;
  const CXXRecordDecl *record = object ? recordBehind(stripped(*object).getType()) : nullptr;
  return record && models.failsWhenClosed(*record);
}

// ---- What was left alone on purpose

/// The first of the awaits that stand one below the other in a block, up to this statement.
static const Stmt &firstOfRow(const Stmt &statement, const Body &body) {
  const auto *block = dyn_cast_or_null<CompoundStmt>(body.parent(statement));
  const SourceManager &sources = body.context().getSourceManager();
  const Stmt *first = &statement;
  const auto *at = block ? std::find(block->body_begin(), block->body_end(), first) : nullptr;
  while (block && at != block->body_begin()) {
    const auto *above = dyn_cast<Expr>(*--at);
    if (!above || !isa<CoawaitExpr>(above->IgnoreUnlessSpelledInSource()) ||
        sources.getSpellingLineNumber(above->getEndLoc()) + 1 !=
            sources.getSpellingLineNumber(first->getBeginLoc()))
      break;
    first = above;
  }
  return *first;
}

bool isLeftUnreadOnPurpose(const CoawaitExpr &await, const Body &body) {
  const Stmt *statement = statementAround(body, await);
  return says(Meaning::LeftUnread, commentBehind(statement->getEndLoc(), body.context())) ||
         says(Meaning::LeftUnread,
              commentBefore(firstOfRow(*statement, body).getBeginLoc(), body.context()));
}

// ---- The last word

/// `co_return status;` of an error that is at hand already, `throw`: behind what is sent to the
/// other side about it, the caller is told of that one.
static bool leavesWithError(const Stmt &statement, Unit &unit) {
  if (const auto *expression = dyn_cast<Expr>(&statement))
    return isa<CXXThrowExpr>(expression->IgnoreUnlessSpelledInSource());
  const auto *result = dyn_cast<CoreturnStmt>(&statement);
  const VarDecl *error =
      result && result->getOperand() ? variableNamed(*result->getOperand()) : nullptr;
  return error && errorHolderOf(error->getType(), unit) != ErrorHolder::None;
}

/// The identifier that a call names; empty where it is none.
static std::string wordOf(const CallExpr *call) {
  const DeclarationName name = call ? calledBy(*call) : DeclarationName();
  return name.isIdentifier() ? name.getAsString() : "";
}

bool isLastWord(const CoawaitExpr &await, const Body &body, Unit &unit) {
  const Stmt *statement = statementAround(body, await);
  const auto *block = dyn_cast_or_null<CompoundStmt>(body.parent(*statement));
  if (!block)
    return false;
  const auto *next = std::find(block->body_begin(), block->body_end(), statement);
  if (next == block->body_end() || ++next == block->body_end())
    return false;
  const auto *operand = dyn_cast<CallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
  if (says(Meaning::Answers, wordOf(operand)) && leavesWithError(**next, unit))
    return true;
  const auto *expression = dyn_cast<Expr>(*next);
  const auto *call =
      expression ? dyn_cast<CallExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->getIdentifier() && says(Meaning::Closes, callee->getName());
}

// ---- What says little

/// An enumeration that nobody declared to be an error: often a status that few need.
static bool isGuessedEnum(QualType type, const Models &models) {
  const auto *codes = type->getAsEnumDecl();
  return codes && !codes->hasAttr<WarnUnusedResultAttr>() && !models.errorResult(*codes) &&
         !(codes->getIdentifier() && says(Meaning::ErrorClass, codes->getName()));
}

/// `co_await co_awaitTry(stopped());`: whoever wraps an await, so that it doesn't throw, and looks
/// at nothing where there is no value either, may want just that.
static bool isAskedNotToThrow(const CallExpr &call, QualType type, const Models &models) {
  const auto *result =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!call.getDirectCallee() || !models.errorValueAwait(*call.getDirectCallee()) || !result ||
      result->getTemplateArgs().size() == 0 ||
      result->getTemplateArgs().get(0).getKind() != TemplateArgument::Type)
    return false;
  const QualType value = result->getTemplateArgs().get(0).getAsType();
  const auto *record = value->getAsCXXRecordDecl();
  return value->isVoidType() || (record && record->hasDefinition() && record->isEmpty());
}

/// `channel.async_send(value)`: that fails when the other end has gone, so that nobody is left to
/// receive it.
static bool sendsToChannel(const CallExpr &call) {
  const Expr *object = objectOf(call);
  const CXXRecordDecl *record = object ? recordBehind(object->getType()) : nullptr;
  const std::string word = wordOf(&call);
  return record && record->getIdentifier() && says(Meaning::Channel, record->getName()) &&
         !word.empty() && saysSend(word);
}

/// `future<> close()`: what fails there has nobody to be told.
static bool endsObject(const FunctionDecl &function, Unit &unit) {
  const QualType result = unit.taskType(function.getReturnType()).result;
  return function.getIdentifier() && saysEnd(function.getName()) && !result.isNull() &&
         result->isVoidType();
}

/// A class that only looks like a status: no model knows it, and it may be dropped.
static bool isStatusByShape(const CoawaitExpr &await, Unit &unit) {
  const auto *record = await.getType()->getAsCXXRecordDecl();
  return record && !record->isInStdNamespace() && !unit.models().errorResult(*record) &&
         !isNoDiscard(await, unit);
}

/// A function whose status this code leaves alone more often than not: what it says is for those
/// who want to know.
static bool isDroppedByHabit(const CallExpr &call, Unit &unit) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee || unit.models().libraryOf(*callee))
    return false;
  const ResultHabit habit = habitOf(*callee, unit);
  return habit.dropped > 1 && habit.dropped > habit.tested;
}

bool mayBeNeedless(const CoawaitExpr &await, const Body &body, Unit &unit) {
  if (isGuessedEnum(await.getType(), unit.models()) || isLastWord(await, body, unit) ||
      (isStatusByShape(await, unit) && endsObject(body.function(), unit)))
    return true;
  const auto *call = dyn_cast<CallExpr>(await.getOperand()->IgnoreUnlessSpelledInSource());
  if (!call)
    return false;
  // A line for the console or a log, a sleep, an end: who could do something about it?
  const std::string word = wordOf(call);
  return writesToLog(*call, body.context()) || saysEnd(word) || says(Meaning::Sleeps, word) ||
         isAskedNotToThrow(*call, await.getType(), unit.models()) || sendsToChannel(*call) ||
         (isStatusByShape(await, unit) && isDroppedByHabit(*call, unit)) ||
         (call->getDirectCallee() && reportsItsErrors(*call->getDirectCallee(), unit));
}

} // namespace corolint
