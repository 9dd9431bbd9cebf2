// The body of one function as the user wrote it: its statements with their parents, without those
// of nested lambdas and local classes, without the code that a coroutine's transformation adds, and
// without what is never evaluated.
//
// Checks ask it "whose code is this?" (a lambda inside a coroutine is not the coroutine) and "can
// `co_await` be written here?". Patterns of templates have bodies too; where an operand is
// dependent, the dependent nodes stand in it.
#pragma once
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace corolint {

class Body {
public:
  /// @param function a definition
  explicit Body(const clang::FunctionDecl &function);

  const clang::FunctionDecl &function() const { return function_; }
  clang::ASTContext &context() const { return function_.getASTContext(); }

  /// Whether the function is a coroutine: its own body has a `co_await`, `co_yield` or `co_return`.
  bool isCoroutine() const { return coroutine_; }

  /// Whether the body is a template's pattern, in which expressions may have no type yet.
  bool isPattern() const { return function_.isDependentContext(); }

  /// The body as written: for a coroutine the braces of the user, not the transformed statement.
  const clang::Stmt *root() const { return root_; }

  /// Every statement and expression of the body, a parent before its children, in source order.
  llvm::ArrayRef<const clang::Stmt *> statements() const { return statements_; }

  /// The enclosing statement or expression; null for the root and for what isn't part of this body.
  const clang::Stmt *parent(const clang::Stmt &statement) const {
    return parents_.lookup(&statement);
  }

  /// Whether the statement is part of this body (and not of a nested lambda, or never evaluated).
  bool contains(const clang::Stmt &statement) const { return parents_.contains(&statement); }

  /// Whether the inner statement is the outer one or stands in it.
  bool isWithin(const clang::Stmt &inner, const clang::Stmt &outer) const;

  /// The variable that this expression initialises, or null.
  const clang::VarDecl *initialisedBy(const clang::Expr &initialiser) const {
    return initialised_.lookup(&initialiser);
  }

  /// Where a variable is named in this body; what nested lambdas do with it isn't here, see
  /// isCaptured.
  llvm::ArrayRef<const clang::DeclRefExpr *> uses(const clang::VarDecl &variable) const;

  /// Whether a nested lambda, block or local class names the variable.
  bool isCaptured(const clang::VarDecl &variable) const { return captured_.contains(&variable); }

  /// The nearest enclosing statement of type T, or null. Doesn't leave the body.
  template <class T> const T *enclosing(const clang::Stmt &statement) const {
    for (const clang::Stmt *s = parent(statement); s; s = parent(*s))
      if (const auto *found = llvm::dyn_cast<T>(s))
        return found;
    return nullptr;
  }

  /// Whether a `co_await` that is written at this place compiles as far as the language goes: in a
  /// coroutine's own body, in no handler, in no static initialiser, in no macro.
  bool canAwaitAt(const clang::Stmt &statement) const;

private:
  class Collector;

  const clang::FunctionDecl &function_;
  bool coroutine_ = false;
  const clang::Stmt *root_ = nullptr;
  std::vector<const clang::Stmt *> statements_;
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> parents_;
  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> initialised_;
  llvm::DenseMap<const clang::VarDecl *, llvm::SmallVector<const clang::DeclRefExpr *, 4>> uses_;
  llvm::DenseMap<const clang::VarDecl *, bool> captured_;
};

/// The operand of a `co_await` or `co_yield` as the user wrote it, or null when the statement is
/// neither.
const clang::Expr *suspensionOperand(const clang::Stmt &statement);

/// The operand of a `co_await`, dependent ones included, or null.
const clang::Expr *awaitOperand(const clang::Stmt &statement);

/// The last statement of a block, of blocks in it too; the statement itself where it is none. Null
/// where the block is empty.
const clang::Stmt *lastOf(const clang::Stmt *statement);

/// Whether a loop is none: `do { } while (false)`.
bool runsOnce(const clang::Stmt &loop);

/// Whether the statement may be run again by a loop around it.
bool isInLoop(const Body &body, const clang::Stmt &statement);

/// The statement of a block that a statement is, or is a part of; of what stands in no block, the
/// whole initialiser of a member.
const clang::Stmt *statementAround(const Body &body, const clang::Stmt &inner);

/// The variable that an expression is the name of, or null.
const clang::VarDecl *variableNamed(const clang::Expr &expression);

/// The call that is given the lambda whose body this is, `assert_throws<error>([] {...})`; null
/// where it is given to none.
const clang::CallExpr *userOfLambda(const Body &body);

/// The local variable that keeps a lambda, given the body around it and the lambda's class; null
/// where there is none.
const clang::VarDecl *keeperOf(const Body &around, const clang::CXXRecordDecl &closure);

/// The name of a function as messages show it: qualified, a lambda as "lambda in 'f'".
std::string describe(const clang::FunctionDecl &function);

} // namespace corolint
