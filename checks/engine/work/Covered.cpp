#include "checks/engine/work/Covered.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Preamble.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/CallSites.h"
#include "checks/engine/things/EachBody.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/TaskFailure.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/work/Spawn.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

using namespace clang;

/// The coroutine behind an ordinary function that only returns another's task, perhaps one of
/// another file; null where it can't be told.
static const FunctionDecl *coroutineBehind(const FunctionDecl &function, Unit &unit,
                                           unsigned depth = 3) {
  const FunctionDecl *definition = definitionOf(&function);
  if (!definition)
    return nullptr;
  const Body &body = unit.body(*definition);
  if (body.isCoroutine())
    return definition;
  const ReturnStmt *only = nullptr;
  for (const Stmt *statement : body.statements())
    if (const auto *result = dyn_cast<ReturnStmt>(statement)) {
      if (only)
        return nullptr;
      only = result;
    }
  if (!only || !only->getRetValue() || depth == 0)
    return nullptr;
  const FunctionDecl *runs = runBy(*only->getRetValue(), unit);
  if (!runs || runs == &function)
    return nullptr;
  return mayBeElsewhere(*runs, unit) ? runs : coroutineBehind(*runs, unit, depth - 1);
}

bool isCovered(const FunctionDecl &coroutine, Unit &unit) {
  const FunctionDecl *behind = coroutineBehind(coroutine, unit);
  return behind ? coversItsErrors(*behind, unit)
                : !definitionOf(&coroutine) && coversItsErrors(coroutine, unit);
}

const Stmt *escapeOf(const FunctionDecl &coroutine, Unit &unit) {
  const FunctionDecl *behind = definitionOf(coroutineBehind(coroutine, unit));
  return behind ? findEscape(unit.body(*behind), Suspect::Awaits, unit) : nullptr;
}

SourceLocation escapeElsewhere(const FunctionDecl &coroutine, Unit &unit) {
  const FunctionDecl *behind = coroutineBehind(coroutine, unit);
  const ProgramFact *told = toldElsewhere(FactKind::Covers, behind ? *behind : coroutine, unit);
  return told && told->claim == static_cast<int>(Covering::Leaves) && !told->places.empty()
             ? placeIn(unit, told->places.front())
             : SourceLocation();
}

bool isCovered(const Body &body, const Spawned &spawned, Unit &unit) {
  if (spawned.runs && isCovered(*spawned.runs, unit))
    return true;
  if (!spawned.started)
    return false;
  const bool task = unit.taskType(spawned.started->getType().getNonReferenceType()).isAwaitable();
  return task ? !taskMayFail(body, *spawned.started, unit)
              : !callableMayFail(body, *spawned.started, unit);
}

bool isOnlyGivenCovered(const Body &body, const Expr &task, Unit &unit) {
  const ParmVarDecl *parameter = givenToBody(body, task);
  if (!parameter)
    return false;
  const auto sites = unit.kept<CallSites>().of(body.function(), unit);
  return !sites.empty() && llvm::all_of(sites, [&](const CallSites::Site &site) {
    const unsigned index = parameter->getFunctionScopeIndex();
    return index < site.call->getNumArgs() &&
           !taskMayFail(unit.body(*site.in), *site.call->getArg(index), unit);
  });
}

bool isOnlyFilledWithCovered(const Expr &container, Unit &unit) {
  const ValueDecl *holder = namedBy(container);
  if (!holder)
    return false;
  bool isFilled = false, mayFail = false;
  const auto visit = [&](const Body &body) {
    for (const Stmt *statement : body.statements()) {
      const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
      const Expr *object = call ? objectOf(*call) : nullptr;
      const ValueDecl *other = object ? namedBy(*object) : nullptr;
      if (!other || other->getLocation() != holder->getLocation())
        continue;
      for (const Expr *argument : call->arguments()) {
        if (!unit.taskType(argument->getType().getNonReferenceType()).isAwaitable())
          continue;
        isFilled = true;
        mayFail |= taskMayFail(body, *argument, unit) && !isOnlyGivenCovered(body, *argument, unit);
      }
    }
  };
  const auto preamble = Preamble::of(unit.context().getSourceManager());
  eachBody(Unvisited().next(preamble->filesThatMention(holder->getNameAsString(), unit.context()),
                            unit.context()),
           Instances::AreVisited, unit, visit);
  return isFilled && !mayFail;
}

// ---- Whoever waits below
// ----------------------------------------------------------------------------------------

/// The local variables that an expression hands on by reference, captures included.
static void handedOn(const Stmt &statement, llvm::SmallPtrSetImpl<const ValueDecl *> &variables) {
  if (const auto *lambda = dyn_cast<LambdaExpr>(&statement)) {
    for (const LambdaCapture &capture : lambda->captures())
      if (capture.capturesVariable())
        variables.insert(capture.getCapturedVar());
    return;
  }
  if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
    if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
        variable && variable->hasLocalStorage())
      variables.insert(variable);
  for (const Stmt *child : statement.children())
    if (child)
      handedOn(*child, variables);
}

static bool comesOf(const Expr &object, const llvm::SmallPtrSetImpl<const ValueDecl *> &variables,
                    unsigned depth = 3) {
  llvm::SmallPtrSet<const ValueDecl *, 4> named;
  handedOn(object, named);
  return llvm::any_of(named, [&](const ValueDecl *variable) {
    const auto *local = dyn_cast<VarDecl>(variable);
    return variables.contains(variable) || (depth > 0 && local && local->getInit() &&
                                            comesOf(*local->getInit(), variables, depth - 1));
  });
}

/// What can be given an error, for whoever waits at its other end.
static bool isPromise(QualType type) {
  const auto *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() &&
         (findMember(*record, "set_exception") || findMember(*record, "setException"));
}

bool isWaitedForBelow(const Body &body, const Spawned &spawned, Unit &unit) {
  llvm::SmallPtrSet<const ValueDecl *, 8> given, promises;
  handedOn(spawned.started ? *spawned.started : *spawned.at, given);
  for (const ValueDecl *variable : given)
    if (isPromise(variable->getType()))
      promises.insert(variable);
  if (promises.empty())
    return false;
  const SourceManager &sources = body.context().getSourceManager();
  return llvm::any_of(body.statements(), [&](const Stmt *statement) {
    const auto *call = dyn_cast<CXXMemberCallExpr>(statement);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    const Known<BlockingRow> row = callee ? unit.models().blocking(*callee) : Known<BlockingRow>();
    const Expr *object = row && row->kind == BlockingKind::Wait ? objectOf(*call) : nullptr;
    return object &&
           sources.isBeforeInTranslationUnit(spawned.at->getEndLoc(), call->getBeginLoc()) &&
           comesOf(*object, promises);
  });
}

} // namespace corolint
