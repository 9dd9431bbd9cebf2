#include "tool/output/Places.h"
#include "tool/driver/edits/Fixes.h"

namespace corolint::tool {

Places::Places(const Report &report, ColumnUnit unit)
    : sources_(report), unit_(unit), root_(repositoryOf(".")) {
  if (root_.empty())
    root_ = absolutePath(".");
}

const std::string &Places::path(const std::string &file) {
  std::string &path = paths_[file];
  if (path.empty())
    path = pathFrom(root_, file);
  return path;
}

unsigned Places::column(const std::string &file, unsigned line, unsigned byteColumn) {
  if (unit_ == ColumnUnit::Bytes)
    return byteColumn;
  const SourceText *text = sources_.text(file);
  return text ? columnIn(unit_, text->line(line), byteColumn) : byteColumn;
}

Region Places::region(const Finding &finding) {
  return {finding.line, column(finding.file, finding.line, finding.column), finding.endLine,
          column(finding.file, finding.endLine, finding.endColumn)};
}

Region Places::region(const Step &step) {
  const unsigned start = column(step.file, step.line, step.column);
  return {step.line, start, step.line, start};
}

std::optional<RegionEdit> Places::region(const Edit &edit) {
  const SourceText *text = sources_.text(edit.file);
  if (!text || static_cast<size_t>(edit.offset) + edit.length > text->text().size())
    return std::nullopt;
  RegionEdit result{edit.file, {}, textWithLineEnds(edit.text, text->lineEnds())};
  const auto locate = [&](size_t offset, unsigned &line, unsigned &column) {
    line = text->lineAt(offset);
    size_t lineStart = text->startOf(line);
    if (offset > lineStart && text->text()[offset - 1] == '\n') { // the end of the text
      lineStart = offset;
      ++line;
    }
    column = this->column(edit.file, line, static_cast<unsigned>(offset - lineStart) + 1);
  };
  locate(edit.offset, result.region.startLine, result.region.startColumn);
  locate(edit.offset + edit.length, result.region.endLine, result.region.endColumn);
  return result;
}

std::string stepsAndFixes(const Finding &finding, Places &places) {
  std::string text;
  for (const Step &step : finding.steps)
    text += places.path(step.file) + ":" + std::to_string(step.line) + ": " + step.message + "\n";
  for (const Fix &fix : finding.fixes)
    text += (fix.safety == Safety::Safe ? "fix: " : "fix (needs a review): ") + fix.title + "\n";
  return text;
}

} // namespace corolint::tool
