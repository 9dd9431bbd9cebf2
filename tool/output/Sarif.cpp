// SARIF 2.1.0, as GitHub's code scanning and other viewers take it.
#include "tool/driver/configuration/Rules.h"
#include "tool/output/Formats.h"
#include "tool/output/LineHash.h"
#include "tool/output/Pages.h"
#include "tool/output/Places.h"
#include "llvm/ADT/StringExtras.h"
#include <nlohmann/json.hpp>

namespace corolint::tool {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *Root = "%SRCROOT%";

/// A path as a URI: relative ones stay so.
std::string uriOf(llvm::StringRef path) {
  std::string uri = path.starts_with("/") ? "file://" : "";
  for (const char c : path)
    if (llvm::isAlnum(c) || llvm::StringRef("/-._~!$&'()*+,;=@").contains(c))
      uri += c;
    else
      uri += "%" + llvm::utohexstr(static_cast<unsigned char>(c), /*LowerCase=*/false, 2);
  return uri;
}

/// "coro-unawaited-task" as SARIF wants names: "UnawaitedTask".
std::string pascalCase(llvm::StringRef id) {
  id.consume_front("coro-");
  std::string name;
  for (bool isStart = true; const char c : id) {
    if (c != '-')
      name += isStart ? llvm::toUpper(c) : c;
    isStart = c == '-';
  }
  return name;
}

/// A summary as a sentence, which is what viewers expect.
std::string sentence(llvm::StringRef summary) {
  std::string text = summary.str();
  if (!text.empty())
    text[0] = llvm::toUpper(text[0]);
  return text + ".";
}

/// SARIF's levels have the names of our severities.
std::string levelOf(Severity severity) { return toString(severity).str(); }

/// The word by which GitHub sorts and filters.
const char *problemSeverity(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    return "recommendation";
  }
  return "";
}

/// How much a result deserves to be looked at, from 0 to 100.
double rankOf(Confidence confidence) {
  switch (confidence) {
  case Confidence::High:
    return 90;
  case Confidence::Medium:
    return 60;
  case Confidence::Low:
    return 20;
  }
  return 60;
}

Json message(const std::string &text) { return {{"text", validUtf8(text)}}; }

Json ruleOf(const Check &check) {
  const std::string page = pageOf(check);
  Json rule{{"id", check.id.str()},
            {"name", pascalCase(check.id)},
            {"shortDescription", {{"text", sentence(check.summary)}}},
            {"fullDescription", {{"text", sentence(check.summary)}}},
            {"help", {{"text", page}, {"markdown", page}}},
            {"defaultConfiguration",
             {{"enabled", check.onByDefault}, {"level", levelOf(check.severity)}}},
            {"properties",
             {{"tags", Json::array({"correctness", "coroutines"})},
              {"precision", check.onByDefault ? "high" : "medium"},
              {"problem.severity", problemSeverity(check.severity)}}}};
  if (const std::string address = addressOf(check); !address.empty())
    rule["helpUri"] = address;
  return rule;
}

class SarifPrinter {
public:
  explicit SarifPrinter(const Report &report)
      : report_(report), places_(report, ColumnUnit::Utf16) {}

  std::string print() {
    Json rules = Json::array();
    for (const Check *check : allRules())
      if (isNamed(*check)) {
        ruleIndex_[check->id.str()] = rules.size();
        rules.push_back(ruleOf(*check));
      }
    Json results = Json::array();
    for (const std::vector<Finding> *list : {&report_.findings, &report_.suppressed})
      for (const Finding &finding : *list)
        results.push_back(resultOf(finding));
    const Json driver{{"name", "corolint"},
                      {"version", COROLINT_VERSION},
                      {"semanticVersion", COROLINT_VERSION},
                      {"rules", std::move(rules)}};
    Json run{{"tool", {{"driver", driver}}},
             {"invocations", Json::array({invocation()})},
             {"originalUriBaseIds",
              {{Root, {{"description", {{"text", "The root of the repository."}}}}}}},
             {"columnKind", "utf16CodeUnits"},
             {"results", std::move(results)}};
    const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                   {"version", "2.1.0"},
                   {"runs", Json::array({std::move(run)})}};
    return log.dump(2) + "\n";
  }

private:
  /// Whether the rule belongs into the log: the check ran, or has a finding all the same.
  bool isNamed(const Check &check) const {
    const auto isIts = [&](const Finding &finding) { return finding.check == check.id; };
    return report_.checks.contains(check.id.str()) || llvm::any_of(report_.findings, isIts) ||
           llvm::any_of(report_.suppressed, isIts);
  }

  Json artifact(const std::string &file) {
    const std::string &path = places_.path(file);
    Json location{{"uri", uriOf(path)}};
    if (!path.starts_with("/"))
      location["uriBaseId"] = Root;
    return location;
  }

  static Json regionOf(const Region &region) {
    return {{"startLine", region.startLine},
            {"startColumn", region.startColumn},
            {"endLine", region.endLine},
            {"endColumn", region.endColumn}};
  }

  Json locationOf(const std::string &file, const Region &region) {
    return {
        {"physicalLocation", {{"artifactLocation", artifact(file)}, {"region", regionOf(region)}}}};
  }

  Json resultOf(const Finding &finding) {
    Json location = locationOf(finding.file, places_.region(finding));
    if (!finding.function.empty())
      location["logicalLocations"] = Json::array(
          {{{"fullyQualifiedName", validUtf8(finding.function)}, {"kind", "function"}}});
    Json result{{"ruleId", finding.check}};
    if (const auto index = ruleIndex_.find(finding.check); index != ruleIndex_.end())
      result["ruleIndex"] = index->second;
    result["level"] = levelOf(finding.severity);
    result["rank"] = rankOf(finding.confidence);
    result["message"] = message(finding.message);
    result["locations"] = Json::array({std::move(location)});
    result["fingerprints"] = {{"corolint/v1", finding.fingerprint}};
    if (const std::string hash = lineHash(finding); !hash.empty())
      result["partialFingerprints"] = {{"primaryLocationLineHash", hash}};
    if (!finding.steps.empty()) {
      const Json threadFlow{{"locations", flowOf(finding)}};
      result["codeFlows"] = Json::array({{{"threadFlows", Json::array({threadFlow})}}});
    }
    if (Json fixes = fixesOf(finding); !fixes.empty())
      result["fixes"] = std::move(fixes);
    if (!report_.suppressed.empty()) // then every result says whether it is
      result["suppressions"] = suppressionsOf(finding);
    return result;
  }

  Json flowOf(const Finding &finding) {
    Json flow = Json::array();
    for (const Step &step : finding.steps) {
      Json location = locationOf(step.file, places_.region(step));
      location["message"] = message(step.message);
      flow.push_back({{"location", std::move(location)}});
    }
    return flow;
  }

  /// A fix of which an edit's text isn't at hand is left out as a whole.
  Json fixesOf(const Finding &finding) {
    Json fixes = Json::array();
    for (const Fix &fix : finding.fixes) {
      std::map<std::string, Json> replacements;
      for (const Edit &edit : fix.edits) {
        const std::optional<RegionEdit> place = places_.region(edit);
        if (!place) {
          replacements.clear();
          break;
        }
        Json replacement{{"deletedRegion", regionOf(place->region)}};
        replacement["insertedContent"] = message(place->text);
        replacements[edit.file].push_back(std::move(replacement));
      }
      Json changes = Json::array();
      for (auto &[file, list] : replacements)
        changes.push_back(
            {{"artifactLocation", artifact(file)}, {"replacements", std::move(list)}});
      if (!changes.empty())
        fixes.push_back({{"description", message(fix.title)},
                         {"artifactChanges", std::move(changes)},
                         {"properties", {{"safety", toString(fix.safety).str()}}}});
    }
    return fixes;
  }

  static Json suppressionsOf(const Finding &finding) {
    Json list = Json::array();
    if (finding.suppressed.by == SuppressedBy::Nothing)
      return list;
    Json suppression{
        {"kind", finding.suppressed.by == SuppressedBy::Comment ? "inSource" : "external"}};
    if (!finding.suppressed.reason.empty())
      suppression["justification"] = validUtf8(finding.suppressed.reason);
    list.push_back(std::move(suppression));
    return list;
  }

  std::string lineHash(const Finding &finding) {
    const SourceText *text = places_.text(finding.file);
    if (!text)
      return {};
    const auto [entry, isNew] = lineHashes_.try_emplace(finding.file);
    if (isNew)
      entry->second = lineHashes(text->text());
    return finding.line >= 1 && finding.line <= entry->second.size()
               ? entry->second[finding.line - 1]
               : "";
  }

  /// GitHub refuses a log whose execution was no success, so that is kept for runs that were cut
  /// short: a file that could not be analysed is an error notification, and the other files'
  /// findings count.
  Json invocation() {
    Json notifications = Json::array();
    for (const NotAnalysed &file : report_.notAnalysed) {
      Json notification{{"level", "error"},
                        {"message", message("not fully analysed: " + file.reason)}};
      notification["locations"] =
          Json::array({{{"physicalLocation", {{"artifactLocation", artifact(file.file)}}}}});
      notifications.push_back(std::move(notification));
    }
    Json invocation{{"executionSuccessful", report_.signal == 0}};
    invocation["toolExecutionNotifications"] = std::move(notifications);
    return invocation;
  }

  const Report &report_;
  Places places_;
  std::map<std::string, size_t> ruleIndex_;
  std::map<std::string, std::vector<std::string>> lineHashes_;
};

} // namespace

std::string printSarif(const Report &report, Colours) { return SarifPrinter(report).print(); }

} // namespace corolint::tool
