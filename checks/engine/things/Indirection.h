// Values that stand for an object elsewhere: pointers, smart pointers, handles, iterators.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether a class, or a base of it, has an `operator->`: its values stand for an object elsewhere.
bool actsAsPointer(const clang::CXXRecordDecl &record);

/// Whether who has a value of this type can change an object that others may see: a pointer, a
/// reference, a handle of such; not a value that owns what it holds, and not a view of what is
/// constant.
bool givesAccess(clang::QualType type);

/// The class of a value, or of what a reference, a pointer or a smart pointer gives; null for
/// others and where it has no definition.
const clang::CXXRecordDecl *heldRecord(clang::QualType type);

} // namespace corolint
