#include "tool/driver/Spelling.h"

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

} // namespace corolint::tool
