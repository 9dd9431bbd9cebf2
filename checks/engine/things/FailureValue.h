// Values that tell of a failure, and values that look like any success.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

class Unit;

/// Whether values of the type can say "there is none" or "it failed".
bool canSayFailure(clang::QualType type);

/// Whether a returned value tells the caller of a failure, as far as one can see: an empty string,
/// list or zero looks like a success.
bool tellsFailure(const clang::Expr &value, Unit &unit);

/// An empty text or list, a zero, an object of plain values that was given none, for a variable of
/// this type.
bool isNothing(const clang::Expr &value, clang::QualType type);

/// Whether an object of the type that is given nothing looks like any other: a number, a text, a
/// list, a class of plain values.
bool isNothingWhenMade(clang::QualType type);

/// Whether the statement depends on nothing of the run, such as text that is always the same.
bool isConstant(const clang::Stmt &statement);

/// Whether a text stands in it.
bool hasText(const clang::Stmt &statement);

} // namespace corolint
