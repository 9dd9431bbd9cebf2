// Edits as people read them: unified diffs.
#pragma once
#include "tool/driver/base/SourceText.h"
#include "tool/driver/edits/Fixes.h"
#include <string>
#include <vector>

namespace corolint::tool {

/// Lines that edits change: `first` is the number of the first one (from 1).
struct Hunk {
  unsigned first = 0;
  std::vector<std::string> before;
  std::vector<std::string> after;
};

/// The changed lines, without context; edits of neighbouring lines share a hunk.
std::vector<Hunk> hunksOf(const SourceText &text, const std::vector<Edit> &edits);

/// A patch that `git apply` and `patch -p1` take.
std::string unifiedDiff(const FilePatch &patch);

} // namespace corolint::tool
