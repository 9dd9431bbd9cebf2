// Whether the compiler understood a class; the question about a function is in Understood.h.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether all that a class consists of was understood: each base that is written, and theirs, and
/// no error in itself. True where the unit has no error.
bool isUnderstood(const clang::CXXRecordDecl &definition);

} // namespace corolint
