// Which checks a configuration turns on: one rule for the command line and the editor.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// The items of a list of globs, trimmed, without the empty ones.
std::vector<llvm::StringRef> itemsOf(llvm::StringRef globs);

/// What is to be added to the `Checks` of a `.clang-tidy` that turns no check of ours on: those that are on by default, less
/// the ones that it turns off. Nothing where it does, and so says all by itself. A `*` isn't meant for us.
std::optional<std::string> missingChecks(llvm::StringRef configured);

/// The list of checks in force on the command line, which runs ours alone: `configured` is what `.clang-tidy` says, and
/// `asked`, what `--checks` says, is appended as clang-tidy does.
std::string effectiveChecks(llvm::StringRef configured, llvm::StringRef asked);

} // namespace corolint::tool
