#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Gap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

using namespace clang;

namespace {

bool isWhole(const CompoundStmt &block, const ASTContext &context) {
  if (block.getLBracLoc().isMacroID() || block.getRBracLoc().isMacroID())
    return true;
  SourceLocation end = block.getLBracLoc();
  for (const Stmt *statement : block.body()) {
    if (!statement || !Gap(end, statement->getBeginLoc(), context).holdsOnlySeparators())
      return false;
    end = statement->getEndLoc();
  }
  return Gap(end, block.getRBracLoc(), context).holdsOnlySeparators();
}

/// The parts of a statement's head, in brackets; null for what isn't there.
struct Head {
  SourceLocation open, close;
  llvm::SmallVector<const Stmt *, 3> parts{};
};

Head headOf(const Stmt &statement) {
  if (const auto *loop = dyn_cast<ForStmt>(&statement)) {
    const Stmt *declared = loop->getConditionVariableDeclStmt();
    return {loop->getLParenLoc(),
            loop->getRParenLoc(),
            {loop->getInit(), declared ? declared : loop->getCond(), loop->getInc()}};
  }
  const auto ofCondition = [](const auto &s, const Stmt *init) -> Head {
    const Stmt *declared = s.getConditionVariableDeclStmt();
    return {s.getLParenLoc(), s.getRParenLoc(), {init, declared ? declared : s.getCond()}};
  };
  if (const auto *branch = dyn_cast<IfStmt>(&statement))
    return branch->isConsteval() ? Head{} : ofCondition(*branch, branch->getInit());
  if (const auto *choice = dyn_cast<SwitchStmt>(&statement))
    return ofCondition(*choice, choice->getInit());
  if (const auto *loop = dyn_cast<WhileStmt>(&statement))
    return ofCondition(*loop, nullptr);
  return {};
}

/// The parser leaves a part of a head empty that it can't make sense of.
bool hasWholeHead(const Stmt &statement, const ASTContext &context) {
  const Head head = headOf(statement);
  if (head.open.isInvalid() || head.open.isMacroID() || head.close.isMacroID())
    return true;
  SourceLocation end = head.open;
  for (const Stmt *part : head.parts) {
    if (!part)
      continue;
    if (!Gap(end, part->getBeginLoc(), context).holdsOnlySeparators())
      return false;
    end = part->getEndLoc();
  }
  return Gap(end, head.close, context).holdsOnlySeparators();
}

/// The parser leaves out what a variable begins with, where it can't make sense of that.
bool hasWholeInits(const DeclStmt &statement, const ASTContext &context) {
  SourceLocation end = statement.getEndLoc();
  for (const Decl *declared : llvm::reverse(statement.decls())) {
    const auto *variable = dyn_cast<VarDecl>(declared);
    if (variable && !variable->hasInit() && !variable->getLocation().isMacroID() &&
        Gap(variable->getLocation(), end, context).find(tok::equal).isValid())
      return false;
    end = declared->getLocation();
  }
  return true;
}

bool isValid(const DeclStmt &statement, const ASTContext &context) {
  return hasWholeInits(statement, context) && llvm::none_of(statement.decls(), [](const Decl *d) {
           const auto *record = dyn_cast<CXXRecordDecl>(d);
           return d->isInvalidDecl() ||
                  (record && llvm::any_of(record->decls(), [](const Decl *member) {
                     return member->isInvalidDecl();
                   }));
         });
}

bool isValid(const Stmt &statement, const ASTContext &context) {
  if (const auto *expression = dyn_cast<Expr>(&statement))
    return !expression->getType().isNull() && !expression->containsErrors();
  if (const auto *declaration = dyn_cast<DeclStmt>(&statement))
    return isValid(*declaration, context);
  if (const auto *handler = dyn_cast<CXXCatchStmt>(&statement))
    return !handler->getExceptionDecl() || !handler->getExceptionDecl()->isInvalidDecl();
  if (const auto *block = dyn_cast<CompoundStmt>(&statement))
    return isWhole(*block, context);
  return hasWholeHead(statement, context);
}

/// Whether the code of a statement was understood, nested lambdas included.
bool isUnderstood(const Stmt &root, const ASTContext &context) {
  llvm::SmallVector<const Stmt *, 32> open{&root};
  while (!open.empty()) {
    const Stmt *statement = open.pop_back_val();
    if (!isValid(*statement, context))
      return false;
    for (const Stmt *child : statement->children())
      if (child)
        open.push_back(child);
  }
  return true;
}

bool isUnderstoodAlone(const FunctionDecl &function) {
  if (function.isInvalidDecl())
    return false;
  const ASTContext &context = function.getASTContext();
  if (const auto *constructor = dyn_cast<CXXConstructorDecl>(&function))
    for (const CXXCtorInitializer *initialiser : constructor->inits())
      if (!initialiser->getInit() || !isUnderstood(*initialiser->getInit(), context))
        return false;
  const Stmt *body = function.getBody();
  return !body || isUnderstood(*body, context);
}

} // namespace

bool isUnderstood(const FunctionDecl &function) {
  if (!function.getASTContext().getDiagnostics().hasUncompilableErrorOccurred())
    return true;
  for (const DeclContext *around = &function; around; around = around->getParent())
    if (const auto *outer = dyn_cast<FunctionDecl>(around); outer && !isUnderstoodAlone(*outer))
      return false;
  return true;
}

const FunctionDecl *definitionOf(const FunctionDecl *function) {
  const FunctionDecl *definition = nullptr;
  if (!function || !function->getBody(definition))
    return nullptr;
  // The bodies of system headers are read by some faces and skipped by others, which are to find
  // the same.
  const SourceManager &sources = definition->getASTContext().getSourceManager();
  return !sources.isInSystemHeader(definition->getLocation()) && isUnderstood(*definition)
             ? definition
             : nullptr;
}

const FunctionDecl *writtenDefinition(const FunctionDecl &function) {
  const FunctionDecl *written = &function;
  if (const FunctionTemplateDecl *pattern = function.getDescribedFunctionTemplate()) {
    while (pattern->getInstantiatedFromMemberTemplate())
      pattern = pattern->getInstantiatedFromMemberTemplate();
    written = pattern->getTemplatedDecl();
  } else if (!function.hasBody()) {
    written = function.getTemplateInstantiationPattern();
  }
  return written && written->hasBody(written) ? written : nullptr;
}

} // namespace corolint
