// Which object an expression names, however it is written: parentheses, moves, smart pointers.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

/// Without parentheses, conversions, temporaries and std::move.
const clang::Expr &stripped(const clang::Expr &expression);

/// The variable or member that an expression names, through pointers, or null.
const clang::ValueDecl *namedBy(const clang::Expr &expression);

/// Whether the variable or member is named anywhere in a statement.
bool mentions(const clang::Stmt &statement, const clang::ValueDecl &variable);

/// Whether it is a constant that is zero throughout, such as a duration of nothing.
bool isConstantZero(const clang::Expr &expression, const clang::ASTContext &context);

} // namespace corolint
