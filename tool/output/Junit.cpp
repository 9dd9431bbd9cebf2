// JUnit's XML: a check that finds nothing is a test that passes, a finding is one that fails.
#include "tool/output/Formats.h"
#include "tool/output/Places.h"
#include "tool/output/Xml.h"

namespace corolint::tool {

/// An opening tag without its end.
static std::string testCase(llvm::StringRef group, llvm::StringRef name) {
  return "    <testcase classname=\"" + xmlText(group) + "\" name=\"" + xmlText(name) + "\"";
}

static std::string placeOf(const Finding &finding, Places &places) {
  const Region region = places.region(finding);
  return places.path(finding.file) + ":" + std::to_string(region.startLine) + ":" +
         std::to_string(region.startColumn);
}

std::string printJunit(const Report &report, Colours) {
  Places places(report, ColumnUnit::CodePoints);
  std::string cases;
  unsigned tests = 0;
  const std::map<std::string, unsigned> failing = findingsPerCheck(report);
  for (const std::string &check : report.checks)
    if (!failing.contains(check)) {
      ++tests;
      cases += testCase("corolint", check) + "/>\n";
    }
  for (const Finding &finding : report.findings) {
    ++tests;
    const std::string place = placeOf(finding, places);
    cases += testCase(finding.check, place) + " file=\"" + xmlText(places.path(finding.file)) +
             "\" line=\"" + std::to_string(finding.line) + "\">\n" + "      <failure type=\"" +
             toString(finding.severity).str() + "\" message=\"" + xmlText(finding.message) + "\">" +
             xmlText(place + ": " + finding.message + "\n" + stepsAndFixes(finding, places)) +
             "</failure>\n    </testcase>\n";
  }
  for (const Finding &finding : report.suppressed) {
    ++tests;
    const char *by =
        finding.suppressed.by == SuppressedBy::Baseline ? "in the baseline" : "suppressed";
    const std::string reason =
        finding.suppressed.reason.empty() ? "" : ": " + finding.suppressed.reason;
    cases += testCase(finding.check, placeOf(finding, places)) + ">\n      <skipped message=\"" +
             xmlText(finding.message + " (" + by + reason + ")") + "\"/>\n    </testcase>\n";
  }
  for (const NotAnalysed &file : report.notAnalysed) {
    ++tests;
    cases += testCase("not-analysed", places.path(file.file)) + " file=\"" +
             xmlText(places.path(file.file)) +
             "\">\n      <error type=\"not-analysed\" message=\"" +
             xmlText("not fully analysed: " + file.reason) + "\"/>\n    </testcase>\n";
  }
  const std::string counts = " tests=\"" + std::to_string(tests) + "\" failures=\"" +
                             std::to_string(report.findings.size()) + "\" errors=\"" +
                             std::to_string(report.notAnalysed.size()) + "\"";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"corolint\"" + counts +
         ">\n  <testsuite name=\"corolint\"" + counts + " skipped=\"" +
         std::to_string(report.suppressed.size()) + "\">\n" + cases +
         "  </testsuite>\n</testsuites>\n";
}

} // namespace corolint::tool
