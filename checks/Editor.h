// What an editor wants of a diagnostic beyond what a command line does. It asks by an option of all checks, so that the
// checks need no second way to report.
#pragma once
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// The option of clang-tidy that an editor sets to "true". Then the safe fixes come before the others, and the last one
/// suppresses the finding.
inline constexpr llvm::StringLiteral EditorOption = "CorolintEditor";

/// What the title of a fix ends with in an editor, when the fix isn't safe.
inline constexpr llvm::StringLiteral NeedsReview = " (needs review)";

/// The title of the fix that suppresses the finding.
inline constexpr llvm::StringLiteral SuppressTitle = "suppress with a reason";

} // namespace corolint
