// Which headers a translation unit has read, and adding an `#include` to the user's file.
#pragma once
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include <optional>

namespace corolint {

/// Whether the translation unit has read a file whose name is what is looked for; those that an
/// editor keeps in a precompiled preamble too.
bool hasRead(const clang::SourceManager &sources,
             llvm::function_ref<bool(llvm::StringRef)> isWanted);

/// The edit that includes a header in the file of a place, behind the includes that are there; none
/// where the translation unit has read that header already, directly or not.
std::optional<clang::FixItHint> includeEdit(llvm::StringRef header, clang::SourceLocation at,
                                            const clang::ASTContext &context);

} // namespace corolint
