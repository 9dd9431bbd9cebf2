// Whether the compiler understood a function. An editor's code is broken most of the time, and a
// missing header breaks what depends on it: of such a function the AST holds only a part, and what
// is there may be a guess. Its code says nothing, neither for a finding nor against one.
#pragma once
#include "clang/AST/Decl.h"

namespace corolint {

/// Whether all that is written in a function was understood: its signature, each declaration and
/// expression in it, and every statement has its place in the AST; so with the functions around it.
/// True where the unit has no error.
bool isUnderstood(const clang::FunctionDecl &function);

/// The definition of a function, outside of system headers, with a body that was read and
/// understood. Null where there is none, or no function: then what it does is unknown.
const clang::FunctionDecl *definitionOf(const clang::FunctionDecl *function);

/// The function with a body as it was written, that of its template where it wasn't instantiated;
/// null where none is to be seen.
const clang::FunctionDecl *writtenDefinition(const clang::FunctionDecl &function);

} // namespace corolint
