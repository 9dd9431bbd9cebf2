// What the code on a line is to the checks, in words: the answer to "why is nothing reported
// here?".
#pragma once
#include "clang/Basic/SourceLocation.h"
#include <string>
#include <vector>

namespace corolint {

class Unit;

/// A sentence for each call, await and handler that begins on a line (from 1) of a file, in the
/// order of the text; none where nothing there is any check's business. Lower case, no full stop.
std::vector<std::string> explainLine(Unit &unit, clang::FileID file, unsigned line);

} // namespace corolint
