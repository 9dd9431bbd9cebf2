// Functions that catch an error, tell nobody, and answer `false`: whoever drops the answer drops
// the error.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

class Unit;

/// The `co_return false` that is all a coroutine leaves of an error that it has caught, or that a
/// call has handed it as a value; null where there is none, where it tells of the error in another
/// way, and where it never says anything but `false`.
/// @param definition a function that has a body
const clang::Stmt *hiddenFailureIn(const clang::FunctionDecl &definition, Unit &unit);

/// The same of a function that is called, wherever its body is; invalid where there is none, or it
/// can't be told which body a call reaches.
clang::SourceLocation hiddenFailureOf(const clang::FunctionDecl &callee, Unit &unit);

} // namespace corolint
