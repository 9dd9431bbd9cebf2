#include "checks/engine/errors/Told.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/code/Write.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/FailureValue.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

namespace corolint {

using namespace clang;

bool takesExceptionAtHand(DeclarationName function) {
  const IdentifierInfo *name = function.getAsIdentifierInfo();
  return name && says(Meaning::TakesError, name->getName());
}

bool isOfStd(const FunctionDecl &function) {
  const DeclContext *context = &function;
  while (context && !isa<NamespaceDecl>(context))
    context = context->getParent();
  return context && context->isStdNamespace();
}

/// Whether the names of the macros that a place comes from pass a test.
static bool anyMacro(SourceLocation at, const ASTContext &context,
                     llvm::function_ref<bool(llvm::StringRef)> test) {
  const SourceManager &sources = context.getSourceManager();
  for (; at.isMacroID(); at = sources.getImmediateMacroCallerLoc(at))
    if (sources.isMacroBodyExpansion(at) &&
        test(Lexer::getImmediateMacroName(at, sources, context.getLangOpts())))
      return true;
  return false;
}

// ---- Logs -------------------------------------------------------------------------------------

static bool speaksOfLog(llvm::StringRef name) { return says(Meaning::Log, name); }

bool writesToLog(const CallExpr &call, const ASTContext &context) {
  if (const IdentifierInfo *name = calledBy(call).getAsIdentifierInfo();
      name && speaksOfLog(name->getName()))
    return true;
  if (anyMacro(call.getBeginLoc(), context, speaksOfLog))
    return true;
  const Decl *callee = call.getCalleeDecl();
  for (const DeclContext *outer = callee ? callee->getDeclContext() : nullptr; outer;
       outer = outer->getParent())
    if (const auto *named = dyn_cast<NamedDecl>(outer);
        named && named->getIdentifier() && speaksOfLog(named->getName()))
      return true;
  // `console->error("text")`, `log_("text")`
  const Expr *object = objectOf(call);
  if (const auto *invoked = dyn_cast<CXXOperatorCallExpr>(&call);
      invoked && invoked->getOperator() == OO_Call)
    object = invoked->getArg(0);
  if (!object)
    return false;
  object = object->IgnoreUnlessSpelledInSource();
  const auto *member = dyn_cast<MemberExpr>(object);
  const auto *variable = dyn_cast<DeclRefExpr>(object);
  const NamedDecl *named = member     ? member->getMemberDecl()
                           : variable ? variable->getDecl()
                                      : nullptr;
  return named && named->getIdentifier() && speaksOfLog(named->getName());
}

bool onlyWritesToLog(const Body &function) {
  bool writes = false;
  for (const Stmt *statement : function.statements()) {
    if (const Write write = writeOf(*statement)) {
      const VarDecl *variable = variableHolding(*write.target);
      if (!variable || !isLocalValue(*variable))
        return false;
    }
    const auto *call = dyn_cast<CallExpr>(statement);
    if (!call)
      continue;
    const FunctionDecl *callee = call->getDirectCallee();
    const bool logs = writesToLog(*call, function.context());
    if (!logs && !(callee && (callee->getBuiltinID() || isOfStd(*callee))))
      return false;
    writes |= logs || isa<CXXOperatorCallExpr>(call);
  }
  return writes;
}

bool isConstantReport(const CallExpr &call) {
  bool text = false;
  for (const Expr *argument : call.arguments()) {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
        operation && operation->getOperator() == OO_Call && argument == operation->getArg(0))
      continue;
    if (!isConstant(*argument))
      return false;
    text |= hasText(*argument);
  }
  return text;
}

bool isConstantInsertion(const CXXOperatorCallExpr &operation) {
  if (operation.getOperator() != OO_LessLess || operation.getNumArgs() < 2 ||
      !isConstant(*operation.getArg(1)))
    return false;
  const auto *further =
      dyn_cast<CXXOperatorCallExpr>(operation.getArg(0)->IgnoreUnlessSpelledInSource());
  return !further || further->getOperator() != OO_LessLess || isConstantInsertion(*further);
}

// ---- Tests ------------------------------------------------------------------------------------

bool isFailureMacro(const Stmt &statement, const ASTContext &context) {
  return anyMacro(statement.getBeginLoc(), context, [](llvm::StringRef macro) {
    llvm::SmallVector<llvm::StringRef, 4> words;
    macro.split(words, '_');
    return !llvm::is_contained(words, "LOG") && llvm::any_of(words, [](llvm::StringRef word) {
      return word.ends_with("FAIL") || word == "FAILURE" || word == "UNREACHABLE";
    });
  });
}

/// Where a statement says that its part is run on some ways only; no place where it doesn't.
static SourceLocation choiceIn(const Stmt &statement, const Stmt &part) {
  if (const auto *branch = dyn_cast<IfStmt>(&statement))
    return &part == branch->getCond() ? SourceLocation() : branch->getIfLoc();
  if (const auto *operation = dyn_cast<AbstractConditionalOperator>(&statement))
    return operation->getQuestionLoc();
  if (const auto *choice = dyn_cast<SwitchStmt>(&statement))
    return choice->getSwitchLoc();
  const auto *both = dyn_cast<BinaryOperator>(&statement);
  return both && both->isLogicalOp() ? both->getOperatorLoc() : SourceLocation();
}

bool isAssertion(const Stmt &statement, const Body &body) {
  const auto asserts = [](llvm::StringRef macro) { return says(Meaning::Asserts, macro); };
  if (isFailureMacro(statement, body.context()) ||
      anyMacro(statement.getBeginLoc(), body.context(), asserts))
    return true;
  const Stmt *child = &statement;
  for (const Stmt *s = body.parent(statement); s && s->getBeginLoc().isMacroID();
       child = s, s = body.parent(*s)) {
    if (isWrittenByMacro(choiceIn(*s, *child), body.context()))
      return true;
  }
  return false;
}

} // namespace corolint
