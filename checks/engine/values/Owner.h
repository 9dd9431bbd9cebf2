// Who owns what a view, a pointer or a smart pointer shows.
#pragma once
#include "clang/AST/ExprCXX.h"

namespace corolint {

class Unit;

/// A type whose values show what another object owns: a view, by clang's attribute.
bool isView(clang::QualType type);

/// A class that owns what its pointers and views show, alone: the containers and the unique pointer
/// of the standard library carry clang's attribute.
bool isOwner(clang::QualType type);

/// The local variable, or by-value parameter, that an expression names; null for references and for
/// what a lambda captured.
const clang::VarDecl *localNamed(const clang::Expr *object);

/// The owner that `owner->member()` and `(*owner).member()` go through: an owner by its type, or a
/// handle of shared ownership that is seen to be the only one. Null where the object isn't reached
/// that way.
const clang::Expr *ownerOf(const clang::Expr &object, Unit &unit);

/// Whether a member gives a pointer to what is a part of its object: `return text_.data();`,
/// `return &name_;`, `return buffer_;` of an array. False for none.
bool givesOwnStorage(const clang::CXXMethodDecl *method);

} // namespace corolint
