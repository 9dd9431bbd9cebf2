#include "checks/engine/Blocking.h"
#include "checks/engine/Fate.h"
#include "checks/engine/Include.h"
#include "checks/engine/Source.h"
#include "checks/engine/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint {

using namespace clang;

/// How many calls below a coroutine are followed: deeper, the caller can't be expected to know.
constexpr unsigned MaxDepth = 4;

// ---- Values --------------------------------------------------------------------------------------------------------

static bool isZero(const APValue &value) {
  if (value.isInt())
    return value.getInt().isZero();
  if (value.isFloat())
    return value.getFloat().isZero();
  if (!value.isStruct())
    return false;
  for (unsigned i = 0; i < value.getStructNumFields(); ++i)
    if (!isZero(value.getStructField(i)))
      return false;
  for (unsigned i = 0; i < value.getStructNumBases(); ++i)
    if (!isZero(value.getStructBase(i)))
      return false;
  return value.getStructNumFields() + value.getStructNumBases() > 0;
}

static bool isConstantZero(const Expr &expression, const ASTContext &context) {
  const Expr *value = expression.IgnoreParens();
  if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(value))
    value = temporary->getSubExpr();
  Expr::EvalResult result;
  if (value->isValueDependent() || value->isTypeDependent())
    return false;
  if (value->isPRValue() && value->EvaluateAsConstantExpr(result, context))
    return isZero(result.Val);
  // A constexpr constant that is passed by reference.
  const auto *name = dyn_cast<DeclRefExpr>(value->IgnoreParenImpCasts());
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  if (variable && variable->isConstexpr())
    if (const APValue *constant = variable->evaluateValue())
      return isZero(*constant);
  return false;
}

/// Without parentheses, conversions, temporaries and std::move.
static const Expr &stripped(const Expr &expression) {
  const Expr *value = expression.IgnoreUnlessSpelledInSource();
  for (;;) {
    const Expr *before = value;
    value = value->IgnoreParenImpCasts();
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(value))
      value = temporary->getSubExpr();
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(value))
      value = bound->getSubExpr();
    if (const auto *call = dyn_cast<CallExpr>(value); call && call->getNumArgs() == 1 && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call))
      if (const FunctionDecl *callee = call->getDirectCallee(); callee && callee->getReturnType()->isRValueReferenceType())
        value = call->getArg(0);
    if (value == before)
      return *value;
  }
}

/// The variable or member that an expression names, or null.
static const ValueDecl *namedBy(const Expr &expression) {
  const Expr &value = stripped(expression);
  if (const auto *name = dyn_cast<DeclRefExpr>(&value))
    return name->getDecl();
  if (const auto *member = dyn_cast<MemberExpr>(&value))
    return dyn_cast<FieldDecl>(member->getMemberDecl());
  if (const auto *call = dyn_cast<CXXOperatorCallExpr>(&value); call && call->getNumArgs() > 0 && (call->getOperator() == OO_Arrow || call->getOperator() == OO_Star))
    return namedBy(*call->getArg(0));
  if (const auto *deref = dyn_cast<UnaryOperator>(&value); deref && (deref->getOpcode() == UO_Deref || deref->getOpcode() == UO_AddrOf))
    return namedBy(*deref->getSubExpr());
  return nullptr;
}

static bool mentions(const Stmt &statement, const ValueDecl &variable) {
  if (const auto *expression = dyn_cast<Expr>(&statement); expression && (isa<DeclRefExpr>(expression) || isa<MemberExpr>(expression)) && namedBy(*expression) == &variable)
    return true;
  return llvm::any_of(statement.children(), [&](const Stmt *child) { return child && mentions(*child, variable); });
}

// ---- One body ------------------------------------------------------------------------------------------------------

class Blocking::Search {
public:
  Search(Blocking &owner, const Body &body, unsigned depth) : owner_(owner), unit_(owner.unit_), body_(body), depth_(depth) {}

  std::vector<BlockingSite> all() {
    for (const Stmt *statement : body_.statements())
      if (std::optional<BlockingSite> found = direct(*statement)) {
        if (result_.empty() || result_.back().at != found->at)
          result_.push_back(std::move(*found));
      } else if (std::optional<BlockingSite> through = reached(*statement)) {
        result_.push_back(std::move(*through));
      }
    return std::move(result_);
  }

private:
  const Models &models() const { return unit_.models(); }

  std::optional<BlockingSite> direct(const Stmt &statement) const {
    if (const auto *call = dyn_cast<CallExpr>(&statement))
      return called(*call);
    if (const auto *construct = dyn_cast<CXXConstructExpr>(&statement))
      return constructed(*construct);
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      return objectUsed(*name);
    return spinning(statement);
  }

  std::optional<BlockingSite> called(const CallExpr &call) const {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || isAwaited(call))
      return std::nullopt;
    if (const Known<BlockingRow> row = models().blocking(*callee))
      return modelled(call, *row.row, *callee);
    if (unit_.taskType(call.getType()).isAwaitable())
      return std::nullopt;
    if (std::optional<BlockingSite> wait = waitsForTask(call, *callee))
      return wait;
    return awaitableSibling(call, *callee);
  }

  bool isAwaited(const CallExpr &call) const {
    const Stmt *outer = body_.parent(call);
    while (outer && isa<MaterializeTemporaryExpr, CXXBindTemporaryExpr, ImplicitCastExpr, ParenExpr>(outer))
      outer = body_.parent(*outer);
    return outer && awaitOperand(*outer);
  }

  static BlockingSite made(const Stmt &at, BlockingKind kind, std::string callee, std::string reason) {
    BlockingSite result;
    result.at = &at;
    result.kind = kind;
    result.callee = std::move(callee);
    result.reason = std::move(reason);
    return result;
  }

  std::optional<BlockingSite> modelled(const CallExpr &call, const BlockingRow &row, const FunctionDecl &callee) const {
    if (row.kind == BlockingKind::Yield)
      return std::nullopt;
    // The call of a function object has the object as its first argument.
    const unsigned first = isa<CXXOperatorCallExpr>(call) ? 1 : 0;
    const Expr *duration = row.duration && *row.duration + first < call.getNumArgs() ? call.getArg(*row.duration + first) : nullptr;
    if (duration && isConstantZero(*duration, body_.context()))
      return std::nullopt;
    BlockingSite result = made(call, row.kind, nameOf(call, callee), row.reason);
    result.deadlocks = row.deadlocks;
    result.duration = duration;
    result.call = &call;
    const Expr *object = objectOf(call);
    if (object && isSettled(*object, call))
      return std::nullopt;
    if (row.task == -1) {
      if (!object || !isUnfinished(*object))
        return std::nullopt;
      result.task = object;
    } else if (row.task && *row.task + first < call.getNumArgs()) {
      result.task = call.getArg(*row.task + first);
    }
    return result;
  }

  std::string nameOf(const CallExpr &call, const FunctionDecl &callee) const {
    return isa<CXXOperatorCallExpr>(call) ? calledName(call, body_.context()) : callee.getNameAsString();
  }

  /// Whether an earlier statement of the body has waited for this object or asked it whether it is ready.
  bool isSettled(const Expr &object, const CallExpr &call) const {
    const ValueDecl *variable = namedBy(object);
    if (!variable)
      return false;
    for (const Stmt *statement : body_.statements()) {
      if (statement->getBeginLoc() == call.getBeginLoc() || body_.context().getSourceManager().isBeforeInTranslationUnit(call.getBeginLoc(), statement->getBeginLoc()))
        continue;
      if (const Expr *operand = suspensionOperand(*statement); operand && mentions(*operand, *variable))
        return true;
      const auto *earlier = dyn_cast<CXXMemberCallExpr>(statement);
      if (!earlier || earlier == &call)
        continue;
      const Expr *asked = objectOf(*earlier);
      const CXXMethodDecl *method = earlier->getMethodDecl();
      if (!asked || !method || namedBy(*asked) != variable)
        continue;
      // `if (f.is_ready())`, `f.wait_for(0s) == ready`: whoever asks knows.
      const Known<BlockingRow> row = models().blocking(*method);
      const bool timed = row && row->duration && *row->duration < static_cast<int>(earlier->getNumArgs()) && isConstantZero(*earlier->getArg(*row->duration), body_.context());
      const bool waited = row && row->task == -1 && !row->duration;
      if (timed || waited || (!row && method->isConst() && method->getReturnType()->isBooleanType()) || fateOf(body_, *asked, unit_).fate == Fate::Inspected)
        return true;
    }
    return false;
  }

  /// Whether the object is a task whose result isn't there yet, as far as can be seen: made by a call, or kept in a variable since. What
  /// an await gave, what came as a lambda's argument (a continuation's), and elements of containers are not.
  bool isUnfinished(const Expr &object) const {
    const Expr &value = stripped(object);
    if (awaitOperand(value))
      return false;
    if (isa<CallExpr>(value))
      return value.isPRValue();
    const auto *variable = dyn_cast_or_null<VarDecl>(namedBy(value));
    if (!variable)
      return isa_and_nonnull<FieldDecl>(namedBy(value));
    if (isa<ParmVarDecl>(variable)) {
      const auto *method = dyn_cast<CXXMethodDecl>(&body_.function());
      return !method || !method->getParent()->isLambda();
    }
    if (!variable->getInit() || isa<DecompositionDecl>(variable))
      return false;
    const Expr &made = stripped(*variable->getInit());
    return isa<CallExpr>(made) && !awaitOperand(made) && made.isPRValue();
  }

  /// `sync_wait(f())` of any library or none: a call that takes a task and gives what awaiting it would give has to wait for it.
  std::optional<BlockingSite> waitsForTask(const CallExpr &call, const FunctionDecl &callee) const {
    if (isa<CXXMethodDecl>(callee) || callee.isConsteval() || call.getNumArgs() == 0 || callee.isInStdNamespace())
      return std::nullopt;
    const Expr *argument = call.getArg(0);
    const TaskType &task = unit_.taskType(argument->getType());
    if (task.kind != TaskKind::Task || task.result.isNull() || callee.getNumParams() == 0)
      return std::nullopt;
    const QualType parameter = callee.getParamDecl(0)->getType();
    if (parameter->isLValueReferenceType() && parameter->getPointeeType().isConstQualified())
      return std::nullopt;
    if (!body_.context().hasSameUnqualifiedType(call.getType().getNonReferenceType(), task.result.getNonReferenceType()))
      return std::nullopt;
    if (!givesItsResult(callee, task.result))
      return std::nullopt;
    BlockingSite result = made(call, BlockingKind::SyncWait, callee.getNameAsString(), "it waits in this thread for a task that may need it");
    result.deadlocks = true;
    result.task = argument;
    result.call = &call;
    return result;
  }

  /// Whether the result type follows from the task's: `T sync_wait(task<T>)`. Where it doesn't, say for task<void>, the name has to say so.
  static bool givesItsResult(const FunctionDecl &callee, QualType result) {
    const FunctionTemplateDecl *pattern = callee.getPrimaryTemplate();
    if (pattern && pattern->getTemplatedDecl()->getReturnType()->getAs<TemplateTypeParmType>())
      return true;
    if (!result->isVoidType() && !result->isBooleanType() && !result->isIntegerType())
      return true;
    const std::string name = callee.getNameAsString();
    return llvm::StringRef(name).contains_insensitive("wait") || llvm::StringRef(name).starts_with_insensitive("block");
  }

  /// A function of a library that has an awaitable form of the same function.
  std::optional<BlockingSite> awaitableSibling(const CallExpr &call, const FunctionDecl &callee) const {
    const Library *library = callee.getIdentifier() ? models().libraryOf(callee) : nullptr;
    if (!library)
      return std::nullopt;
    for (const SiblingRow &row : library->awaitableSiblings) {
      const auto [before, after] = llvm::StringRef(row.pattern).split("{}");
      if (callee.getName().starts_with(before) && callee.getName().ends_with(after))
        return std::nullopt;
      const std::string sibling = (before + callee.getName() + after).str();
      if (isExcepted(call, callee, row) || !isDeclared(callee, sibling) || isInert(row, call))
        continue;
      // A timer's `wait` moves no bytes.
      const BlockingKind kind = callee.getName() == "wait" ? BlockingKind::Wait : BlockingKind::Io;
      BlockingSite result = made(call, kind, callee.getNameAsString(), row.reason.empty() ? "has an awaitable form, '" + sibling + "'" : row.reason);
      result.sibling = &row;
      result.call = &call;
      return result;
    }
    return std::nullopt;
  }

  /// By the class of the object: the function itself may be a base's.
  static bool isExcepted(const CallExpr &call, const FunctionDecl &callee, const SiblingRow &row) {
    const Expr *object = objectOf(call);
    const auto *record = object ? stripped(*object).getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    return record && llvm::is_contained(row.except, record->getNameAsString() + "::" + callee.getNameAsString());
  }

  static bool isDeclared(const FunctionDecl &callee, const std::string &sibling) {
    if (const auto *method = dyn_cast<CXXMethodDecl>(&callee))
      return !method->isStatic() && findMember(*method->getParent(), sibling);
    const DeclContext *space = callee.getDeclContext()->getRedeclContext();
    return !space->lookup(DeclarationName(&callee.getASTContext().Idents.get(sibling))).empty();
  }

  /// Whether the body shows that the object doesn't block: it was made non-blocking, or awaited until it is ready.
  bool isInert(const SiblingRow &row, const CallExpr &call) const {
    const Expr *object = objectOf(call);
    const ValueDecl *variable = object ? namedBy(*object) : call.getNumArgs() > 0 ? namedBy(*call.getArg(0)) : nullptr;
    if (!variable)
      return false;
    return llvm::any_of(body_.statements(), [&](const Stmt *statement) {
      const auto *other = dyn_cast<CXXMemberCallExpr>(statement);
      const Expr *asked = other && other->getMethodDecl() ? objectOf(*other) : nullptr;
      return asked && namedBy(*asked) == variable && llvm::is_contained(row.inert, other->getMethodDecl()->getNameAsString());
    });
  }

  std::optional<BlockingSite> constructed(const CXXConstructExpr &construct) const {
    const CXXConstructorDecl &constructor = *construct.getConstructor();
    if (construct.getNumArgs() == 0 || constructor.isCopyOrMoveConstructor())
      return std::nullopt;
    const Known<BlockingRow> row = models().blocking(constructor);
    if (!row)
      return std::nullopt;
    const QualType type = construct.getType();
    const auto *alias = type->getAs<TypedefType>();
    return made(construct, row->kind, alias ? alias->getDecl()->getNameAsString() : constructor.getParent()->getNameAsString(), row->reason);
  }

  /// `std::cin >> x`, `getline(std::cin, line)`: what is called isn't known to block, the object is.
  std::optional<BlockingSite> objectUsed(const DeclRefExpr &name) const {
    const auto *variable = dyn_cast<VarDecl>(name.getDecl());
    const Known<BlockingRow> row = variable && variable->hasGlobalStorage() ? models().blocking(*variable) : Known<BlockingRow>();
    if (!row)
      return std::nullopt;
    const Stmt *outermost = nullptr;
    for (const Stmt *s = body_.parent(name); s && isa<Expr>(s); s = body_.parent(*s))
      if (isa<CallExpr>(s))
        outermost = s;
    if (!outermost)
      return std::nullopt;
    return made(*outermost, row->kind, variable->getNameAsString(), row->reason);
  }

  /// A loop with nothing in it that only asks, again and again, for what another thread has to change.
  std::optional<BlockingSite> spinning(const Stmt &statement) const {
    const Expr *condition = nullptr;
    const Stmt *loopBody = nullptr;
    if (const auto *loop = dyn_cast<WhileStmt>(&statement)) {
      condition = loop->getCond();
      loopBody = loop->getBody();
    } else if (const auto *loop = dyn_cast<DoStmt>(&statement)) {
      condition = loop->getCond();
      loopBody = loop->getBody();
    } else if (const auto *loop = dyn_cast<ForStmt>(&statement); loop && !loop->getInc()) {
      condition = loop->getCond();
      loopBody = loop->getBody();
    }
    if (!condition || !loopBody || !doesNothing(*loopBody) || !onlyAsks(*condition))
      return std::nullopt;
    return made(statement, BlockingKind::Yield, "", "until another thread changes what it asks for");
  }

  bool doesNothing(const Stmt &loopBody) const {
    if (isa<NullStmt>(loopBody) || isa<ContinueStmt>(loopBody))
      return true;
    if (const auto *block = dyn_cast<CompoundStmt>(&loopBody))
      return llvm::all_of(block->body(), [&](const Stmt *s) { return doesNothing(*s); });
    const auto *expression = dyn_cast<Expr>(&loopBody);
    const auto *call = expression ? dyn_cast<CallExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (!callee)
      return false;
    const Known<BlockingRow> row = models().blocking(*callee);
    return row && row->kind == BlockingKind::Yield;
  }

  /// Whether evaluating it changes nothing: it reads constants and volatiles, and calls const members; and reads at least one.
  static bool onlyAsks(const Expr &condition) {
    bool asks = false;
    return asksOnly(condition, asks) && asks;
  }

  static bool asksOnly(const Stmt &statement, bool &asks) {
    if (const auto *call = dyn_cast<CallExpr>(&statement)) {
      const auto *method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
      if (!method || !method->isConst())
        return false;
      asks = true;
    }
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement); name && name->getType().isVolatileQualified())
      asks = true;
    if (const auto *unary = dyn_cast<UnaryOperator>(&statement); unary && unary->isIncrementDecrementOp())
      return false;
    if (const auto *binary = dyn_cast<BinaryOperator>(&statement); binary && binary->isAssignmentOp())
      return false;
    if (isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr, CXXConstructExpr, CXXNewExpr, LambdaExpr, StmtExpr>(statement))
      return false;
    return llvm::all_of(statement.children(), [&](const Stmt *child) { return !child || asksOnly(*child, asks); });
  }

  // ---- Through ordinary functions ----------------------------------------------------------------------------------

  std::optional<BlockingSite> reached(const Stmt &statement) const {
    const FunctionDecl *callee = nullptr;
    if (const auto *call = dyn_cast<CallExpr>(&statement))
      callee = call->getDirectCallee();
    else if (const auto *construct = dyn_cast<CXXConstructExpr>(&statement))
      callee = construct->getConstructor();
    // What a callable does that somebody else passed in is for whoever passed it in to say.
    if (const auto *call = dyn_cast<CXXOperatorCallExpr>(&statement); call && call->getOperator() == OO_Call && call->getNumArgs() > 0)
      if (const ValueDecl *object = namedBy(*call->getArg(0)); object && (isa<ParmVarDecl>(object) || isa<FieldDecl>(object)))
        return std::nullopt;
    const FunctionDecl *definition = nullptr;
    if (!callee || depth_ >= MaxDepth || !callee->hasBody(definition) || isForeign(*definition))
      return std::nullopt;
    const BlockingSite *inside = owner_.inFunction(*definition, depth_ + 1);
    if (!inside)
      return std::nullopt;
    BlockingSite result = *inside;
    result.at = &statement;
    result.path.insert(result.path.begin(), BlockingSite::Through{inside->at, definition});
    return result;
  }

  /// What a library does inside is described by its models, not by its code.
  bool isForeign(const FunctionDecl &function) const {
    const SourceManager &sources = body_.context().getSourceManager();
    return sources.isInSystemHeader(function.getLocation()) || models().libraryOf(function) || models().offloader(function) || models().spawner(function) ||
           isa<CoroutineBodyStmt>(function.getBody()) || unit_.taskType(function.getReturnType()).isAwaitable();
  }

  Blocking &owner_;
  Unit &unit_;
  const Body &body_;
  unsigned depth_;
  std::vector<BlockingSite> result_;
};

const BlockingSite *Blocking::inFunction(const FunctionDecl &function, unsigned depth) {
  // A function that is being searched calls itself: what it finds is told where it was entered.
  if (functions_.try_emplace(&function).second) {
    std::vector<BlockingSite> found = search(Body(function), depth);
    std::optional<BlockingSite> first;
    if (!found.empty())
      first = std::move(found.front());
    functions_[&function] = std::move(first);
  }
  const std::optional<BlockingSite> &kept = functions_[&function];
  return kept ? &*kept : nullptr;
}

std::vector<BlockingSite> Blocking::search(const Body &body, unsigned depth) { return Search(*this, body, depth).all(); }

/// The last await before a statement, in a block around it, of what moves the coroutine to another executor.
static bool isBehindHop(const Body &body, const Stmt &statement, const Models &models) {
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *other : body.statements()) {
    const Expr *operand = awaitOperand(*other);
    const auto *call = operand ? dyn_cast<CallExpr>(&stripped(*operand)) : nullptr;
    if (!call || !call->getDirectCallee() || !models.hop(*call->getDirectCallee()) || !sources.isBeforeInTranslationUnit(other->getBeginLoc(), statement.getBeginLoc()))
      continue;
    const auto *block = body.enclosing<CompoundStmt>(*other);
    for (const Stmt *outer = body.parent(statement); outer; outer = body.parent(*outer))
      if (outer == block)
        return true;
  }
  return false;
}

std::vector<BlockingSite> Blocking::in(const Body &body) {
  std::vector<BlockingSite> found = search(body, 0);
  llvm::erase_if(found, [&](const BlockingSite &call) { return call.kind != BlockingKind::SyncWait && isBehindHop(body, *call.at, unit_.models()); });
  return found;
}

// ---- What suspends instead -----------------------------------------------------------------------------------------

static std::string replaced(std::string text, llvm::StringRef placeholder, llvm::StringRef value) {
  for (std::size_t at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + value.size()))
    text.replace(at, placeholder.size(), value);
  return text;
}

namespace {

/// What is known of the type that a coroutine returns.
struct Own {
  const Library *library = nullptr;
  std::string space; ///< the library's namespace, as this type has it
  std::string name;  ///< the type's, below that namespace
};

/// A variable, parameter or member that is visible at a place, with the operator that reaches its members.
struct Visible {
  std::string name;
  bool pointer = false;
};

} // namespace

static Own ownLibrary(const Body &body, Unit &unit) {
  Own own;
  const TaskType &task = unit.taskType(body.function().getReturnType());
  if (!task.record)
    return own;
  own.name = modelName(*task.record);
  own.library = task.model ? task.model.library : unit.models().libraryOf(*task.record);
  if (own.library)
    for (const std::string &space : own.library->namespaces)
      if (llvm::StringRef(own.name).starts_with(space + "::") && space.size() > own.space.size())
        own.space = space;
  if (!own.space.empty())
    own.name.erase(0, own.space.size() + 2);
  return own;
}

/// The class behind a reference, a pointer or a smart pointer.
static const CXXRecordDecl *pointee(QualType type, bool &pointer) {
  type = type.getNonReferenceType();
  if (type->isPointerType()) {
    pointer = true;
    return type->getPointeeCXXRecordDecl();
  }
  const auto *record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record || !record->isInStdNamespace() || record->getTemplateArgs().size() == 0 || !findMember(*record, "get"))
    return type->getAsCXXRecordDecl();
  const TemplateArgument &first = record->getTemplateArgs().get(0);
  pointer = true;
  return first.getKind() == TemplateArgument::Type ? first.getAsType()->getAsCXXRecordDecl() : nullptr;
}

static std::optional<Visible> visibleOf(const Body &body, const Stmt &at, const std::string &type) {
  const auto fits = [&](const ValueDecl &variable) -> std::optional<Visible> {
    Visible result{variable.getNameAsString(), false};
    const CXXRecordDecl *record = pointee(variable.getType(), result.pointer);
    if (!record || result.name.empty() || modelName(*record) != type)
      return std::nullopt;
    return result;
  };
  for (const ParmVarDecl *parameter : body.function().parameters())
    if (std::optional<Visible> found = fits(*parameter))
      return found;
  const SourceManager &sources = body.context().getSourceManager();
  for (const Stmt *statement : body.statements())
    if (const auto *declaration = dyn_cast<DeclStmt>(statement); declaration && sources.isBeforeInTranslationUnit(declaration->getEndLoc(), at.getBeginLoc()))
      for (const Stmt *outer = body.parent(at); outer; outer = body.parent(*outer))
        if (outer == body.parent(*declaration))
          for (const Decl *declared : declaration->decls())
            if (const auto *variable = dyn_cast<VarDecl>(declared))
              if (std::optional<Visible> found = fits(*variable))
                return found;
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  if (!method || method->isStatic())
    return std::nullopt;
  if (method->getParent()->isLambda()) {
    for (const LambdaCapture &capture : method->getParent()->captures())
      if (capture.capturesVariable())
        if (std::optional<Visible> found = fits(*capture.getCapturedVar()))
          return found;
    return std::nullopt;
  }
  for (const FieldDecl *field : method->getParent()->fields())
    if (std::optional<Visible> found = fits(*field))
      return found;
  return std::nullopt;
}

/// The duration as a std::chrono value, or empty where its text can't be used: an expression of a macro, a representation in floating point
/// or a unit so fine that it doesn't convert by itself.
static std::string durationText(const BlockingSite &blocking, const ASTContext &context, bool &needsChrono) {
  if (!blocking.duration)
    return {};
  const std::string text = sourceText(blocking.duration->getSourceRange(), context);
  if (text.empty())
    return {};
  llvm::StringRef unit;
  switch (blocking.kind) {
  case BlockingKind::SleepSeconds:
    unit = "seconds";
    break;
  case BlockingKind::SleepMilliseconds:
    unit = "milliseconds";
    break;
  case BlockingKind::SleepMicroseconds:
    unit = "microseconds";
    break;
  default: {
    const auto *duration = dyn_cast_or_null<ClassTemplateSpecializationDecl>(blocking.duration->getType().getNonReferenceType()->getAsCXXRecordDecl());
    if (!duration || duration->getTemplateArgs().size() != 2 || duration->getTemplateArgs().get(0).getKind() != TemplateArgument::Type ||
        !duration->getTemplateArgs().get(0).getAsType()->isIntegerType())
      return {};
    const auto *ratio = dyn_cast_or_null<ClassTemplateSpecializationDecl>(duration->getTemplateArgs().get(1).getAsType()->getAsCXXRecordDecl());
    if (!ratio || ratio->getTemplateArgs().size() != 2 || ratio->getTemplateArgs().get(1).getAsIntegral().getExtValue() > 1000000)
      return {};
    return isa<InitListExpr>(blocking.duration->IgnoreImplicit()) ? std::string() : text;
  }
  }
  needsChrono = true;
  return ("std::chrono::" + unit + "(" + text + ")").str();
}

static bool isStatement(const Body &body, const Stmt &statement) {
  const Stmt *parent = body.parent(statement);
  while (parent && isa<ExprWithCleanups, ImplicitCastExpr>(parent))
    parent = body.parent(*parent);
  return parent && !isa<Expr>(parent) && !isa<DeclStmt, ReturnStmt, CoreturnStmt>(parent);
}

static void addIncludes(Replacement &result, llvm::ArrayRef<std::string> includes, const Own &own, SourceLocation at, const ASTContext &context) {
  for (const std::string &header : includes)
    if (std::optional<FixItHint> edit = includeEdit(replaced(header, "{root}", replaced(own.space, "::", "/")), at, context))
      result.edits.push_back(*edit);
}

static std::optional<Replacement> replaceSleep(const Body &body, const BlockingSite &blocking, Unit &unit) {
  const Own own = ownLibrary(body, unit);
  if (!own.library)
    return std::nullopt;
  std::optional<Replacement> advice;
  for (const ReplacementRow &row : own.library->replacements) {
    if (row.kind != BlockingKind::SleepFor || (!row.tasks.empty() && !llvm::is_contained(row.tasks, own.name)))
      continue;
    std::string text = replaced(row.text, "{ns}", own.space);
    Replacement result;
    result.title = "suspend for that time";
    std::optional<Visible> scheduler;
    if (!row.needs.empty()) {
      scheduler = visibleOf(body, *blocking.at, own.space + "::" + row.needs);
      if (scheduler)
        text = replaced(replaced(text, "{scheduler}.", scheduler->name + (scheduler->pointer ? "->" : ".")), "{scheduler}", scheduler->name);
      else
        text = replaced(text, "{scheduler}", row.needs);
    }
    bool needsChrono = false;
    const std::string duration = durationText(blocking, body.context(), needsChrono);
    result.text = replaced(text, "{0}", duration.empty() ? "duration" : duration);
    const bool fits = !duration.empty() && (row.needs.empty() || scheduler) && blocking.path.empty() && isStatement(body, *blocking.at) && body.canAwaitAt(*blocking.at);
    if (fits) {
      result.edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getTokenRange(blocking.at->getSourceRange()), result.text));
      addIncludes(result, row.includes, own, blocking.at->getBeginLoc(), body.context());
      if (needsChrono)
        if (std::optional<FixItHint> edit = includeEdit("chrono", blocking.at->getBeginLoc(), body.context()))
          result.edits.push_back(*edit);
      return result;
    }
    if (!advice)
      advice = std::move(result);
  }
  return advice;
}

/// Whether a prefix operator put in front of this expression would bind to more than the expression.
static bool isOperandOfPostfix(const Body &body, const Expr &expression) {
  const Stmt *child = &expression;
  const Stmt *parent = body.parent(expression);
  while (parent && isa<MaterializeTemporaryExpr, CXXBindTemporaryExpr, ImplicitCastExpr>(parent)) {
    child = parent;
    parent = body.parent(*parent);
  }
  if (!parent)
    return false;
  if (isa<MemberExpr, ArraySubscriptExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(parent))
    return true;
  const auto *call = dyn_cast<CallExpr>(parent);
  if (!call)
    return false;
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(call))
    return operation->getNumArgs() > 0 && operation->getArg(0) == child &&
           (operation->getOperator() == OO_Subscript || operation->getOperator() == OO_Call || operation->getOperator() == OO_Arrow);
  return call->getCallee() == child;
}

static std::optional<Replacement> replaceWait(const Body &body, const BlockingSite &blocking, Unit &unit) {
  const auto *call = dyn_cast_or_null<CallExpr>(blocking.at);
  if (!call || !blocking.path.empty() || !blocking.task)
    return std::nullopt;
  const Expr &task = *blocking.task;
  const TaskType &type = unit.taskType(task.getType().getNonReferenceType());
  std::string text = sourceText(task.getSourceRange(), body.context());
  if (text.empty() || type.kind == TaskKind::None || !type.record || type.result.isNull())
    return std::nullopt;
  // Other arguments say where or how to wait: dropping them would change the meaning.
  const unsigned extra = call->getNumArgs() - llvm::count_if(call->arguments(), [](const Expr *argument) { return isa<CXXDefaultArgExpr>(argument); });
  const unsigned own = (isa<CXXOperatorCallExpr>(call) ? 1 : 0) + (isa<CXXMemberCallExpr>(call) ? 0 : 1);
  if (!canAwait(body, *call, type, unit) || (extra > own && !isa<CXXMemberCallExpr>(call)))
    return std::nullopt;
  // A member that only waits leaves the result to be taken later.
  if (isa<CXXMemberCallExpr>(call) && !body.context().hasSameUnqualifiedType(call->getType().getNonReferenceType(), type.result.getNonReferenceType()))
    return std::nullopt;
  const Expr &plain = *task.IgnoreUnlessSpelledInSource();
  if (type.singleShot && isa<DeclRefExpr>(plain))
    text = "std::move(" + text + ")";
  else if (isa<BinaryOperator, AbstractConditionalOperator>(plain))
    text = "(" + text + ")";
  Replacement result;
  result.title = "await it";
  result.text = "co_await " + text;
  const std::string edit = isOperandOfPostfix(body, *call) ? "(" + result.text + ")" : result.text;
  result.edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getTokenRange(call->getSourceRange()), edit));
  return result;
}

/// `s.read_some(buffer)` -> `co_await s.async_read_some(buffer, use_awaitable)`.
static std::optional<Replacement> replaceBySibling(const Body &body, const BlockingSite &blocking, Unit &unit) {
  if (!blocking.path.empty())
    return std::nullopt;
  const SiblingRow &row = *blocking.sibling;
  const Own own = ownLibrary(body, unit);
  const auto *call = dyn_cast<CallExpr>(blocking.at);
  const auto *callee = call ? call->getDirectCallee() : nullptr;
  if (!call || !callee || !own.library || (!row.tasks.empty() && !llvm::is_contained(row.tasks, own.name)))
    return std::nullopt;
  const Expr *written = call->getCallee()->IgnoreParenImpCasts();
  SourceLocation name;
  if (const auto *member = dyn_cast<MemberExpr>(written))
    name = member->getMemberLoc();
  else if (const auto *reference = dyn_cast<DeclRefExpr>(written))
    name = reference->getLocation();
  Replacement result;
  result.title = "await the asynchronous form";
  const std::string sibling = replaced(row.pattern, "{}", callee->getNameAsString());
  const std::string argument = replaced(row.argument, "{ns}", own.space);
  result.text = "co_await " + sibling + "(..." + (argument.empty() ? "" : ", " + argument) + ")";
  // An error_code that the blocking form fills would be taken for something else.
  const bool fillsOut = llvm::any_of(call->arguments(), [](const Expr *value) {
    const auto *record = value->getType()->getAsCXXRecordDecl();
    return record && record->getNameAsString() == "error_code";
  });
  if (name.isInvalid() || fillsOut || !body.canAwaitAt(*call))
    return result;
  const bool enclosed = isOperandOfPostfix(body, *call);
  const bool empty = llvm::all_of(call->arguments(), [](const Expr *value) { return isa<CXXDefaultArgExpr>(value); });
  result.edits.push_back(FixItHint::CreateInsertion(call->getBeginLoc(), enclosed ? "(co_await " : "co_await "));
  result.edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getTokenRange(name, name), sibling));
  result.edits.push_back(FixItHint::CreateInsertion(call->getRParenLoc(), argument.empty() || empty ? argument : ", " + argument));
  if (enclosed)
    result.edits.push_back(FixItHint::CreateInsertion(call->getRParenLoc().getLocWithOffset(1), ")"));
  addIncludes(result, row.includes, own, call->getBeginLoc(), body.context());
  return result;
}

std::optional<Replacement> Blocking::replacement(const Body &body, const BlockingSite &blocking) {
  switch (blocking.kind) {
  case BlockingKind::SleepFor:
  case BlockingKind::SleepSeconds:
  case BlockingKind::SleepMilliseconds:
  case BlockingKind::SleepMicroseconds:
    return replaceSleep(body, blocking, unit_);
  case BlockingKind::SyncWait:
    return replaceWait(body, blocking, unit_);
  default:
    return blocking.sibling ? replaceBySibling(body, blocking, unit_) : std::nullopt;
  }
}

// ---- Tests ---------------------------------------------------------------------------------------------------------

bool isTestBody(const FunctionDecl &function, const Models &models) {
  const auto isEntry = [&](QualType type) {
    const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
    return record && models.entryPoint(*record);
  };
  for (const DeclContext *context = &function; context; context = context->getParent()) {
    const auto *outer = dyn_cast<FunctionDecl>(context);
    if (!outer)
      continue;
    // The operator of a lambda stands where the lambda stands.
    const auto *method = dyn_cast<CXXMethodDecl>(outer);
    if ((!method || !method->getParent()->isLambda()) && outer->getLocation().isMacroID())
      return true;
    if (isEntry(outer->getReturnType()) || llvm::any_of(outer->parameters(), [&](const ParmVarDecl *parameter) { return isEntry(parameter->getType()); }))
      return true;
  }
  return false;
}

} // namespace corolint
