#include "checks/engine/blocking/BlockingStatement.h"
#include "checks/engine/code/Objects.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/text/Names.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Readiness.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace corolint {

using namespace clang;

BlockingSite siteAt(const Stmt &at, BlockingKind kind, std::string callee, std::string reason) {
  BlockingSite result;
  result.at = &at;
  result.kind = kind;
  result.callee = std::move(callee);
  result.reason = std::move(reason);
  return result;
}

namespace {

/// The statements of one body.
class Statements {
public:
  Statements(const Body &body, Unit &unit) : body_(body), unit_(unit) {}

  std::optional<BlockingSite> site(const Stmt &statement) const {
    if (const auto *call = dyn_cast<CallExpr>(&statement))
      return called(*call);
    if (const auto *construct = dyn_cast<CXXConstructExpr>(&statement))
      return constructed(*construct);
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      return objectUsed(*name);
    return spinning(statement);
  }

private:
  const Models &models() const { return unit_.models(); }

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
    if (std::optional<BlockingSite> wait = waitsForItself(call, *callee))
      return wait;
    return awaitableSibling(call, *callee);
  }

  bool isAwaited(const CallExpr &call) const {
    const Stmt *outer = body_.parent(call);
    while (outer &&
           isa<MaterializeTemporaryExpr, CXXBindTemporaryExpr, ImplicitCastExpr, ParenExpr>(outer))
      outer = body_.parent(*outer);
    return outer && awaitOperand(*outer);
  }

  /// `fopen("/proc/self/stat", "r")`: the kernel answers out of its memory.
  static bool readsKernel(llvm::ArrayRef<const Expr *> arguments) {
    return llvm::any_of(arguments, [](const Expr *argument) {
      const auto *text = dyn_cast<StringLiteral>(argument->IgnoreUnlessSpelledInSource());
      return text && text->getCharByteWidth() == 1 &&
             (text->getString().starts_with("/proc/") || text->getString().starts_with("/sys/"));
    });
  }

  /// `mapper.count(criteria, callback, onError)`: gives nothing, and takes functions for the
  /// answer.
  static bool answersLater(const FunctionDecl &callee) {
    return callee.getReturnType()->isVoidType() &&
           llvm::any_of(callee.parameters(), [](const ParmVarDecl *parameter) {
             const auto *record = parameter->getType().getNonReferenceType()->getAsCXXRecordDecl();
             return record && record->isInStdNamespace() && record->getIdentifier() &&
                    record->getName().ends_with("function");
           });
  }

  std::optional<BlockingSite> modelled(const CallExpr &call, const BlockingRow &row,
                                       const FunctionDecl &callee) const {
    if (row.kind == BlockingKind::Yield || isOfClass(callee, row.unless) ||
        isGiven(call, row.without) || (row.whenDropped && !isDroppedHere(call)) ||
        (row.kind != BlockingKind::Wait && answersLater(callee)) ||
        (row.kind == BlockingKind::Io && readsKernel({call.getArgs(), call.getNumArgs()})))
      return std::nullopt;
    // The call of a function object has the object as its first argument.
    const unsigned first = isa<CXXOperatorCallExpr>(call) ? 1 : 0;
    const Expr *duration = row.duration && *row.duration + first < call.getNumArgs()
                               ? call.getArg(*row.duration + first)
                               : nullptr;
    if (duration && isConstantZero(*duration, body_.context()))
      return std::nullopt;
    BlockingSite result = siteAt(call, row.kind, nameOf(call, callee), row.reason);
    result.deadlocks = row.deadlocks;
    result.isDropped = row.whenDropped;
    result.duration = duration;
    result.call = &call;
    const Expr *object = objectOf(call);
    if (object && isSettled(body_, *object, call, unit_))
      return std::nullopt;
    if (row.task == -1) {
      if (!object || !isUnfinished(body_, *object))
        return std::nullopt;
      result.task = object;
    } else if (row.task && *row.task + first < call.getNumArgs()) {
      result.task = call.getArg(*row.task + first);
    }
    return result;
  }

  /// Whether what a call gives is destroyed here, before anybody could ask it for anything.
  bool isDroppedHere(const CallExpr &call) const {
    const ValueUse use = fateOf(body_, call, unit_);
    return use.fate == Fate::Discarded || use.fate == Fate::DeclaredDrop ||
           (use.fate == Fate::Named && use.variable && body_.uses(*use.variable).empty());
  }

  /// Whether the arguments name a constant: `NI_NUMERICHOST | NI_NUMERICSERV`.
  bool isGiven(const CallExpr &call, llvm::StringRef constant) const {
    return !constant.empty() &&
           llvm::StringRef(sourceText(call.getSourceRange(), body_.context())).contains(constant);
  }

  /// Whether the first parameter is an object of the class of this name.
  static bool isOfClass(const FunctionDecl &callee, llvm::StringRef name) {
    const auto *record =
        callee.getNumParams() > 0
            ? callee.getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl()
            : nullptr;
    return record && !name.empty() && record->getName() == name;
  }

  std::string nameOf(const CallExpr &call, const FunctionDecl &callee) const {
    return isa<CXXOperatorCallExpr>(call) ? calledName(call, body_.context()) : calleeName(callee);
  }

  /// `sync_wait(f())` of any library or none: a call that takes a task and gives what awaiting it
  /// would give has to wait for it.
  std::optional<BlockingSite> waitsForTask(const CallExpr &call, const FunctionDecl &callee) const {
    if (callee.isConsteval() || call.getNumArgs() == 0 || callee.isInStdNamespace() ||
        isa<CXXOperatorCallExpr>(call) ||
        (isa<CXXMethodDecl>(callee) &&
         !(callee.getIdentifier() && says(Meaning::Waits, callee.getName()))))
      return std::nullopt;
    const Expr *argument = call.getArg(0);
    const TaskType &task = unit_.taskType(argument->getType());
    if (task.kind != TaskKind::Task || task.result.isNull() || callee.getNumParams() == 0)
      return std::nullopt;
    const QualType parameter = callee.getParamDecl(0)->getType();
    if (parameter->isLValueReferenceType() && parameter->getPointeeType().isConstQualified())
      return std::nullopt;
    if (!body_.context().hasSameUnqualifiedType(call.getType().getNonReferenceType(),
                                                task.result.getNonReferenceType()))
      return std::nullopt;
    if (!givesItsResult(callee, task.result))
      return std::nullopt;
    BlockingSite result = siteAt(call, BlockingKind::SyncWait, callee.getNameAsString(),
                                 "it waits in this thread for a task that may need it");
    // `new_client(promise_of_client)` may give something that waits by itself.
    const bool isSure = givesAnyResult(callee) || says(Meaning::Waits, callee.getNameAsString()) ||
                        says(Meaning::BringsToEnd, callee.getNameAsString());
    result.confidence = isSure ? Confidence::Medium : Confidence::Low;
    result.deadlocks = isSure;
    result.task = argument;
    result.call = &call;
    return result;
  }

  /// `reply.get()`, `reply.wait()`: a member of something that could be awaited, only declared,
  /// that gives what awaiting it would give, or whose name says that it waits.
  std::optional<BlockingSite> waitsForItself(const CallExpr &call,
                                             const FunctionDecl &callee) const {
    const Expr *object = isa<CXXMemberCallExpr>(call) ? objectOf(call) : nullptr;
    if (!object || callee.isDefined() || !callee.getIdentifier() ||
        cast<CXXMethodDecl>(callee).isStatic() || models().libraryOf(callee))
      return std::nullopt;
    const TaskType &task = unit_.taskType(object->getType());
    const bool takesArguments = llvm::any_of(
        call.arguments(), [](const Expr *argument) { return !isa<CXXDefaultArgExpr>(argument); });
    if (!task.isAwaitable() || task.model || task.result.isNull() || takesArguments)
      return std::nullopt;
    const bool named = says(Meaning::Waits, callee.getName());
    const bool gives = !task.result->isVoidType() && callee.getName() == "get" &&
                       body_.context().hasSameUnqualifiedType(call.getType().getNonReferenceType(),
                                                              task.result.getNonReferenceType());
    if ((!named && !gives) || (named && call.getType()->isBooleanType()) ||
        isSettled(body_, *object, call, unit_) || !isUnfinished(body_, *object))
      return std::nullopt;
    BlockingSite result = siteAt(call, BlockingKind::SyncWait, calleeName(callee),
                                 "waits in this thread for what could be awaited");
    result.task = object;
    result.call = &call;
    result.confidence = named ? Confidence::Medium : Confidence::Low;
    return result;
  }

  /// `template <class T> T sync_wait(task<T>)`
  static bool givesAnyResult(const FunctionDecl &callee) {
    const FunctionTemplateDecl *pattern = callee.getPrimaryTemplate();
    return pattern &&
           pattern->getTemplatedDecl()->getReturnType()->getAs<TemplateTypeParmType>() != nullptr;
  }

  /// Whether the result type follows from the task's: `T sync_wait(task<T>)`. Where it doesn't, say
  /// for task<void>, the name has to say so.
  static bool givesItsResult(const FunctionDecl &callee, QualType result) {
    if (givesAnyResult(callee))
      return true;
    if (!result->isVoidType() && !result->isBooleanType() && !result->isIntegerType())
      return true;
    const std::string name = callee.getNameAsString();
    return llvm::StringRef(name).contains_insensitive("wait") ||
           llvm::StringRef(name).starts_with_insensitive("block");
  }

  /// A function of a library that has an awaitable form of the same function.
  std::optional<BlockingSite> awaitableSibling(const CallExpr &call,
                                               const FunctionDecl &callee) const {
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
      BlockingSite result =
          siteAt(call, kind, callee.getNameAsString(),
                 row.reason.empty() ? "has an awaitable form, '" + sibling + "'" : row.reason);
      result.sibling = &row;
      result.call = &call;
      return result;
    }
    return std::nullopt;
  }

  /// By the class of the object: the function itself may be a base's.
  static bool isExcepted(const CallExpr &call, const FunctionDecl &callee, const SiblingRow &row) {
    const Expr *object = objectOf(call);
    const auto *record = object ? recordBehind(stripped(*object).getType()) : nullptr;
    return record && llvm::is_contained(row.except, record->getNameAsString() +
                                                        "::" + callee.getNameAsString());
  }

  static bool isDeclared(const FunctionDecl &callee, const std::string &sibling) {
    if (const auto *method = dyn_cast<CXXMethodDecl>(&callee))
      return !method->isStatic() && findMember(*method->getParent(), sibling);
    const DeclContext *space = callee.getDeclContext()->getRedeclContext();
    return !space->lookup(DeclarationName(&callee.getASTContext().Idents.get(sibling))).empty();
  }

  /// The variable or member that an expression is, or whose member gave the reference that it is:
  /// of `stream.lowest_layer()` the stream.
  static const ValueDecl *lentBy(const Expr &object, unsigned depth = 4) {
    const Expr &lent = stripped(object);
    if (const auto *call = dyn_cast<CXXMemberCallExpr>(&lent);
        call && call->isLValue() && objectOf(*call) && depth > 0)
      return lentBy(*objectOf(*call), depth - 1);
    const ValueDecl *named = namedBy(lent);
    const auto *reference = dyn_cast_or_null<VarDecl>(named);
    if (reference && reference->getType()->isLValueReferenceType() && reference->hasInit() &&
        !isa<ParmVarDecl>(reference) && depth > 0)
      if (const ValueDecl *root = lentBy(*reference->getInit(), depth - 1))
        return root;
    return named;
  }

  /// Whether the body shows that the object doesn't block: it was made non-blocking, or awaited
  /// until it is ready.
  bool isInert(const SiblingRow &row, const CallExpr &call) const {
    const Expr *object = objectOf(call);
    if (!object && call.getNumArgs() > 0)
      object = call.getArg(0);
    const ValueDecl *root = object ? lentBy(*object) : nullptr;
    return root && llvm::any_of(body_.statements(), [&](const Stmt *statement) {
             const auto *other = dyn_cast<CXXMemberCallExpr>(statement);
             const Expr *asked = other && other->getMethodDecl() ? objectOf(*other) : nullptr;
             return asked && lentBy(*asked) == root &&
                    llvm::is_contained(row.inert, other->getMethodDecl()->getNameAsString());
           });
  }

  std::optional<BlockingSite> constructed(const CXXConstructExpr &construct) const {
    const CXXConstructorDecl &constructor = *construct.getConstructor();
    if (construct.getNumArgs() == 0 || constructor.isCopyOrMoveConstructor())
      return std::nullopt;
    const Known<BlockingRow> row = models().blocking(constructor);
    if (!row || readsKernel({construct.getArgs(), construct.getNumArgs()}))
      return std::nullopt;
    const QualType type = construct.getType();
    const auto *alias = type->getAs<TypedefType>();
    return siteAt(construct, row->kind,
                  alias ? alias->getDecl()->getNameAsString()
                        : constructor.getParent()->getNameAsString(),
                  row->reason);
  }

  /// `std::cin >> x`, `getline(std::cin, line)`: what is called isn't known to block, the object
  /// is.
  std::optional<BlockingSite> objectUsed(const DeclRefExpr &name) const {
    const auto *variable = dyn_cast<VarDecl>(name.getDecl());
    const Known<BlockingRow> row = variable && variable->hasGlobalStorage()
                                       ? models().blocking(*variable)
                                       : Known<BlockingRow>();
    if (!row)
      return std::nullopt;
    const Stmt *outermost = nullptr;
    for (const Stmt *s = body_.parent(name); s && isa<Expr>(s); s = body_.parent(*s))
      if (isa<CallExpr>(s))
        outermost = s;
    if (!outermost)
      return std::nullopt;
    return siteAt(*outermost, row->kind, variable->getNameAsString(), row->reason);
  }

  /// A loop with nothing in it that only asks, again and again, for what another thread has to
  /// change.
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
    return siteAt(statement, BlockingKind::Yield, "",
                  "until another thread changes what it asks for");
  }

  bool doesNothing(const Stmt &loopBody) const {
    if (isa<NullStmt>(loopBody) || isa<ContinueStmt>(loopBody))
      return true;
    if (const auto *block = dyn_cast<CompoundStmt>(&loopBody))
      return llvm::all_of(block->body(), [&](const Stmt *s) { return doesNothing(*s); });
    const auto *expression = dyn_cast<Expr>(&loopBody);
    const auto *call =
        expression ? dyn_cast<CallExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    if (!callee)
      return false;
    const Known<BlockingRow> row = models().blocking(*callee);
    return row && row->kind == BlockingKind::Yield;
  }

  /// Whether evaluating it changes nothing: it reads constants and volatiles, and calls const
  /// members; and reads at least one.
  static bool onlyAsks(const Expr &condition) {
    bool asks = false;
    return asksOnly(condition, asks) && asks;
  }

  static bool asksOnly(const Stmt &statement, bool &asks) {
    if (const auto *call = dyn_cast<CallExpr>(&statement)) {
      const auto *method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
      // A comparison of values; and a clock.
      const auto *operation = dyn_cast<CXXOperatorCallExpr>(call);
      const bool asksNobody = operation && !method && operation->isComparisonOp();
      const bool asksClass = method && method->isStatic() && call->getNumArgs() == 0;
      if (!asksNobody && !asksClass && !(method && method->isConst()))
        return false;
      asks |= !asksNobody;
    }
    // `now() < until` by way of `<=>`.
    if (const auto *rewritten = dyn_cast<CXXRewrittenBinaryOperator>(&statement)) {
      const auto parts = rewritten->getDecomposedForm();
      return asksOnly(*parts.LHS, asks) && asksOnly(*parts.RHS, asks);
    }
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement);
        name && name->getType().isVolatileQualified())
      asks = true;
    if (const auto *unary = dyn_cast<UnaryOperator>(&statement);
        unary && unary->isIncrementDecrementOp())
      return false;
    if (const auto *binary = dyn_cast<BinaryOperator>(&statement);
        binary && binary->isAssignmentOp())
      return false;
    if (isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr, CXXConstructExpr, CXXNewExpr,
            LambdaExpr, StmtExpr>(statement))
      return false;
    return llvm::all_of(statement.children(),
                        [&](const Stmt *child) { return !child || asksOnly(*child, asks); });
  }

  const Body &body_;
  Unit &unit_;
};

} // namespace

std::optional<BlockingSite> blocksByItself(const Stmt &statement, const Body &body, Unit &unit) {
  return Statements(body, unit).site(statement);
}

} // namespace corolint
