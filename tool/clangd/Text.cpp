#include "tool/clangd/Text.h"
#include <nlohmann/json.hpp>

namespace corolint::clangd {

/// How many columns the character with this first byte takes; none for a later byte of one.
static unsigned widthOf(char c, Columns columns) {
  const auto byte = static_cast<unsigned char>(c);
  if (columns == Columns::Bytes)
    return 1;
  return (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
}

unsigned columnBehind(llvm::StringRef text, Columns columns) {
  unsigned column = 0;
  for (const char c : text)
    column += widthOf(c, columns);
  return column;
}

static std::size_t offsetOf(const std::string &text, const Json &position, Columns columns) {
  std::size_t at = 0;
  for (unsigned line = position["line"]; line > 0 && at < text.size(); --line)
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  const unsigned wanted = position["character"];
  for (unsigned column = 0; at < text.size() && text[at] != '\n'; ++at) {
    const unsigned width = widthOf(text[at], columns);
    if (column + width > wanted)
      break;
    column += width;
  }
  return at;
}

void applyChange(std::string &text, const Json &change, Columns columns) {
  const std::string &put = change["text"].get_ref<const std::string &>();
  if (!change.contains("range")) {
    text = put;
    return;
  }
  const std::size_t begin = offsetOf(text, change["range"]["start"], columns);
  const std::size_t end = offsetOf(text, change["range"]["end"], columns);
  text.replace(begin, std::max(begin, end) - begin, put);
}

} // namespace corolint::clangd
