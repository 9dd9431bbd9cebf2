#include "tool/driver/analysis/Practice.h"

namespace corolint::tool {

Practice::Practice(const std::vector<JudgedUnit> &units) {
  for (const JudgedUnit &unit : units) {
    for (const std::vector<Finding> *list : {&unit.findings, &unit.suppressed})
      for (const Finding &finding : *list)
        for (const std::uint64_t subject : finding.subjects) {
          seen_[subject].faults.insert(placeOf(finding));
          seen_[subject].files.insert(finding.file);
        }
    for (const auto &[subject, places] : unit.heeded)
      seen_[subject].heeded.insert(places.begin(), places.end());
  }
}

bool Practice::Seen::isPractice() const {
  return faults.size() >= FewestPlaces && files.size() >= FewestFiles &&
         faults.size() >= PlacesForEachHeeded * heeded.size();
}

std::set<std::uint64_t> Practice::practices() const {
  std::set<std::uint64_t> result;
  for (const auto &[subject, seen] : seen_)
    if (seen.isPractice())
      result.insert(subject);
  return result;
}

void Practice::lower(std::vector<Finding> &findings,
                     const std::function<bool(const Finding &, std::uint64_t)> &earlier) const {
  const std::set<std::uint64_t> practices = this->practices();
  for (Finding &finding : findings)
    for (const std::uint64_t subject : finding.subjects) {
      const auto seen = seen_.find(subject);
      const bool isHere = practices.contains(subject);
      if (!isHere && !(earlier && earlier(finding, subject)))
        continue;
      finding.confidence = Confidence::Low;
      if (isHere)
        finding.steps.push_back(
            {"the program does the same at " + std::to_string(seen->second.faults.size()) +
                 " places in " + std::to_string(seen->second.files.size()) +
                 " files, and next to nothing else: it seems to know that nothing goes wrong",
             finding.file, finding.line, finding.column});
      break;
    }
}

} // namespace corolint::tool
