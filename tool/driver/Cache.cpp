#include "tool/driver/Cache.h"
#include "tool/driver/Files.h"
#include "tool/driver/Wire.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace corolint::tool {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// What tells this build of the program apart.
static const std::string &identity() {
  static const std::string text = [] {
    const std::string program = fs::getMainExecutable(nullptr, nullptr);
    fs::file_status status;
    if (fs::status(program, status))
      return std::string(COROLINT_VERSION);
    return COROLINT_VERSION " " + program + " " + std::to_string(status.getSize()) + " " +
           std::to_string(status.getLastModificationTime().time_since_epoch().count());
  }();
  return text;
}

std::uint64_t Cache::hashOf(const std::string &file) {
  const auto [entry, isNew] = hashes_.try_emplace(file, 0);
  if (!isNew)
    return entry->second;
  std::optional<std::string> text;
  if (const auto then = snapshot_ ? snapshot_->find(file) : Snapshot::const_iterator(); snapshot_ && then != snapshot_->end())
    text = then->second;
  else
    text = readFile(file);
  if (text)
    entry->second = contentHash(*text) | 1; // never zero
  return entry->second;
}

std::string Cache::pathFor(const CompileUnit &unit, const std::string &asked) {
  std::string text = identity() + '\0' + absolutePath(".") + '\0' + unit.file + '\0' + unit.directory + '\0' + asked + '\0';
  for (const std::string &argument : unit.command)
    text += argument + '\0';
  for (llvm::StringRef folder = path::parent_path(unit.file); !folder.empty(); folder = path::parent_path(folder))
    for (const char *name : {"/.clang-tidy", "/.corolint.yaml"})
      text += std::to_string(hashOf((folder + name).str())) + '\0';
  const llvm::XXH128_hash_t hash = llvm::xxh3_128bits(llvm::ArrayRef(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
  // LLVM's pruning knows its own files by this prefix.
  return folder_ + "/llvmcache-" + llvm::utohexstr(hash.high64, /*LowerCase=*/true, 16) + llvm::utohexstr(hash.low64, /*LowerCase=*/true, 16);
}

std::optional<UnitResult> Cache::find(const CompileUnit &unit, const std::string &asked) {
  if (folder_.empty())
    return std::nullopt;
  const std::optional<std::string> bytes = readFile(pathFor(unit, asked));
  std::optional<CachedResult> cached = bytes ? cachedFromBytes(*bytes) : std::nullopt;
  if (!cached)
    return std::nullopt;
  for (const auto &[file, hash] : cached->files)
    if (hashOf(file) != hash)
      return std::nullopt;
  return std::move(cached->result);
}

void Cache::store(const CompileUnit &unit, const std::string &asked, const UnitResult &result) {
  const bool isWhole = result.reason.empty() && (result.outcome == Outcome::Analysed || result.outcome == Outcome::NoCoroutines) && !result.reads.empty();
  if (folder_.empty() || !isWhole || fs::create_directories(folder_))
    return;
  CachedResult cached;
  cached.result = result;
  cached.result.reads.clear();
  cached.result.userSeconds = 0;
  cached.result.isCached = true;
  for (const std::string &file : result.reads)
    cached.files[file] = hashOf(file);
  // A file that changed since it was parsed would be taken for the one that was.
  for (const auto &[file, hash] : result.contents)
    if (const std::string absolute = absolutePath(file); cached.files.contains(absolute) && cached.files[absolute] != (hash | 1))
      return;
  writeFile(pathFor(unit, asked), toBytes(cached));
}

std::string defaultCacheFolder() {
  llvm::SmallString<128> folder;
  if (!path::cache_directory(folder))
    return {};
  path::append(folder, "corolint");
  return folder.str().str();
}

void pruneCache(const std::string &folder) {
  if (folder.empty() || !fs::is_directory(folder))
    return;
  llvm::CachePruningPolicy policy;
  policy.Interval = std::chrono::seconds(3600);
  policy.Expiration = std::chrono::hours(24 * 14);
  policy.MaxSizePercentageOfAvailableSpace = 10;
  policy.MaxSizeBytes = 1 << 30;
  llvm::pruneCache(folder, policy);
}

} // namespace corolint::tool
