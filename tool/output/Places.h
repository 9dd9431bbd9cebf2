// Where findings stand, as formats want it: paths from the root of the repository, columns in the
// format's own unit.
#pragma once
#include "tool/driver/base/Files.h"
#include "tool/driver/base/Finding.h"
#include "tool/driver/base/SourceText.h"
#include "tool/output/Characters.h"
#include <map>
#include <optional>
#include <string>

namespace corolint::tool {

/// A piece of text: lines and columns count from 1, the end is exclusive.
struct Region {
  unsigned startLine = 0;
  unsigned startColumn = 0;
  unsigned endLine = 0;
  unsigned endColumn = 0;
};

/// An edit by lines and columns.
struct RegionEdit {
  std::string file; ///< as in the report
  Region region;    ///< what goes
  std::string text; ///< what comes, its lines ended as the file's are
};

/// The places of one report in one unit of columns. Where a source isn't the analysed one any more,
/// columns stay in bytes.
class Places {
public:
  Places(const Report &report, ColumnUnit unit);

  /// The path from the root of the repository that the working directory is in (from itself, where
  /// it is in none); absolute for files outside.
  const std::string &path(const std::string &file);
  const SourceText *text(const std::string &file) { return sources_.text(file); }

  Region region(const Finding &finding);
  /// An empty one: a step is a point.
  Region region(const Step &step);
  /// Nothing when the text that it edits isn't at hand.
  std::optional<RegionEdit> region(const Edit &edit);

private:
  unsigned column(const std::string &file, unsigned line, unsigned byteColumn);

  SourceTexts sources_;
  ColumnUnit unit_;
  std::string root_;
  std::map<std::string, std::string> paths_;
};

/// What happens step by step and the titles of the fixes, one a line, for formats that have one
/// text for all of it.
std::string stepsAndFixes(const Finding &finding, Places &places);

} // namespace corolint::tool
