// An awaiter that takes its result only where there is one: for `void` it never asks whether the
// work failed.
#pragma once
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include <string>

namespace corolint {

struct VoidResult {
  const clang::FieldDecl *field = nullptr;    ///< of the awaiter: what has the result
  const clang::FunctionDecl *asked = nullptr; ///< of the field's class: what throws the error
  explicit operator bool() const { return field != nullptr; }
};

/// Of an `await_resume` whose class was instantiated for void: what its template asks for the
/// result, in an `if constexpr` that this instance leaves out, and that has a form for void which
/// may throw. None where the instance does anything else with the awaiter.
VoidResult unaskedForVoid(const clang::CXXMethodDecl &resume);

/// What one form of `await_resume` rethrows or asks and another doesn't know.
struct OtherForm {
  std::string error;                         ///< the name of the member that is rethrown or asked
  const clang::CallExpr *rethrown = nullptr; ///< in the other form
  explicit operator bool() const { return rethrown != nullptr; }
};

/// Of an `await_resume` that has another form, by a constraint or in the template that its class
/// specializes: the error that the other one rethrows, and that this one, which calls nothing,
/// never mentions although its class keeps it. None where there is nothing of the kind.
OtherForm unaskedInThisForm(const clang::CXXMethodDecl &resume);

/// Of an `await_resume` for void that does nothing at all: what another form, by a constraint, in
/// the template that its class specializes or in a class beside it with the same base, asks for the
/// result, and this class keeps, too, with something in it that waits and may throw.
OtherForm unaskedForResult(const clang::CXXMethodDecl &resume);

} // namespace corolint
