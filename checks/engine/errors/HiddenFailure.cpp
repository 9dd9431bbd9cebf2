#include "checks/engine/errors/HiddenFailure.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/Attempt.h"
#include "checks/engine/errors/ErrorResult.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

using namespace clang;

/// The value that a statement returns, where it is a `return` or `co_return` of one; else null.
static const Expr *returnedBy(const Stmt *statement) {
  if (const auto *result = dyn_cast_or_null<CoreturnStmt>(statement))
    return result->getOperand();
  const auto *result = dyn_cast_or_null<ReturnStmt>(statement);
  return result ? result->getRetValue() : nullptr;
}

static bool isFalse(const Expr *value) {
  const auto *literal =
      value ? dyn_cast<CXXBoolLiteralExpr>(value->IgnoreUnlessSpelledInSource()) : nullptr;
  return literal && !literal->getValue();
}

static bool saysFalse(const Stmt *statement) { return isFalse(returnedBy(statement)); }

/// `if (error) co_return false;`, and nothing else in it.
static const Stmt *soleStatement(const Stmt *branch) {
  const auto *block = dyn_cast_or_null<CompoundStmt>(branch);
  return !block ? branch : block->size() == 1 ? block->body_front() : nullptr;
}

/// Whether a condition asks for nothing but whether there is an error: one of a certain kind may be
/// an answer.
static bool asksForAnyError(const IfStmt &question, Unit &unit) {
  const Expr *condition = question.getCond();
  if (!condition)
    return false;
  condition = condition->IgnoreUnlessSpelledInSource();
  if (const auto *negated = dyn_cast<UnaryOperator>(condition);
      negated && negated->getOpcode() == UO_LNot)
    condition = negated->getSubExpr()->IgnoreUnlessSpelledInSource();
  else if (const auto *negated = dyn_cast<CXXOperatorCallExpr>(condition);
           negated && negated->getOperator() == OO_Exclaim)
    condition = negated->getArg(0)->IgnoreUnlessSpelledInSource();
  return errorHolderOf(condition->getType(), unit) != ErrorHolder::None;
}

/// `good = false;` in a handler, where `co_return good;` follows; null without.
static const Stmt *flagLowered(const Body &body, const CXXCatchStmt &handler) {
  const auto isReturned = [&](const VarDecl &variable) {
    return llvm::any_of(body.statements(), [&](const Stmt *statement) {
      const Expr *value = returnedBy(statement);
      return value && variableNamed(*value) == &variable;
    });
  };
  for (const Stmt *statement : body.statements())
    if (const Write write = writeOf(*statement);
        write && isFalse(write.value) && body.isWithin(*statement, handler))
      if (const VarDecl *variable = variableNamed(*write.target);
          variable && variable->hasLocalStorage() && isReturned(*variable))
        return statement;
  return nullptr;
}

static const Stmt *hiddenBy(const Body &body, const CXXCatchStmt &handler, Unit &unit) {
  const auto *attempt = body.enclosing<CXXTryStmt>(handler);
  // One kind of error may be an answer: "there is none".
  if (breadthOf(handler) == Breadth::Narrow || !attempt || !endsWork(body, *attempt, unit) ||
      explainsItself(handler.getSourceRange(), body.context()) ||
      isExplainedAbove(*attempt, handler, body.context()))
    return nullptr;
  for (const ErrorPath &path : handlingOf(body, handler, unit).paths) {
    if (path.end == ErrorEnd::Returned && !path.used && saysFalse(path.leaves))
      return path.leaves;
    if (path.end == ErrorEnd::Kept && !path.used && !path.leaves)
      return flagLowered(body, handler);
  }
  return nullptr;
}

static const Stmt *hiddenBy(const Body &body, const Stmt &statement, Unit &unit) {
  if (const auto *handler = dyn_cast<CXXCatchStmt>(&statement))
    return hiddenBy(body, *handler, unit);
  const auto *question = dyn_cast<IfStmt>(&statement);
  const Stmt *sole = question ? soleStatement(question->getThen()) : nullptr;
  return saysFalse(sole) && asksForAnyError(*question, unit) &&
                 !explainsItself(question->getSourceRange(), body.context())
             ? sole
             : nullptr;
}

const Stmt *hiddenFailureIn(const FunctionDecl &definition, Unit &unit) {
  const QualType result = unit.taskType(definition.getReturnType()).result;
  if (result.isNull() || !result->isBooleanType() ||
      (definition.getDeclName().isIdentifier() && saysEnd(definition.getName())))
    return nullptr;
  const Body &body = unit.body(definition);
  const Stmt *hidden = nullptr;
  bool saysOther = false;
  if (!body.isCoroutine())
    return nullptr;
  for (const Stmt *statement : body.statements()) {
    saysOther |= returnedBy(statement) && !saysFalse(statement);
    if (!hidden)
      hidden = hiddenBy(body, *statement, unit);
  }
  return saysOther ? hidden : nullptr;
}

namespace {
/// What was found out about the functions of a unit.
struct HiddenFailures {
  llvm::DenseMap<const FunctionDecl *, SourceLocation> known;
};
} // namespace

SourceLocation hiddenFailureOf(const FunctionDecl &callee, Unit &unit) {
  if (const auto *method = dyn_cast<CXXMethodDecl>(&callee);
      method && method->isVirtual() && !method->hasAttr<FinalAttr>())
    return {};
  auto &known = unit.kept<HiddenFailures>().known;
  const FunctionDecl *canonical = callee.getCanonicalDecl();
  if (const auto found = known.find(canonical); found != known.end())
    return found->second;
  SourceLocation place;
  if (const FunctionDecl *definition = definitionOf(&callee)) {
    if (const Stmt *hidden = hiddenFailureIn(*definition, unit))
      place = hidden->getBeginLoc();
  } else if (const ProgramFact *told = toldElsewhere(FactKind::HidesFailure, callee, unit);
             told && !told->places.empty()) {
    place = placeIn(unit, told->places.front());
  }
  return known[canonical] = place;
}

} // namespace corolint
