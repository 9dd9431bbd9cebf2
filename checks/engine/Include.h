// Adding an `#include` to the user's file.
#pragma once
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include <optional>

namespace corolint {

/// The edit that includes a header in the file of a place, behind the includes that are there; none where the translation unit has read
/// that header already, directly or not.
std::optional<clang::FixItHint> includeEdit(llvm::StringRef header, clang::SourceLocation at, const clang::ASTContext &context);

} // namespace corolint
