#include "tool/driver/comparison/Reports.h"
#include <utility>

namespace corolint::tool {

void compare(Report &report, Report earlier) {
  Comparison comparison;
  std::set<std::string> before, now;
  for (const Finding &finding : earlier.findings)
    before.insert(finding.fingerprint);
  for (const Finding &finding : report.findings)
    now.insert(finding.fingerprint);
  std::vector<Finding> introduced;
  for (Finding &finding : report.findings)
    (before.contains(finding.fingerprint) ? comparison.unchanged : introduced)
        .push_back(std::move(finding));
  report.findings = std::move(introduced);
  for (Finding &finding : earlier.findings)
    if (!now.contains(finding.fingerprint))
      comparison.fixed.push_back(std::move(finding));
  comparison.contents = std::move(earlier.contents);
  report.comparison = std::move(comparison);
}

} // namespace corolint::tool
