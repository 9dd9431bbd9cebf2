// The texts that findings stand in, with their lines at hand.
#pragma once
#include "tool/driver/base/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint::tool {

/// How a text ends its lines.
enum class LineEnds { Lf, CrLf };
LineEnds lineEndsOf(llvm::StringRef text);

/// A text and where its lines begin, so that many questions about its lines cost one reading.
/// Lines count from 1.
class SourceText {
public:
  explicit SourceText(std::string text);
  SourceText(const SourceText &) = delete;
  SourceText &operator=(const SourceText &) = delete;

  const std::string &text() const { return text_; }
  LineEnds lineEnds() const { return ends_; }
  unsigned lineCount() const { return static_cast<unsigned>(starts_.size()); }
  /// The line without its end; empty beyond the last.
  llvm::StringRef line(unsigned number) const;
  /// The line with its end; empty beyond the last.
  llvm::StringRef wholeLine(unsigned number) const;
  /// The line that an offset is in: the last one, for one beyond the text.
  unsigned lineAt(size_t offset) const;
  size_t startOf(unsigned line) const { return starts_[line - 1]; }

private:
  std::string text_;
  LineEnds ends_;
  std::vector<size_t> starts_; ///< never empty; a line behind the last end only where it has text
};

/// The texts of the files of a report, as they were analysed, each read once.
class SourceTexts {
public:
  explicit SourceTexts(const Report &report) : report_(report) {}
  /// The text, or null when it can't be read or isn't the one that was analysed any more. A report
  /// that came from elsewhere is only believed about files of moderate size below the working
  /// directory, whose content it knows.
  const SourceText *text(const std::string &file);

private:
  std::optional<std::string> read(const std::string &file) const;

  const Report &report_;
  std::map<std::string, std::optional<SourceText>> texts_;
};

/// The line of that number (from 1) without its end of line; empty beyond the last.
llvm::StringRef lineOf(llvm::StringRef text, unsigned line);

} // namespace corolint::tool
