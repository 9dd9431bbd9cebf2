// What a type says of exceptions: a function's, a handler's, a class's.
#pragma once
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether the function's type promises not to throw; no promise where that isn't known yet.
bool promisesNotToThrow(const clang::FunctionDecl &function);

/// Whether the class is, or publicly derives from, std::exception.
bool isStdException(const clang::CXXRecordDecl &record);

/// Whether a handler of this type (null: `...`) stops a thrown object of that class.
bool catches(clang::QualType handler, clang::QualType thrown);

} // namespace corolint
