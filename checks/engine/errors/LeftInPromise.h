// A coroutine that is let go: its promise keeps the exception for whoever awaits, and is destroyed
// at the end with nobody having looked.
#pragma once
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceLocation.h"

namespace corolint {

class Unit;

struct LeftInPromise {
  const clang::CallExpr *destroyed = nullptr; ///< where the frame is destroyed at its end
  const clang::FieldDecl *flag = nullptr;     ///< of the promise: that says so
  explicit operator bool() const { return destroyed != nullptr; }
};

/// Where what a promise waits with at the end destroys the coroutine if a flag of the promise is
/// set, and neither this nor the promise's destructor looks at the exception.
/// @param handler the `unhandled_exception` that puts every exception into `error`
LeftInPromise leftInPromise(const clang::FunctionDecl &handler, const clang::FieldDecl &error);

/// A place at which the flag is set, by way of functions that are given the task or are members of
/// the types around the promise, from code that is neither; invalid where none is to be seen.
clang::SourceLocation leftFrom(const clang::FieldDecl &flag, Unit &unit);

/// What becomes of the exception of a coroutine that nobody awaits.
enum class LeftEnd {
  Lost,
  Looked,      ///< somebody is seen to look at it: what the promise waits with at the end, its
               ///< destructor, or `unhandled_exception`, which keeps only some
  EndsProcess, ///< `unhandled_exception` keeps only some, and the others end the process
};

/// @param handler the `unhandled_exception` of a promise
LeftEnd leftEndOf(const clang::FunctionDecl &handler, Unit &unit);

} // namespace corolint
