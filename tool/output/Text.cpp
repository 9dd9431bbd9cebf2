// The report for people: place and harm, the code with the culprit underlined, what happens step by
// step, the fix.
#include "tool/driver/base/SourceText.h"
#include "tool/output/Diff.h"
#include "tool/output/Formats.h"
#include "tool/output/Terminal.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>
#include <cstdio>

namespace corolint::tool {

namespace {

/// How each kind of text looks.
enum class Style { Plain, Bold, Error, Warning, Note, Caret, Dim, Removed, Added };

const char *escape(Style style) {
  switch (style) {
  case Style::Plain:
    return "";
  case Style::Bold:
    return "\033[1m";
  case Style::Error:
    return "\033[1;31m";
  case Style::Warning:
    return "\033[1;35m";
  case Style::Note:
    return "\033[1;36m";
  case Style::Caret:
    return "\033[1;32m";
  case Style::Dim:
    return "\033[2m";
  case Style::Removed:
    return "\033[31m";
  case Style::Added:
    return "\033[32m";
  }
  return "";
}

Style styleOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return Style::Error;
  case Severity::Warning:
    return Style::Warning;
  case Severity::Note:
    return Style::Note;
  }
  return Style::Plain;
}

/// How many columns a text takes on a terminal; bytes where it isn't UTF-8.
size_t columnsOf(llvm::StringRef text) {
  const int width = llvm::sys::unicode::columnWidthUTF8(text);
  return width < 0 ? text.size() : static_cast<size_t>(width);
}

/// That a finding is only worth a look, for the end of its line.
std::string doubtIn(const Finding &finding) {
  return finding.confidence == Confidence::Low ? " (low confidence)" : "";
}

/// What silences a finding that doesn't count, for the end of its line.
std::string silencerOf(const Finding &finding) {
  if (finding.suppressed.by == SuppressedBy::Nothing)
    return {};
  const std::string &reason = finding.suppressed.reason;
  return (finding.suppressed.by == SuppressedBy::Comment ? " (suppressed" : " (in the baseline") +
         (reason.empty() ? "" : ": " + printable(reason)) + ")";
}

class TextPrinter {
public:
  TextPrinter(const Report &report, Colours colours)
      : report_(report), colours_(colours), sources_(report) {}

  std::string print() {
    for (const std::vector<Finding> *list : {&report_.findings, &report_.suppressed})
      for (const Finding &finding : *list)
        add(finding);
    for (const NotAnalysed &file : report_.notAnalysed)
      out_ += paint(Style::Bold, atLineStart(file.file) + ": ") +
              paint(Style::Error, "not fully analysed: ") + printable(file.reason) + "\n";
    return std::move(out_);
  }

private:
  std::string paint(Style style, const std::string &text) const {
    return colours_ == Colours::Off || style == Style::Plain ? text
                                                             : escape(style) + text + "\033[0m";
  }

  static std::string place(const std::string &file, unsigned line, unsigned column) {
    return atLineStart(file) + ":" + std::to_string(line) + ":" + std::to_string(column) + ": ";
  }

  void add(const Finding &finding) {
    if (!out_.empty())
      out_ += "\n";
    out_ += paint(Style::Bold, place(finding.file, finding.line, finding.column)) +
            paint(styleOf(finding.severity), toString(finding.severity).str() + ": ") +
            paint(Style::Bold, printable(finding.message)) +
            paint(Style::Dim,
                  " [" + printable(finding.check) + "]" + doubtIn(finding) + silencerOf(finding)) +
            "\n";
    const unsigned width = finding.endLine > finding.line
                               ? ~0u
                               : finding.endColumn - std::min(finding.column, finding.endColumn);
    addFrame(finding.file, finding.line, finding.column, width);
    for (const Step &step : finding.steps) {
      out_ += "  " + paint(Style::Bold, place(step.file, step.line, step.column)) +
              paint(Style::Note, "note: ") + printable(step.message) + "\n";
      if (step.file != finding.file || step.line != finding.line) // else the line stands just above
        addFrame(step.file, step.line, step.column, 1);
    }
    for (const Fix &fix : finding.fixes)
      add(fix);
  }

  /// The line with its number, and below it the caret and an underline of `width` bytes.
  void addFrame(const std::string &file, unsigned number, unsigned column, unsigned width) {
    const SourceText *text = sources_.text(file);
    if (!text || number == 0 || column == 0)
      return;
    llvm::StringRef line = text->line(number);
    size_t before = std::min<size_t>(column - 1, line.size());
    if (line.consume_front("\xEF\xBB\xBF")) // a byte order mark has no place on a terminal
      before -= std::min<size_t>(before, 3);
    const Excerpt shown =
        excerptOf(line, before, before + std::min<size_t>(width, line.size() - before));
    const std::string dots = shown.isCut ? "... " : "";
    std::string margin(dots.size(), ' ');
    for (const char c : printable(shown.text.take_front(shown.begin)))
      if (c == '\t')
        margin += '\t';
      else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
        margin += ' ';
    const std::string marked = printable(shown.text.slice(shown.begin, shown.end).rtrim());
    const size_t length = std::max<size_t>(columnsOf(marked), 1);
    out_ += gutter(number) + dots + printable(shown.text) + (shown.isCut ? " ..." : "") + "\n" +
            gutter(0) + margin + paint(Style::Caret, "^" + std::string(length - 1, '~')) + "\n";
  }

  /// What stands left of a line of code: its number, or nothing for 0.
  std::string gutter(unsigned number) const {
    char text[32] = "      | ";
    if (number)
      std::snprintf(text, sizeof text, "%5u | ", number);
    return paint(Style::Dim, text);
  }

  void add(const Fix &fix) {
    out_ += "  " +
            paint(Style::Caret, fix.safety == Safety::Safe ? "fix: " : "fix (needs a review): ") +
            printable(fix.title) + "\n";
    std::map<std::string, std::vector<Edit>> byFile;
    for (const Edit &edit : fix.edits)
      byFile[edit.file].push_back(edit);
    for (const auto &[file, edits] : byFile)
      if (const SourceText *text = sources_.text(file); text && !isOnLongLine(*text, edits))
        for (const Hunk &hunk : hunksOf(*text, edits))
          add(hunk);
  }

  /// Whether a change can't be shown as lines, because one of them may hold a program.
  static bool isOnLongLine(const SourceText &text, const std::vector<Edit> &edits) {
    return std::any_of(edits.begin(), edits.end(), [&](const Edit &edit) {
      return excerptOf(text.line(text.lineAt(edit.offset)), 0, 0).isCut;
    });
  }

  void add(const Hunk &hunk) {
    unsigned number = hunk.first;
    for (const std::string &line : hunk.before)
      out_ += gutter(number++) +
              paint(Style::Removed, "- " + printable(llvm::StringRef(line).rtrim("\r\n"))) + "\n";
    for (const std::string &line : hunk.after)
      out_ += gutter(0) +
              paint(Style::Added, "+ " + printable(llvm::StringRef(line).rtrim("\r\n"))) + "\n";
  }

  const Report &report_;
  Colours colours_;
  SourceTexts sources_;
  std::string out_;
};

} // namespace

std::string printText(const Report &report, Colours colours) {
  return TextPrinter(report, colours).print();
}

static std::string counted(size_t count, const std::string &what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string summary(const Report &report) {
  if (report.findings.empty() && report.notAnalysed.empty() && !report.comparison)
    return {};
  unsigned bySeverity[3] = {};
  for (const Finding &finding : report.findings)
    ++bySeverity[static_cast<int>(finding.severity)];
  std::string kinds;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
    if (const unsigned count = bySeverity[static_cast<int>(severity)])
      kinds += (kinds.empty() ? " (" : ", ") + counted(count, toString(severity).str());
  const Statistics &statistics = report.statistics;
  std::string text =
      counted(report.findings.size(), report.comparison ? "new finding" : "finding") + kinds +
      (kinds.empty() ? "" : ")");
  if (report.comparison)
    text += ", " + std::to_string(report.comparison->fixed.size()) + " fixed, " +
            std::to_string(report.comparison->unchanged.size()) + " unchanged";
  text += "; " + counted(statistics.analysed, "file") + " analysed";
  if (statistics.withoutCoroutines)
    text += ", " + std::to_string(statistics.withoutCoroutines) + " without coroutines";
  if (statistics.notCpp20)
    text += ", " + std::to_string(statistics.notCpp20) + " not C++20";
  if (!report.notAnalysed.empty())
    text += ", " + std::to_string(report.notAnalysed.size()) + " not fully analysed";
  return text;
}

/// "0.31 s scan, 6.80 s parse, ...", and the slowest checks.
static std::string printStages(const std::map<std::string, double> &stages) {
  std::vector<std::pair<double, std::string>> parts, checks;
  double inChecks = 0;
  for (const auto &[stage, seconds] : stages) {
    const bool isCheck = llvm::StringRef(stage).starts_with("coro-");
    (isCheck ? checks : parts).push_back({seconds, stage});
    inChecks += isCheck ? seconds : 0;
  }
  parts.push_back({inChecks, "checks"});
  for (auto *list : {&parts, &checks})
    std::sort(list->rbegin(), list->rend());
  checks.resize(std::min<size_t>(checks.size(), 5));
  const auto shown = [](const auto &list) {
    std::string text;
    for (const auto &[seconds, stage] : list) {
      char line[32];
      std::snprintf(line, sizeof line, "%.2f s ", seconds);
      text += (text.empty() ? "" : ", ") + std::string(line) + stage;
    }
    return text;
  };
  std::string text = "stages: " + shown(parts) + "\n";
  if (!checks.empty())
    text += "  slowest checks: " + shown(checks) + "\n";
  return text;
}

std::string printStatistics(const Report &report) {
  const Statistics &statistics = report.statistics;
  std::string text = counted(statistics.files, "file") + ": " +
                     std::to_string(statistics.analysed) + " analysed, " +
                     std::to_string(statistics.withoutCoroutines) +
                     " skipped because their includes reach no coroutine header, " +
                     std::to_string(statistics.notCpp20) + " not C++20, " +
                     std::to_string(statistics.notAnalysed) + " not fully analysed, " +
                     std::to_string(statistics.excluded) + " more excluded by .corolint.yaml\n";
  if (statistics.cached)
    text += "  results of an earlier run: " + std::to_string(statistics.cached) + "\n";
  for (const auto &[check, count] : findingsPerCheck(report))
    text += "  " + check + ": " + counted(count, "finding") + "\n";
  double total = 0;
  for (const Timing &timing : statistics.timings)
    total += timing.userSeconds;
  char line[96];
  std::snprintf(line, sizeof line, "%.1f s elapsed, %.1f s of CPU; slowest files:\n",
                statistics.seconds, total);
  text += line;
  for (size_t index = 0; index < statistics.timings.size() && index < 5; ++index) {
    std::snprintf(line, sizeof line, "  %6.2f s  ", statistics.timings[index].userSeconds);
    text += line + printable(statistics.timings[index].file) + "\n";
  }
  if (!statistics.stages.empty())
    text += printStages(statistics.stages);
  return text;
}

} // namespace corolint::tool
