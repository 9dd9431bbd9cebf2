// Whether control goes on behind a branch.
#pragma once
#include "clang/AST/Stmt.h"

namespace corolint {

/// Whether a branch leaves, so that what stands behind it is for the other answer: its last
/// statement returns, throws, or goes somewhere else in the function. False for no branch.
bool leaves(const clang::Stmt *branch);

} // namespace corolint
