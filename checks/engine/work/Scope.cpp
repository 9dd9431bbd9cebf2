#include "checks/engine/work/Scope.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/work/Callable.h"
#include "clang/AST/ASTContext.h"

namespace corolint {

using namespace clang;

namespace {

/// The questions about one body.
class Scopes {
public:
  explicit Scopes(const Body &body) : body_(body) {}

  /// The block that ends a variable's life; the whole body for parameters.
  const CompoundStmt *blockOf(const VarDecl &variable) const {
    if (isa<ParmVarDecl>(variable))
      return dyn_cast_or_null<CompoundStmt>(body_.root());
    for (const Stmt *statement : body_.statements())
      if (const auto *declaration = dyn_cast<DeclStmt>(statement);
          declaration && llvm::is_contained(declaration->decls(), &variable))
        return dyn_cast_or_null<CompoundStmt>(body_.parent(*declaration));
    return nullptr;
  }

  /// Whether the statement of the call hands the variable on along with the task: `return
  /// p->run().finally([p = std::move(p)] {});`.
  bool goesAlong(const VarDecl &variable, const Expr &call) const {
    const Stmt *own = statementAround(body_, call);
    return body_.isCaptured(variable) ||
           llvm::any_of(body_.uses(variable), [&](const DeclRefExpr *use) {
             return statementAround(body_, *use) == own && !body_.isWithin(*use, call) &&
                    isMovedFrom(*use);
           });
  }

  std::optional<Confidence> leftAtEndOf(const VarDecl &variable, const Expr &call) const {
    if (variable.getDeclContext() != &body_.function())
      return std::nullopt;
    const Stmt *statement = statementAround(body_, call);
    const Stmt *parent = body_.parent(*statement);
    if (!parent && isa<CXXConstructorDecl>(body_.function()))
      return Confidence::High; // a member's initialiser
    const CompoundStmt *block = blockOf(variable);
    const auto behind = block ? restOf(*block, *statement) : std::nullopt;
    if (!behind)
      return std::nullopt;
    const llvm::ArrayRef<const Stmt *> rest = *behind;
    if (llvm::all_of(rest, [](const Stmt *s) { return leavesAtOnce(*s); }))
      return Confidence::High;
    // A coroutine waits by suspending, or not at all.
    const bool waits = llvm::any_of(rest, [&](const Stmt *s) { return mayWait(*s); });
    if (waits || !(body_.isCoroutine() || callsNothingElse(rest, call)))
      return std::nullopt;
    return Confidence::Medium;
  }

  /// Whether the task goes into a variable of an outer scope and isn't waited for in the scope of
  /// the referent.
  bool leavesScopeOf(const VarDecl &referent, const Destination &destination,
                     const Expr &call) const {
    const VarDecl &holder = *destination.variable;
    const CompoundStmt *inner = blockOf(referent);
    if (!inner || isa<ParmVarDecl>(referent))
      return false;
    if (isa<ParmVarDecl>(holder))
      return !isUsedIn(*inner, destination, call);
    const CompoundStmt *outer = blockOf(holder);
    return outer && outer != inner && body_.isWithin(*inner, *outer) &&
           !isUsedIn(*inner, destination, call);
  }

  bool isUsed(const VarDecl &variable) const {
    return body_.isCaptured(variable) || !body_.uses(variable).empty();
  }

private:
  /// What is left to be run of a block behind a statement that stands in it, or in blocks and
  /// branches inside of it; none where that isn't clear: in a loop, behind a label.
  std::optional<llvm::SmallVector<const Stmt *, 8>> restOf(const CompoundStmt &block,
                                                           const Stmt &statement) const {
    llvm::SmallVector<const Stmt *, 8> rest;
    const Stmt *child = &statement;
    for (const Stmt *s = body_.parent(statement); s; child = s, s = body_.parent(*s)) {
      const auto *within = dyn_cast<CompoundStmt>(s);
      if (within)
        rest.append(std::next(llvm::find(within->body(), child)), within->body_end());
      if (s == &block)
        return rest;
      if (!within && !isa<IfStmt, CXXTryStmt>(s) && !runsOnce(*s))
        return std::nullopt;
      if (within && llvm::any_of(rest, [](const Stmt *one) { return returns(*one); }))
        return rest;
    }
    return std::nullopt;
  }

  static bool returns(const Stmt &statement) { return isa<ReturnStmt, CoreturnStmt>(statement); }

  static bool leavesAtOnce(const Stmt &statement) {
    const auto *leave = dyn_cast<CoreturnStmt>(&statement);
    const auto *result = dyn_cast<ReturnStmt>(&statement);
    return isa<ContinueStmt, NullStmt>(statement) || (leave && !leave->getOperand()) ||
           (result && !result->getRetValue());
  }

  /// Whether nothing that statements of a plain function call can wait for what the statement of
  /// `start` began: what is called doesn't sound as if it waited, is given nothing that the start
  /// names besides its task, and, as far as its body is seen, calls nothing else either.
  template <class Range> bool callsNothingElse(const Range &statements, const Expr &start) const {
    llvm::SmallPtrSet<const ValueDecl *, 8> carriers;
    const Stmt *own = statementAround(body_, start);
    for (const Stmt *inner : body_.statements())
      if (const ValueDecl *named = declarationNamed(*inner);
          named && body_.isWithin(*inner, *own) && !body_.isWithin(*inner, start))
        carriers.insert(named);
    return llvm::all_of(statements, [&](const Stmt *statement) {
      return llvm::all_of(body_.statements(), [&](const Stmt *inner) {
        const auto *call = dyn_cast<CallExpr>(inner);
        return !call || !body_.isWithin(*inner, *statement) || isHarmless(*call, carriers, 2);
      });
    });
  }

  static const ValueDecl *declarationNamed(const Stmt &statement) {
    if (const auto *name = dyn_cast<DeclRefExpr>(&statement))
      return isa<VarDecl>(name->getDecl()) ? name->getDecl() : nullptr;
    const auto *member = dyn_cast<MemberExpr>(&statement);
    return member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;
  }

  using Carriers = llvm::SmallPtrSetImpl<const ValueDecl *>;

  bool isHarmless(const CallExpr &call, const Carriers &carriers, unsigned calls) const {
    const FunctionDecl *callee = call.getDirectCallee();
    if (!callee || soundsLikeWaiting(*callee))
      return false;
    const Expr *object = implicitObjectOf(call);
    if (object && localNamed(object))
      return true;
    const FunctionDecl *definition = isUserCode(*callee) ? definitionOf(callee) : nullptr;
    if (definition)
      return calls > 0 && hasOnlyHarmless(*definition->getBody(), carriers, calls - 1);
    const bool ofItself = object && isa<CXXThisExpr>(object->IgnoreParenImpCasts());
    return !ofItself && !namesOneOf(call, carriers) &&
           !(body_.function().isMain() && call.getNumArgs() == 0);
  }

  bool hasOnlyHarmless(const Stmt &statement, const Carriers &carriers, unsigned calls) const {
    if (const auto *call = dyn_cast<CallExpr>(&statement))
      if (!isHarmless(*call, carriers, calls))
        return false;
    return llvm::all_of(statement.children(), [&](const Stmt *child) {
      return !child || hasOnlyHarmless(*child, carriers, calls);
    });
  }

  bool namesOneOf(const Stmt &statement, const Carriers &carriers) const {
    const ValueDecl *named = declarationNamed(statement);
    return (named && carriers.contains(named)) ||
           llvm::any_of(statement.children(),
                        [&](const Stmt *child) { return child && namesOneOf(*child, carriers); });
  }

  /// A suspension, or a nested block, in which it may stand.
  bool mayWait(const Stmt &statement) const {
    return llvm::any_of(body_.statements(), [&](const Stmt *inner) {
      return suspensionOperand(*inner) && body_.isWithin(*inner, statement);
    });
  }

  bool isMovedFrom(const DeclRefExpr &use) const {
    const auto *move = dyn_cast_or_null<CallExpr>(body_.parent(use));
    return move && move->isXValue();
  }

  /// Whether a scope uses the variable that a task goes into but to put it there.
  bool isUsedIn(const Stmt &scope, const Destination &destination, const Expr &call) const {
    const Stmt *made = statementAround(body_, call);
    const Stmt *put = destination.at ? statementAround(body_, *destination.at) : nullptr;
    return body_.isCaptured(*destination.variable) ||
           llvm::any_of(body_.uses(*destination.variable), [&](const DeclRefExpr *use) {
             const Stmt *own = statementAround(body_, *use);
             return body_.isWithin(*use, scope) && own != made && own != put;
           });
  }

  const Body &body_;
};

} // namespace

std::optional<Confidence> leftAtEndOf(const Body &body, const VarDecl &variable, const Expr &call) {
  return Scopes(body).leftAtEndOf(variable, call);
}

std::optional<Confidence> outlives(const Body &body, const Destination &destination,
                                   const Referent &referent, const Expr &call) {
  const Scopes scopes(body);
  const auto ifTrue = [&](bool holds) {
    return holds ? std::optional(destination.confidence) : std::nullopt;
  };
  if (referent.lifetime == Lifetime::Temporary)
    return ifTrue(destination.where != Where::Local || scopes.isUsed(*destination.variable));
  // What a caller keeps is a guess; that the work is left behind must be none.
  if (referent.lent &&
      (destination.where == Where::Spawned || destination.where == Where::Dropped) &&
      destination.confidence == Confidence::High && !body.isCoroutine() &&
      !body.isCaptured(*referent.lent)) {
    const auto left = scopes.leftAtEndOf(*referent.lent, call);
    return left ? std::optional(std::min(*left, Confidence::Medium)) : std::nullopt;
  }
  if (referent.lifetime != Lifetime::Local)
    return std::nullopt;
  switch (destination.where) {
  case Where::Returned:
    return ifTrue(!scopes.goesAlong(*referent.local, call));
  case Where::Spawned:
  case Where::Dropped:
  case Where::Stored: {
    if (body.isCaptured(*referent.local))
      return std::nullopt;
    const auto left = scopes.leftAtEndOf(*referent.local, call);
    return left ? std::optional(std::min(*left, destination.confidence)) : std::nullopt;
  }
  case Where::Local:
    return ifTrue(scopes.leavesScopeOf(*referent.local, destination, call));
  default:
    return std::nullopt;
  }
}

bool outlivesExpression(const Body &body, const Expr &call, Unit &unit) {
  const Destination destination = destinationOf(body, call, unit);
  switch (destination.where) {
  case Where::AwaitedHere:
  case Where::Unknown:
    return false;
  case Where::Dropped:
    return !unit.taskType(call.getType()).isLazy();
  case Where::Local:
    return Scopes(body).isUsed(*destination.variable);
  default:
    return true;
  }
}

bool presumablyUsedLater(const FunctionDecl &callee, const Referent &referent,
                         const Destination &destination, const TaskType &task) {
  if (referent.viewed)
    return true;
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  const bool isLocalReturned =
      referent.lifetime == Lifetime::Local && destination.where == Where::Returned;
  // An object of a library, such as a socket, that is destroyed before its operation starts. What
  // a std::function calls has its own.
  if (referent.kind == Referent::This && isLocalReturned && task.isLazy() && !isUserCode(callee))
    return !method->getParent()->hasTrivialDestructor() && !isa<CXXConversionDecl>(callee) &&
           !callee.isOverloadedOperator();
  const bool isErasedCall =
      method && callee.getOverloadedOperator() == OO_Call &&
      isErased(callee.getASTContext().getCanonicalTagType(method->getParent()));
  if ((!isUserCode(callee) && !isErasedCall) || task.kind == TaskKind::Operation)
    return false;
  if (referent.kind == Referent::This)
    return isLocalReturned && !isErasedCall && !isa<CXXConversionDecl>(callee);
  return (task.isLazy() || task.kind == TaskKind::Generator) && referent.parameter &&
         !referent.parameter->getType()->isRValueReferenceType() &&
         (isErasedCall || !callee.isTemplateInstantiation());
}

} // namespace corolint
