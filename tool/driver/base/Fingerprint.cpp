#include "tool/driver/base/Fingerprint.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>

namespace corolint::tool {

/// The path from the root of the file's repository, or as it is where the file is in none.
static std::string pathInRepository(const std::string &file) {
  const std::string root = repositoryOf(file);
  return root.empty() ? file : pathFrom(root, file);
}

std::string fingerprintOf(llvm::ArrayRef<llvm::StringRef> parts) {
  std::string text;
  for (const llvm::StringRef part : parts)
    text += part.str() + '\0';
  const llvm::XXH128_hash_t hash = llvm::xxh3_128bits(
      llvm::ArrayRef(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
  return llvm::utohexstr(hash.high64, /*LowerCase=*/true, 16) +
         llvm::utohexstr(hash.low64, /*LowerCase=*/true, 16);
}

void numberFingerprints(std::vector<Finding> &findings) {
  llvm::StringMap<unsigned> occurrences;
  for (Finding &finding : findings) {
    finding.fingerprint.resize(std::min(finding.fingerprint.find(':'), finding.fingerprint.size()));
    if (const unsigned number = ++occurrences[finding.fingerprint]; number > 1)
      finding.fingerprint += ":" + std::to_string(number);
  }
}

void addFingerprints(std::vector<Finding> &findings) {
  std::map<std::string, std::string> paths;
  for (Finding &finding : findings) {
    std::string &path = paths[finding.file];
    if (path.empty())
      path = pathInRepository(finding.file);
    finding.fingerprint = fingerprintOf({finding.check, path, finding.function, finding.tokens});
  }
  numberFingerprints(findings);
}

} // namespace corolint::tool
