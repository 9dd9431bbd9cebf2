#include "tool/output/Diff.h"
#include "llvm/ADT/StringExtras.h"
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

/// Takes what is the same at both ends out of a hunk.
static void trim(Hunk &hunk) {
  while (!hunk.before.empty() && !hunk.after.empty() && hunk.before.back() == hunk.after.back()) {
    hunk.before.pop_back();
    hunk.after.pop_back();
  }
  size_t same = 0;
  while (same < hunk.before.size() && same < hunk.after.size() &&
         hunk.before[same] == hunk.after[same])
    ++same;
  hunk.before.erase(hunk.before.begin(), hunk.before.begin() + static_cast<long>(same));
  hunk.after.erase(hunk.after.begin(), hunk.after.begin() + static_cast<long>(same));
  hunk.first += static_cast<unsigned>(same);
}

/// Whether the edits are in order and within the text: those of a report from elsewhere may not be.
static bool areWithin(const std::vector<Edit> &edits, size_t size) {
  size_t done = 0;
  for (const Edit &edit : edits) {
    if (edit.offset < done)
      return false;
    done = static_cast<size_t>(edit.offset) + edit.length;
  }
  return done <= size;
}

std::vector<Hunk> hunksOf(const SourceText &text, const std::vector<Edit> &edits) {
  std::vector<Hunk> hunks;
  if (!areWithin(edits, text.text().size()))
    return hunks;
  for (size_t index = 0; index < edits.size();) {
    const unsigned first = text.lineAt(edits[index].offset);
    unsigned last = first;
    std::vector<Edit> shifted;
    for (; index < edits.size() &&
           text.lineAt(edits[index].offset) <= last + (shifted.empty() ? 0 : 1);
         ++index) {
      const size_t end = static_cast<size_t>(edits[index].offset) + edits[index].length;
      last = std::max(last, text.lineAt(end > edits[index].offset ? end - 1 : end));
      shifted.push_back(edits[index]);
      shifted.back().offset -= static_cast<unsigned>(text.startOf(first));
    }
    Hunk hunk;
    hunk.first = first;
    std::string before;
    for (unsigned line = first; line <= last && !text.wholeLine(line).empty(); ++line) {
      hunk.before.push_back(text.wholeLine(line).str());
      before += hunk.before.back();
    }
    hunk.after = linesOf(applyEdits(before, shifted, text.lineEnds()));
    trim(hunk);
    hunks.push_back(std::move(hunk));
  }
  return hunks;
}

/// Three octal digits.
static std::string octal(unsigned char byte) {
  return {static_cast<char>('0' + byte / 64), static_cast<char>('0' + byte / 8 % 8),
          static_cast<char>('0' + byte % 8)};
}

/// A name as git writes it: in quotes where it holds what would end or change the line, and behind
/// a tab where a blank might end it for `patch`.
static std::string quoted(const std::string &name) {
  std::string result;
  for (const char c : name)
    if (c == '\n')
      result += "\\n";
    else if (c == '\t')
      result += "\\t";
    else if (c == '"' || c == '\\')
      result += std::string("\\") + c;
    else if (llvm::isPrint(c) || static_cast<unsigned char>(c) >= 0x80)
      result += c;
    else
      result += "\\" + octal(static_cast<unsigned char>(c));
  if (result != name)
    return '"' + result + '"';
  return llvm::StringRef(name).contains(' ') ? name + '\t' : name;
}

static void addLine(std::string &diff, char mark, const std::string &line) {
  diff += mark + line;
  if (!llvm::StringRef(line).ends_with("\n"))
    diff += "\n\\ No newline at end of file\n";
}

static std::string range(size_t first, size_t count) {
  return std::to_string(count == 0 ? first - 1 : first) + "," + std::to_string(count);
}

std::string unifiedDiff(const FilePatch &patch) {
  const SourceText text(patch.before);
  const std::vector<std::string> lines = linesOf(patch.before);
  const std::vector<Hunk> hunks = hunksOf(text, patch.edits);
  // An absolute path stays one: such a patch is for reading, not for -p1.
  const bool isAbsolute = llvm::StringRef(patch.file).starts_with("/");
  std::string diff = "--- " + quoted((isAbsolute ? "" : "a/") + patch.file) + "\n+++ " +
                     quoted((isAbsolute ? "" : "b/") + patch.file) + "\n";
  long shift = 0;
  for (size_t index = 0; index < hunks.size();) {
    // Hunks whose contexts touch are printed as one.
    size_t end = index + 1;
    while (end < hunks.size() &&
           hunks[end].first <= hunks[end - 1].first + hunks[end - 1].before.size() + 2 * Context)
      ++end;
    const size_t from = hunks[index].first > Context ? hunks[index].first - Context : 1;
    const size_t to = std::min<size_t>(
        lines.size(), hunks[end - 1].first + hunks[end - 1].before.size() - 1 + Context);
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
    diff += "@@ -" + range(from, count) + " +" +
            range(static_cast<size_t>(static_cast<long>(from) + shift), count - removed + added) +
            " @@\n" + body;
    shift += static_cast<long>(added) - static_cast<long>(removed);
  }
  return diff;
}

} // namespace corolint::tool
