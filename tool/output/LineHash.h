// The hash by which GitHub's code scanning follows a finding from commit to commit.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint::tool {

/// `primaryLocationLineHash` of every line of a text, the first one's at index 0, as GitHub's own
/// action computes it where a SARIF file brings none: over 100 characters from the start of the
/// line on, with an occurrence number.
std::vector<std::string> lineHashes(llvm::StringRef text);

} // namespace corolint::tool
