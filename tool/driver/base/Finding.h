// What an analysis gives: plain values that outputs print, tests compare and processes send to each
// other.
#pragma once
#include "checks/Metadata.h"
#include "checks/engine/facts/Inventory.h"
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace corolint::tool {

/// Something that happens at run time on the way to the harm.
struct Step {
  std::string message;
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
};

/// Replaces `length` bytes at `offset` of a file by `text`.
struct Edit {
  std::string file;
  unsigned offset = 0;
  unsigned length = 0;
  std::string text;
  friend auto operator<=>(const Edit &, const Edit &) = default;
};

/// One way out of a finding; its edits are applied together or not at all.
struct Fix {
  std::string title;
  Safety safety = Safety::Unsafe;
  std::vector<Edit> edits;
};

/// What keeps a finding out of the report.
enum class SuppressedBy {
  Nothing,
  Comment,  ///< a NOLINT comment
  Baseline, ///< an entry of the baseline
};

/// What keeps a finding out of the report, and the words that somebody left with it.
struct Suppression {
  SuppressedBy by = SuppressedBy::Nothing;
  std::string reason;
};

/// One finding. Paths are relative to the working directory where they are below it, else absolute;
/// lines and columns count from 1, columns in bytes; the end is exclusive.
struct Finding {
  std::string check;
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::Medium;
  std::string message;
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  unsigned endLine = 0;
  unsigned endColumn = 0;
  unsigned offset = 0;
  std::string function;    ///< qualified name of the enclosing function, empty outside of one
  std::string fingerprint; ///< survives unrelated edits; empty until the report is complete
  std::string tokens;      ///< the code at hand without comments and layout, for the fingerprint
  std::vector<Step> steps;
  std::vector<Fix> fixes;
  Suppression suppressed;
  std::vector<std::uint64_t> subjects; ///< whose use it finds fault with, see Practice
};

/// Where a finding stands in a report, and what makes it one: the header that five units include
/// has its finding once.
using Place = std::tuple<std::string, unsigned, unsigned, std::string, std::string>;
inline Place placeOf(const Finding &finding) {
  return {finding.file, finding.line, finding.column, finding.check, finding.message};
}

/// Findings of several units, each once.
using FindingsByPlace = std::map<Place, Finding>;

/// Of several units' same finding the first one stays, but one with fixes is preferred: a unit that
/// doesn't compile offers none.
inline void addOnce(FindingsByPlace &findings, Finding finding) {
  const auto [present, isNew] = findings.try_emplace(placeOf(finding), finding);
  if (!isNew && present->second.fixes.empty() && !finding.fixes.empty())
    present->second = std::move(finding);
}

inline std::vector<Finding> inOrder(FindingsByPlace findings) {
  std::vector<Finding> result;
  for (auto &[place, finding] : findings)
    result.push_back(std::move(finding));
  return result;
}

/// A file that could not be analysed, or not wholly, and why.
struct NotAnalysed {
  std::string file;
  std::string reason;
};

/// What became of one translation unit.
enum class Outcome {
  Analysed,
  NoCoroutines, ///< its includes never reach a coroutine header, so it was not parsed
  NotCpp20,     ///< its flags ask for a language that has no coroutines
  Lost,         ///< not analysed: see the reason
};

/// How long one file took.
struct Timing {
  std::string file;
  double userSeconds = 0;
};

/// The counts of a run. Times are kept apart, because every other number is the same for any number
/// of jobs.
struct Statistics {
  unsigned files = 0;
  unsigned analysed = 0;
  unsigned withoutCoroutines = 0;
  unsigned notCpp20 = 0;
  unsigned notAnalysed = 0;
  unsigned excluded = 0;  ///< files that `.corolint.yaml` excludes; not among `files`
  unsigned unchanged = 0; ///< files that read nothing that changed since the revision compared with
  unsigned known = 0;     ///< findings left out because that revision has them, too
  unsigned accepted = 0;  ///< findings left out because the baseline accepts them
  unsigned cached = 0;    ///< of `files`, those whose result is that of an earlier run; told in no
                          ///< report, because a report is the same without
  double seconds = 0;
  std::vector<Timing> timings; ///< slowest first
  std::map<std::string, double>
      stages; ///< seconds of CPU in the workers, by stage and by id of check
};

/// What became of one translation unit, as the process that analysed it tells it.
struct UnitResult {
  Outcome outcome = Outcome::Analysed;
  std::string reason; ///< why it is lost, or the compiler's first error and the count
  std::vector<Finding> findings;
  std::vector<Finding> suppressed;      ///< by comments
  std::vector<std::string> nolintFiles; ///< files of the user's that have NOLINT comments, as shown
  std::map<std::string, std::uint64_t>
      contents;                   ///< hash of every file that a finding or an edit is in
  std::set<std::string> checks;   ///< ids of the checks that ran
  std::vector<std::string> reads; ///< the files that the unit reads, for who asked for them
  /// By subject of findings the places, hashed, where the user does what they ask for.
  std::map<std::uint64_t, std::set<std::uint64_t>> heeded;
  bool isCached = false; ///< it is the result of an earlier run
  double userSeconds = 0;
  std::map<std::string, double> stages; ///< seconds of CPU, by stage and by id of check
};

/// A part of a run, and what tells the whole apart: its files, checks and version.
struct Part {
  unsigned index = 1; ///< from 1
  unsigned count = 1;
  std::string whole;
};

/// What became of the findings of an earlier report.
struct Comparison {
  std::string before;             ///< what the earlier report is called
  std::string after;              ///< what the later one is
  std::vector<Finding> fixed;     ///< those that the later one doesn't have, as they stood
  std::vector<Finding> unchanged; ///< those that it has, as they stand now
  std::map<std::string, std::uint64_t> contents; ///< those of the earlier report
};

/// The result of an analysis: findings ordered by file, line, column and check, each once.
struct Report {
  std::vector<Finding> findings;
  std::vector<Finding> suppressed; ///< ordered likewise; not among `findings`
  std::vector<NotAnalysed> notAnalysed;
  Statistics statistics;
  std::map<std::string, std::uint64_t>
      contents;                 ///< hash of every file that a finding or an edit is in
  std::set<std::string> checks; ///< ids of the checks that ran, in one file at least
  Inventory inventory;          ///< what there is, found fault with or not
  std::map<std::string, std::string>
      texts;                ///< texts as analysed of files that were changed since, by us
  int signal = 0;           ///< the signal that interrupted the run, 0 when it is complete
  std::optional<Part> part; ///< what it is a report of, where that isn't the whole
  std::optional<Comparison> comparison; ///< with an earlier one: then `findings` are the new ones
  std::string carried;          ///< the results of its units for who joins it with others, packed
  bool isFromElsewhere = false; ///< it was read from a file, which may say anything
};

} // namespace corolint::tool
