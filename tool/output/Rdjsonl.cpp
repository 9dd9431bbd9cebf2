// Reviewdog's diagnostic format, one diagnostic a line, with fixes as suggestions.
#include "tool/driver/edits/Fixes.h"
#include "tool/output/Formats.h"
#include "tool/output/Places.h"
#include <nlohmann/json.hpp>

namespace corolint::tool {

namespace {

using Json = nlohmann::ordered_json;

const char *rdjsonSeverity(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "ERROR";
  case Severity::Warning:
    return "WARNING";
  case Severity::Note:
    return "INFO";
  }
  return "";
}

Json rangeOf(const Region &region) {
  return {{"start", {{"line", region.startLine}, {"column", region.startColumn}}},
          {"end", {{"line", region.endLine}, {"column", region.endColumn}}}};
}

/// Nothing that isn't UTF-8 can be in JSON.
std::string lineOf(const Json &diagnostic) {
  return diagnostic.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// The edits of a fix as one: a suggestion replaces one piece of text, and each is taken by itself.
/// Nothing when they are in several files, or when the text isn't at hand.
std::optional<Edit> asOneEdit(const Fix &fix, Places &places) {
  if (fix.edits.empty())
    return std::nullopt;
  std::vector<Edit> edits = fix.edits;
  std::sort(edits.begin(), edits.end());
  const Edit &first = edits.front(), &last = edits.back();
  const SourceText *text = places.text(first.file);
  const size_t end = static_cast<size_t>(last.offset) + last.length;
  if (!text || first.file != last.file || end > text->text().size())
    return std::nullopt;
  const unsigned start = first.offset;
  const unsigned length = static_cast<unsigned>(end - start);
  const std::string file = first.file;
  for (Edit &edit : edits)
    edit.offset -= start;
  return Edit{file, start, length,
              applyEdits(text->text().substr(start, length), edits, text->lineEnds())};
}

} // namespace

std::string printRdjsonl(const Report &report, Colours) {
  Places places(report, ColumnUnit::Bytes);
  std::string lines;
  for (const Finding &finding : report.findings) {
    const std::string text = finding.message + "\n" + stepsAndFixes(finding, places);
    Json diagnostic{
        {"message", llvm::StringRef(text).rtrim().str()},
        {"location",
         {{"path", places.path(finding.file)}, {"range", rangeOf(places.region(finding))}}},
        {"severity", rdjsonSeverity(finding.severity)},
        {"source", {{"name", "corolint"}}},
        {"code", {{"value", finding.check}}}};
    Json suggestions = Json::array();
    for (const Fix &fix : finding.fixes)
      if (const std::optional<Edit> edit = asOneEdit(fix, places);
          edit && edit->file == finding.file)
        if (const std::optional<RegionEdit> place = places.region(*edit))
          suggestions.push_back({{"range", rangeOf(place->region)}, {"text", place->text}});
    if (!suggestions.empty())
      diagnostic["suggestions"] = std::move(suggestions);
    lines += lineOf(diagnostic);
  }
  for (const NotAnalysed &file : report.notAnalysed)
    lines += lineOf({{"message", "not fully analysed: " + file.reason},
                     {"location", {{"path", places.path(file.file)}}},
                     {"severity", "WARNING"},
                     {"source", {{"name", "corolint"}}},
                     {"code", {{"value", "not-analysed"}}}});
  return lines;
}

} // namespace corolint::tool
