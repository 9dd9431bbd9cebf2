// What an editor wants of a diagnostic beyond what a command line does. It asks by an option of all
// checks, so that the checks need no second way to report.
#pragma once
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// The option of clang-tidy that an editor sets to "true". Then the safe fixes come before the
/// others, and the last ones suppress the finding.
inline constexpr llvm::StringLiteral EditorOption = "CorolintEditor";

/// The check that says of a value that nobody uses what becomes of it: a compiler that warns of the
/// same adds nothing.
inline constexpr llvm::StringLiteral UnusedValueCheck = "coro-unawaited-task";

/// What the title of a fix ends with in an editor, when the fix isn't safe.
inline constexpr llvm::StringLiteral NeedsReview = " (needs review)";

/// The titles of the fixes that suppress the finding: by a comment behind its line, and by one on a
/// line of its own above it.
inline constexpr llvm::StringLiteral SuppressTitle = "suppress on this line, with a reason";
inline constexpr llvm::StringLiteral SuppressAboveTitle =
    "suppress on the next line, with a reason";

/// The end of the message that a check crashed where it stands.
inline constexpr llvm::StringLiteral HasCrashed =
    " crashed here: nothing more is looked for in this version of the file";

} // namespace corolint
