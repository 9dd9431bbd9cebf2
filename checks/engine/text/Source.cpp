#include "checks/engine/text/Source.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Lex/Lexer.h"

namespace corolint {

using namespace clang;

std::string quoted(llvm::StringRef text) { return ("'" + text + "'").str(); }

std::string sourceText(SourceRange range, const ASTContext &context) {
  if (range.isInvalid() || range.getBegin().isMacroID() || range.getEnd().isMacroID())
    return {};
  const llvm::StringRef text = Lexer::getSourceText(
      CharSourceRange::getTokenRange(range), context.getSourceManager(), context.getLangOpts());
  std::string line;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\t' || c == ' ' || c == '\r';
    if (!space)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  return line;
}

bool isWrittenByMacro(SourceLocation at, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  while (at.isMacroID() && sources.isMacroArgExpansion(at))
    at = sources.getImmediateSpellingLoc(at);
  return at.isMacroID();
}

std::string commentBefore(SourceLocation place, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  const auto [file, offset] = sources.getDecomposedLoc(sources.getExpansionLoc(place));
  bool invalid = false;
  llvm::StringRef above = sources.getBufferData(file, &invalid).take_front(offset);
  if (invalid)
    return {};
  // Of the first statement of a block on its line, too.
  above = above.rtrim(" \t{");
  std::string text;
  bool inside = false;
  while (above.consume_back("\n")) {
    const auto [rest, last] = above.rsplit('\n');
    const bool only = !above.contains('\n');
    const llvm::StringRef line = (only ? above : last).trim();
    inside |= line.ends_with("*/") && !line.contains("/*");
    if (!inside && !line.starts_with("//") && !line.starts_with("/*"))
      break;
    inside &= !line.starts_with("/*");
    text = (line + " " + text).str();
    above = only ? llvm::StringRef() : above.drop_back(last.size());
  }
  return text;
}

std::string commentBehind(SourceLocation place, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  if (place.isMacroID())
    return {};
  const auto end = endOfLine(place, sources, context.getLangOpts());
  const llvm::StringRef rest =
      end ? Lexer::getSourceText(CharSourceRange::getCharRange(place, *end), sources,
                                 context.getLangOpts())
          : "";
  return rest.substr(std::min(rest.find("//"), rest.size())).str();
}

std::optional<SourceLocation> endOfLine(SourceLocation at, const SourceManager &sources,
                                        const LangOptions &language) {
  const auto [file, offset] = sources.getDecomposedLoc(at);
  const llvm::StringRef text = sources.getBufferData(file);
  const size_t newline = std::min(text.find('\n', offset), text.size());
  const size_t end = text.substr(0, newline).ends_with("\r") ? newline - 1 : newline;
  if (text.substr(0, end).ends_with("\\"))
    return std::nullopt;
  Lexer lexer(sources.getLocForStartOfFile(file), language, text.begin(), text.begin() + offset,
              text.end());
  lexer.SetCommentRetentionState(true);
  Token token;
  for (size_t reached = offset; reached < end;) {
    const bool last = lexer.LexFromRawLexer(token);
    const size_t begin = sources.getFileOffset(token.getLocation());
    if (last || begin >= end)
      break;
    reached = begin + token.getLength();
    if (reached > newline)
      return std::nullopt;
  }
  return sources.getLocForStartOfFile(file).getLocWithOffset(static_cast<int>(end));
}

DeclarationName calledBy(const CallExpr &call) {
  if (const FunctionDecl *callee = call.getDirectCallee())
    return callee->getDeclName();
  const Expr *callee = call.getCallee()->IgnoreParenImpCasts();
  if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(callee))
    return member->getMember();
  const auto *overloads = dyn_cast<OverloadExpr>(callee);
  return overloads ? overloads->getName() : DeclarationName();
}

const Expr *objectOf(const CallExpr &call) {
  const Expr *callee = call.getCallee()->IgnoreParens();
  const Expr *object = nullptr;
  if (const auto *member = dyn_cast<MemberExpr>(callee))
    object = member->getBase();
  else if (const auto *dependent = dyn_cast<CXXDependentScopeMemberExpr>(callee))
    object = dependent->isImplicitAccess() ? nullptr : dependent->getBase();
  else if (const auto *overloaded = dyn_cast<UnresolvedMemberExpr>(callee))
    object = overloaded->isImplicitAccess() ? nullptr : overloaded->getBase();
  if (!object)
    return nullptr;
  object = object->IgnoreParenImpCasts();
  if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(object))
    object = temporary->getSubExpr()->IgnoreParenImpCasts();
  return object;
}

/// Whether the promise's `await_transform`, if there is one, takes this type: a template that takes
/// anything, or an overload for its template.
static bool transformTakes(const CXXRecordDecl &promise, const CXXRecordDecl &record) {
  const NamedDecl *transform = findMember(promise, "await_transform");
  if (!transform)
    return true;
  const DeclContext *where = transform->getDeclContext();
  for (const NamedDecl *overload : where->lookup(transform->getDeclName())) {
    const NamedDecl *declared = overload->getUnderlyingDecl();
    const auto *pattern = dyn_cast<FunctionTemplateDecl>(declared);
    const auto *function = pattern ? pattern->getTemplatedDecl() : dyn_cast<FunctionDecl>(declared);
    if (!function || function->getNumParams() == 0)
      continue;
    const QualType parameter = function->getParamDecl(0)->getType().getNonReferenceType();
    if (pattern && parameter->getAs<TemplateTypeParmType>() && !pattern->hasAssociatedConstraints())
      return true;
    if (const auto *taken = parameter->getAsCXXRecordDecl();
        taken && taken->getCanonicalDecl() == record.getCanonicalDecl())
      return true;
  }
  return false;
}

static const NamedDecl *templateOrSelf(const CXXRecordDecl &record) {
  if (const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&record))
    return specialization->getSpecializedTemplate()->getCanonicalDecl();
  return record.getCanonicalDecl();
}

/// Whether what stands in an instantiation may be something else in the next one: an object that is
/// called, or a member of one.
static bool dependsOnInstantiation(const Body &body, const Expr &value) {
  if (!body.function().isTemplateInstantiation())
    return false;
  const auto *call = dyn_cast<CallExpr>(value.IgnoreUnlessSpelledInSource());
  const Expr *object = call ? objectOf(*call) : nullptr;
  return !call || isa<CXXOperatorCallExpr>(call) || !call->getDirectCallee() ||
         (object && !isa<CXXThisExpr>(object));
}

bool canAwait(const Body &body, const Expr &value, const TaskType &task, Unit &unit) {
  if (!body.canAwaitAt(value) || !task.record || dependsOnInstantiation(body, value))
    return false;
  const TaskType &own = unit.taskType(body.function().getReturnType());
  if (!own.record || own.kind == TaskKind::Generator)
    return false;
  if (templateOrSelf(*own.record) == templateOrSelf(*task.record))
    return true;
  const CXXRecordDecl *promise = promiseTypeOf(*own.record);
  return promise && transformTakes(*promise, *task.record);
}

/// Whether `co_await` in front of it would bind to a part of it only.
static bool needsParentheses(const Expr &value) {
  const Expr *spelled = value.IgnoreUnlessSpelledInSource();
  if (const auto *call = dyn_cast<CXXOperatorCallExpr>(spelled))
    return call->getOperator() != OO_Call && call->getOperator() != OO_Subscript &&
           call->isInfixBinaryOp();
  return isa<BinaryOperator, AbstractConditionalOperator>(spelled);
}

llvm::SmallVector<FixItHint, 2> awaitEdits(const Expr &outermost, const ASTContext &context) {
  // `auto x{f()}`: the braces are no part of what is awaited.
  if (const auto *list = dyn_cast<InitListExpr>(outermost.IgnoreImplicit());
      list && list->getNumInits() == 1)
    return awaitEdits(*list->getInit(0), context);
  const Expr &value = outermost;
  if (!needsParentheses(value) || isa<ParenExpr>(value.IgnoreImplicit()))
    return {FixItHint::CreateInsertion(value.getBeginLoc(), "co_await ")};
  const SourceLocation end = Lexer::getLocForEndOfToken(
      value.getEndLoc(), 0, context.getSourceManager(), context.getLangOpts());
  return {FixItHint::CreateInsertion(value.getBeginLoc(), "co_await ("),
          FixItHint::CreateInsertion(end, ")")};
}

bool isInDeathTest(SourceLocation at, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  for (; at.isMacroID(); at = sources.getImmediateExpansionRange(at).getBegin())
    if (Lexer::getImmediateMacroName(at, sources, context.getLangOpts()).contains("DEATH"))
      return true;
  return false;
}

std::string lastStatement(llvm::StringRef statement, SourceLocation brace,
                          const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  const auto [file, offset] = sources.getDecomposedLoc(brace);
  const llvm::StringRef before = sources.getBufferData(file).take_front(offset);
  const llvm::StringRef indent = before.substr(before.rfind('\n') + 1);
  if (!indent.trim().empty())
    return (" " + statement + " ").str();
  return ("  " + statement + "\n" + indent).str();
}

} // namespace corolint
