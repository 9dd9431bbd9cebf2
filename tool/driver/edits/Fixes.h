// Applying fixes: collected over all files, each edit once, written once and in one step per file.
#pragma once
#include "tool/driver/base/Finding.h"
#include "tool/driver/base/SourceText.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// Which fixes are taken: the safe ones, or also those that need a review.
enum class FixLevel { Safe, Unsafe };

/// The edits of one file and the text they are made in: the text that was analysed.
struct FilePatch {
  std::string file;
  std::string before;
  std::vector<Edit> edits; ///< ordered by offset, without overlaps
};

/// A finding, by its index, and the files that its fix touches.
struct FixedFinding {
  size_t finding = 0;
  std::set<std::string> files;
};

/// Fixes that can be applied together.
struct Fixing {
  std::vector<FilePatch> patches;
  std::vector<FixedFinding> fixed;
  unsigned overlapping = 0;        ///< fixes left out, because they overlap with another one
  std::vector<std::string> errors; ///< files that are left as they are, and why
};

/// Chooses for each finding its first safe fix, or its first at all where `level` allows it, and
/// gathers the edits. A file whose content isn't the one that was analysed is left alone, with
/// every fix that touches it.
Fixing prepareFixes(const std::vector<Finding> &findings, FixLevel level,
                    const std::map<std::string, std::uint64_t> &contents);

/// Writes the patches. A file that can't be written is told in `errors`, and what it would have
/// fixed isn't `fixed`.
void writeFixes(Fixing &fixing);

/// What is added to a text, its lines ended as the text's own are.
std::string textWithLineEnds(const std::string &added, LineEnds ends);

/// The text with the edits made; new lines end as the text's own do.
std::string applyEdits(const std::string &text, const std::vector<Edit> &edits);
/// The same of a piece of a text.
std::string applyEdits(const std::string &piece, const std::vector<Edit> &edits, LineEnds ends);

} // namespace corolint::tool
