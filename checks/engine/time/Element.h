// Whether two expressions are written for one value, or for one element of a container.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

/// Whether two expressions are written for the same value: equal literals, the same object.
bool sameValue(const clang::Expr &one, const clang::Expr &other);

/// `m[k]` and `m[k]`, `m.at(k)` and `m.at(k)`, `x.get()` and `x.get()`, which refer to the same.
bool sameElement(const clang::CallExpr &one, const clang::CallExpr &other);

} // namespace corolint
