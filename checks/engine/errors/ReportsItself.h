// Functions that write what failed to a log before they give it back as a value: who drops that
// loses nothing that nobody has seen.
#pragma once
#include "clang/AST/Decl.h"

namespace corolint {

class Unit;

/// Whether each early way out of a coroutine whose body can be seen stands behind a line for a log,
/// and there is one.
bool reportsItsErrors(const clang::FunctionDecl &function, Unit &unit);

} // namespace corolint
