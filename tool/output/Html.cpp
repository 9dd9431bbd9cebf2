// One HTML page that needs nothing else: for people, and for the artifacts of a CI run.
#include "checks/EmbeddedFile.h"
#include "tool/driver/configuration/Rules.h"
#include "tool/output/Diff.h"
#include "tool/output/Formats.h"
#include "tool/output/Pages.h"
#include "tool/output/Places.h"
#include "tool/output/Terminal.h"
#include "tool/output/Xml.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Mustache.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace corolint {
extern const EmbeddedFile outputTemplates[];
}

namespace corolint::tool {

namespace {

using llvm::json::Array;
using llvm::json::Object;

/// Lines of code shown around a finding.
constexpr unsigned Context = 2;

/// Text that neither JSON nor XML chokes on; the template escapes what is markup.
std::string plain(llvm::StringRef text) { return xmlCharacters(text); }

class HtmlPage {
public:
  explicit HtmlPage(const Report &report) : report_(report), places_(report, ColumnUnit::Bytes) {}

  llvm::json::Value data() {
    const std::string line = summary(report_);
    return Object{{"summary", plain(line.empty() ? "no findings" : line)},
                  {"checks", checks()},
                  {"hasFindings", !report_.findings.empty() || !report_.suppressed.empty()},
                  {"files", files()},
                  {"hasLost", !report_.notAnalysed.empty()},
                  {"lost", lost()}};
  }

private:
  Array checks() {
    std::map<std::string, unsigned> counts = findingsPerCheck(report_);
    for (const Finding &finding : report_.suppressed)
      counts.try_emplace(finding.check, 0);
    Array checks;
    for (const auto &[id, count] : counts) {
      const Check *check = findRule(id);
      checks.push_back(Object{{"id", plain(id)},
                              {"count", count},
                              {"about", check ? check->summary.str() : ""},
                              {"explanation", check ? explanationOf(*check, Colours::Off) : ""}});
    }
    return checks;
  }

  Array files() {
    std::map<std::string, Array> byPath;
    for (const std::vector<Finding> *list : {&report_.findings, &report_.suppressed})
      for (const Finding &finding : *list)
        byPath[places_.path(finding.file)].push_back(articleOf(finding));
    Array files;
    for (auto &[path, findings] : byPath)
      files.push_back(Object{{"path", plain(path)}, {"findings", std::move(findings)}});
    return files;
  }

  Object articleOf(const Finding &finding) {
    Array code = codeOf(finding);
    Object article{{"anchor", "finding-" + std::to_string(++articles_)},
                   {"check", plain(finding.check)},
                   {"severity", toString(finding.severity).str()},
                   {"confidence", toString(finding.confidence).str()},
                   {"message", plain(finding.message)},
                   {"place", placeOf(finding.file, finding.line)},
                   {"hasCode", !code.empty()},
                   {"code", std::move(code)},
                   {"hasSteps", !finding.steps.empty()},
                   {"steps", stepsOf(finding)},
                   {"fixes", fixesOf(finding)}};
    article["function"] = finding.function.empty() ? llvm::json::Value(false)
                                                   : llvm::json::Value(plain(finding.function));
    article["suppressed"] = finding.suppressed.by != SuppressedBy::Nothing;
    article["words"] = plain(
        (finding.suppressed.by == SuppressedBy::Baseline ? "in the baseline " : "suppressed ") +
        finding.suppressed.reason);
    return article;
  }

  std::string placeOf(const std::string &file, unsigned line) {
    return plain(places_.path(file)) + ":" + std::to_string(line);
  }

  /// The line of the finding, cut around what is marked, and its neighbours.
  Array codeOf(const Finding &finding) {
    Array code;
    const SourceText *text = places_.text(finding.file);
    if (!text || finding.line == 0 || finding.line > text->lineCount())
      return code;
    const unsigned lines = text->lineCount();
    for (unsigned number = finding.line > Context ? finding.line - Context : 1;
         number <= std::min(finding.line + Context, lines); ++number) {
      llvm::StringRef line = text->line(number);
      size_t start = line.size(), end = line.size();
      if (number == finding.line) {
        start = std::min<size_t>(finding.column ? finding.column - 1 : 0, line.size());
        end = finding.endLine == finding.line
                  ? std::clamp<size_t>(finding.endColumn ? finding.endColumn - 1 : 0, start,
                                       line.size())
                  : line.size();
      }
      const Excerpt shown = excerptOf(line, start, end);
      code.push_back(Object{{"number", number},
                            {"before", plain(withoutMark(shown.text.take_front(shown.begin)))},
                            {"marked", plain(shown.text.slice(shown.begin, shown.end))},
                            {"after", plain(shown.text.drop_front(shown.end))}});
    }
    return code;
  }

  /// A byte order mark is no text.
  static llvm::StringRef withoutMark(llvm::StringRef line) {
    line.consume_front("\xEF\xBB\xBF");
    return line;
  }

  Array stepsOf(const Finding &finding) {
    Array steps;
    for (const Step &step : finding.steps)
      steps.push_back(
          Object{{"message", plain(step.message)}, {"place", placeOf(step.file, step.line)}});
    return steps;
  }

  Array fixesOf(const Finding &finding) {
    Array fixes;
    for (const Fix &fix : finding.fixes)
      fixes.push_back(
          Object{{"title", plain(fix.title)},
                 {"safety", fix.safety == Safety::Safe ? "fix" : "fix (needs a review)"},
                 {"lines", changesOf(fix)}});
    return fixes;
  }

  Array changesOf(const Fix &fix) {
    std::map<std::string, std::vector<Edit>> byFile;
    for (const Edit &edit : fix.edits)
      byFile[edit.file].push_back(edit);
    Array lines;
    const auto add = [&](const char *kind, const std::string &number, char sign,
                         llvm::StringRef line) {
      lines.push_back(Object{{"kind", kind},
                             {"number", number},
                             {"text", sign + (" " + plain(withoutMark(line.rtrim("\r\n"))))}});
    };
    for (const auto &[file, edits] : byFile)
      if (const SourceText *text = places_.text(file))
        for (const Hunk &hunk : hunksOf(*text, edits)) {
          unsigned number = hunk.first;
          for (const std::string &line : hunk.before)
            add("removed", std::to_string(number++), '-', line);
          for (const std::string &line : hunk.after)
            add("added", "", '+', line);
        }
    return lines;
  }

  Array lost() {
    Array lost;
    for (const NotAnalysed &file : report_.notAnalysed)
      lost.push_back(
          Object{{"path", plain(places_.path(file.file))}, {"reason", plain(file.reason)}});
    return lost;
  }

  const Report &report_;
  Places places_;
  unsigned articles_ = 0;
};

} // namespace

std::string printHtml(const Report &report, Colours) {
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  llvm::mustache::MustacheContext context(allocator, saver);
  llvm::mustache::Template page(outputTemplates[0].text, context);
  std::string text;
  llvm::raw_string_ostream stream(text);
  page.render(HtmlPage(report).data(), stream);
  return text;
}

} // namespace corolint::tool
