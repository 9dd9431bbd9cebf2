#include "checks/engine/errors/Attempt.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/errors/ExpectedError.h"
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

static bool isShared(const Expr &operand) {
  const auto *call = dyn_cast<CallExpr>(&operand);
  const Expr *object = call ? objectOf(*call) : nullptr;
  for (const Expr *expression : {&operand, object}) {
    const auto *record = expression && !expression->getType().isNull()
                             ? expression->getType().getNonReferenceType()->getAsCXXRecordDecl()
                             : nullptr;
    if (record && record->getIdentifier() && says(Meaning::SharesResult, record->getName()) &&
        !record->isInStdNamespace())
      return true;
  }
  return false;
}

/// `f.get()` of the ready task that a continuation is given: its error comes out here.
static bool takesFromParameter(const Stmt &statement, Unit &unit) {
  const auto *call = dyn_cast<CXXMemberCallExpr>(&statement);
  const auto *object =
      call && call->getMethodDecl() && !call->getMethodDecl()->isConst()
          ? dyn_cast<DeclRefExpr>(call->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource())
          : nullptr;
  const auto *record = object && isa<ParmVarDecl>(object->getDecl()) &&
                               unit.taskType(object->getType().getNonReferenceType()).isAwaitable()
                           ? object->getType().getNonReferenceType()->getAsCXXRecordDecl()
                           : nullptr;
  return record && unit.models().errorResult(*record);
}

bool isExplainedAbove(const CXXTryStmt &attempt, const CXXCatchStmt &handler,
                      const ASTContext &context) {
  return says(Meaning::Excuse, commentBefore(attempt.getBeginLoc(), context)) ||
         says(Meaning::Excuse, commentBefore(handler.getBeginLoc(), context));
}

bool isExplainedAbove(const Body &body, const Expr &expression) {
  const Stmt *whole = &expression;
  for (const Stmt *outer = body.parent(*whole); isa_and_nonnull<Expr, DeclStmt, ReturnStmt>(outer);
       outer = body.parent(*outer))
    whole = outer;
  return says(Meaning::Excuse, commentBefore(whole->getBeginLoc(), body.context()));
}

/// The statement that runs right behind another one, which may be the last in its branch; null
/// where that isn't clear.
static const Stmt *nextBehind(const Body &body, const Stmt &statement) {
  const Stmt *child = &statement;
  for (const Stmt *s = body.parent(statement); s; child = s, s = body.parent(*s)) {
    if (const auto *block = dyn_cast<CompoundStmt>(s)) {
      const auto *next = std::find(block->body_begin(), block->body_end(), child);
      if (next != block->body_end() && ++next != block->body_end())
        return *next;
    } else if (!isa<IfStmt>(s)) {
      return nullptr;
    }
  }
  return nullptr;
}

bool cleansUpAfterError(const Body &body, const CXXTryStmt &attempt) {
  bool isKept = false, isRethrown = false, closes = false;
  const auto *next = dyn_cast_or_null<Expr>(nextBehind(body, attempt));
  const bool isLast = next && callsStd(*next->IgnoreUnlessSpelledInSource(), "rethrow_exception");
  for (const Stmt *statement : body.statements()) {
    const auto *call = dyn_cast<CallExpr>(statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (callee && callee->isInStdNamespace() && callee->getDeclName().isIdentifier()) {
      isKept |=
          callee->getName() == "current_exception" && call->getEndLoc() < attempt.getBeginLoc();
      isRethrown |=
          callee->getName() == "rethrow_exception" && attempt.getEndLoc() < call->getBeginLoc();
    }
    const Expr *operand =
        body.isWithin(*statement, *attempt.getTryBlock()) ? awaitOperand(*statement) : nullptr;
    if (!operand)
      continue;
    if (!isLast && !saysEnd(calledName(*operand->IgnoreUnlessSpelledInSource(), body.context())))
      return false;
    closes = true;
  }
  return isKept && isRethrown && closes;
}

/// Whether all that the try awaits is somebody's shared result, whose error others get, too.
bool awaitsShared(const Body &body, const CXXTryStmt &attempt) {
  bool shared = false;
  for (const Stmt *statement : body.statements()) {
    const Expr *operand =
        body.isWithin(*statement, *attempt.getTryBlock()) ? awaitOperand(*statement) : nullptr;
    if (!operand)
      continue;
    if (!isShared(*operand->IgnoreUnlessSpelledInSource()))
      return false;
    shared = true;
  }
  return shared;
}

/// Whether an error of what the try does matters: not of a single `socket.close()`, nor of a
/// conversion, `n = std::stoi(text)`.
bool endsWork(const Body &body, const CXXTryStmt &attempt, Unit &unit) {
  bool awaits = false, converts = false;
  unsigned work = 0;
  const Stmt *formality = nullptr;
  for (const Stmt *statement : body.statements()) {
    if (!body.isWithin(*statement, *attempt.getTryBlock()) ||
        (formality && body.isWithin(*statement, *formality)))
      continue;
    if (awaitOperand(*statement)) {
      // What handles all of its errors by itself has none to tell.
      if (!body.isPattern() && !awaitThrows(body, *cast<Expr>(statement), unit)) {
        formality = statement;
        continue;
      }
      awaits = true;
    }
    awaits |= isa<CXXThrowExpr>(statement) || takesFromParameter(*statement, unit);
    if (const auto *binary = dyn_cast<BinaryOperator>(statement))
      converts |= binary->isAssignmentOp();
    else if (const auto *call = dyn_cast<CallExpr>(statement))
      work += call->getNumArgs() > 0 ? 2 : 1;
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(statement))
      converts |= operation->isAssignmentOp();
  }
  return awaits || (!converts && work > 1);
}

/// " of 'f'": what the try awaits first, or calls.
llvm::SmallVector<const CoawaitExpr *, 4> awaitsWithin(const Body &body, const Stmt &part) {
  llvm::SmallVector<const CoawaitExpr *, 4> awaits;
  for (const Stmt *statement : body.statements())
    if (const auto *await = dyn_cast<CoawaitExpr>(statement); await && body.isWithin(*await, part))
      awaits.push_back(await);
  return awaits;
}

bool endsAccepting(const Body &body, const CXXTryStmt &attempt, const CXXCatchStmt &handler) {
  const CXXRecordDecl *error = caughtClass(handler);
  const auto awaits = awaitsWithin(body, *attempt.getTryBlock());
  const auto accepts = [](const CoawaitExpr *await) {
    const auto *call = dyn_cast<CallExpr>(await->getOperand()->IgnoreUnlessSpelledInSource());
    const DeclarationName name = call ? calledBy(*call) : DeclarationName();
    return name.isIdentifier() && !name.isEmpty() && verbOf(name.getAsString()) == "accept";
  };
  return error && error->getIdentifier() && error->getName() == "system_error" && !awaits.empty() &&
         llvm::all_of(awaits, accepts);
}

std::string culpritOf(const Body &body, const CXXTryStmt &attempt) {
  const CallExpr *first = nullptr;
  for (const Stmt *statement : body.statements()) {
    if (!body.isWithin(*statement, *attempt.getTryBlock()))
      continue;
    if (const Expr *operand = awaitOperand(*statement)) {
      const std::string name = calledName(*operand->IgnoreUnlessSpelledInSource(), body.context());
      return name.empty() ? "" : " of " + quoted(name);
    }
    if (isa<CoyieldExpr>(statement))
      return "";
    if (const auto *call = dyn_cast<CallExpr>(statement); call && !first)
      first = call;
  }
  const std::string name = first ? calledName(*first, body.context()) : "";
  return name.empty() ? "" : " of " + quoted(name);
}

bool isTried(const Body &body, const Stmt &statement) {
  for (const auto *attempt = body.enclosing<CXXTryStmt>(statement); attempt;
       attempt = body.enclosing<CXXTryStmt>(*attempt))
    if (body.isWithin(statement, *attempt->getTryBlock()))
      return true;
  return false;
}

bool goesOnBehind(const Body &body, const CXXTryStmt &attempt) {
  llvm::SmallPtrSet<const VarDecl *, 4> written;
  for (const Stmt *statement : body.statements())
    if (const Write write = writeOf(*statement);
        write && body.isWithin(*statement, *attempt.getTryBlock()))
      if (const VarDecl *variable = variableHolding(*write.target))
        written.insert(variable);
  const auto isFree = [&](const Stmt *next) {
    return isa<Expr>(next) && llvm::none_of(written, [&](const VarDecl *variable) {
             return mentions(*next, *variable);
           });
  };
  const Stmt *inner = &attempt;
  for (const Stmt *outer = body.parent(attempt); outer;
       inner = outer, outer = body.parent(*outer)) {
    const auto *block = dyn_cast<CompoundStmt>(outer);
    const auto *at = block ? std::find(block->body_begin(), block->body_end(), inner) : nullptr;
    if (block && std::any_of(std::next(at), block->body_end(), isFree))
      return true;
  }
  return false;
}

} // namespace corolint
