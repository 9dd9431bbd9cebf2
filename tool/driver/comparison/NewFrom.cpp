#include "tool/driver/comparison/NewFrom.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/comparison/Matching.h"
#include "tool/driver/comparison/Repository.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace corolint::tool {

/// Of the files that each unit reads those that changed; a unit whose includes can't be told counts
/// as changed.
static std::vector<std::vector<std::string>>
changedFilesOf(const std::vector<CompileUnit> &units,
               const std::vector<std::vector<std::string>> &reads,
               const std::set<std::string> &changed) {
  std::vector<std::vector<std::string>> result(units.size());
  for (size_t index = 0; index < reads.size(); ++index) {
    if (reads[index].empty())
      result[index].push_back(units[index].file);
    for (const std::string &file : reads[index])
      if (changed.contains(file))
        result[index].push_back(file);
  }
  return result;
}

/// The units to analyse, by their indices.
static std::vector<size_t> affectedUnits(const std::vector<CompileUnit> &units,
                                         const std::vector<std::vector<std::string>> &reads,
                                         HeaderFiles headers) {
  std::vector<size_t> affected;
  std::set<std::string> covered;
  for (size_t index = 0; index < units.size(); ++index)
    if (llvm::is_contained(reads[index], units[index].file) ||
        (headers == HeaderFiles::All && !reads[index].empty())) {
      affected.push_back(index);
      covered.insert(reads[index].begin(), reads[index].end());
    }
  for (size_t index = 0; index < units.size(); ++index) {
    const bool isNeeded = llvm::any_of(
        reads[index], [&](const std::string &file) { return covered.insert(file).second; });
    if (isNeeded && !llvm::is_contained(affected, index))
      affected.push_back(index);
  }
  llvm::sort(affected);
  return affected;
}

/// The same unit at the revision, under the path that it had there; none where it wasn't there.
static std::optional<CompileUnit> before(const CompileUnit &unit, const Changes &changes) {
  CompileUnit result = unit;
  for (const auto &[old, now] : changes.renamed)
    if (now == unit.file) {
      result.file = old;
      for (std::string &argument : result.command)
        if (absolutePath(argument, unit.directory) == now)
          argument = old;
      return result;
    }
  if (changes.unknown.contains(unit.file))
    return std::nullopt;
  const auto found = changes.before.find(unit.file);
  if (found != changes.before.end() && !found->second)
    return std::nullopt;
  return result;
}

/// Files that are no more had findings too, which may have moved elsewhere: they are compiled like
/// their nearest neighbour.
static void addGone(const Changes &changes, const std::vector<CompileUnit> &units,
                    std::vector<CompileUnit> &past) {
  const auto inCommon = [](llvm::StringRef one, llvm::StringRef other) {
    return std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first - one.begin();
  };
  for (const std::string &file : changes.gone) {
    const auto isAlike = [&](const CompileUnit &unit) {
      return llvm::sys::path::extension(unit.file) == llvm::sys::path::extension(file);
    };
    const CompileUnit *nearest = nullptr;
    for (const CompileUnit &unit : units)
      if (isAlike(unit) && (!nearest || inCommon(unit.file, file) > inCommon(nearest->file, file)))
        nearest = &unit;
    if (!nearest)
      continue; // a header, or no source at all
    CompileUnit unit = *nearest;
    unit.file = file;
    for (std::string &argument : unit.command)
      if (absolutePath(argument, unit.directory) == nearest->file)
        argument = file;
    past.push_back(std::move(unit));
  }
}

/// The findings that the revision didn't have.
static std::vector<Finding> unknownOf(const std::vector<Finding> &findings,
                                      const std::vector<Finding> &old, const Changes &changes) {
  std::vector<KnownFinding> known;
  for (const Finding &finding : old)
    if (!changes.unknown.contains(absolutePath(finding.file)))
      known.push_back(asKnown(finding));
  const std::vector<std::optional<size_t>> matched =
      match(findings, known, [](const std::string &file) { return !llvm::sys::fs::exists(file); });
  std::vector<Finding> fresh;
  for (size_t index = 0; index < matched.size(); ++index)
    if (!matched[index])
      fresh.push_back(findings[index]);
  return fresh;
}

static bool isSame(const Finding &one, const Finding &other) {
  return one.file == other.file && one.line == other.line && one.column == other.column &&
         one.check == other.check && one.message == other.message;
}

NewFindings analyseNew(const std::vector<CompileUnit> &units, const AnalyseOptions &options,
                       const Since &since) {
  NewFindings result;
  Repository repository;
  std::string commit;
  if (repository.error().empty())
    commit = since.fromMergeBase ? repository.mergeBase(since.revision)
                                 : repository.commit(since.revision);
  Changes changes;
  if (!commit.empty())
    changes = repository.changesSince(commit);
  if (!repository.error().empty()) {
    result.error = repository.error();
    return result;
  }
  const std::vector<std::vector<std::string>> reads =
      changes.files.empty() ? std::vector<std::vector<std::string>>() : filesOfEach(units, options);
  const std::vector<size_t> indices =
      affectedUnits(units, changedFilesOf(units, reads, changes.files), since.headers);
  std::vector<CompileUnit> affected;
  for (const size_t index : indices)
    affected.push_back(units[index]);
  result.report = analyse(affected, options);
  result.report.statistics.files = static_cast<unsigned>(units.size());
  result.report.statistics.unchanged = static_cast<unsigned>(units.size() - affected.size());
  if (result.report.findings.empty() || result.report.signal)
    return result;

  std::vector<CompileUnit> past;
  for (const CompileUnit &unit : affected)
    if (std::optional<CompileUnit> then = before(unit, changes))
      past.push_back(std::move(*then));
  addGone(changes, units, past);
  AnalyseOptions then = options;
  then.snapshot = &changes.before;
  then.skipping = Skipping::Nothing; // what is skipped is decided from the disk
  const Report old = analyse(past, then);
  result.report.signal = old.signal;
  for (const NotAnalysed &file : old.notAnalysed)
    result.notices.push_back(file.file + " at " + since.revision +
                             " can't be analysed, so what it had counts as new: " + file.reason);
  const std::vector<Finding> all = std::move(result.report.findings);
  result.report.findings = unknownOf(all, old.findings, changes);

  // A template of a header may be instantiated here for the first time, and have been long where
  // nothing was looked at.
  std::set<std::string> headers;
  for (const Finding &finding : result.report.findings)
    if (const std::string file = absolutePath(finding.file);
        llvm::none_of(affected, [&](const CompileUnit &unit) { return unit.file == file; }))
      headers.insert(file);
  std::vector<CompileUnit> others;
  for (size_t index = 0; index < reads.size(); ++index)
    if (!llvm::is_contained(indices, index) &&
        llvm::any_of(reads[index], [&](const std::string &file) { return headers.contains(file); }))
      if (std::optional<CompileUnit> unit = before(units[index], changes))
        others.push_back(std::move(*unit));
  if (!others.empty()) {
    const Report elsewhere = analyse(others, then);
    result.report.signal = elsewhere.signal;
    std::vector<Finding> seen;
    for (const Finding &finding : elsewhere.findings)
      if (llvm::none_of(old.findings, [&](const Finding &known) { return isSame(finding, known); }))
        seen.push_back(finding);
    result.report.findings = unknownOf(result.report.findings, seen, changes);
  }
  result.report.statistics.known =
      static_cast<unsigned>(all.size() - result.report.findings.size());
  return result;
}

} // namespace corolint::tool
