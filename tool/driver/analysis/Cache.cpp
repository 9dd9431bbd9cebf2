#include "tool/driver/analysis/Cache.h"
#include "tool/driver/analysis/Wire.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <cerrno>
#include <cstring>
#include <unistd.h>

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
  if (const auto then = snapshot_ ? snapshot_->find(file) : Snapshot::const_iterator();
      snapshot_ && then != snapshot_->end())
    text = then->second;
  else
    text = readFile(file);
  if (text)
    entry->second = contentHash(*text) | 1; // never zero
  return entry->second;
}

/// 32 hexadecimal digits that tell a text apart.
static std::string digest(llvm::StringRef text) {
  const llvm::XXH128_hash_t hash = llvm::xxh3_128bits(
      llvm::ArrayRef(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
  return llvm::utohexstr(hash.high64, /*LowerCase=*/true, 16) +
         llvm::utohexstr(hash.low64, /*LowerCase=*/true, 16);
}

/// What an entry begins with: a mark, its key, and the digest of what follows, so that one that was
/// cut short, edited or put in the place of another isn't believed.
static constexpr llvm::StringLiteral Mark = "corolint-result-2";

static std::string sealed(const std::string &key, const std::string &result) {
  return Mark.str() + key + digest(result) + result;
}

/// The result of an entry; nothing where it isn't what was written under the key.
static std::optional<std::string> opened(const std::string &key, llvm::StringRef entry) {
  if (!entry.consume_front(Mark) || !entry.consume_front(key))
    return std::nullopt;
  const llvm::StringRef written = entry.take_front(key.size());
  const llvm::StringRef result = entry.drop_front(written.size());
  if (digest(result) != written)
    return std::nullopt;
  return result.str();
}

std::string Cache::keyOf(const CompileUnit &unit, const std::string &asked,
                         llvm::StringRef program) {
  std::string text = program.str() + '\0' + absolutePath(".") + '\0' + unit.file + '\0' +
                     unit.directory + '\0' + asked + '\0';
  for (const std::string &argument : unit.command)
    text += argument + '\0';
  for (llvm::StringRef folder = path::parent_path(unit.file); !folder.empty();
       folder = path::parent_path(folder))
    for (const char *name : {"/.clang-tidy", "/.corolint.yaml"})
      text += std::to_string(hashOf((folder + name).str())) + '\0';
  return digest(text);
}

std::string Cache::pathOf(const std::string &key) const {
  return folder_ + "/llvmcache-" + key; // LLVM's pruning knows its own files by this prefix
}

std::optional<JudgedUnit> Cache::find(const CompileUnit &unit, const std::string &asked) {
  std::optional<JudgedUnit> result = fromFolder(unit, asked);
  return result ? std::move(result) : fromCarried(unit, asked);
}

std::optional<JudgedUnit> Cache::fromFolder(const CompileUnit &unit, const std::string &asked) {
  if (folder_.empty())
    return std::nullopt;
  const std::string key = keyOf(unit, asked, identity());
  const std::optional<std::string> entry = readFile(pathOf(key));
  const std::optional<std::string> bytes = entry ? opened(key, *entry) : std::nullopt;
  return bytes ? valid(*bytes) : std::nullopt;
}

std::optional<JudgedUnit> Cache::fromCarried(const CompileUnit &unit, const std::string &asked) {
  if (!carried_ || carried_->empty())
    return std::nullopt;
  const auto found = carried_->find(keyOf(unit, asked, COROLINT_VERSION));
  return found == carried_->end() ? std::nullopt : valid(found->second);
}

void Cache::carry(const CompileUnit &unit, const std::string &asked, CarriedResults &results) {
  const std::string key = keyOf(unit, asked, identity());
  const std::optional<std::string> entry = readFile(pathOf(key));
  if (std::optional<std::string> bytes = entry ? opened(key, *entry) : std::nullopt)
    results[keyOf(unit, asked, COROLINT_VERSION)] = std::move(*bytes);
}

std::optional<JudgedUnit> Cache::valid(const std::string &bytes) {
  std::optional<CachedResult> cached = cachedFromBytes(bytes);
  if (!cached)
    return std::nullopt;
  for (const auto &[file, hash] : cached->files)
    if (hashOf(file) != hash)
      return std::nullopt;
  return std::move(cached->result);
}

void Cache::store(const CompileUnit &unit, const std::string &asked, const JudgedUnit &result) {
  const bool isWhole =
      result.reason.empty() &&
      (result.outcome == Outcome::Analysed || result.outcome == Outcome::NoCoroutines) &&
      !result.reads.empty();
  if (folder_.empty() || !isWhole || fs::create_directories(folder_))
    return;
  CachedResult cached;
  cached.result = result;
  cached.result.reads.clear();
  cached.result.userSeconds = 0;
  cached.result.stages.clear();
  cached.result.isCached = true;
  cached.result.sharesHeaders = false;
  cached.result.refuted.clear();
  for (const std::string &file : result.reads)
    cached.files[file] = hashOf(file);
  // A file that changed since it was parsed would be taken for the one that was.
  for (const auto &[file, hash] : result.contents)
    if (const std::string absolute = absolutePath(file);
        cached.files.contains(absolute) && cached.files[absolute] != (hash | 1))
      return;
  const std::string key = keyOf(unit, asked, identity());
  writeFile(pathOf(key), sealed(key, toBytes(cached)));
}

std::string defaultCacheFolder() {
  llvm::SmallString<128> folder;
  if (!path::cache_directory(folder))
    return {};
  if (path::is_relative(folder)) { // XDG_CACHE_HOME must be absolute, and is ignored where it isn't
    folder.clear();
    if (!path::home_directory(folder))
      return {};
    path::append(folder, ".cache");
  }
  path::append(folder, "corolint");
  return folder.str().str();
}

std::string errorInCacheFolder(const std::string &folder) {
  if (const std::error_code error = fs::create_directories(folder))
    return error.message();
  if (!fs::is_directory(folder))
    return "it is no folder";
  return ::access(folder.c_str(), W_OK | X_OK) == 0 ? "" : std::strerror(errno);
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
