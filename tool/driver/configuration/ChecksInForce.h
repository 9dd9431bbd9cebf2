// Which checks a configuration turns on: one rule for the command line and the editor.
#pragma once
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint::tool {

/// The items of a list of globs, trimmed, without the empty ones.
std::vector<llvm::StringRef> itemsOf(llvm::StringRef globs);

/// Whether a name is one that only a check of ours can have.
bool isOurCheck(llvm::StringRef name);

/// The check of an item, without its minus, when it is a plain name that no check has; else empty.
llvm::StringRef unknownCheck(llvm::StringRef item);

/// The globs of our checks that are in force where lists say so, each on top of those before it:
/// one for each `.clang-tidy`, outermost first, and in an editor that of `.clangd`.
///
/// The checks that are on by default are, to which a list adds and from which it takes away. Only a
/// list that itself names one of ours and says `-*` is meant as it stands. A `*` or `-*` in a list
/// that names none isn't meant for us.
std::string checksInForce(llvm::ArrayRef<std::string> lists);

/// The list of checks in force on the command line, which runs ours alone: what `--checks` says,
/// `asked`, is appended as clang-tidy does.
std::string effectiveChecks(llvm::ArrayRef<std::string> lists, llvm::StringRef asked);

} // namespace corolint::tool
