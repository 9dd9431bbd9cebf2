#include "tool/output/LineHash.h"
#include "tool/output/Characters.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include <array>
#include <cstdint>

namespace corolint::tool {

namespace {

constexpr unsigned Window = 100;
constexpr std::uint64_t Factor = 37;
constexpr std::uint64_t EndOfFile = 0xFFFF;

constexpr std::uint64_t power(std::uint64_t base, unsigned exponent) {
  std::uint64_t result = 1;
  for (unsigned index = 0; index < exponent; ++index)
    result *= base;
  return result;
}

/// A hash that rolls over the characters, and tells each line's when the window has moved a whole
/// length past its start.
class RollingHash {
public:
  void add(std::uint64_t character) {
    finishLine();
    if (atLineStart_)
      startsLine_[index_] = true;
    atLineStart_ = character == '\n';
    shift(character);
  }

  std::vector<std::string> finish() {
    for (unsigned rest = 0; rest < Window; ++rest) {
      finishLine();
      shift(0);
    }
    return std::move(hashes_);
  }

private:
  /// What stands at the index is the oldest character: where a line starts with it, that line is
  /// hashed now.
  void finishLine() {
    if (!startsLine_[index_])
      return;
    startsLine_[index_] = false;
    const std::string hash = llvm::utohexstr(hash_, /*LowerCase=*/true);
    hashes_.push_back(hash + ":" + std::to_string(++occurrences_[hash]));
  }

  void shift(std::uint64_t character) {
    static constexpr std::uint64_t Leaving = power(Factor, Window);
    hash_ = Factor * hash_ + character - Leaving * window_[index_];
    window_[index_] = character;
    index_ = (index_ + 1) % Window;
  }

  std::array<std::uint64_t, Window> window_{};
  std::array<bool, Window> startsLine_{};
  unsigned index_ = 0;
  std::uint64_t hash_ = 0;
  bool atLineStart_ = true;
  llvm::StringMap<unsigned> occurrences_;
  std::vector<std::string> hashes_;
};

} // namespace

std::vector<std::string> lineHashes(llvm::StringRef text) {
  RollingHash hash;
  bool afterReturn = false;
  for (const char32_t character : charactersOf(text)) {
    const bool isEndOfSameLine = afterReturn && character == '\n';
    afterReturn = false;
    if (character == ' ' || character == '\t' || isEndOfSameLine)
      continue;
    afterReturn = character == '\r';
    if (afterReturn) {
      hash.add('\n');
    } else if (utf16Length(character) == 1) {
      hash.add(character);
    } else { // GitHub reads UTF-16
      hash.add(0xD800 + ((character - 0x10000) >> 10));
      hash.add(0xDC00 + ((character - 0x10000) & 0x3FF));
    }
  }
  hash.add(EndOfFile);
  return hash.finish();
}

} // namespace corolint::tool
