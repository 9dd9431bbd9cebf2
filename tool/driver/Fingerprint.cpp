#include "tool/driver/Fingerprint.h"
#include "tool/driver/Files.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace corolint::tool {

/// The path from the root of the repository, or as it is when there is none.
static std::string pathInRepository(const std::string &file) {
  const std::string absolute = absolutePath(file);
  for (llvm::StringRef folder = llvm::sys::path::parent_path(absolute); !folder.empty(); folder = llvm::sys::path::parent_path(folder)) {
    if (!llvm::sys::fs::exists(folder + "/.git"))
      continue;
    llvm::StringRef inside = absolute;
    inside.consume_front(folder);
    return inside.ltrim('/').str();
  }
  return file;
}

void addFingerprints(std::vector<Finding> &findings) {
  std::map<std::string, std::string> paths;
  llvm::StringMap<unsigned> occurrences;
  for (Finding &finding : findings) {
    std::string &path = paths[finding.file];
    if (path.empty())
      path = pathInRepository(finding.file);
    std::string text = finding.check + '\0' + path + '\0' + finding.function + '\0' + finding.tokens + '\0';
    text += std::to_string(occurrences[text]++);
    const llvm::XXH128_hash_t hash =
        llvm::xxh3_128bits(llvm::ArrayRef(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
    finding.fingerprint = llvm::utohexstr(hash.high64, /*LowerCase=*/true, 16) + llvm::utohexstr(hash.low64, /*LowerCase=*/true, 16);
  }
}

} // namespace corolint::tool
