#include "tool/output/Diff.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace corolint::tool {

/// How many unchanged lines a diff shows around a change.
static constexpr unsigned Context = 3;

/// The text as lines, each with its end; the last one perhaps without.
static std::vector<std::string> linesOf(llvm::StringRef text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.take_front(end).str());
    text = text.drop_front(end);
  }
  return lines;
}

/// Start offsets of the lines, and the end of the text.
static std::vector<size_t> lineStarts(const std::vector<std::string> &lines) {
  std::vector<size_t> starts{0};
  for (const std::string &line : lines)
    starts.push_back(starts.back() + line.size());
  return starts;
}

/// Index of the line that holds the offset.
static size_t lineAt(const std::vector<size_t> &starts, size_t offset) {
  const auto next = std::upper_bound(starts.begin(), starts.end(), offset);
  return std::min(static_cast<size_t>(next - starts.begin()) - 1, starts.size() > 1 ? starts.size() - 2 : 0);
}

std::vector<Hunk> hunksOf(const std::string &text, const std::vector<Edit> &edits) {
  const std::vector<std::string> lines = linesOf(text);
  const std::vector<size_t> starts = lineStarts(lines);
  std::vector<Hunk> hunks;
  for (size_t index = 0; index < edits.size();) {
    const size_t first = lineAt(starts, edits[index].offset);
    size_t last = first;
    std::vector<Edit> shifted;
    for (; index < edits.size() && lineAt(starts, edits[index].offset) <= last + (shifted.empty() ? 0 : 1); ++index) {
      const size_t end = edits[index].offset + edits[index].length;
      last = std::max(last, lineAt(starts, end > edits[index].offset ? end - 1 : end));
      shifted.push_back(edits[index]);
      shifted.back().offset -= static_cast<unsigned>(starts[first]);
    }
    Hunk hunk;
    hunk.first = static_cast<unsigned>(first) + 1;
    std::string before;
    for (size_t line = first; line <= last && line < lines.size(); ++line) {
      hunk.before.push_back(lines[line]);
      before += lines[line];
    }
    hunk.after = linesOf(applyEdits(before, shifted));
    while (!hunk.before.empty() && !hunk.after.empty() && hunk.before.back() == hunk.after.back()) {
      hunk.before.pop_back();
      hunk.after.pop_back();
    }
    while (!hunk.before.empty() && !hunk.after.empty() && hunk.before.front() == hunk.after.front()) {
      hunk.before.erase(hunk.before.begin());
      hunk.after.erase(hunk.after.begin());
      ++hunk.first;
    }
    hunks.push_back(std::move(hunk));
  }
  return hunks;
}

static void addLine(std::string &diff, char mark, const std::string &line) {
  diff += mark + line;
  if (!llvm::StringRef(line).ends_with("\n"))
    diff += "\n\\ No newline at end of file\n";
}

static std::string range(size_t first, size_t count) { return std::to_string(count == 0 ? first - 1 : first) + "," + std::to_string(count); }

std::string unifiedDiff(const FilePatch &patch) {
  const std::vector<std::string> lines = linesOf(patch.before);
  const std::vector<Hunk> hunks = hunksOf(patch.before, patch.edits);
  // An absolute path stays one: such a patch is for reading, not for -p1.
  const bool isAbsolute = llvm::StringRef(patch.file).starts_with("/");
  std::string diff = "--- " + std::string(isAbsolute ? "" : "a/") + patch.file + "\n+++ " + (isAbsolute ? "" : "b/") + patch.file + "\n";
  long shift = 0;
  for (size_t index = 0; index < hunks.size();) {
    // Hunks whose contexts touch are printed as one.
    size_t end = index + 1;
    while (end < hunks.size() && hunks[end].first <= hunks[end - 1].first + hunks[end - 1].before.size() + 2 * Context)
      ++end;
    const size_t from = hunks[index].first > Context ? hunks[index].first - Context : 1;
    const size_t to = std::min<size_t>(lines.size(), hunks[end - 1].first + hunks[end - 1].before.size() - 1 + Context);
    std::string body;
    size_t next = from;
    size_t added = 0;
    size_t removed = 0;
    for (; index < end; ++index) {
      for (; next < hunks[index].first; ++next)
        addLine(body, ' ', lines[next - 1]);
      for (const std::string &line : hunks[index].before)
        addLine(body, '-', line);
      for (const std::string &line : hunks[index].after)
        addLine(body, '+', line);
      next += hunks[index].before.size();
      removed += hunks[index].before.size();
      added += hunks[index].after.size();
    }
    for (; next <= to; ++next)
      addLine(body, ' ', lines[next - 1]);
    const size_t count = to + 1 - from;
    diff += "@@ -" + range(from, count) + " +" + range(static_cast<size_t>(static_cast<long>(from) + shift), count - removed + added) + " @@\n" + body;
    shift += static_cast<long>(added) - static_cast<long>(removed);
  }
  return diff;
}

} // namespace corolint::tool
