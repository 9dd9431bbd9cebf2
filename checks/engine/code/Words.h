// The words that names are made of: `open_file`, `openFile`, `OPEN_FILE`.
#pragma once
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// Whether one of the words of a name is the one asked for: `open_file`, `openFile`, `async_open`.
bool hasWord(llvm::StringRef name, llvm::StringRef word);

/// Whether one of the words of a name is one of these.
bool hasAnyWord(llvm::StringRef name, llvm::ArrayRef<llvm::StringLiteral> words);

} // namespace corolint
