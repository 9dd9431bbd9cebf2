#include "tool/output/Characters.h"
#include "llvm/Support/ConvertUTF.h"

namespace corolint::tool {

std::vector<char32_t> charactersOf(llvm::StringRef text) {
  std::vector<char32_t> characters(text.size());
  const auto *source = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  auto *begin = reinterpret_cast<llvm::UTF32 *>(characters.data());
  llvm::UTF32 *end = begin;
  // Lenient: the answer tells of malformed pieces, which are replaced by then.
  llvm::ConvertUTF8toUTF32(&source, reinterpret_cast<const llvm::UTF8 *>(text.end()), &end,
                           begin + characters.size(), llvm::lenientConversion);
  characters.resize(static_cast<size_t>(end - begin));
  return characters;
}

unsigned utf16Length(char32_t character) { return character > 0xFFFF ? 2 : 1; }

std::string utf8Of(llvm::ArrayRef<char32_t> characters) {
  std::string result;
  for (const char32_t character : characters) {
    char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char *end = buffer;
    llvm::ConvertCodePointToUTF8(character, end);
    result.append(buffer, end);
  }
  return result;
}

std::string validUtf8(llvm::StringRef text) { return utf8Of(charactersOf(text)); }

unsigned columnIn(ColumnUnit unit, llvm::StringRef line, unsigned byteColumn) {
  if (unit == ColumnUnit::Bytes || byteColumn == 0)
    return byteColumn;
  llvm::StringRef before = line.take_front(byteColumn - 1);
  const unsigned beyond = byteColumn - 1 - static_cast<unsigned>(before.size());
  before.consume_front("\xEF\xBB\xBF");
  unsigned count = 0;
  for (const char32_t character : charactersOf(before))
    count += unit == ColumnUnit::Utf16 ? utf16Length(character) : 1;
  return count + beyond + 1;
}

} // namespace corolint::tool
