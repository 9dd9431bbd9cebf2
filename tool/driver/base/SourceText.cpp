#include "tool/driver/base/SourceText.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>

namespace corolint::tool {

namespace fs = llvm::sys::fs;

/// The longest file that is quoted from because a report from elsewhere names it.
static constexpr std::uint64_t QuotedBytes = 64 << 20;

LineEnds lineEndsOf(llvm::StringRef text) {
  return text.contains("\r\n") ? LineEnds::CrLf : LineEnds::Lf;
}

SourceText::SourceText(std::string text) : text_(std::move(text)), ends_(lineEndsOf(text_)) {
  starts_.push_back(0);
  for (size_t end = text_.find('\n'); end != std::string::npos && end + 1 < text_.size();
       end = text_.find('\n', end + 1))
    starts_.push_back(end + 1);
}

llvm::StringRef SourceText::wholeLine(unsigned number) const {
  if (number == 0 || number > starts_.size())
    return "";
  const size_t end = number < starts_.size() ? starts_[number] : text_.size();
  return llvm::StringRef(text_).slice(starts_[number - 1], end);
}

llvm::StringRef SourceText::line(unsigned number) const {
  llvm::StringRef line = wholeLine(number);
  line.consume_back("\n");
  return line.rtrim('\r');
}

unsigned SourceText::lineAt(size_t offset) const {
  return static_cast<unsigned>(std::upper_bound(starts_.begin(), starts_.end(), offset) -
                               starts_.begin());
}

/// Whether a file may be quoted for a report that came from elsewhere: what it names might be
/// anything, a device or somebody's secrets.
static bool isQuotable(const std::string &file) {
  llvm::SmallString<256> real, here;
  if (fs::real_path(file, real) || fs::real_path(".", here))
    return false;
  llvm::StringRef inside = real;
  fs::file_status status;
  return inside.consume_front(here) && (inside.starts_with("/") || here == "/") &&
         !fs::status(real, status) && status.type() == fs::file_type::regular_file &&
         status.getSize() <= QuotedBytes;
}

std::optional<std::string> SourceTexts::read(const std::string &file) const {
  if (const auto kept = report_.texts.find(file); kept != report_.texts.end())
    return kept->second;
  const auto expected = report_.contents.find(file);
  const bool isKnown = expected != report_.contents.end();
  if (report_.isFromElsewhere && (!isKnown || !isQuotable(file)))
    return std::nullopt;
  std::optional<std::string> text = readFile(file);
  if (text && isKnown && contentHash(*text) != expected->second)
    return std::nullopt;
  return text;
}

const SourceText *SourceTexts::text(const std::string &file) {
  const auto [entry, isNew] = texts_.try_emplace(file);
  if (isNew)
    if (std::optional<std::string> text = read(file))
      entry->second.emplace(std::move(*text));
  return entry->second ? &*entry->second : nullptr;
}

llvm::StringRef lineOf(llvm::StringRef text, unsigned line) {
  for (; line > 1 && !text.empty(); --line)
    text = text.split('\n').second;
  return text.split('\n').first.rtrim('\r');
}

} // namespace corolint::tool
