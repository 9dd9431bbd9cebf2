// Text inside XML.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint::tool {

/// Text as it stands in an element or in an attribute between double quotes. What XML can't carry
/// at all is replaced.
std::string xmlText(llvm::StringRef text);

/// The same without the escapes, for printers that bring their own: characters that XML and HTML
/// know, as UTF-8.
std::string xmlCharacters(llvm::StringRef text);

} // namespace corolint::tool
