#include "tool/output/Terminal.h"
#include "tool/output/Characters.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace corolint::tool {

/// How long a line may be to be shown whole, and how much of a longer one stands around the mark.
static constexpr size_t LongLine = 500;
static constexpr size_t Around = 60;

/// Controls of a terminal, and those that turn or hide what a reader sees.
static bool isCommand(char32_t character) {
  return (character < 0x20 && character != '\t') || (character >= 0x7F && character < 0xA0) ||
         character == 0x200E || character == 0x200F ||
         (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

static bool isPlain(llvm::StringRef text) {
  return llvm::all_of(text, [](char c) { return llvm::isPrint(c) || c == '\t'; });
}

std::string printable(llvm::StringRef text) {
  if (isPlain(text))
    return text.str();
  std::string result;
  for (const char32_t character : charactersOf(text))
    if (character == '\n')
      result += "\\n";
    else if (isCommand(character))
      result += (character < 0x100 ? "\\x" : "\\u") +
                llvm::utohexstr(character, /*LowerCase=*/false, character < 0x100 ? 2 : 4);
    else
      result += utf8Of(llvm::ArrayRef(character));
  return result;
}

std::string atLineStart(llvm::StringRef path) {
  const bool isOdd = path.empty() || llvm::StringRef(":# \t").contains(path.front());
  return (isOdd ? "./" : "") + printable(path);
}

/// Whether a byte is not the first of its character.
static bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

Excerpt excerptOf(llvm::StringRef line, size_t begin, size_t end) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  if (line.size() <= LongLine)
    return {line, begin, end, false};
  end = std::min(end, begin + LongLine);
  size_t from = begin > Around ? begin - Around : 0;
  size_t to = std::min(line.size(), end + Around);
  while (from > 0 && continues(line[from]))
    --from;
  while (to < line.size() && continues(line[to]))
    ++to;
  return {line.slice(from, to), begin - from, end - from, true};
}

} // namespace corolint::tool
