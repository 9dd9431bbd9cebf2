// Whether the code of this translation unit ever reads a field, or writes it.
#pragma once

namespace clang {
class ASTContext;
class FieldDecl;
} // namespace clang

namespace corolint {

struct FieldUse {
  bool read = false;    ///< or may be: code that names it can't be seen
  bool written = false; ///< somebody assigns to it
};

/// Looks through all code outside of system headers. A field of a template's instantiation is taken
/// for that of the pattern.
/// The search ends with the first that reads it; `written` counts only up to there.
FieldUse usesOf(const clang::FieldDecl &field, clang::ASTContext &context);

/// Whether anybody assigns to it after its object was made, or may: a member that is only declared.
bool mayBeAssigned(const clang::FieldDecl &field, clang::ASTContext &context);

} // namespace corolint
