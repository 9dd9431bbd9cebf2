#include "checks/engine/code/Words.h"
#include "llvm/ADT/STLExtras.h"
#include <cctype>

namespace corolint {

bool hasWord(llvm::StringRef name, llvm::StringRef word) {
  for (size_t at = name.find_insensitive(word); at != llvm::StringRef::npos;
       at = name.find_insensitive(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || name[at - 1] == '_' ||
                        (std::isupper(static_cast<unsigned char>(name[at])) &&
                         !std::isupper(static_cast<unsigned char>(name[at - 1])));
    const bool ends = end == name.size() || !std::islower(static_cast<unsigned char>(name[end]));
    if (begins && ends)
      return true;
  }
  return false;
}

bool hasAnyWord(llvm::StringRef name, llvm::ArrayRef<llvm::StringLiteral> words) {
  return llvm::any_of(words, [&](llvm::StringRef word) { return hasWord(name, word); });
}

} // namespace corolint
