// Checkstyle's XML, which many editors, servers and dashboards read.
#include "tool/output/Formats.h"
#include "tool/output/Places.h"
#include "tool/output/Xml.h"

namespace corolint::tool {

static const char *checkstyleSeverity(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    return "info";
  }
  return "";
}

/// Suppressed findings are left out: the format has no word for them.
std::string printCheckstyle(const Report &report, Colours) {
  Places places(report, ColumnUnit::CodePoints);
  std::map<std::string, std::string> files;
  for (const Finding &finding : report.findings) {
    const Region region = places.region(finding);
    files[places.path(finding.file)] += "    <error line=\"" + std::to_string(region.startLine) +
                                        "\" column=\"" + std::to_string(region.startColumn) +
                                        "\" severity=\"" + checkstyleSeverity(finding.severity) +
                                        "\" message=\"" + xmlText(finding.message) +
                                        "\" source=\"corolint." + xmlText(finding.check) + "\"/>\n";
  }
  for (const NotAnalysed &file : report.notAnalysed)
    files[places.path(file.file)] += "    <error line=\"1\" severity=\"warning\" message=\"" +
                                     xmlText("not fully analysed: " + file.reason) +
                                     "\" source=\"corolint.not-analysed\"/>\n";
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  for (const auto &[file, errors] : files)
    text += "  <file name=\"" + xmlText(file) + "\">\n" + errors + "  </file>\n";
  return text + "</checkstyle>\n";
}

} // namespace corolint::tool
