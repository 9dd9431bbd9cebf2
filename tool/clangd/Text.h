// The text of a document as the protocol counts it: lines from 0, columns in UTF-16 or bytes.
#pragma once
#include "tool/clangd/Messages.h"
#include <string>

namespace corolint::clangd {

/// What the columns of a session count; the client and clangd agree on it.
enum class Columns { Utf16, Bytes };

/// The column behind a text that begins a line.
unsigned columnBehind(llvm::StringRef text, Columns columns);

/// Makes a change of `textDocument/didChange` in a text.
void applyChange(std::string &text, const Json &change, Columns columns);

} // namespace corolint::clangd
