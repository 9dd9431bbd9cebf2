#include "tool/driver/analysis/Shards.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Fingerprint.h"
#include <set>
#include <tuple>

namespace corolint::tool {

/// How many missing parts are told: a report from elsewhere may ask for millions.
static constexpr size_t MostTold = 1000;

std::optional<Shard> shardFrom(llvm::StringRef text) {
  Shard shard;
  if (text.empty())
    return shard;
  const auto [index, count] = text.split('/');
  if (index.getAsInteger(10, shard.index) || count.getAsInteger(10, shard.count) ||
      shard.index < 1 || shard.index > shard.count)
    return std::nullopt;
  return shard;
}

void keepShard(std::vector<CompileUnit> &units, Shard shard) {
  unsigned position = 0; // neighbours tend to be alike, so dealing them out in turn makes parts of
                         // about the same weight
  std::erase_if(units,
                [&](const CompileUnit &) { return position++ % shard.count != shard.index - 1; });
}

std::string wholeOf(const std::vector<CompileUnit> &units, llvm::StringRef checks) {
  std::vector<std::string> files;
  for (const CompileUnit &unit : units)
    files.push_back(displayPath(unit.file));
  std::vector<llvm::StringRef> parts{COROLINT_VERSION, checks};
  parts.insert(parts.end(), files.begin(), files.end());
  return fingerprintOf(parts);
}

static std::string nameOf(unsigned index, unsigned count) {
  return "shard " + std::to_string(index) + " of " + std::to_string(count);
}

std::vector<NotAnalysed> oddParts(const std::vector<Report> &reports) {
  std::vector<NotAnalysed> odd;
  const Part *first = nullptr;
  std::set<unsigned> seen;
  for (size_t index = 0; index < reports.size(); ++index) {
    const std::optional<Part> &part = reports[index].part;
    if (part && !first)
      first = &*part;
    if (part && (part->whole != first->whole || part->count != first->count))
      odd.push_back({nameOf(part->index, part->count),
                     "its report is of another run: other files, checks or version"});
    else if (part && !seen.insert(part->index).second)
      odd.push_back({nameOf(part->index, part->count), "its report is given twice"});
  }
  for (size_t index = 0; first && index < reports.size(); ++index)
    if (!reports[index].part)
      odd.push_back({"report " + std::to_string(index + 1), "it is no shard, and others are"});
  for (unsigned index = 1; first && index <= first->count && odd.size() < MostTold; ++index)
    if (!seen.contains(index))
      odd.push_back({nameOf(index, first->count), "its report is missing"});
  return odd;
}

static void add(Statistics &sum, const Statistics &part) {
  for (unsigned Statistics::*count :
       {&Statistics::files, &Statistics::analysed, &Statistics::withoutCoroutines,
        &Statistics::notCpp20, &Statistics::excluded, &Statistics::unchanged, &Statistics::known,
        &Statistics::accepted})
    sum.*count += part.*count;
}

Report mergeReports(std::vector<Report> reports) {
  Report merged;
  FindingsByPlace findings, suppressed;
  std::vector<NotAnalysed> notAnalysed;
  if (reports.size() == 1)
    std::tie(merged.part, merged.carried) = std::tie(reports.front().part, reports.front().carried);
  for (Report &report : reports) {
    merged.isFromElsewhere |= report.isFromElsewhere;
    for (Finding &finding : report.findings)
      addOnce(findings, std::move(finding));
    for (Finding &finding : report.suppressed)
      addOnce(suppressed, std::move(finding));
    notAnalysed.insert(notAnalysed.end(), report.notAnalysed.begin(), report.notAnalysed.end());
    merged.contents.merge(report.contents);
    merged.checks.merge(report.checks);
    add(merged.statistics, report.statistics);
    add(merged.inventory, report.inventory);
    merged.signal = merged.signal ? merged.signal : report.signal;
  }
  merged.findings = inOrder(std::move(findings));
  merged.suppressed = inOrder(std::move(suppressed));
  numberFingerprints(merged.findings);
  numberFingerprints(merged.suppressed);
  addNotAnalysed(merged, notAnalysed);
  return merged;
}

} // namespace corolint::tool
