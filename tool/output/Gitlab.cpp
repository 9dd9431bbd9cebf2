// GitLab's code quality report, which merge requests show.
#include "tool/driver/base/Fingerprint.h"
#include "tool/output/Formats.h"
#include "tool/output/Places.h"
#include <nlohmann/json.hpp>

namespace corolint::tool {

using Json = nlohmann::ordered_json;

static const char *gitlabSeverity(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "critical";
  case Severity::Warning:
    return "major";
  case Severity::Note:
    return "minor";
  }
  return "";
}

/// Suppressed findings are left out: the report has no word for them.
std::string printGitlab(const Report &report, Colours) {
  Places places(report, ColumnUnit::Bytes); // it has no columns
  Json issues = Json::array();
  for (const Finding &finding : report.findings)
    issues.push_back({{"description", validUtf8(finding.message)},
                      {"check_name", finding.check},
                      {"fingerprint", finding.fingerprint},
                      {"severity", gitlabSeverity(finding.severity)},
                      {"location",
                       {{"path", validUtf8(places.path(finding.file))},
                        {"lines", {{"begin", finding.line}, {"end", finding.endLine}}}}}});
  for (const NotAnalysed &file : report.notAnalysed) {
    const std::string path = validUtf8(places.path(file.file));
    issues.push_back({{"description", "not fully analysed: " + validUtf8(file.reason)},
                      {"check_name", "not-analysed"},
                      {"fingerprint", fingerprintOf({"not-analysed", path, file.reason})},
                      {"severity", "info"},
                      {"location", {{"path", path}, {"lines", {{"begin", 1}}}}}});
  }
  return issues.dump(2) + "\n";
}

} // namespace corolint::tool
