#include "tool/driver/edits/Fixes.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace corolint::tool {

static const Fix *chosenFix(const Finding &finding, FixLevel level) {
  for (const Fix &fix : finding.fixes)
    if (fix.safety == Safety::Safe && !fix.edits.empty())
      return &fix;
  if (level == FixLevel::Safe)
    return nullptr;
  for (const Fix &fix : finding.fixes)
    if (!fix.edits.empty())
      return &fix;
  return nullptr;
}

namespace {

/// Edits gathered so far, by file, and what they fix.
struct Plan {
  std::map<std::string, std::set<Edit>> edits; ///< by offset, none overlapping
  std::vector<FixedFinding> fixed;
  unsigned overlapping = 0;
};

} // namespace

/// Whether an edit can't be made beside those of its file: it touches the same bytes as another, or
/// inserts at the same place, where the order would be a guess.
static bool overlaps(const Edit &edit, const std::set<Edit> &present) {
  const auto next = present.lower_bound(Edit{edit.file, edit.offset, 0, ""});
  if (next != present.end() &&
      (next->offset == edit.offset || edit.offset + edit.length > next->offset))
    return true;
  return next != present.begin() && std::prev(next)->offset + std::prev(next)->length > edit.offset;
}

/// Takes the fix as a whole, or not at all where one of its edits overlaps with those already
/// taken.
static bool take(const Fix &fix, Plan &plan) {
  std::vector<Edit> added;
  for (const Edit &edit : fix.edits) {
    const std::set<Edit> &present = plan.edits[edit.file];
    if (present.contains(edit))
      continue; // another finding asked for the same edit
    if (overlaps(edit, present))
      return false;
    added.push_back(edit);
  }
  for (const Edit &edit : added)
    plan.edits[edit.file].insert(edit);
  return true;
}

static Plan planFixes(const std::vector<Finding> &findings, FixLevel level,
                      const std::set<std::string> &untouchable) {
  Plan plan;
  for (size_t index = 0; index < findings.size(); ++index) {
    const Fix *fix = chosenFix(findings[index], level);
    if (!fix)
      continue;
    std::set<std::string> files;
    for (const Edit &edit : fix->edits)
      files.insert(edit.file);
    if (std::any_of(files.begin(), files.end(),
                    [&](const std::string &file) { return untouchable.contains(file); }))
      continue;
    if (take(*fix, plan))
      plan.fixed.push_back({index, files});
    else
      ++plan.overlapping;
  }
  std::erase_if(plan.edits, [](const auto &entry) { return entry.second.empty(); });
  return plan;
}

std::string textWithLineEnds(const std::string &added, LineEnds ends) {
  if (ends == LineEnds::Lf)
    return added;
  std::string result;
  for (const char c : added) {
    if (c == '\n' && !llvm::StringRef(result).ends_with("\r"))
      result += '\r';
    result += c;
  }
  return result;
}

std::string applyEdits(const std::string &text, const std::vector<Edit> &edits) {
  return applyEdits(text, edits, lineEndsOf(text));
}

std::string applyEdits(const std::string &piece, const std::vector<Edit> &edits, LineEnds ends) {
  std::string result;
  size_t done = 0;
  for (const Edit &edit : edits) {
    result.append(piece, done, edit.offset - done);
    result += textWithLineEnds(edit.text, ends);
    done = std::min(piece.size(), static_cast<size_t>(edit.offset) + edit.length);
  }
  return result.append(piece, done);
}

/// Why a file can't be edited; empty where it can.
static std::string objection(const std::optional<std::string> &text, const std::string &file,
                             const Edit &last,
                             const std::map<std::string, std::uint64_t> &contents) {
  if (!text)
    return file + ": not fixed: it can't be read";
  const auto analysed = contents.find(file);
  if (analysed == contents.end() || contentHash(*text) != analysed->second)
    return file + ": not fixed: it has changed since it was analysed; run again";
  if (size_t(last.offset) + last.length > text->size())
    return file + ": not fixed: an edit lies beyond its end";
  return {};
}

Fixing prepareFixes(const std::vector<Finding> &findings, FixLevel level,
                    const std::map<std::string, std::uint64_t> &contents) {
  Fixing fixing;
  std::map<std::string, std::string> texts;
  std::set<std::string> untouchable;
  for (const auto &[file, edits] : planFixes(findings, level, {}).edits) {
    std::optional<std::string> text = readFile(file);
    const std::string error = objection(text, file, *edits.rbegin(), contents);
    if (error.empty()) {
      texts[file] = std::move(*text);
      continue;
    }
    fixing.errors.push_back(error);
    untouchable.insert(file);
  }
  Plan plan = planFixes(findings, level, untouchable);
  fixing.fixed = std::move(plan.fixed);
  fixing.overlapping = plan.overlapping;
  for (auto &[file, edits] : plan.edits)
    fixing.patches.push_back({file, texts[file], {edits.begin(), edits.end()}});
  return fixing;
}

void writeFixes(Fixing &fixing) {
  for (const FilePatch &patch : fixing.patches) {
    const std::string error = writeFile(patch.file, applyEdits(patch.before, patch.edits));
    if (error.empty())
      continue;
    fixing.errors.push_back(patch.file + ": not fixed: it can't be written: " + error);
    std::erase_if(fixing.fixed,
                  [&](const FixedFinding &fixed) { return fixed.files.contains(patch.file); });
  }
}

} // namespace corolint::tool
