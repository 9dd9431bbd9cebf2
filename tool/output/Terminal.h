// Text for terminals and logs, where some bytes are commands.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint::tool {

/// The text with what would command a terminal, or turn the direction of what follows, spelled out:
/// an escape is "\x1B". A tab stays; a new line is "\n".
std::string printable(llvm::StringRef text);

/// A path as the beginning of a line: no CI system takes it for one of its commands.
std::string atLineStart(llvm::StringRef path);

/// A piece of a line and what is marked in it, in bytes of the piece.
struct Excerpt {
  llvm::StringRef text;
  size_t begin = 0;
  size_t end = 0;
  bool isCut = false;
};

/// The line, or of a very long one what is around the mark: a generated line may hold a program.
Excerpt excerptOf(llvm::StringRef line, size_t begin, size_t end);

} // namespace corolint::tool
