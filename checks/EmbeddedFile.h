// A text file built into the binary: see tool/cmake/EmbedFiles.cmake.
#pragma once
#include <cstddef>

namespace corolint {

/// One embedded file: its base name and its whole text, both null-terminated.
struct EmbeddedFile {
  const char *name;
  const char *text;
};

} // namespace corolint
