// An awaiter that takes its result only where there is one: for `void` it never asks whether the
// work failed.
#pragma once
#include "clang/AST/DeclCXX.h"

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

} // namespace corolint
