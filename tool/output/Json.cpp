// The report as JSON, and its findings as JSON lines.
#include "tool/output/Formats.h"
#include "llvm/ADT/StringExtras.h"
#include <nlohmann/json.hpp>

namespace corolint::tool {

using Json = nlohmann::ordered_json;

/// Text that isn't UTF-8 is shown with replacement characters: JSON can't carry it.
static std::string dump(const Json &value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

static llvm::StringRef toString(SuppressedBy by) {
  return by == SuppressedBy::Baseline ? "baseline" : "comment";
}

static Json toJson(const Finding &finding) {
  Json steps = Json::array();
  for (const Step &step : finding.steps)
    steps.push_back({{"message", step.message},
                     {"file", step.file},
                     {"line", step.line},
                     {"column", step.column}});
  Json fixes = Json::array();
  for (const Fix &fix : finding.fixes) {
    Json edits = Json::array();
    for (const Edit &edit : fix.edits)
      edits.push_back({{"file", edit.file},
                       {"offset", edit.offset},
                       {"length", edit.length},
                       {"text", edit.text}});
    fixes.push_back({{"title", fix.title},
                     {"safety", toString(fix.safety).str()},
                     {"edits", std::move(edits)}});
  }
  Json object{{"check", finding.check},
              {"severity", toString(finding.severity).str()},
              {"confidence", toString(finding.confidence).str()},
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
    object["suppressed"] = {{"by", toString(finding.suppressed.by).str()},
                            {"reason", finding.suppressed.reason}};
  return object;
}

static Json toJson(const std::vector<Finding> &findings) {
  Json list = Json::array();
  for (const Finding &finding : findings)
    list.push_back(toJson(finding));
  return list;
}

/// Those that are reported and, where they were asked for, those that are suppressed.
static Json allFindings(const Report &report) {
  Json findings = toJson(report.findings);
  for (const Finding &finding : report.suppressed)
    findings.push_back(toJson(finding));
  return findings;
}

/// Rows that can be joined with those of another part: each is of one file.
static Json toJson(const Inventory &inventory) {
  Json coroutines = Json::array(), starts = Json::array(), silenced = Json::array();
  for (const auto &[kind, count] : inventory.coroutines)
    coroutines.push_back(
        {{"file", kind.file}, {"type", kind.type}, {"library", kind.library}, {"count", count}});
  for (const auto &[kind, count] : inventory.starts)
    starts.push_back({{"file", kind.file},
                      {"by", kind.by},
                      {"library", kind.library},
                      {"count", count.all},
                      {"detached", count.detached}});
  for (const auto &[file, count] : inventory.silenced)
    silenced.push_back(
        {{"file", file}, {"withReason", count.withReason}, {"withoutReason", count.withoutReason}});
  return {{"coroutines", std::move(coroutines)},
          {"starts", std::move(starts)},
          {"silenced", std::move(silenced)}};
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
  Json contents = Json::object();
  for (const auto &[file, hash] : report.contents)
    contents[file] = llvm::utohexstr(hash, /*LowerCase=*/true, 16);
  Json object{{"version", 1},
              {"tool", {{"name", "corolint"}, {"version", COROLINT_VERSION}}},
              {"checks", report.checks},
              {"findings", allFindings(report)},
              {"notAnalysed", std::move(notAnalysed)},
              {"statistics", countsOf(report)},
              {"inventory", toJson(report.inventory)},
              {"contents", std::move(contents)}};
  if (report.comparison)
    object["comparison"] = {{"before", report.comparison->before},
                            {"after", report.comparison->after},
                            {"fixed", toJson(report.comparison->fixed)},
                            {"unchanged", toJson(report.comparison->unchanged)}};
  if (report.signal)
    object["signal"] = report.signal;
  if (report.part)
    object["shard"] = {{"index", report.part->index},
                       {"count", report.part->count},
                       {"whole", report.part->whole}};
  if (!report.carried.empty())
    object["results"] = report.carried;
  return dump(object, 2) + "\n";
}

std::string printJsonLines(const Report &report, Colours) {
  std::string lines;
  for (const Json &finding : allFindings(report))
    lines += dump(finding, -1) + "\n";
  for (const NotAnalysed &file : report.notAnalysed)
    lines += dump({{"notAnalysed", file.file}, {"reason", file.reason}}, -1) + "\n";
  return lines;
}

// Reading. Everything that the printer writes is expected, and nothing else believed; exceptions
// are the errors.

static unsigned countIn(const Json &object, const char *key) {
  const Json &value = object.at(key);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 0xFFFFFFFFu)
    throw std::runtime_error(std::string("'") + key + "' isn't a count");
  return value.get<unsigned>();
}

static std::runtime_error isNo(const std::string &value, const char *kind) {
  return std::runtime_error("'" + value + "' is no " + kind);
}

static Severity severityIn(const Json &object) {
  const std::string text = object.at("severity");
  const std::optional<Severity> severity = severityFromString(text);
  return severity ? *severity : throw isNo(text, "severity");
}

/// Reports of earlier versions say none.
static Confidence confidenceIn(const Json &object) {
  const std::string text = object.value("confidence", "medium");
  const std::optional<Confidence> confidence = confidenceFromString(text);
  return confidence ? *confidence : throw isNo(text, "confidence");
}

static Safety safetyIn(const Json &object) {
  const std::string text = object.at("safety");
  for (const Safety safety : {Safety::Safe, Safety::Unsafe})
    if (toString(safety) == text)
      return safety;
  throw isNo(text, "safety of a fix");
}

static Suppression suppressionFrom(const Json &object) {
  const std::string text = object.at("by");
  for (const SuppressedBy by : {SuppressedBy::Comment, SuppressedBy::Baseline})
    if (toString(by) == text)
      return {by, object.at("reason")};
  throw isNo(text, "way to suppress a finding");
}

static Fix fixFrom(const Json &object) {
  Fix fix{object.at("title"), safetyIn(object), {}};
  for (const Json &edit : object.at("edits"))
    fix.edits.push_back(
        {edit.at("file"), countIn(edit, "offset"), countIn(edit, "length"), edit.at("text")});
  return fix;
}

static Finding findingFrom(const Json &object) {
  Finding finding;
  finding.check = object.at("check");
  finding.severity = severityIn(object);
  finding.confidence = confidenceIn(object);
  finding.message = object.at("message");
  finding.file = object.at("file");
  finding.line = countIn(object, "line");
  finding.column = countIn(object, "column");
  finding.endLine = countIn(object, "endLine");
  finding.endColumn = countIn(object, "endColumn");
  finding.function = object.at("function");
  finding.fingerprint = object.at("fingerprint");
  for (const Json &step : object.at("steps"))
    finding.steps.push_back(
        {step.at("message"), step.at("file"), countIn(step, "line"), countIn(step, "column")});
  for (const Json &fix : object.at("fixes"))
    finding.fixes.push_back(fixFrom(fix));
  if (const auto suppressed = object.find("suppressed"); suppressed != object.end())
    finding.suppressed = suppressionFrom(*suppressed);
  return finding;
}

static Statistics countsFrom(const Json &object) {
  Statistics statistics;
  statistics.files = countIn(object, "files");
  statistics.analysed = countIn(object, "analysed");
  statistics.withoutCoroutines = countIn(object, "withoutCoroutines");
  statistics.notCpp20 = countIn(object, "notCpp20");
  statistics.notAnalysed = countIn(object, "notAnalysed");
  statistics.excluded = countIn(object, "excluded");
  statistics.unchanged = countIn(object, "unchanged");
  statistics.known = countIn(object, "known");
  statistics.accepted = countIn(object, "accepted");
  return statistics;
}

static Inventory inventoryFrom(const Json &object) {
  Inventory inventory;
  for (const Json &row : object.at("coroutines"))
    inventory.coroutines[{row.at("file"), row.at("type"), row.at("library")}] =
        countIn(row, "count");
  for (const Json &row : object.at("starts"))
    inventory.starts[{row.at("file"), row.at("by"), row.at("library")}] = {
        countIn(row, "count"), countIn(row, "detached")};
  for (const Json &row : object.at("silenced"))
    inventory.silenced[row.at("file")] = {countIn(row, "withReason"),
                                          countIn(row, "withoutReason")};
  return inventory;
}

static Report reportFrom(const Json &object) {
  Report report;
  for (const Json &value : object.at("findings")) {
    Finding finding = findingFrom(value);
    (finding.suppressed.by == SuppressedBy::Nothing ? report.findings : report.suppressed)
        .push_back(std::move(finding));
  }
  for (const Json &file : object.at("notAnalysed"))
    report.notAnalysed.push_back({file.at("file"), file.at("reason")});
  report.statistics = countsFrom(object.at("statistics"));
  // Reports of earlier versions have none.
  if (const auto inventory = object.find("inventory"); inventory != object.end())
    report.inventory = inventoryFrom(*inventory);
  report.checks = object.at("checks").get<std::set<std::string>>();
  for (const auto &[file, hash] : object.at("contents").items())
    llvm::StringRef(hash.get_ref<const std::string &>()).getAsInteger(16, report.contents[file]);
  report.signal = object.value("signal", 0);
  if (const auto part = object.find("shard"); part != object.end())
    report.part = Part{countIn(*part, "index"), countIn(*part, "count"), part->at("whole")};
  report.carried = object.value("results", "");
  report.isFromElsewhere = true;
  return report;
}

ReadReport readJson(const std::string &text) {
  try {
    const Json object = Json::parse(text);
    if (!object.is_object() || object.value("version", 0) != 1)
      return {{}, "no report of `corolint check --format=json`"};
    return {reportFrom(object), ""};
  } catch (const nlohmann::json::parse_error &) {
    return {{}, "no JSON"};
  } catch (const std::exception &error) {
    return {{}, std::string("no report of `corolint check --format=json`: ") + error.what()};
  }
}

} // namespace corolint::tool
