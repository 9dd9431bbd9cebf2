// Promises that keep the text of an exception, and not the exception.
#pragma once
#include "clang/AST/Expr.h"

namespace corolint {

class Unit;

/// A member of a promise that holds the text of what its coroutine threw.
struct KeptText {
  const clang::FieldDecl *field = nullptr;
  const clang::Stmt *kept = nullptr; ///< where `unhandled_exception` fills it
  explicit operator bool() const { return field != nullptr; }
};

/// The member that an expression takes the text from; none where the promise keeps the exception,
/// too.
KeptText keptTextIn(const clang::Expr &expression, Unit &unit);

} // namespace corolint
