// Which object an expression names, however it is written: parentheses, moves, smart pointers.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

/// Without parentheses, conversions, temporaries and std::move.
const clang::Expr &stripped(const clang::Expr &expression);

/// The variable or member that an expression names, through pointers, or null.
const clang::ValueDecl *namedBy(const clang::Expr &expression);

/// The smart pointer or iterator that an overloaded `*p` or `p->` goes through; null for other
/// statements.
const clang::Expr *dereferencedBy(const clang::Stmt &statement);

/// The class of a type, or of what it refers or points to; null for no type and for what is none.
/// It may have no definition.
const clang::CXXRecordDecl *recordBehind(clang::QualType type);

/// The field of this object that an expression names, `x_` or `this->x_`; null for others.
const clang::FieldDecl *ownField(const clang::Expr &expression);

/// The same of an expression that is, points to or is a part of something that a field of this
/// object holds: `x_.y`, `*x_`, `x_->y`.
const clang::FieldDecl *ownFieldHolding(const clang::Expr &expression);

/// Whether the variable or member is named anywhere in a statement.
bool mentions(const clang::Stmt &statement, const clang::ValueDecl &variable);

/// Whether it is a constant that is zero throughout, such as a duration of nothing.
bool isConstantZero(const clang::Expr &expression, const clang::ASTContext &context);

} // namespace corolint
