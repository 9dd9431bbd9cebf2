#include "tool/driver/base/Spelling.h"

namespace corolint::tool {

std::string nearestSpelling(llvm::StringRef name, llvm::ArrayRef<std::string> candidates) {
  const std::string *nearest = nullptr;
  unsigned best = static_cast<unsigned>(name.size() / 3 + 2);
  for (const std::string &candidate : candidates) {
    const unsigned distance = name.edit_distance(candidate, /*AllowReplacements=*/true, best);
    if (distance >= best)
      continue;
    best = distance;
    nearest = &candidate;
  }
  return nearest ? *nearest : "";
}

std::string didYouMean(llvm::StringRef name, llvm::ArrayRef<std::string> candidates) {
  const std::string nearest = nearestSpelling(name, candidates);
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

std::string withNearestKey(std::string message, llvm::ArrayRef<std::string> keys) {
  const llvm::StringRef key =
      llvm::StringRef(message).split("unknown key '").second.split('\'').first;
  return key.empty() ? message : message + didYouMean(key, keys);
}

} // namespace corolint::tool
