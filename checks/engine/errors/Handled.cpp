#include "checks/engine/errors/Handled.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/errors/HandledPaths.h"
#include "checks/engine/errors/Kept.h"
#include "checks/engine/errors/Throws.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace corolint {

using namespace clang;

const ErrorPath *Handling::find(ErrorEnd end) const {
  const auto found = llvm::find_if(paths, [&](const ErrorPath &path) { return path.end == end; });
  return found == paths.end() ? nullptr : &*found;
}

bool Handling::ignored() const {
  return !paths.empty() && llvm::all_of(paths, [](const ErrorPath &path) {
    return path.end == ErrorEnd::Dropped && !path.partly;
  });
}

bool Handling::always(std::initializer_list<ErrorEnd> ends) const {
  return !paths.empty() && llvm::all_of(paths, [&](const ErrorPath &path) {
    return llvm::is_contained(ends, path.end);
  });
}

bool isExceptionPtr(QualType type) {
  const auto *record = type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->getIdentifier() || record->getName() != "exception_ptr")
    return false;
  // Libraries keep it in a namespace of their own below std.
  const DeclContext *context = record->getDeclContext();
  while (context && !context->isStdNamespace())
    context = context->getParent();
  return context != nullptr;
}

bool callsStd(const Stmt &statement, llvm::StringRef name) {
  const auto *call = dyn_cast<CallExpr>(&statement);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  return callee && callee->getIdentifier() && callee->getName() == name &&
         callee->isInStdNamespace();
}

Handling handlingOf(const Body &body, const CXXCatchStmt &handler, Unit &unit) {
  Handling handling =
      pathsThrough(handler.getHandlerBlock(), body, {handler.getExceptionDecl(), true}, unit);
  const auto *attempt = dyn_cast_or_null<CXXTryStmt>(body.parent(handler));
  if (!attempt || !handling.dropped())
    return handling;
  const bool handlesSome = llvm::any_of(
      handling.paths, [](const ErrorPath &path) { return path.end != ErrorEnd::Dropped; });
  const bool seen = showsBehind(body, *attempt) || (handlesSome && isTriedAgain(body, *attempt));
  for (ErrorPath &path : handling.paths)
    if (path.end == ErrorEnd::Dropped && seen && (!path.leaves || isa<ContinueStmt>(path.leaves)))
      path.end = ErrorEnd::Kept;
  return handling;
}

Handling handlingOf(const Body &callback, const ParmVarDecl &error, Unit &unit) {
  return pathsThrough(callback.root(), callback, {&error, false}, unit);
}

Handling handlingOfCurrent(const Body &function, Unit &unit) {
  return pathsThrough(function.root(), function, {nullptr, true}, unit);
}

bool isCoroutineCode(const Body &body, Unit &unit) {
  const FunctionDecl &function = body.function();
  if (body.isCoroutine() || unit.taskType(function.getReturnType()).isAwaitable())
    return true;
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  if (!method || isa<CXXDestructorDecl>(method))
    return false;
  if (!method->getParent()->isLambda())
    return findMember(*method->getParent(), "unhandled_exception") ||
           findMember(*method->getParent(), "await_resume");
  return llvm::any_of(function.parameters(), [&](const ParmVarDecl *parameter) {
    const auto *record = parameter->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return isExceptionPtr(parameter->getType()) ||
           (record && (unit.models().errorResult(*record) || isStdException(*record)));
  });
}

bool hasDerivedNeighbour(const CXXRecordDecl &record) {
  const DeclContext *context = record.getDeclContext()->getRedeclContext();
  if (record.isInStdNamespace())
    return llvm::StringSwitch<bool>(record.getName())
        .Cases({"runtime_error", "logic_error", "bad_alloc"}, true)
        .Default(false);
  const auto derives = [&](const Decl *declaration) {
    const auto *other = dyn_cast<CXXRecordDecl>(declaration);
    return other && other->hasDefinition() &&
           llvm::any_of(other->bases(), [&](const CXXBaseSpecifier &base) {
             const auto *parent = base.getType()->getAsCXXRecordDecl();
             return parent && parent->getCanonicalDecl() == record.getCanonicalDecl();
           });
  };
  // What was compiled before the class was written knows nothing of it, and is slow to read.
  return record.isFromASTFile() ? llvm::any_of(context->decls(), derives)
                                : llvm::any_of(context->noload_decls(), derives);
}

Breadth breadthOf(const CXXCatchStmt &handler) {
  if (handler.getCaughtType().isNull())
    return Breadth::All;
  const auto *record = handler.getCaughtType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || record->isEffectivelyFinal())
    return Breadth::Narrow;
  if (record->isInStdNamespace() && record->getName() == "exception")
    return Breadth::Base;
  return hasDerivedNeighbour(*record) ? Breadth::Base : Breadth::Narrow;
}

/// Not `TODO: x`, `NOLINT`, or nothing at all.
static bool isReason(llvm::StringRef comment) {
  comment = comment.ltrim("/*! \t").rtrim("*/ \t\r\n");
  // `NOLINT(some-check): statistics must not stop the answer`
  if (comment.consume_front("NOLINT")) {
    const auto [marker, reason] = comment.split(':');
    return !marker.contains(' ') && llvm::any_of(reason, llvm::isAlpha);
  }
  if (comment.empty())
    return false;
  const llvm::StringRef first = comment.split(' ').first;
  // What is still to be done is no reason.
  const bool isOpen = llvm::any_of(
      llvm::ArrayRef<llvm::StringLiteral>{"todo", "fixme", "xxx"},
      [&](llvm::StringRef word) { return first.rtrim("?!.,").equals_insensitive(word); });
  return !isOpen && !first.ends_with(":") && llvm::any_of(comment, llvm::isAlpha);
}

bool explainsItself(SourceRange range, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  const SourceLocation begin = sources.getExpansionLoc(range.getBegin()),
                       end = sources.getExpansionLoc(range.getEnd());
  const auto [file, offset] = sources.getDecomposedLoc(begin);
  const auto [endFile, endOffset] = sources.getDecomposedLoc(end);
  if (file != endFile)
    return false;
  bool invalid = false;
  const llvm::StringRef text = sources.getBufferData(file, &invalid);
  if (invalid)
    return false;
  Lexer lexer(sources.getLocForStartOfFile(file), context.getLangOpts(), text.begin(),
              text.begin() + offset, text.end());
  lexer.SetCommentRetentionState(true);
  // The comment behind the closing brace still belongs to it, on its line.
  for (Token token; !lexer.LexFromRawLexer(token) && token.isNot(tok::eof);) {
    const auto [tokenFile, at] = sources.getDecomposedLoc(token.getLocation());
    if (at > endOffset && (token.isNot(tok::comment) || token.isAtStartOfLine()))
      return false;
    if (token.is(tok::comment) &&
        isReason(Lexer::getSpelling(token, sources, context.getLangOpts())))
      return true;
  }
  return false;
}

} // namespace corolint
