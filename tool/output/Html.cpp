// One HTML page that needs nothing else: for people, and for the artifacts of a CI run. The page is
// made of tool/report; here stand the values that it shows.
#include "checks/EmbeddedFile.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/output/Diff.h"
#include "tool/output/Formats.h"
#include "tool/output/Pages.h"
#include "tool/output/Places.h"
#include "tool/output/Terminal.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace corolint {
extern const EmbeddedFile reportPage[];
}

namespace corolint::tool {

namespace {

using Json = nlohmann::ordered_json;

/// Lines of code shown around a finding.
constexpr unsigned Context = 2;

/// What the page says of a finding of two reports that are compared.
enum class Change { None, Introduced, Fixed, Unchanged };

Json toJson(Change change) {
  switch (change) {
  case Change::None:
    return nullptr;
  case Change::Introduced:
    return "introduced";
  case Change::Fixed:
    return "fixed";
  case Change::Unchanged:
    return "unchanged";
  }
  return nullptr;
}

/// The rows of each name, the largest count first.
template <class Row>
std::vector<std::pair<std::string, Row>> largestFirst(const std::map<std::string, Row> &rows) {
  std::vector<std::pair<std::string, Row>> result(rows.begin(), rows.end());
  std::sort(result.begin(), result.end(), [](const auto &one, const auto &other) {
    return std::tie(other.second.count, one.first) < std::tie(one.second.count, other.first);
  });
  return result;
}

/// The report that the fixed findings of a comparison are quoted from.
Report earlierOf(const Report &report) {
  Report earlier;
  earlier.isFromElsewhere = true;
  if (report.comparison)
    earlier.contents = report.comparison->contents;
  return earlier;
}

class PageValues {
public:
  explicit PageValues(const Report &report)
      : report_(report), now_(report, ColumnUnit::Bytes), earlier_(earlierOf(report)),
        then_(earlier_, ColumnUnit::Bytes) {}

  Json all() {
    const std::string line = summary(report_);
    return {{"version", COROLINT_VERSION},  {"summary", line.empty() ? "no findings" : line},
            {"inventory", inventory()},     {"files", files()},
            {"notAnalysed", notAnalysed()}, {"checks", checks()},
            {"findings", findings()},       {"comparison", comparison()}};
  }

private:
  // ---- What there is

  Json inventory() const {
    const Inventory &inventory = report_.inventory;
    if (inventory.empty())
      return nullptr;
    unsigned coroutines = 0;
    for (const auto &[kind, count] : inventory.coroutines)
      coroutines += count;
    SilencedCount silenced;
    for (const auto &[file, count] : inventory.silenced) {
      silenced.withReason += count.withReason;
      silenced.withoutReason += count.withoutReason;
    }
    return {{"coroutines", coroutines},
            {"taskTypes", taskTypes()},
            {"starts", starts()},
            {"suppressions",
             {{"withReason", silenced.withReason}, {"withoutReason", silenced.withoutReason}}}};
  }

  Json taskTypes() const {
    struct Row {
      std::string library;
      unsigned count = 0;
    };
    std::map<std::string, Row> rows;
    for (const auto &[kind, count] : report_.inventory.coroutines) {
      Row &row = rows[kind.type];
      row.library = kind.library;
      row.count += count;
    }
    Json list = Json::array();
    for (const auto &[type, row] : largestFirst(rows))
      list.push_back({{"type", type.empty() ? "(as a template's argument says)" : type},
                      {"library", row.library},
                      {"coroutines", row.count}});
    return list;
  }

  Json starts() const {
    struct Row {
      std::string library;
      unsigned count = 0;
      unsigned detached = 0;
    };
    std::map<std::string, Row> rows;
    for (const auto &[kind, count] : report_.inventory.starts) {
      Row &row = rows[kind.by];
      row.library = kind.library;
      row.count += count.all;
      row.detached += count.detached;
    }
    Json list = Json::array();
    for (const auto &[function, row] : largestFirst(rows))
      list.push_back({{"function", function},
                      {"library", row.library},
                      {"count", row.count},
                      {"detached", row.detached}});
    return list;
  }

  Json files() const {
    const Statistics &statistics = report_.statistics;
    return {{"files", statistics.files},
            {"analysed", statistics.analysed},
            {"withoutCoroutines", statistics.withoutCoroutines},
            {"notCpp20", statistics.notCpp20},
            {"excluded", statistics.excluded},
            {"notAnalysed", statistics.notAnalysed}};
  }

  Json notAnalysed() {
    Json list = Json::array();
    for (const NotAnalysed &file : report_.notAnalysed)
      list.push_back({{"path", now_.path(file.file)}, {"reason", file.reason}});
    return list;
  }

  Json checks() const {
    std::map<std::string, unsigned> counts = findingsPerCheck(report_);
    std::vector<const std::vector<Finding> *> others{&report_.suppressed};
    if (report_.comparison)
      others.insert(others.end(), {&report_.comparison->fixed, &report_.comparison->unchanged});
    for (const std::vector<Finding> *list : others)
      for (const Finding &finding : *list)
        counts.try_emplace(finding.check, 0);
    Json list = Json::array();
    for (const auto &[id, count] : counts) {
      const Check *check = findRule(id);
      const std::string address = check ? addressOf(*check) : "";
      list.push_back({{"id", id},
                      {"count", count},
                      {"about", check ? check->summary.str() : ""},
                      {"explanation", check ? explanationOf(*check, Colours::Off) : ""},
                      {"page", llvm::StringRef(address).starts_with("https:") ? address : ""}});
    }
    return list;
  }

  Json comparison() const {
    if (!report_.comparison)
      return nullptr;
    return {{"old", report_.comparison->before},
            {"new", report_.comparison->after},
            {"introduced", report_.findings.size()},
            {"fixed", report_.comparison->fixed.size()},
            {"unchanged", report_.comparison->unchanged.size()}};
  }

  // ---- Findings

  Json findings() {
    const Change ofFindings = report_.comparison ? Change::Introduced : Change::None;
    Json list = Json::array();
    const auto add = [&](const std::vector<Finding> &findings, Places &places, Change change) {
      for (const Finding &finding : findings)
        list.push_back(toJson(finding, places, change));
    };
    add(report_.findings, now_, ofFindings);
    if (report_.comparison) {
      add(report_.comparison->fixed, then_, Change::Fixed);
      add(report_.comparison->unchanged, now_, Change::Unchanged);
    }
    add(report_.suppressed, now_, Change::None);
    return list;
  }

  Json toJson(const Finding &finding, Places &places, Change change) {
    Json suppressed;
    if (finding.suppressed.by != SuppressedBy::Nothing)
      suppressed = {{"by", finding.suppressed.by == SuppressedBy::Comment ? "comment" : "baseline"},
                    {"reason", finding.suppressed.reason}};
    Quote quote = quoteOf(finding, places);
    return {{"id", finding.fingerprint},
            {"check", finding.check},
            {"severity", toString(finding.severity).str()},
            {"confidence", toString(finding.confidence).str()},
            {"message", finding.message},
            {"path", places.path(finding.file)},
            {"line", finding.line},
            {"column", quote.column},
            {"endLine", finding.endLine},
            {"endColumn", quote.endColumn},
            {"function", finding.function},
            {"library", libraryOf(finding.file)},
            {"suppressed", std::move(suppressed)},
            {"change", tool::toJson(change)},
            {"code", std::move(quote.lines)},
            {"steps", stepsOf(finding, places)},
            {"fixes", fixesOf(finding, places)}};
  }

  /// Whose coroutines a file has most of.
  const std::string &libraryOf(const std::string &file) {
    if (libraries_.empty()) {
      std::map<std::string, unsigned> most;
      for (const auto &[kind, count] : report_.inventory.coroutines)
        if (std::string &library = libraries_[kind.file];
            !kind.library.empty() && count > most[kind.file]) {
          most[kind.file] = count;
          library = kind.library;
        }
    }
    return libraries_[file];
  }

  /// The line of the finding and its neighbours, and what is marked of it. A long line is cut
  /// around that.
  struct Quote {
    Json lines = Json::array();
    size_t column = 0, endColumn = 0; ///< in the line as it is shown
  };

  static Quote quoteOf(const Finding &finding, Places &places) {
    Quote quote{.column = finding.column, .endColumn = finding.endColumn};
    const SourceText *text = places.text(finding.file);
    if (!text || finding.line == 0 || finding.line > text->lineCount())
      return quote;
    const unsigned last = std::min(finding.line + Context, text->lineCount());
    for (unsigned number = finding.line > Context ? finding.line - Context : 1; number <= last;
         ++number) {
      const llvm::StringRef line = text->line(number).rtrim("\r\n");
      if (number != finding.line) {
        quote.lines.push_back({{"number", number}, {"text", excerptOf(line, 0, 0).text.str()}});
        continue;
      }
      const size_t start = std::min<size_t>(finding.column ? finding.column - 1 : 0, line.size());
      const size_t end = finding.endLine == finding.line
                             ? std::clamp<size_t>(finding.endColumn ? finding.endColumn - 1 : 0,
                                                  start, line.size())
                             : line.size();
      const Excerpt shown = excerptOf(line, start, end);
      quote.lines.push_back({{"number", number}, {"text", shown.text.str()}});
      quote.column = shown.begin + 1;
      quote.endColumn = shown.end + 1;
    }
    return quote;
  }

  /// A byte order mark is no text.
  static std::string withoutMark(llvm::StringRef line) {
    line.consume_front("\xEF\xBB\xBF");
    return line.str();
  }

  static Json stepsOf(const Finding &finding, Places &places) {
    Json steps = Json::array();
    for (const Step &step : finding.steps) {
      const SourceText *text = places.text(step.file);
      Json line;
      size_t column = step.column;
      if (text && step.line > 0 && step.line <= text->lineCount()) {
        const llvm::StringRef whole = text->line(step.line).rtrim("\r\n");
        const size_t start = std::min<size_t>(step.column ? step.column - 1 : 0, whole.size());
        const Excerpt shown = excerptOf(whole, start, start);
        line = shown.text.str();
        column = shown.begin + 1;
      }
      steps.push_back({{"message", step.message},
                       {"path", places.path(step.file)},
                       {"line", step.line},
                       {"column", column},
                       {"text", std::move(line)}});
    }
    return steps;
  }

  static Json fixesOf(const Finding &finding, Places &places) {
    Json fixes = Json::array();
    for (const Fix &fix : finding.fixes)
      fixes.push_back({{"title", fix.title},
                       {"safety", toString(fix.safety).str()},
                       {"lines", changesOf(fix, places)}});
    return fixes;
  }

  static Json changesOf(const Fix &fix, Places &places) {
    std::map<std::string, std::vector<Edit>> byFile;
    for (const Edit &edit : fix.edits)
      byFile[edit.file].push_back(edit);
    Json lines = Json::array();
    const auto add = [&](const char *sign, Json number, llvm::StringRef line) {
      lines.push_back({{"sign", sign},
                       {"number", std::move(number)},
                       {"text", withoutMark(line.rtrim("\r\n"))}});
    };
    for (const auto &[file, edits] : byFile)
      if (const SourceText *text = places.text(file))
        for (const Hunk &hunk : hunksOf(*text, edits)) {
          unsigned number = hunk.first;
          for (const std::string &line : hunk.before)
            add("-", number++, line);
          for (const std::string &line : hunk.after)
            add("+", nullptr, line);
        }
    return lines;
  }

  const Report &report_;
  Places now_;
  Report earlier_;
  Places then_; ///< of what an earlier report found
  std::map<std::string, std::string> libraries_;
};

/// JSON that may stand in a `script`: no markup ends or hides it there.
std::string asScript(const Json &values) {
  const std::string text = values.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string result;
  result.reserve(text.size());
  for (const char c : text)
    if (c == '<')
      result += "\\u003c"; // in strings only
    else
      result += c;
  return result;
}

} // namespace

std::string printHtml(const Report &report, Colours) {
  const auto [before, after] = llvm::StringRef(reportPage[0].text).split("@REPORT@");
  return (before + asScript(PageValues(report).all()) + after).str();
}

} // namespace corolint::tool
