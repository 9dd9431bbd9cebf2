// Files as the language server protocol names them.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint::clangd {

/// `file://` and the absolute path, escaped.
std::string addressOfFile(llvm::StringRef path);

/// The path of such an address; empty for any other.
std::string fileOfAddress(llvm::StringRef address);

} // namespace corolint::clangd
