// Whether the compiler understood a class; the question about a function is in Understood.h.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether all that a class consists of was understood: each base that is written, and theirs, and
/// no error in itself. True where the unit has no error.
bool isUnderstood(const clang::CXXRecordDecl &definition);

/// A class with its members: its definition, or the pattern where that isn't instantiated. Null
/// where it isn't complete yet or has an error in it: nothing is known of it then.
const clang::CXXRecordDecl *understoodDefinition(const clang::CXXRecordDecl &record);

/// The same of the class of a type, which may depend on a template's parameters.
const clang::CXXRecordDecl *understoodClassOf(clang::QualType type);

} // namespace corolint
