// The baseline: findings that a project has accepted for now. One JSON object a line, sorted by
// place, so that it merges like source code; each may say `reason`, `owner` and `expires`
// (YYYY-MM-DD, the last day on which it holds).
#pragma once
#include "tool/driver/comparison/Matching.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// One accepted finding.
struct BaselineEntry {
  KnownFinding finding;
  std::string message;
  std::string reason;
  std::string owner;
  std::string expires;
  unsigned line = 0; ///< in the file of the baseline; 0 for one that is new
};

/// What a baseline has that a run doesn't.
struct Compared {
  std::vector<BaselineEntry> stale;   ///< what they accept is there no more
  std::vector<BaselineEntry> expired; ///< still there, and reported again
};

class Baseline {
public:
  /// Reads a file. What is wrong with it stands in errors(), each with its file and line.
  explicit Baseline(const std::string &path);
  const std::vector<std::string> &errors() const { return errors_; }

  /// Moves what is accepted from the findings of a report to its suppressed ones. `isCovered` tells
  /// of an entry that matches nothing whether this run would have found it; `today` is YYYY-MM-DD.
  Compared apply(Report &report, const std::string &today,
                 llvm::function_ref<bool(const KnownFinding &)> isCovered);

  /// Accepts every finding of a report: entries that match keep their words, and those that this
  /// run doesn't cover stay.
  void accept(const Report &report, llvm::function_ref<bool(const KnownFinding &)> isCovered);

  /// Brings the places of the entries up to date after apply(), and takes the stale ones out.
  void prune();

  /// Writes the file; answers the error, empty on success.
  std::string write() const;
  size_t size() const { return entries_.size(); }

private:
  void readLine(const std::string &text, unsigned line);
  std::vector<std::optional<size_t>> matchEntries(const Report &report) const;

  std::string path_;
  std::vector<BaselineEntry> entries_;
  std::set<std::string> seen_; ///< fingerprints
  std::vector<bool> isStale_;
  std::vector<std::string> errors_;
};

} // namespace corolint::tool
