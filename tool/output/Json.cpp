// The report as JSON, and its findings as JSON lines.
#include "tool/output/Formats.h"
#include <nlohmann/json.hpp>

namespace corolint::tool {

using Json = nlohmann::ordered_json;

/// Text that isn't UTF-8 is shown with replacement characters: JSON can't carry it.
static std::string dump(const Json &value, int indent) { return value.dump(indent, ' ', false, Json::error_handler_t::replace); }

static llvm::StringRef toString(SuppressedBy by) { return by == SuppressedBy::Baseline ? "baseline" : "comment"; }

static Json toJson(const Finding &finding) {
  Json steps = Json::array();
  for (const Step &step : finding.steps)
    steps.push_back({{"message", step.message}, {"file", step.file}, {"line", step.line}, {"column", step.column}});
  Json fixes = Json::array();
  for (const Fix &fix : finding.fixes) {
    Json edits = Json::array();
    for (const Edit &edit : fix.edits)
      edits.push_back({{"file", edit.file}, {"offset", edit.offset}, {"length", edit.length}, {"text", edit.text}});
    fixes.push_back({{"title", fix.title}, {"safety", toString(fix.safety).str()}, {"edits", std::move(edits)}});
  }
  Json object{{"check", finding.check},
          {"severity", toString(finding.severity).str()},
          {"message", finding.message},
          {"file", finding.file},
          {"line", finding.line},
          {"column", finding.column},
          {"endLine", finding.endLine},
          {"endColumn", finding.endColumn},
          {"function", finding.function},
          {"fingerprint", finding.fingerprint},
          {"steps", std::move(steps)},
          {"fixes", std::move(fixes)}};
  if (finding.suppressed.by != SuppressedBy::Nothing)
    object["suppressed"] = {{"by", toString(finding.suppressed.by).str()}, {"reason", finding.suppressed.reason}};
  return object;
}

/// Those that are reported and, where they were asked for, those that are suppressed.
static Json allFindings(const Report &report) {
  Json findings = Json::array();
  for (const std::vector<Finding> *list : {&report.findings, &report.suppressed})
    for (const Finding &finding : *list)
      findings.push_back(toJson(finding));
  return findings;
}

/// Counts only: times differ from run to run, and this text doesn't.
static Json countsOf(const Report &report) {
  const Statistics &statistics = report.statistics;
  return {{"files", statistics.files},
          {"analysed", statistics.analysed},
          {"withoutCoroutines", statistics.withoutCoroutines},
          {"notCpp20", statistics.notCpp20},
          {"notAnalysed", statistics.notAnalysed},
          {"excluded", statistics.excluded},
          {"unchanged", statistics.unchanged},
          {"known", statistics.known},
          {"accepted", statistics.accepted},
          {"findingsPerCheck", findingsPerCheck(report)}};
}

std::string printJson(const Report &report, Colours) {
  Json notAnalysed = Json::array();
  for (const NotAnalysed &file : report.notAnalysed)
    notAnalysed.push_back({{"file", file.file}, {"reason", file.reason}});
  const Json object{{"version", 1},
                    {"tool", {{"name", "corolint"}, {"version", COROLINT_VERSION}}},
                    {"findings", allFindings(report)},
                    {"notAnalysed", std::move(notAnalysed)},
                    {"statistics", countsOf(report)}};
  return dump(object, 2) + "\n";
}

std::string printJsonLines(const Report &report, Colours) {
  std::string lines;
  for (const Json &finding : allFindings(report))
    lines += dump(finding, -1) + "\n";
  return lines;
}

} // namespace corolint::tool
