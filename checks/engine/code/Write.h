// Assignments, increments and what they change.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

/// What a statement writes: `x = value`, `++x`, `x += value`, by operators of the language and of
/// classes.
struct Write {
  const clang::Expr *target = nullptr; ///< null where the statement is no write
  const clang::Expr *value = nullptr;  ///< null where there is none, as in `++x`
  explicit operator bool() const { return target != nullptr; }
};
Write writeOf(const clang::Stmt &statement);

/// The variable that an expression is, or is a part of: of `x`, `x.y[1]`, but not of `x->y`.
const clang::VarDecl *variableHolding(const clang::Expr &expression);

/// A variable of the function itself: what is put into it is gone with it.
bool isLocalValue(const clang::VarDecl &variable);

} // namespace corolint
