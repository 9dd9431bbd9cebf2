// Of functions that are no members: handles of C, memory, transactions, what has no object.
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Verbs.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/ActionReader.h"
#include "checks/engine/time/StateAction.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

std::pair<llvm::StringRef, llvm::StringRef> transactionVerb(const CallExpr &call) {
  for (const Expr *argument : call.arguments()) {
    const Expr *e = argument->IgnoreUnlessSpelledInSource();
    while (const auto *made = dyn_cast<CXXConstructExpr>(e)) {
      if (made->getNumArgs() == 0)
        break;
      e = made->getArg(0)->IgnoreUnlessSpelledInSource();
    }
    const auto *text = dyn_cast<StringLiteral>(e);
    if (!text || text->getCharByteWidth() != 1)
      continue;
    const llvm::StringRef statement = text->getString().ltrim();
    const llvm::StringRef word = statement.take_while([](char c) { return c != ' ' && c != ';'; });
    if (word.equals_insensitive("begin") || statement.starts_with_insensitive("start transaction"))
      return {"begin", word};
    if (word.equals_insensitive("commit"))
      return {"commit", word};
    if (word.equals_insensitive("rollback"))
      return {"rollback", word};
  }
  return {};
}

Action ActionReader::memoryBegin(const CXXNewExpr &creation) const {
  Action action;
  action.kind = Action::Memory;
  const Stmt *inner = &creation;
  for (const Stmt *s = &creation; s && isa<Expr>(s); inner = s, s = body_.parent(*s))
    if (const VarDecl *variable = body_.initialisedBy(*cast<Expr>(s));
        variable && variable->getType()->isPointerType()) {
      action.variable = variable;
      action.at = body_.parent(*s) ? body_.parent(*s) : inner;
      action.begins = true;
      return action;
    }
  return action;
}

Action ActionReader::elementErased(const CallExpr &call) const {
  Action action;
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee->isInStdNamespace() || !callee->getDeclName().isIdentifier() ||
      callee->getName() != "erase" || call.getNumArgs() != 2 || !isStatement(call, action) ||
      !outlivesCoroutine(*call.getArg(0)))
    return {};
  action.object = call.getArg(0);
  action.key = call.getArg(1);
  action.function = callee;
  action.verb = "erase";
  action.ends = true;
  return action;
}

Action ActionReader::freeFunction(const CallExpr &call) const {
  if (isExchange(call))
    return exchanged(call);
  if (const Action erased = elementErased(call); erased.ends)
    return erased;
  for (const Action &handle : {freeCall(call), namedCall(call), statementCall(call)})
    if (handle.begins || handle.ends)
      return handle;
  const Action global = globalCall(call);
  return global.begins || global.ends ? global : made(call);
}

bool ActionReader::isStaticMember(const CallExpr &call) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee());
  return method && method->isStatic() && !isa<CXXOperatorCallExpr>(call);
}

Action ActionReader::globalCall(const CallExpr &call) const {
  Action action;
  const FunctionDecl *callee = call.getDirectCallee();
  if (unit_.isTest() || !callee->getDeclName().isIdentifier() || !isStatement(call, action))
    return {};
  action.kind = Action::Global;
  action.function = callee;
  action.call = &call;
  action.begins = mayBeginGlobally(callee->getName());
  action.ends = mayEndGlobally(callee->getName());
  return action;
}

Action ActionReader::namedCall(const CallExpr &call) const {
  Action action;
  action.kind = Action::Memory;
  action.byName = true;
  action.at = &call;
  action.function = call.getDirectCallee();
  if (!action.function->getDeclName().isIdentifier() || unit_.isTest())
    return action;
  const llvm::StringRef name = action.function->getName();
  const bool begins =
      llvm::any_of(functionVerbs(), [&](const Verbs &pair) { return hasWord(name, pair.begin); });
  const bool ends =
      llvm::any_of(functionVerbs(), [&](const Verbs &pair) { return hasWord(name, pair.end); });
  for (const Stmt *s = &call; begins && s && isa<Expr>(s) && !action.variable; s = body_.parent(*s))
    action.variable = body_.initialisedBy(*cast<Expr>(s));
  for (const Expr *argument : call.arguments())
    if (!action.variable)
      action.variable = handleGiven(*argument, begins);
  // A class that is returned is judged by its members.
  const bool returned = action.variable && action.variable->getInit() &&
                        body_.isWithin(call, *action.variable->getInit());
  if (!action.variable || !isPlainHandle(*action.variable) ||
      (returned && action.variable->getType()->isRecordType()))
    return action;
  action.begins = begins;
  action.ends = ends && call.getNumArgs() > 0;
  return action;
}

const VarDecl *ActionReader::handleGiven(const Expr &argument, bool begins) {
  const auto *address = dyn_cast<UnaryOperator>(argument.IgnoreParenImpCasts());
  if (address && address->getOpcode() == UO_AddrOf)
    return variableNamed(*address->getSubExpr());
  return begins ? nullptr : variableNamed(argument);
}

bool ActionReader::isPlainHandle(const VarDecl &variable) const {
  const QualType type = variable.getType();
  return variable.hasLocalStorage() && !isa<ParmVarDecl>(variable) &&
         (type->isPointerType() || type->isIntegerType() ||
          (type->isRecordType() && type.isTrivialType(unit_.context())));
}

Action ActionReader::statementCall(const CallExpr &call) const {
  Action action;
  const auto [verb, word] = transactionVerb(call);
  if (verb.empty() || !isStatement(call, action))
    return {};
  return transaction(*call.getArg(0), *call.getDirectCallee(), verb, word, action);
}

Action ActionReader::transaction(const Expr &object, const FunctionDecl &function,
                                 llvm::StringRef verb, llvm::StringRef word, Action action) {
  action.object = &object;
  action.function = &function;
  action.verb = verb.str();
  action.statement = word;
  (verb == "begin" ? action.begins : action.ends) = true;
  return action;
}

Action ActionReader::freeCall(const CallExpr &call) const {
  Action action;
  action.kind = Action::Memory;
  action.at = &call;
  action.function = call.getDirectCallee();
  for (const Library *library : unit_.models().libraries())
    for (const CleanupPairRow &row : library->cleanupPairs) {
      action.begins |= beginsPair(*action.function, row, *library);
      action.ends |= llvm::any_of(row.end, [&](llvm::StringRef end) {
        return end.contains("::") && isNamed(*action.function, end, *library);
      });
    }
  for (const Stmt *s = &call; action.begins && s && isa<Expr>(s) && !action.variable;
       s = body_.parent(*s))
    action.variable = body_.initialisedBy(*cast<Expr>(s));
  if (action.ends && call.getNumArgs() > 0)
    action.variable = variableNamed(*call.getArg(0));
  if (!action.variable || !action.variable->hasLocalStorage() ||
      action.variable->getType()->isRecordType())
    action.begins = action.ends = false;
  return action;
}

Action ActionReader::exchanged(const CallExpr &call) const {
  Action action;
  action.kind = Action::Value;
  action.object = call.getArg(0);
  action.saved = variableFor(call, action);
  action.begins = action.saved && outlivesCoroutine(*action.object);
  if (action.begins || !isTrue(*call.getArg(1), true))
    return action;
  // `if (std::exchange(busy, true)) co_return;`
  Action taken;
  taken.at = &call;
  taken.tested = true;
  return flagged(*call.getArg(0), *call.getArg(1), taken);
}

} // namespace corolint
