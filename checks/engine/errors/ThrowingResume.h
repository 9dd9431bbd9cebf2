// An `await_resume` that promises not to throw, and throws: the error that it was to hand on ends
// the process.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

class Unit;

/// Where an error leaves.
struct ThrownInside {
  const clang::Stmt *at = nullptr;
  const clang::FunctionDecl *in = nullptr; ///< the function that it is in, which needn't be asked
  explicit operator bool() const { return at != nullptr; }
};

/// What leaves a function that promises not to throw: a `throw` of its own or what it rethrows, or
/// that of a function that it calls to take the result. None where the promise depends on a
/// template's parameters, and where nothing is seen to leave.
ThrownInside thrownAgainstPromise(const clang::FunctionDecl &function, Unit &unit);

} // namespace corolint
