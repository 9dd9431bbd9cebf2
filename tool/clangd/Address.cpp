#include "tool/clangd/Address.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint::clangd {

std::string addressOfFile(llvm::StringRef path) {
  std::string address = "file://";
  for (const char c : path)
    if (llvm::isAlnum(c) || llvm::StringRef("/-_.~").contains(c))
      address += c;
    else
      address +=
          "%" + llvm::utohexstr(static_cast<unsigned char>(c), /*LowerCase=*/false, /*Width=*/2);
  return address;
}

std::string fileOfAddress(llvm::StringRef address) {
  std::string path;
  if (!address.consume_front("file://"))
    return path;
  for (size_t i = 0; i < address.size(); ++i) {
    unsigned value = 0;
    const bool escaped = address[i] == '%' && !address.substr(i + 1, 2).getAsInteger(16, value);
    path += escaped ? static_cast<char>(value) : address[i];
    i += escaped ? 2 : 0;
  }
  return path;
}

} // namespace corolint::clangd
