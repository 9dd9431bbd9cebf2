// Places where an exception is known to be there as a value, and nobody looks at it; and those
// where only a flag or a text is left of one.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

class Unit;

struct KnownError {
  const clang::ValueDecl *holder = nullptr; ///< what surely holds an exception; null: none
  const clang::Expr *condition = nullptr;   ///< the question that says so
};

/// The exception that a branch around the statement is for, `if (r.hasException()) ...`, `if
/// (error) ...`, where nothing in the branch names it.
KnownError unusedErrorAt(const Body &body, const clang::Stmt &statement, Unit &unit);

struct FlattenedError {
  const clang::CXXThrowExpr *thrown = nullptr; ///< what is thrown behind the try; null: nothing
  const clang::VarDecl *kept = nullptr;        ///< all that is left of the exception
};

/// `failed = true;` or `text = e.what();` in a handler, and behind it a new exception that is made
/// of it.
FlattenedError flattenedBy(const Body &body, const clang::CXXCatchStmt &handler, Unit &unit);

} // namespace corolint
