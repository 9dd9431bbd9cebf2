// Bytes as other programs count them: clang counts columns in bytes, each format in something else.
#pragma once
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint::tool {

/// What a column counts.
enum class ColumnUnit {
  Bytes,
  CodePoints,
  Utf16, ///< code units of UTF-16: two for a character beyond the first 65536
};

/// The characters of a text. Each malformed piece of UTF-8 is one U+FFFD, as it is to browsers and
/// JavaScript.
std::vector<char32_t> charactersOf(llvm::StringRef text);

std::string utf8Of(llvm::ArrayRef<char32_t> characters);

/// How many units of UTF-16 a character takes.
unsigned utf16Length(char32_t character);

/// The text as UTF-8 that any JSON or XML reader takes: malformed pieces are replaced.
std::string validUtf8(llvm::StringRef text);

/// A column of a line, both counted from 1: `byteColumn` is clang's, in bytes. A byte order mark in
/// front of the line is a column to clang only, so it counts in no other unit.
unsigned columnIn(ColumnUnit unit, llvm::StringRef line, unsigned byteColumn);

} // namespace corolint::tool
