#include "tool/driver/Shards.h"
#include "tool/driver/Analyse.h"
#include "tool/driver/Fingerprint.h"

namespace corolint::tool {

std::optional<Shard> shardFrom(llvm::StringRef text) {
  Shard shard;
  if (text.empty())
    return shard;
  const auto [index, count] = text.split('/');
  if (index.getAsInteger(10, shard.index) || count.getAsInteger(10, shard.count) || shard.index < 1 || shard.index > shard.count)
    return std::nullopt;
  return shard;
}

void keepShard(std::vector<CompileUnit> &units, Shard shard) {
  unsigned position = 0; // neighbours tend to be alike, so dealing them out in turn makes parts of about the same weight
  std::erase_if(units, [&](const CompileUnit &) { return position++ % shard.count != shard.index - 1; });
}

static void add(Statistics &sum, const Statistics &part) {
  for (unsigned Statistics::*count : {&Statistics::files, &Statistics::analysed, &Statistics::withoutCoroutines, &Statistics::notCpp20, &Statistics::excluded,
                                      &Statistics::unchanged, &Statistics::known, &Statistics::accepted})
    sum.*count += part.*count;
}

Report mergeReports(std::vector<Report> reports) {
  Report merged;
  FindingsByPlace findings, suppressed;
  std::vector<NotAnalysed> notAnalysed;
  for (Report &report : reports) {
    for (Finding &finding : report.findings)
      addOnce(findings, std::move(finding));
    for (Finding &finding : report.suppressed)
      addOnce(suppressed, std::move(finding));
    notAnalysed.insert(notAnalysed.end(), report.notAnalysed.begin(), report.notAnalysed.end());
    merged.contents.merge(report.contents);
    merged.checks.merge(report.checks);
    add(merged.statistics, report.statistics);
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
