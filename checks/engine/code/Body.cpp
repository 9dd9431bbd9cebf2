#include "checks/engine/code/Body.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace corolint {

using namespace clang;

/// Walks what is written. RecursiveASTVisitor already leaves out implicit code: the transformed
/// parts of coroutines, awaits and range-for loops.
class Body::Collector : public RecursiveASTVisitor<Body::Collector> {
  using Base = RecursiveASTVisitor<Collector>;

public:
  explicit Collector(Body &body) : body_(body) {}

  bool shouldVisitTemplateInstantiations() const { return false; }
  bool shouldVisitImplicitCode() const { return false; }

  // Taking no queue keeps the traversal recursive, so that the stack of parents is true.
  bool TraverseStmt(Stmt *statement) {
    if (!statement)
      return true;
    if (isUnevaluated(*statement) || hasNoType(*statement))
      return true;
    body_.statements_.push_back(statement);
    body_.parents_.try_emplace(statement, stack_.empty() ? nullptr : stack_.back());
    stack_.push_back(statement);
    Base::TraverseStmt(statement);
    stack_.pop_back();
    return true;
  }

  bool TraverseIfStmt(IfStmt *statement) {
    if (statement->isConstexpr() && !statement->getCond()->isValueDependent()) {
      if (statement->getInit())
        TraverseStmt(statement->getInit());
      if (const auto taken = statement->getNondiscardedCase(body_.context()); taken && *taken)
        TraverseStmt(*taken);
      return true;
    }
    return Base::TraverseIfStmt(statement);
  }

  bool TraverseLambdaExpr(LambdaExpr *lambda) {
    for (unsigned i = 0; i < lambda->capture_size(); ++i) {
      const LambdaCapture &capture = lambda->capture_begin()[i];
      if (!capture.capturesVariable())
        continue;
      // [x] and [&x] name a variable of this body; [x = f()] is an initialiser of its own.
      if (!lambda->isInitCapture(&capture)) {
        if (const auto *variable = dyn_cast<VarDecl>(capture.getCapturedVar()))
          body_.captured_.try_emplace(variable, true);
        continue;
      }
      TraverseStmt(lambda->capture_init_begin()[i]);
    }
    markNames(*lambda->getBody());
    return true;
  }

  bool TraverseBlockExpr(BlockExpr *block) {
    markNames(*block->getBody());
    return true;
  }

  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }
  bool TraverseStaticAssertDecl(StaticAssertDecl *) { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseType(QualType, bool = true) { return true; }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc) { return true; }
  bool TraverseTemplateArgumentLoc(const TemplateArgumentLoc &) { return true; }
  bool TraverseAttr(Attr *) { return true; }

  bool VisitVarDecl(VarDecl *variable) {
    if (const Expr *initialiser = variable->getInit())
      body_.initialised_.try_emplace(initialiser, variable);
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *use) {
    if (const auto *variable = dyn_cast<VarDecl>(use->getDecl()))
      body_.uses_[variable].push_back(use);
    return true;
  }

private:
  static bool isUnevaluated(const Stmt &statement) {
    if (const auto *id = dyn_cast<CXXTypeidExpr>(&statement))
      return id->isTypeOperand() || !id->isPotentiallyEvaluated();
    return isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr, ConceptSpecializationExpr,
               SizeOfPackExpr, TypeTraitExpr>(statement);
  }

  /// What is left of an expression with an error in it.
  static bool hasNoType(const Stmt &statement) {
    const auto *expression = dyn_cast<Expr>(&statement);
    return expression && expression->getType().isNull();
  }

  /// Every variable named inside a nested function is captured, explicitly or by [&] and [=].
  void markNames(const Stmt &nested) {
    llvm::SmallVector<const Stmt *, 32> open{&nested};
    while (!open.empty()) {
      const Stmt *statement = open.pop_back_val();
      if (const auto *use = dyn_cast<DeclRefExpr>(statement))
        if (const auto *variable = dyn_cast<VarDecl>(use->getDecl()))
          body_.captured_.try_emplace(variable, true);
      for (const Stmt *child : statement->children())
        if (child)
          open.push_back(child);
    }
  }

  Body &body_;
  llvm::SmallVector<const Stmt *, 32> stack_;
};

Body::Body(const FunctionDecl &function) : function_(function) {
  Collector collector(*this);
  if (const auto *constructor = dyn_cast<CXXConstructorDecl>(&function))
    for (const CXXCtorInitializer *initialiser : constructor->inits())
      if (initialiser->isWritten())
        collector.TraverseStmt(initialiser->getInit());

  Stmt *body = function.getBody();
  if (const auto *coroutine = dyn_cast_or_null<CoroutineBodyStmt>(body)) {
    coroutine_ = true;
    body = coroutine->getBody();
  }
  root_ = body;
  collector.TraverseStmt(body);
  // The body of a pattern isn't transformed yet.
  if (!coroutine_ && isPattern())
    coroutine_ = llvm::any_of(
        statements_, [](const Stmt *s) { return isa<CoreturnStmt>(s) || suspensionOperand(*s); });
}

bool Body::isWithin(const Stmt &inner, const Stmt &outer) const {
  for (const Stmt *s = &inner; s; s = parent(*s))
    if (s == &outer)
      return true;
  return false;
}

llvm::ArrayRef<const DeclRefExpr *> Body::uses(const VarDecl &variable) const {
  const auto found = uses_.find(&variable);
  return found == uses_.end() ? llvm::ArrayRef<const DeclRefExpr *>()
                              : llvm::ArrayRef<const DeclRefExpr *>(found->second);
}

bool Body::canAwaitAt(const Stmt &statement) const {
  if (!isCoroutine() || !contains(statement) || statement.getBeginLoc().isMacroID() ||
      statement.getEndLoc().isMacroID())
    return false;
  for (const Stmt *s = &statement; s; s = parent(*s)) {
    if (isa<CXXCatchStmt>(s))
      return false;
    if (const auto *declaration = dyn_cast<DeclStmt>(s))
      for (const Decl *declared : declaration->decls())
        if (const auto *variable = dyn_cast<VarDecl>(declared);
            variable && variable->isStaticLocal())
          return false;
  }
  return true;
}

const Expr *awaitOperand(const Stmt &statement) {
  if (const auto *await = dyn_cast<CoawaitExpr>(&statement))
    return await->isImplicit() ? nullptr : await->getOperand();
  if (const auto *dependent = dyn_cast<DependentCoawaitExpr>(&statement))
    return dependent->getOperand();
  return nullptr;
}

const Expr *suspensionOperand(const Stmt &statement) {
  if (const auto *yield = dyn_cast<CoyieldExpr>(&statement))
    return yield->getOperand();
  return awaitOperand(statement);
}

const Stmt *lastOf(const Stmt *statement) {
  while (const auto *compound = dyn_cast_or_null<CompoundStmt>(statement))
    statement = compound->body_empty() ? nullptr : compound->body_back();
  return statement;
}

bool runsOnce(const Stmt &loop) {
  const auto *once = dyn_cast<DoStmt>(&loop);
  const Expr *condition = once ? once->getCond()->IgnoreParenImpCasts() : nullptr;
  if (const auto *literal = dyn_cast_or_null<CXXBoolLiteralExpr>(condition))
    return !literal->getValue();
  const auto *number = dyn_cast_or_null<IntegerLiteral>(condition);
  return number && number->getValue() == 0;
}

bool isInLoop(const Body &body, const Stmt &statement) {
  for (const Stmt *s = body.parent(statement); s; s = body.parent(*s))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(s) && !runsOnce(*s))
      return true;
  return false;
}

const Stmt *statementAround(const Body &body, const Stmt &inner) {
  const Stmt *s = &inner;
  while (const Stmt *parent = body.parent(*s)) {
    if (isa<CompoundStmt>(parent))
      return s;
    s = parent;
  }
  return s;
}

const VarDecl *variableNamed(const Expr &expression) {
  const auto *name = dyn_cast<DeclRefExpr>(expression.IgnoreParenImpCasts());
  return name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
}

const CallExpr *userOfLambda(const Body &body) {
  const auto *method = dyn_cast<CXXMethodDecl>(&body.function());
  const auto *outer = method && method->getParent()->isLambda()
                          ? dyn_cast<FunctionDecl>(method->getParent()->getDeclContext())
                          : nullptr;
  if (!outer || !outer->getBody())
    return nullptr;
  const Body around(*outer);
  for (const Stmt *statement : around.statements())
    if (const auto *lambda = dyn_cast<LambdaExpr>(statement);
        lambda && lambda->getLambdaClass() == method->getParent()) {
      const Stmt *user = around.parent(*lambda);
      while (user && isa<Expr>(user) && !isa<CallExpr>(user))
        user = around.parent(*user);
      return dyn_cast_or_null<CallExpr>(user);
    }
  return nullptr;
}

const VarDecl *keeperOf(const Body &around, const CXXRecordDecl &closure) {
  for (const Stmt *statement : around.statements())
    if (const auto *declaration = dyn_cast<DeclStmt>(statement))
      for (const Decl *declared : declaration->decls())
        if (const auto *variable = dyn_cast<VarDecl>(declared);
            variable && variable->getType()->getAsCXXRecordDecl() == &closure)
          return variable;
  return nullptr;
}

std::string describe(const FunctionDecl &function) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  if (!method || !method->getParent()->isLambda())
    return function.getQualifiedNameAsString();
  for (const DeclContext *outer = method->getParent()->getDeclContext(); outer;
       outer = outer->getParent())
    if (const auto *enclosing = dyn_cast<FunctionDecl>(outer))
      return "lambda in " + describe(*enclosing);
  return "lambda";
}

} // namespace corolint
